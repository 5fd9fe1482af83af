namespace ValueSettlement;

/// <summary>
/// How far a payment may fall or rise from one period to the next, so that a reduction does not take the means to improve.
/// <code>x  →  max(x, (1 − decrease) × payment before);  min(x, (1 + increase) × payment before)</code>
/// Without a payment before, or with one that is not above zero, there is nothing to measure a change by, and the clause does nothing.
/// </summary>
public sealed record ChangeLimit : Clause
{
    /// <summary>The greatest decrease as a share of the payment before, 0 to 1; <see langword="null"/> for no limit.</summary>
    public RateTerm? Decrease { get; init; }

    /// <summary>The greatest increase as a share of the payment before, at least 0; <see langword="null"/> for no limit.</summary>
    public RateTerm? Increase { get; init; }

    /// <summary>The name of the payment before: what was paid, or what was calculated before its own limit, as the contract says.</summary>
    public Basis Before { get; init; } = new("payment-before");

    internal override string Key => "change-limit";

    internal override string UsualLabel => "Limit of the change from the period before";

    private protected override void Say(Phrase phrase)
    {
        if (Decrease is { } decrease)
        {
            phrase.Add($"at most {decrease.Value} less than the {Before.InWords}");
        }

        if (Increase is { } increase)
        {
            phrase.Add($"{(Decrease is null ? string.Empty : "; ")}at most {increase.Value} more than the {Before.InWords}");
        }
    }

    internal override bool KeepsZero => false;

    internal override void Emit(ref Run run)
    {
        if (!run.TryAmount(Before, out var before) || before.Sign <= 0)
        {
            run.Words?.NotApplied($"No amount of '{Before.InWords}' above zero was stated.");
            return;
        }

        run.WholeLine();
        if (Decrease is { } decrease)
        {
            var least = Bound(ref run, decrease, decrease.Value.Complement(), before, "least-payment", "Least payment");
            if (run.Piece(least, false, 0m, least, 0m))
            {
                run.SayHeld(Operation.Greatest, "least payment", least, run.Named("Limit of the decrease", " applied"));
            }
        }

        if (Increase is { } increase)
        {
            var most = Bound(ref run, increase, Grown(increase.Value), before, "greatest-payment", "Greatest payment");
            if (run.PieceSame(most, true))
            {
                run.SayUnchanged("Within the limits of the change.");
            }

            if (run.Last(0m, most, 0m))
            {
                run.SayHeld(Operation.Least, "greatest payment", most, run.Named("Limit of the increase", " applied"));
            }
        }
        else if (run.LastSame())
        {
            run.SayUnchanged("Within the limit of the decrease.");
        }
    }

    private Exact Bound(ref Run run, RateTerm change, Rate share, Exact before, string key, string label) => run.Share(
        Head.Level(key, label, change.Authority ?? Authority), share, "share of the payment before",
        new(Before.InWords, before, Unit.Money));

    private static Rate Grown(Rate increase) => increase.Denominator == 1 ? Rate.Of(1m + increase.Numerator)
        : Rate.Ratio((long)(increase.Denominator + increase.Numerator), increase.Denominator);

    internal override void Validate(string path, List<Failure> failures)
    {
        if (Decrease is null && Increase is null)
        {
            failures.Add(new("limit-empty", path, string.Empty, "A limit of the change limits decreases, increases or both.",
                "State a greatest decrease, a greatest increase or both, or leave the clause out."));
        }

        if (Decrease is { } decrease)
        {
            ValidateShare(decrease, path, "decrease", failures);
        }

        if (Increase is { } increase)
        {
            TextRules.Validate(increase.Authority, Paths.Join(path, "increase"), failures);
            if (increase.Value.Fraction is < 0m or > MostIncrease)
            {
                failures.Add(new("rate-range", Paths.Join(path, "increase"), increase.Value.ToString(),
                    "An increase lies between 0 and 1,000 %.", "Write it as a fraction: 0.05 for 5 %."));
            }
        }

        if (Before == Basis.Benchmark)
        {
            failures.Add(new("basis-is-benchmark", Paths.Join(path, "before"), Before.Name, "The payment before is not the benchmark.",
                "Name it, for example payment-before."));
        }
    }

    private const decimal MostIncrease = 10m;

    internal override void Reads(FactSet facts) => facts.Add(Before);
}
