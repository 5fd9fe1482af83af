using System.Diagnostics;

namespace ValueSettlement.Peers;

/// <summary>One run: how long it took, what it allocated on the managed heap, and what it found (as work that is not timed).</summary>
internal sealed record Timed(double Milliseconds, long? Allocated, Func<Sums?> Found)
{
    /// <summary>Times work whose result is read afterwards.</summary>
    public static Timed Of<T>(Func<T> work, Func<T, Sums?> found)
    {
        var before = GC.GetTotalAllocatedBytes(precise: true);
        var watch = Stopwatch.GetTimestamp();
        var result = work();
        var taken = Stopwatch.GetElapsedTime(watch).TotalMilliseconds;
        return new(taken, GC.GetTotalAllocatedBytes(precise: true) - before, () => found(result));
    }
}

/// <summary>A way to do the work.</summary>
/// <param name="Name">Its name in the table.</param>
/// <param name="Run">Does it once.</param>
internal sealed record Way(string Name, Func<Timed> Run)
{
    /// <summary>How often in a round: short runs are repeated, so that one disturbed run does not decide.</summary>
    public int Repeats { get; init; } = 1;

    /// <summary>In every how many rounds: long runs are made in some of them only.</summary>
    public int Every { get; init; } = 1;

    /// <summary>Runs before the first round, until everything is compiled for good.</summary>
    public int WarmUp { get; init; } = 1;

    /// <summary>How many times the library's time this way is to take at least.</summary>
    public double? Asked { get; init; }
}
