using NodaTime;

namespace ValueSettlement.Programs;

/// <summary>What decides the risk corridor of a Medicare prescription drug plan for one year.</summary>
public sealed record PartDTerms : ProgrammeTerms
{
    /// <summary>The plan year, from 2006.</summary>
    public required int PlanYear { get; init; }

    /// <summary>2006 and 2007 only: whether at least 60 % of plans, covering at least 60 % of enrollees, had costs above their first upper threshold, as CMS determined; the share of costs between the upper thresholds is then 90 % instead of 75 %.</summary>
    public bool NinetyPercentRule { get; init; }

    /// <summary>Whether costs below the second lower threshold are settled by the letter of 42 CFR 423.336(b)(3)(ii)(B), which names the second threshold <i>upper</i> limit. Off: the letter makes the payment jump, and the lower limit is meant.</summary>
    public bool LiteralText { get; init; }

    /// <summary>Another corridor, cited: thresholds that the Secretary set for the year, or the bands of a demonstration in which the plan takes part. <see langword="null"/> for the programme's own.</summary>
    public Cited<CorridorBands>? Corridor { get; init; }

    /// <summary>
    /// What the letter of the text charges further, as a share of the target amount, cited; <see langword="null"/> for the regulation's.
    /// Only with <see cref="LiteralText"/>.
    /// </summary>
    public Cited<Rate>? LiteralTextCharge { get; init; }

    /// <summary>A name for the contract; <see langword="null"/> for one made of the year.</summary>
    public string? Id { get; init; }

    /// <inheritdoc/>
    public override Contract Contract() => PartD.Contract(this);

    private protected override PartDTerms Resolve() => PartD.Resolve(this);
}

/// <summary>
/// The risk corridors of Medicare Part D, SSA 1860D-15(e), 42 USC 1395w-115(e), 42 CFR 423.336.
/// <code>
/// opening = adjusted allowable costs − target amount ─► corridor          (+ = Medicare pays the plan, − = the plan pays)
/// </code>
/// The payoff is a curve of adjusted allowable cost. Supplemental benefits stay at full plan risk and are not part of either amount.
/// </summary>
public static class PartD
{
    private static readonly LocalDate Y2006 = new(2006, 1, 1);

    /// <summary>The corridor by plan year: shares of costs beyond the thresholds, which are shares of the target amount.</summary>
    public static Dated<CorridorBands> Corridor { get; } = new("Part D risk corridor", DateAxis.PlanYear,
        new(Y2006, CorridorBands.Symmetric(new(Rate.Zero, Rate.Of(0.025m)), new(75.Percent(), 5.Percent()), new(80.Percent())), true, Authority.Of("42 USC 1395w-115(e)(2), (e)(3)(C); 42 CFR 423.336(b)", Continuous)),
        new(new(2008, 1, 1), CorridorBands.Symmetric(new(Rate.Zero, 5.Percent()), new(50.Percent(), 10.Percent()), new(80.Percent())), true, Authority.Of("42 USC 1395w-115(e)(2), (e)(3)(C); 42 CFR 423.336(b)", Continuous)),
        new(new(2012, 1, 1), CorridorBands.Symmetric(new(Rate.Zero, 5.Percent()), new(50.Percent(), 10.Percent()), new(80.Percent())), true,
            Authority.Of("42 USC 1395w-115(e)(3)(C)(iii); 42 CFR 423.336(b)", "The Secretary sets the thresholds, at least 5 and 10 %; 5 and 10 % are in use. " + Continuous)));

    /// <summary>The corridor of 2006 and 2007 where the 90 % rule is met: it raises the share of costs between the two upper thresholds only.</summary>
    public static Dated<CorridorBands> NinetyPercentCorridor { get; } = new("Part D risk corridor under the 90 % rule", DateAxis.PlanYear,
        new(Y2006, Corridor.Entries[0].Value! with { Gain = [new(Rate.Zero, Rate.Of(0.025m)), new(90.Percent(), 5.Percent()), new(80.Percent())] }, true, Authority.Of("42 USC 1395w-115(e)(2)(B)(iii); 42 CFR 423.336(b)(2)", Continuous)),
        new(new(2008, 1, 1), null, false, Authority.Of("42 USC 1395w-115(e)(2)(B)(iii)")));

    /// <summary>How much more than the continuous reading the letter of the text charges below the second lower threshold: 80 % of the distance between the two second thresholds, as a share of the target amount.</summary>
    public static Dated<Rate> LiteralTextCharge { get; } = new("further charge by the letter of 42 CFR 423.336(b)(3)(ii)(B)", DateAxis.PlanYear,
        new(Y2006, 8.Percent(), true, Authority.Of("42 CFR 423.336(b)(3)(ii)(B)", LiteralReading)),
        new(new(2008, 1, 1), 16.Percent(), true, Authority.Of("42 CFR 423.336(b)(3)(ii)(B)", LiteralReading)));

    /// <summary>Every dated parameter of the programme.</summary>
    public static IReadOnlyList<IDatedParameter> Parameters { get; } = [Corridor, NinetyPercentCorridor, LiteralTextCharge];

    private const string Continuous = "Below the second lower threshold the share counts from that lower threshold, where the text names the upper one: symmetric and without a jump. That this is the practice is remembered, not read.";
    private const string LiteralReading = "The text taken by its letter: a defect, kept for comparison and off unless asked for.";

    /// <summary>The contract for one plan year.</summary>
    /// <param name="terms">Year and readings.</param>
    /// <exception cref="SettlementException">The combination never existed; carries every reason.</exception>
    public static Contract Contract(PartDTerms terms)
    {
        terms = terms.Resolved();
        var start = new LocalDate(terms.PlanYear, 1, 1);
        var bands = terms.Corridor!.Value;
        Clause corridor = bands.Clause(terms.Corridor.Authority);
        if (terms.LiteralTextCharge is { } charge)
        {
            corridor = new Choose
            {
                Label = "Text taken by its letter",
                Authority = charge.Authority,
                Regions =
                [
                    new Region
                    {
                        Name = "Costs below the second lower threshold",
                        To = new(Side.Loss, bands.Loss[1].UpTo! with { Authority = terms.Corridor.Authority }, false),
                        Then = [corridor, new Deduction { Label = "80 % of the distance between the second thresholds", Amount = charge }],
                        Authority = charge.Authority,
                    },
                ],
                Otherwise = [corridor],
            };
        }

        return new Contract
        {
            Id = terms.Id ?? FormattableString.Invariant($"part-d-{terms.PlanYear}"),
            Currency = "USD",
            Term = new(start, start.PlusYears(1).PlusDays(-1)),
            Opening = OpeningAmount.ExpenditureLessBenchmark,
            Clauses = [corridor],
            Payment = [new PriorSettlement()],
            OrderAuthority = Authority.Of("42 USC 1395w-115(e); 42 CFR 423.336"),
            Words = new()
            {
                Payer = "government",
                Provider = "plan",
                Benchmark = "Target amount",
                Expenditure = "Adjusted allowable cost",
                Gains = "costs above the target",
                Losses = "costs below the target",
            },
            Payoff = new("adjusted allowable cost"),
            Origin = Origin.Of(FormattableString.Invariant($"Medicare Part D risk corridor, {terms.PlanYear}"), terms),
        };
    }

    /// <summary>Everything that is wrong with the terms.</summary>
    /// <param name="terms">Year and readings.</param>
    public static ValueList<Failure> Judge(PartDTerms terms)
    {
        ArgumentNullException.ThrowIfNull(terms);
        var failures = new List<Failure>();
        var year = UnitText.Of(terms.PlanYear, Unit.Points);
        if (terms.PlanYear is < 2006 or > 2100)
        {
            failures.Add(new("plan-year-unknown", "planYear", year, "Part D began with plan year 2006.", "State the calendar year of coverage."));
            return [.. failures];
        }

        if (terms.NinetyPercentRule && terms.PlanYear > 2007)
        {
            failures.Add(new("term-unused", "ninetyPercentRule", year, "The 90 % rule existed for 2006 and 2007 only.", "Leave it out."));
        }

        if (terms.LiteralTextCharge is { } charge && !terms.LiteralText)
        {
            failures.Add(new("term-unused", "literalTextCharge", charge.Value.ToString(), "Only the letter of the text charges further.", "Leave it out, or set LiteralText."));
        }

        // A corridor stated in full is the programme's own, and is no other one.
        var known = !terms.NinetyPercentRule || terms.PlanYear <= 2007;
        if (terms.Corridor is { } corridor && (terms.LiteralText || terms.NinetyPercentRule) && (!known || !corridor.Value.Equals(OwnCorridor(terms).Value)))
        {
            failures.Add(new("term-unused", "corridor", string.Empty, "A corridor of your own replaces every reading of the programme's one.", "Leave out the readings, or the corridor."));
        }

        return [.. failures];
    }

    /// <summary>What the contract of the same terms settles.</summary>
    /// <param name="terms">Year and readings.</param>
    /// <param name="target">The target amount; <see cref="DrugPlanCosts.Target"/> computes it.</param>
    /// <param name="costs">What the plan reports.</param>
    public static Experience Experience(PartDTerms terms, Figure target, DrugPlanCosts costs)
    {
        ArgumentNullException.ThrowIfNull(costs);
        return new() { Benchmark = target, Expenditure = costs.Adjusted(), Terms = terms.Resolved().Digest };
    }

    internal static PartDTerms Resolve(PartDTerms terms)
    {
        var failures = Judge(terms);
        return failures.Count > 0 ? throw new SettlementException(failures) : terms with
        {
            Corridor = terms.Corridor ?? OwnCorridor(terms),
            LiteralTextCharge = terms.LiteralTextCharge ?? (terms.LiteralText ? Cited<Rate>.Of(LiteralTextCharge.On(new(terms.PlanYear, 1, 1))) : null),
        };
    }

    private static Cited<CorridorBands> OwnCorridor(PartDTerms terms) =>
        Cited<CorridorBands>.Of((terms.NinetyPercentRule ? NinetyPercentCorridor : Corridor).On(new(terms.PlanYear, 1, 1)));
}
