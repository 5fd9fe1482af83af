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
public sealed record LeadTerms
{
    /// <summary>The performance year, 2027 to 2036.</summary>
    public required int Year { get; init; }

    /// <summary>What sequestration applies to. There is no default: the reports conflict with the participation agreement of the model before it.</summary>
    public required AppliesTo SequestrationAppliesTo { get; init; }

    /// <summary>The risk corridor, replacing the reported one; <see langword="null"/> for the reported one.</summary>
    public Cited<ValueList<Band>>? Corridor { get; init; }

    /// <summary>The rate of sequestration, replacing 2 %; <see langword="null"/> for the reported one.</summary>
    public Cited<Rate>? Sequestration { get; init; }

    /// <summary>A name for the contract; <see langword="null"/> for one made of the terms.</summary>
    public string? Id { get; init; }
}

/// <summary>
/// LEAD, the announced successor of ACO REACH, Global risk, 2027 to 2036. Every parameter is reported by third parties and unconfirmed.
/// <code>opening = final benchmark − expenditure ─► risk corridor ─► sequestration</code>
/// The payoff varies with expenditure. Quality is not part of what is reported: add withholds to <see cref="Benchmark"/> when they are known.
/// </summary>
public static class Lead
{
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
        ArgumentNullException.ThrowIfNull(terms);
        var day = Day(terms.Year);
        var corridor = terms.Corridor ?? Cited<ValueList<Band>>.Of(GlobalCorridor.On(day));
        var sequestration = terms.Sequestration ?? Cited<Rate>.Of(SequestrationRate.On(day));
        return new Contract
        {
            Id = terms.Id ?? FormattableString.Invariant($"lead-global-{terms.Year}"),
            Currency = "USD",
            Term = new DateInterval(new(terms.Year, 1, 1), new(terms.Year, 12, 31)),
            Clauses =
            [
                new MarginalBands { Label = "Risk corridor", Gain = corridor.Value, Loss = corridor.Value, Authority = corridor.Authority },
                new Sequestration { Rate = sequestration.Value, AppliesTo = terms.SequestrationAppliesTo, Authority = sequestration.Authority },
            ],
            Payment = [new PriorSettlement()],
            Payoff = new("expenditure"),
            Origin = new(FormattableString.Invariant($"LEAD (announced), Global, {terms.Year}"), LibraryVersion.Text),
        };
    }

    /// <summary>The final benchmark of a year with its lines: discount, then withholds and adjustments if any.</summary>
    /// <param name="year">The performance year, 2027 to 2036.</param>
    /// <param name="before">The benchmark before the discount.</param>
    /// <param name="discount">Which of the two reported discounts.</param>
    /// <param name="withholds">Withholds, when they are known.</param>
    /// <param name="adjustments">Flat adjustments, when they are known.</param>
    /// <exception cref="SettlementException">The model is not announced for the year.</exception>
    public static Figure Benchmark(int year, Figure before, LeadDiscount discount, ValueList<Withhold>? withholds = null, ValueList<FlatAdjustment>? adjustments = null) => new CapitationBenchmark
    {
        Before = before,
        Reductions = [new("discount", "Discount", Cited<Rate>.Of((discount == LeadDiscount.Lower ? LowerDiscount : HigherDiscount).On(Day(year))))],
        Withholds = withholds ?? [],
        Adjustments = adjustments ?? [],
    }.Build();

    private static LocalDate Day(int year) => year is >= 2027 and <= 2036
        ? new(year, 1, 1)
        : throw new SettlementException([new("year-unknown", "year", UnitText.Of(year, Unit.Count), "The model is announced for the performance years 2027 to 2036.", "Check the year; up to 2026 see AcoReach.")]);

    private static DatedEntry<T> In<T>(T value) => new(new(2027, 1, 1), value, true, Reported);

    private static DatedEntry<T> End<T>() => new(new(2037, 1, 1), default, false, Reported);
}
