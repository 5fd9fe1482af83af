using NodaTime;

namespace ValueSettlement.Programs;

/// <summary>The two discounts that are reported for LEAD; what decides between them is not known.</summary>
public enum LeadDiscount
{
    /// <summary>1.75 %.</summary>
    Lower,

    /// <summary>3 %.</summary>
    Higher,
}

/// <summary>What decides a LEAD contract for one performance year. The model is announced, not in force, and known only from third parties.</summary>
public sealed record LeadTerms : ProgrammeTerms
{
    /// <summary>The performance year, 2027 to 2036.</summary>
    public required int Year { get; init; }

    /// <summary>What sequestration applies to. There is no default: the reports conflict with the participation agreement of the model before it.</summary>
    public required AppliesTo SequestrationAppliesTo { get; init; }

    /// <summary>The risk corridor, replacing the reported one; <see langword="null"/> for the reported one.</summary>
    public Cited<ValueList<Band>>? Corridor { get; init; }

    /// <summary>The rate of sequestration, replacing 2 %; <see langword="null"/> for the reported one.</summary>
    public Cited<Rate>? Sequestration { get; init; }

    /// <summary>Which of the two reported discounts; <see langword="null"/> if benchmarks are stated after it.</summary>
    public LeadDiscount? Discount { get; init; }

    /// <summary>The rate of the discount, replacing the reported one; <see langword="null"/> for the reported one.</summary>
    public Cited<Rate>? DiscountRate { get; init; }

    /// <summary>A name for the contract; <see langword="null"/> for one made of the terms.</summary>
    public string? Id { get; init; }

    /// <inheritdoc/>
    public override Contract Contract() => Lead.Contract(this);

    private protected override LeadTerms Resolve() => Lead.Resolve(this);
}

/// <summary>
/// LEAD, the announced successor of ACO REACH, Global risk, 2027 to 2036. Every parameter is reported by third parties and unconfirmed.
/// <code>opening = final benchmark − expenditure ─► risk corridor ─► sequestration</code>
/// The payoff varies with expenditure. Quality is not part of what is reported: add withholds to <see cref="Benchmark"/> when they are known.
/// </summary>
public static class Lead
{
    private static ContractWords Words { get; } = new() { Provider = "organisation" };

    private static Authority Reported => Authority.Remembered("LEAD model, announced, as reported by third parties");

    /// <summary>The risk corridor of Global risk.</summary>
    public static Dated<ValueList<Band>> GlobalCorridor { get; } = new("Global risk corridor (announced)", DateAxis.PerformancePeriod,
        In<ValueList<Band>>([new(100.Percent(), 15.Percent()), new(50.Percent(), 35.Percent()), new(25.Percent(), 50.Percent()), new(10.Percent())]), End<ValueList<Band>>());

    /// <summary>The lower of the two reported discounts.</summary>
    public static Dated<Rate> LowerDiscount { get; } = new("lower discount (announced)", DateAxis.PerformancePeriod, In(1.75m.Percent()), End<Rate>());

    /// <summary>The higher of the two reported discounts.</summary>
    public static Dated<Rate> HigherDiscount { get; } = new("higher discount (announced)", DateAxis.PerformancePeriod, In(3.Percent()), End<Rate>());

    /// <summary>The rate of sequestration.</summary>
    public static Dated<Rate> SequestrationRate { get; } = new("sequestration (announced)", DateAxis.PerformancePeriod, In(2.Percent()), End<Rate>());

    /// <summary>Every dated parameter of the programme, for tables and for the test that walks them.</summary>
    public static IReadOnlyList<IDatedParameter> Parameters { get; } = [GlobalCorridor, LowerDiscount, HigherDiscount, SequestrationRate];

    /// <summary>The contract of one performance year.</summary>
    /// <param name="terms">Year and what sequestration applies to.</param>
    /// <exception cref="SettlementException">The model is not announced for the year.</exception>
    public static Contract Contract(LeadTerms terms)
    {
        terms = terms.Resolved();
        var (corridor, sequestration) = (terms.Corridor!, terms.Sequestration!);
        return new Contract
        {
            Id = terms.Id ?? FormattableString.Invariant($"lead-global-{terms.Year}"),
            Currency = "USD",
            Term = new DateInterval(new(terms.Year, 1, 1), new(terms.Year, 12, 31)),
            Clauses =
            [
                new MarginalBands { Label = "Risk corridor", Gain = corridor.Value, Loss = corridor.Value, Authority = corridor.Authority },
                new Sequestration { Rate = sequestration, AppliesTo = terms.SequestrationAppliesTo, Authority = Reported },
            ],
            Payment = [new PriorSettlement()],
            OrderAuthority = Reported with { Reading = "Corridor, then sequestration; one report takes it off before the corridor." },
            Words = Words,
            Payoff = new("expenditure"),
            Origin = Origin.Of(FormattableString.Invariant($"LEAD (announced), Global, {terms.Year}"), terms),
        };
    }

    /// <summary>The final benchmark of a year with its lines: discount, then withholds and adjustments if any.</summary>
    /// <param name="terms">Year and discount.</param>
    /// <param name="before">The benchmark before the discount.</param>
    /// <param name="withholds">Withholds, when they are known.</param>
    /// <param name="adjustments">Flat adjustments, when they are known.</param>
    /// <exception cref="SettlementException">The model is not announced for the year, or the terms say no discount.</exception>
    public static Figure Benchmark(
        LeadTerms terms, Figure before, ValueList<Withhold>? withholds = null, ValueList<FlatAdjustment>? adjustments = null) => new CapitationBenchmark
        {
            Before = before,
            Reductions = [new("discount", "Discount", terms.Resolved().DiscountRate ?? throw NoDiscount())],
            Withholds = withholds ?? [],
            Adjustments = adjustments ?? [],
        }.Build();

    /// <summary>What the contract of the same terms settles: the final benchmark with its lines, and expenditure.</summary>
    /// <param name="terms">Year and discount.</param>
    /// <param name="before">The benchmark before the discount.</param>
    /// <param name="expenditure">Expenditure.</param>
    /// <param name="withholds">Withholds, when they are known.</param>
    /// <param name="adjustments">Flat adjustments, when they are known.</param>
    /// <exception cref="SettlementException">As for <see cref="Benchmark"/>.</exception>
    public static Experience Experience(
        LeadTerms terms, Figure before, Figure expenditure, ValueList<Withhold>? withholds = null, ValueList<FlatAdjustment>? adjustments = null) =>
        new() { Benchmark = Benchmark(terms, before, withholds, adjustments), Expenditure = expenditure, Terms = terms.Resolved().Digest };

    internal static LeadTerms Resolve(LeadTerms terms)
    {
        var day = Day(terms.Year);
        return terms with
        {
            Corridor = terms.Corridor ?? Cited<ValueList<Band>>.Of(GlobalCorridor.On(day)),
            Sequestration = terms.Sequestration ?? Cited<Rate>.Of(SequestrationRate.On(day)),
            DiscountRate = terms.DiscountRate
                ?? (terms.Discount is { } discount ? Cited<Rate>.Of((discount == LeadDiscount.Lower ? LowerDiscount : HigherDiscount).On(day)) : null),
        };
    }

    private static SettlementException NoDiscount() =>
        new([new("discount-missing", "discount", string.Empty, "Two discounts are reported, and what decides between them is not known.",
            "State the discount in the terms, or the benchmark after it.")]);

    private static LocalDate Day(int year) => year is >= 2027 and <= 2036
        ? new(year, 1, 1)
        : throw new SettlementException([new("year-unknown", "year", UnitText.Of(year, Unit.Count), "The model is announced for the performance years 2027 to 2036.", "Check the year; up to 2026 see AcoReach.")]);

    private static DatedEntry<T> In<T>(T value) => new(new(2027, 1, 1), value, true, Reported);

    private static DatedEntry<T> End<T>() => new(new(2037, 1, 1), default, false, Reported);
}
