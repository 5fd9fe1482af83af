namespace ValueSettlement.Population;

/// <summary>Work in numbered pieces, each done by the worker who is ready for it. One worker alone does all of them.</summary>
internal sealed class Pieces : IShared
{
    private readonly int count;
    private readonly Action<int> piece;
    private int next;

    private Pieces(int count, Action<int> piece) => (this.count, this.piece) = (count, piece);

    public static void Each(int threads, int count, Action<int> piece) => Workers.Run(Math.Clamp(threads, 1, Math.Max(1, count)),
        new Pieces(count, piece));

    public void Do(int worker)
    {
        for (var i = Interlocked.Increment(ref next) - 1; i < count; i = Interlocked.Increment(ref next) - 1)
        {
            piece(i);
        }
    }
}
