using NodaTime;

namespace ValueSettlement.Programs;

/// <summary>The risk arrangements of the Next Generation ACO model.</summary>
public enum NextGenerationArrangement
{
    /// <summary>Arrangement A: 80 % of savings and losses.</summary>
    A,

    /// <summary>Arrangement B: all savings and losses.</summary>
    B,
}

/// <summary>What decides a Next Generation ACO contract for one performance year.</summary>
public sealed record NextGenerationTerms : ProgrammeTerms
{
    /// <summary>The risk arrangement.</summary>
    public required NextGenerationArrangement Arrangement { get; init; }

    /// <summary>The performance year, 2016 to 2021.</summary>
    public required int Year { get; init; }

    /// <summary>The savings and losses cap that the organisation chose, as a share of the benchmark: 5 to 15 %.</summary>
    public required Rate Cap { get; init; }

    /// <summary>The share of savings and losses, replacing the standard one; <see langword="null"/> for the standard one.</summary>
    public Cited<Rate>? Share { get; init; }

    /// <summary>The rate of sequestration, replacing the standard one; <see langword="null"/> for the standard one.</summary>
    public Cited<Rate>? Sequestration { get; init; }

    /// <summary>What sequestration applies to, replacing savings only; <see langword="null"/> for the standard.</summary>
    public Cited<AppliesTo>? SequestrationAppliesTo { get; init; }

    /// <summary>A name for the contract; <see langword="null"/> for one made of the terms.</summary>
    public string? Id { get; init; }

    /// <inheritdoc/>
    public override Contract Contract() => NextGenerationAco.Contract(this);

    private protected override NextGenerationTerms Resolve() => NextGenerationAco.Resolve(this);
}

/// <summary>
/// The Next Generation ACO model, 2016 to 2021. The cap comes before the share, so that a cap of 5 % in Arrangement A pays at most 4 % of the benchmark.
/// <code>opening = benchmark − expenditure ─► cap ─► share ─► sequestration (savings only)</code>
/// The payoff varies with expenditure.
/// </summary>
public static class NextGenerationAco
{
    private const string Agreement = "Next Generation ACO participation agreement";

    private static readonly ContractWords Words = new() { Provider = "organisation" };

    /// <summary>The share of savings and losses in Arrangement A.</summary>
    public static Dated<Rate> ShareA { get; } = new("share in Arrangement A", DateAxis.PerformancePeriod,
        In(80.Percent(), Authority.Of(Agreement + ", risk arrangement")), End<Rate>());

    /// <summary>The share of savings and losses in Arrangement B.</summary>
    public static Dated<Rate> ShareB { get; } = new("share in Arrangement B", DateAxis.PerformancePeriod,
        In(100.Percent(), Authority.Of(Agreement + ", risk arrangement")), End<Rate>());

    /// <summary>The least savings and losses cap on offer.</summary>
    public static Dated<Rate> LeastCap { get; } = new("least savings and losses cap", DateAxis.PerformancePeriod,
        In(5.Percent(), Authority.Of(Agreement + ", savings/losses cap")), End<Rate>());

    /// <summary>The greatest savings and losses cap on offer.</summary>
    public static Dated<Rate> GreatestCap { get; } = new("greatest savings and losses cap", DateAxis.PerformancePeriod,
        In(15.Percent(), Authority.Of(Agreement + ", savings/losses cap")), End<Rate>());

    /// <summary>The rate of sequestration.</summary>
    public static Dated<Rate> SequestrationRate { get; } = new("sequestration", DateAxis.PerformancePeriod,
        In(2.Percent(), Authority.Remembered("2 USC 901a; rate remembered, suspended for some payment dates from May 2020 on")), End<Rate>());

    /// <summary>What sequestration applies to.</summary>
    public static Dated<AppliesTo> SequestrationAppliesTo { get; } = new("sequestration applies to", DateAxis.PerformancePeriod,
        In(AppliesTo.Gains, Authority.Of(Agreement + ", settlement", "Savings only.")), End<AppliesTo>());

    /// <summary>Every dated parameter of the programme, for tables and for the test that walks them.</summary>
    public static IReadOnlyList<IDatedParameter> Parameters { get; } = [ShareA, ShareB, LeastCap, GreatestCap, SequestrationRate, SequestrationAppliesTo];

    /// <summary>The contract of one performance year. Nothing but benchmark and expenditure is read; quality is part of the benchmark's discount.</summary>
    /// <param name="terms">Arrangement, year and cap.</param>
    /// <exception cref="SettlementException">The model had no such year, arrangement or cap; carries every reason.</exception>
    public static Contract Contract(NextGenerationTerms terms)
    {
        terms = terms.Resolved();
        var (share, sequestration, applies) = (terms.Share!, terms.Sequestration!, terms.SequestrationAppliesTo!);
        return new Contract
        {
            Id = terms.Id ?? FormattableString.Invariant($"ngaco-{(terms.Arrangement == NextGenerationArrangement.A ? "a" : "b")}-{terms.Year}"),
            Currency = "USD",
            Term = new DateInterval(new(terms.Year, 1, 1), new(terms.Year, 12, 31)),
            Clauses =
            [
                new Limit { Label = "Savings and losses cap", Gain = terms.Cap, Loss = terms.Cap, Authority = LeastCap.On(new(terms.Year, 1, 1)).Authority },
                new SharingRate { Gain = share, Loss = share },
                new Sequestration { Rate = sequestration, AppliesTo = applies.Value, Authority = applies.Authority },
            ],
            Payment = [new PriorSettlement()],
            OrderAuthority = Authority.Of(Agreement + ", settlement",
                "The cap comes before the share; sequestration takes from what is shared."),
            Words = Words,
            Payoff = new("expenditure"),
            Origin = Origin.Of(FormattableString.Invariant($"Next Generation ACO, Arrangement {terms.Arrangement}, {terms.Year}"), terms),
        };
    }

    internal static NextGenerationTerms Resolve(NextGenerationTerms terms)
    {
        var day = new LocalDate(terms.Year is >= 2016 and <= 2021 ? terms.Year : 2016, 1, 1);
        var failures = new List<Failure>();
        if (terms.Year is < 2016 or > 2021)
        {
            failures.Add(new("year-unknown", "year", UnitText.Of(terms.Year, Unit.Count), "The model had the performance years 2016 to 2021.", "Check the year."));
        }

        if (terms.Arrangement is not (NextGenerationArrangement.A or NextGenerationArrangement.B))
        {
            failures.Add(new("arrangement-unknown", "arrangement", terms.Arrangement.ToString(), "The arrangements are A and B.", "Choose one of the two."));
        }

        if (terms.Cap < LeastCap.On(day).Value || terms.Cap > GreatestCap.On(day).Value)
        {
            failures.Add(new("cap-not-offered", "cap", terms.Cap.ToString(), "The savings and losses cap lies between 5 and 15 % of the benchmark.", "State the cap that the organisation chose."));
        }

        if (failures.Count > 0)
        {
            throw new SettlementException(failures);
        }

        return terms with
        {
            Share = terms.Share ?? Cited<Rate>.Of((terms.Arrangement == NextGenerationArrangement.A ? ShareA : ShareB).On(day)),
            Sequestration = terms.Sequestration ?? Cited<Rate>.Of(SequestrationRate.On(day)),
            SequestrationAppliesTo = terms.SequestrationAppliesTo ?? Cited<AppliesTo>.Of(SequestrationAppliesTo.On(day)),
        };
    }

    private static DatedEntry<T> In<T>(T value, Authority authority) => new(new(2016, 1, 1), value, true, authority);

    private static DatedEntry<T> End<T>() => new(new(2022, 1, 1), default, false, Authority.Of("Next Generation ACO model, 2016-2021"));
}
