namespace ValueSettlement;

/// <summary>
/// A share of gains that is paid in a later period, if what was reached lasts: deferred payment against short-term thinking.
/// <code>x &gt; 0  →  x × (1 − share), and x × share is carried forward</code>
/// </summary>
public sealed record Deferral : Clause
{
    /// <summary>The share that is paid later, 0 to 1.</summary>
    public required RateTerm Share { get; init; }

    /// <summary>The name under which what is deferred is carried forward.</summary>
    public Basis Deferred { get; init; } = new("deferred");

    internal override string Key => "deferral";

    internal override string UsualLabel => "Deferral";

    // An amount of zero defers nothing, and the settlement says so.
    internal override bool KeepsZero => false;

    private protected override void Say(Phrase phrase) => phrase.Add($"{Share.Value} of {phrase.Names.Gains} is paid in a later period");

    internal override void Emit(ref Run run)
    {
        if (run.Gains())
        {
            var now = run.Rate(Share, "deferred-share", "Share deferred").Complement();
            if (run.LastShare(now.Top, now.Denominator))
            {
                run.Say("share paid now");
                run.Words!.CarriedForward.Add(new(Deferred, Carried.Decide(run.Amount) - Carried.Decide(run.Result)));
            }
        }

        if (run.Losses() && run.LastSame())
        {
            run.SayUnchanged($"Only {run.Words!.Names.Gains} are deferred.");
            run.Words.CarriedForward.Add(new(Deferred, 0m));
        }

        if (run.Words is not null && run.IsZero)
        {
            run.SayZero();
            run.Words.CarriedForward.Add(new(Deferred, 0m));
        }
    }

    internal override void Validate(string path, List<Failure> failures)
    {
        ValidateShare(Share, path, "share", failures);
        ValidateName(Deferred, path, failures);
    }

    internal static void ValidateName(Basis deferred, string path, List<Failure> failures)
    {
        if (deferred == Basis.Benchmark)
        {
            failures.Add(new("basis-is-benchmark", Paths.Join(path, "deferred"), deferred.Name, "What is deferred is not the benchmark.",
                "Name what is deferred, for example deferred-bonus."));
        }
    }

    internal override void Reads(FactSet facts)
    {
    }
}
