namespace ValueSettlement;

/// <summary>
/// What a contract pays for every amount of spending, with every fact held as it is: the composed curve of its clauses.
/// Composed in the units of the fold (amounts carried to twelve decimals, compared at nine), and every edge asked of the fold itself at the
/// whole cents beside it:
/// at whole cents it publishes what settling publishes, and differs from it by a few 10⁻¹² at most.
/// </summary>
public sealed record Payoff
{
    internal Payoff(string variable, Curve curve, ValueList<string> heldFixed) =>
        (Variable, Curve, HeldFixed) = (variable, curve, heldFixed);

    /// <summary>What the contract calls the amount that varies, for example "spending" or "adjusted allowable cost".</summary>
    public string Variable { get; }

    /// <summary>Spending → earned: positive to the provider, not rounded.</summary>
    public Curve Curve { get; }

    /// <summary>What the curve holds fixed, in words.</summary>
    public ValueList<string> HeldFixed { get; }

    /// <summary>Where the payoff changes sign, or begins or ends to be zero: amounts of spending, ascending.</summary>
    public IReadOnlyList<BreakEven> BreakEvens => Curve.BreakEvens;

    /// <summary>What is earned at an amount of spending, not rounded.</summary>
    /// <param name="spending">Spending.</param>
    public decimal At(decimal spending) => Carried.Carry(Curve.At(spending));

    /// <summary>The amounts of spending at which at least <paramref name="least"/> and at most <paramref name="most"/> is earned.</summary>
    /// <param name="least">The least amount earned.</param>
    /// <param name="most">The most earned; <see langword="null"/> for any amount from <paramref name="least"/> on.</param>
    public IReadOnlyList<Interval> SpendingToEarn(decimal least, decimal? most = null) =>
        Curve.InverseImage(new Interval(least, true, most, most is not null));

    /// <summary>The curve in words.</summary>
    public override string ToString() => Curve.ToString();
}

/// <summary>Payoffs of contracts.</summary>
public static class PayoffExtensions
{
    /// <summary>What the contract pays for every amount of spending.</summary>
    /// <param name="contract">The contract.</param>
    /// <param name="experience">Benchmark and facts; its expenditure is not needed and not read.</param>
    /// <param name="arrangement">Whose spending varies, if the contract has several arrangements.</param>
    /// <exception cref="SettlementException">Something is wrong with the contract or the experience; carries all of it.</exception>
    public static Payoff PayoffOverSpending(this Contract contract, Experience experience, string? arrangement = null)
    {
        ArgumentNullException.ThrowIfNull(contract);
        return contract.Prepare().PayoffOverSpending(experience, arrangement);
    }

    /// <summary>What the contract pays for every amount of spending.</summary>
    /// <param name="prepared">The contract.</param>
    /// <param name="experience">Benchmark and facts; its expenditure is not needed and not read.</param>
    /// <param name="arrangement">Whose spending varies, if the contract has several arrangements.</param>
    /// <exception cref="SettlementException">Something is wrong with the experience, or the amount settled does not depend on spending;
    /// carries all of it.</exception>
    public static Payoff PayoffOverSpending(this PreparedContract prepared, Experience experience, string? arrangement = null)
    {
        ArgumentNullException.ThrowIfNull(prepared);
        ArgumentNullException.ThrowIfNull(experience);
        List<Failure>? failures = null;
        if (prepared.Contract.Payoff.NoPayoff is { } reason)
        {
            failures = [new("no-payoff", "payoff", prepared.Contract.Payoff.Name,
                $"What this contract pays is no piecewise-linear curve of {prepared.Contract.Payoff.Name}: {reason}",
                "Settle each case instead.")];
            throw new SettlementException(failures);
        }

        if (prepared.HasArrangements && !prepared.Contract.Arrangements.Any(a => a.Id == arrangement))
        {
            failures = [new("arrangement-unknown", "arrangement", arrangement ?? string.Empty,
                "The contract has several arrangements, and spending varies in one of them.",
                $"Name one of {string.Join(", ", prepared.Contract.Arrangements.Select(static a => a.Id))}.")];
            throw new SettlementException(failures);
        }

        PreparedContract.OpeningCurve found;
        try
        {
            found = prepared.CurveOfOpening(experience, arrangement, ref failures);
            if (found.Opening == OpeningAmount.Stated)
            {
                (failures ??= []).Add(new("no-spending", "opening", EnumText.Of(found.Opening),
                    "The opening amount is stated, not found from spending, so there is no payoff over spending.",
                        "Settle with other opening amounts instead."));
            }

            if (failures is not null)
            {
                throw new SettlementException(failures);
            }

            return Over(found, prepared.Contract, experience);
        }
        catch (InvalidOperationException problem)
        {
            throw new SettlementException([new("payoff-range", "clauses", string.Empty, problem.Message,
                "Use fewer bands and regions, or smaller slopes.")]);
        }
    }

    private static Payoff Over(PreparedContract.OpeningCurve found, Contract contract, Experience experience)
    {
        var benchmark = found.Compared.Benchmark?.Value ?? 0m;
        var reversed = found.Opening == OpeningAmount.ExpenditureLessBenchmark;
        var spending = reversed ? Curve.Line(1m, -benchmark) : Curve.Line(-1m, benchmark);
        var curve = spending.Then(found.Curve, decided: true).Settled(x => found.Earned(reversed ? x - benchmark : benchmark - x));
        var words = contract.WordsUsed;
        return new(contract.Payoff.Name, curve, [
            $"{ContractWords.Inside(words.Benchmark)} {UnitText.Of(benchmark, Unit.Money)}",
            .. experience.Facts.Concat(ReferenceEquals(found.Compared, found.Whole) ? [] : found.Compared.Facts).Select(static f => f.Said),
            .. experience.Parts.Where(p => !ReferenceEquals(p, found.Compared) && p.Arrangement != found.Varied?.Arrangement.Id)
                .Select(p => Held(p, words)),
        ]);
    }

    /// <summary>What another arrangement is held at: its amounts and its facts.</summary>
    private static string Held(Experience part, ContractWords words)
    {
        IEnumerable<string> amounts = new[] { (words.Benchmark, part.Benchmark), (words.Expenditure, part.Expenditure),
            ("Opening amount", part.Opening) }
            .Where(static amount => amount.Item2 is not null)
            .Select(static amount => $"{ContractWords.Inside(amount.Item1)} {amount.Item2}");
        return $"the arrangement '{part.Arrangement}' ({string.Join("; ", amounts.Concat(part.Facts.Select(static f => f.Said)))})";
    }
}
