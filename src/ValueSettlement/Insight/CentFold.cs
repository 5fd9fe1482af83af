namespace ValueSettlement;

/// <summary>The fold of one contract and its facts, asked in whole cents of spending.</summary>
internal sealed class CentFold(PreparedContract.OpeningLevel level)
{
    /// <summary>Decimals of a cent.</summary>
    public const int MostDigits = 2;

    private const decimal Cent = 0.01m;

    /// <summary>How the contract publishes.</summary>
    public Rounding Publishing { get; } = level.Node.Contract.PublishingRule;

    /// <summary>Cents in a published unit.</summary>
    public long CentsInUnit => Publishing.Digits switch { 0 => 100, 1 => 10, _ => 1 };

    /// <summary>What is compared with spending.</summary>
    public decimal Benchmark => level.Benchmark;

    /// <summary>Whether the amount rises with spending.</summary>
    public bool IsRising { get; } = level.Node.Agreement.Opening == OpeningAmount.ExpenditureLessBenchmark;

    /// <summary>What a settlement publishes as earned, in cents.</summary>
    /// <exception cref="SettlementException">An amount on the way lies beyond the range of the fold.</exception>
    public long Earned(long spending)
    {
        List<Failure>? failures = null;
        var earned = level.Earned(OpeningOf(spending), ref failures);
        return failures is null
            ? (long)(SettledAmount.Of(earned, Publishing).Published / Cent)
            : throw new SettlementException(failures);
    }

    /// <summary>The way of spending through the clauses; <see langword="null"/> if it leaves the range of the fold.</summary>
    public List<FoldStep>? StepsOf(long spending) => level.StepsOf(OpeningOf(spending));

    private decimal OpeningOf(long spending) =>
        Carried.Carry(IsRising ? (spending * Cent) - Benchmark : Benchmark - (spending * Cent));
}
