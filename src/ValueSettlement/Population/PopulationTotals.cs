namespace ValueSettlement.Population;

/// <summary>
/// What a population spent, organisation by organisation and stratum by stratum: exact integers, and figures with their lines for
/// benchmarks and settlements.
/// </summary>
public sealed class PopulationTotals
{
    private static readonly Quantity Twelve = Quantity.Of("months of a year", 12m, Unit.Count);
    private static readonly Quantity TenThousand = Quantity.Of("ten-thousandths", 10_000m, Unit.Factor);

    private static readonly Absence Nobody = new(AbsenceKind.NotApplicable, "Nobody is in the organisation.");

    private readonly GroupTotals[] groups;

    internal PopulationTotals(PopulationRules rules, GroupTotals[] groups, ValueList<StratumThresholds> thresholds, long rows, long leftOut,
        long withRisk)
    {
        (Rules, this.groups, Thresholds) = (rules, groups, thresholds);
        (Rows, RowsLeftOut, RowsWithRisk) = (rows, leftOut, withRisk);
    }

    /// <summary>The rules.</summary>
    public PopulationRules Rules { get; }

    /// <summary>The thresholds of each stratum.</summary>
    public ValueList<StratumThresholds> Thresholds { get; }

    /// <summary>Rows counted.</summary>
    public long Rows { get; }

    /// <summary>Rows of which exclusions left no month.</summary>
    public long RowsLeftOut { get; }

    /// <summary>Rows that came with a risk score.</summary>
    public long RowsWithRisk { get; }

    /// <summary>What was counted of an organisation in a stratum.</summary>
    /// <param name="organisation">The organisation's number.</param>
    /// <param name="stratum">The stratum's place.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such organisation or stratum.</exception>
    public GroupTotals this[int organisation, int stratum]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(organisation);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(organisation, Rules.Organisations);
            ArgumentOutOfRangeException.ThrowIfNegative(stratum);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(stratum, Rules.Strata.Count);
            return groups[(organisation * Rules.Strata.Count) + stratum];
        }
    }

    /// <summary>The expenditure of an organisation as figures with their lines.</summary>
    /// <param name="organisation">The organisation's number.</param>
    /// <param name="path">Where the lines belong.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such organisation.</exception>
    public ExpenditureResult Expenditure(int organisation, string path = "expenditure")
    {
        ArgumentNullException.ThrowIfNull(path);
        var whole = new Workings(path);
        var parts = Rules.Strata.Select((stratum, s) => Part(organisation, s, path)).ToArray();
        // Where months become years is shown again: whoever reads the sum need not look for the strata.
        var years = whole.Sum(new("person-years", "Person-years", Unit.PersonYears, null, Rules.Authority),
            [.. parts.Select((p, s) => Years(whole.Part(Rules.Strata[s].Key), p.Months, Rules.Strata[s]))]);
        var personYears = whole.Figure(years);
        var total = whole.Sum(new("expenditure", "Expenditure", Unit.Money, null, Rules.Authority), [.. parts.Select(static p => p.Spent)]);
        // The whole shows how each stratum's expenditure came about.
        var spent = whole.Figure(total);
        spent = spent with { Lines = [.. parts.SelectMany(static p => p.Lines), .. spent.Lines] };
        return new()
        {
            Strata = [.. parts.Select((p, s) => new StratumExpenditure(Rules.Strata[s], p.PersonYears, p.PerCapita,
                Share(p.Years, years, path, Rules.Strata[s])) { Risk = p.Risk })],
            PersonYears = personYears,
            Total = spent,
            PerCapita = whole.Figure(years.Value is 0m ? whole.Absent(PerCapitaStep(null), Nobody)
                : whole.Divide(PerCapitaStep(null), total, years)),
        };
    }

    /// <summary>What became of a population from one total to the next.</summary>
    /// <param name="before">The first totals.</param>
    /// <param name="after">Totals of the same organisations and strata; truncation and completion factor may differ.</param>
    /// <exception cref="SettlementException">Organisations or strata differ.</exception>
    public static PopulationChange Compare(PopulationTotals before, PopulationTotals after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        return PopulationChange.Of(before, after);
    }

    /// <summary>How many rows of how many organisations.</summary>
    public override string ToString() => FormattableString.Invariant($"{Rows:#,##0} rows of {Rules.Organisations:#,##0} organisations");

    /// <summary>The amounts of an organisation in a stratum. Nine decimals can be added without an error, a quotient's 28 digits cannot.
    /// </summary>
    internal PopulationAmount Amount(int organisation, int stratum)
    {
        var (group, thresholds) = (this[organisation, stratum], Thresholds[stratum]);
        var truncated = ((decimal)group.CentsWithin / 100m) + Held(group.MonthsAbove, thresholds.Upper)
            + Held(group.MonthsBelow, thresholds.Lower);
        return new(group.Rows, group.Months, new Rounding(9).Apply(truncated * (Rules.CompletionFactor?.Value ?? 1m)));
    }

    private static decimal Held(long months, ThresholdValue? threshold) =>
        months == 0 ? 0m : threshold!.Value.Spent * months / threshold.Value.Months;

    private Step PerCapitaStep(Stratum? stratum) => stratum is null
        ? new("expenditure-per-capita", "Expenditure per person-year", Unit.PerCapita, null, Rules.Authority)
        : new("per-capita", $"Expenditure per person-year, {stratum.Name}", Unit.PerCapita, null, Rules.Authority);

    private Figure Share(Quantity years, Quantity all, string path, Stratum stratum)
    {
        var part = new Workings(path).Part(stratum.Key);
        var step = new Step("share", $"Share of person-years, {stratum.Name}", Unit.Rate, null, Rules.Authority);
        return part.Figure(all.Value is 0m
            ? part.Absent(step, Nobody) : part.Divide(step, years, all));
    }

    private StratumPart Part(int organisation, int s, string path)
    {
        var (stratum, group) = (Rules.Strata[s], this[organisation, s]);
        Step Named(string key, string label, Unit unit = Unit.Money, Authority? authority = null) =>
            new(key, $"{label}, {stratum.Name}", unit, null, authority ?? Rules.Authority);

        var spending = new Workings(path).Part(stratum.Key);
        var months = spending.Given(Named("months", "Eligible months", Unit.Count), group.Months);
        var years = new Workings(path).Part(stratum.Key);
        var personYears = Years(years, months, stratum);
        var spent = Spent(spending, group, Thresholds[s], Rules.TruncationOf(s), Named);
        if (Rules.CompletionFactor is { } factor)
        {
            spent = spending.Multiply(Named("completed", "Completed expenditure", Unit.Money, factor.Authority), spent,
                Quantity.Of("completion factor", factor.Value));
        }

        var lines = spending.Lines;
        var perCapita = spending.Figure(group.Months == 0
            ? spending.Absent(PerCapitaStep(stratum), new(AbsenceKind.NotApplicable, "Nobody is in this stratum."))
            : spending.Write(PerCapitaStep(stratum), Operation.ProductQuotient, spent, Twelve, months));
        var risk = Risk(new Workings(path).Part(stratum.Key), group, months, Named);
        return new(months, personYears, years.Figure(personYears), spent, lines, perCapita, risk);
    }

    /// <summary>Rows within the thresholds count as they are, rows beyond one at the threshold for their own months.</summary>
    private static Quantity Spent(Workings w, in GroupTotals group, StratumThresholds thresholds, Truncation truncation,
        Func<string, string, Unit, Authority?, Step> named)
    {
        var label = thresholds.Upper is null ? "Expenditure" : "Expenditure within the thresholds";
        var within = w.Given(named("within", label, Unit.Money, null),
            (decimal)group.CentsWithin / 100m);
        var terms = new List<Quantity> { within };
        if (group.MonthsAbove > 0)
        {
            terms.Add(Beyond(w, "above", group.MonthsAbove, thresholds.Upper!.Value, truncation, named));
        }

        if (group.MonthsBelow > 0)
        {
            terms.Add(Beyond(w, "below", group.MonthsBelow, thresholds.Lower!.Value, truncation, named));
        }

        return terms.Count == 1 ? within : w.Add(named("truncated", "Truncated expenditure", Unit.Money, null), [.. terms]);
    }

    private static Quantity Beyond(Workings w, string side, long months, ThresholdValue threshold, Truncation truncation,
        Func<string, string, Unit, Authority?, Step> named)
    {
        var label = FormattableString.Invariant($"Threshold for {threshold.Months} months, {side} ({truncation})");
        var authority = truncation is FixedTruncation stated ? stated.Authority : null;
        var spent = w.Given(named("threshold-" + side, label, Unit.Money, authority), threshold.Spent);
        return w.Prorate(named(side, $"Expenditure {side} the threshold, held at it", Unit.Money, null), spent,
            Quantity.Of($"months {side} the threshold", months, Unit.Count),
            Quantity.Of("months of the threshold", threshold.Months, Unit.Count));
    }

    private Figure Risk(Workings w, in GroupTotals group, Quantity months, Func<string, string, Unit, Authority?, Step> named)
    {
        var step = named("risk-score", "Mean risk score, weighted by months", Unit.Factor, null);
        if (RowsWithRisk < Rows || group.Months == 0)
        {
            return w.Figure(w.Absent(step, group.Months == 0 ? new(AbsenceKind.NotApplicable, "Nobody is in this stratum.")
                : new(AbsenceKind.Missing, "Not every row has a risk score.")));
        }

        var sum = w.Divide(named("risk-months", "Risk scores × months", Unit.Factor, null),
            Quantity.Of("ten-thousandths × months", (decimal)group.RiskMonths, Unit.Factor), TenThousand);
        return w.Figure(w.Divide(step, sum, months));
    }

    private Quantity Years(Workings w, Quantity months, Stratum stratum) => w.Divide(
        new("stratum-person-years", $"Person-years, {stratum.Name}", Unit.PersonYears, null, Rules.Authority), months, Twelve);

    private sealed record StratumPart(Quantity Months, Quantity Years, Figure PersonYears, Quantity Spent, ValueList<Line> Lines,
        Figure PerCapita, Figure Risk);
}
