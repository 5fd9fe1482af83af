namespace ValueSettlement.Benchmarks;

/// <summary>How a contract's benchmark is built from one of its years on, until the next step begins.</summary>
/// <param name="FromContractYear">The first contract year of the step, from 1.</param>
/// <param name="BaseYearWeights">Weights of the base years, oldest first.</param>
/// <param name="FirstBaseYear">The calendar year of the oldest base year.</param>
/// <param name="OwnShare">Weight of the own history; the peers have the rest.</param>
public sealed record RebasingStep(int FromContractYear, ValueList<int> BaseYearWeights, int FirstBaseYear, Rate OwnShare)
{
    /// <summary>Weights of the base years, oldest first.</summary>
    public ValueList<int> BaseYearWeights { get; init => field = Given.Of(value); } = Given.Of(BaseYearWeights);

    /// <summary>The step in words.</summary>
    public override string ToString() =>
        FormattableString.Invariant(
            $"from contract year {FromContractYear}: base years from {FirstBaseYear} weighted {BaseYearWeights}, own history {OwnShare}");
}

/// <summary>Which base years and which blend hold in each contract year. A step holds until the next one begins.</summary>
/// <param name="Steps">The steps, ascending by contract year, the first at 1.</param>
public sealed record RebasingSchedule(ValueList<RebasingStep> Steps)
{
    /// <summary>The steps, ascending by contract year, the first at 1.</summary>
    public ValueList<RebasingStep> Steps { get; init => field = Given.Of(value); } = Given.Of(Steps);

    /// <summary>The step of a contract year.</summary>
    /// <param name="contractYear">The contract year, from 1.</param>
    /// <exception cref="SettlementException">The schedule has no step for it, or its steps do not ascend.</exception>
    public RebasingStep In(int contractYear)
    {
        for (var i = 1; i < Steps.Count; i++)
        {
            if (Steps[i].FromContractYear <= Steps[i - 1].FromContractYear)
            {
                throw new SettlementException([new Failure("rebasing-order", Paths.Item(string.Empty, "steps", i),
                    UnitText.Of(Steps[i].FromContractYear, Unit.Count), "The steps of a rebasing schedule ascend by contract year.",
                    "Order the steps.")]);
            }
        }

        for (var i = Steps.Count - 1; i >= 0; i--)
        {
            if (Steps[i].FromContractYear <= contractYear)
            {
                return Steps[i];
            }
        }

        throw new SettlementException([new Failure("rebasing-missing", "contractYear", UnitText.Of(contractYear, Unit.Count),
            "The rebasing schedule has no step for this contract year.", "Add a step that begins at year 1.")]);
    }

    /// <summary>The weighted base years as one amount per unit, each trended to the last one.</summary>
    /// <param name="step">The step that holds.</param>
    /// <param name="amounts">Amount per unit of each base year, oldest first.</param>
    /// <param name="trends">Growth of each base year to the last one; the last is usually 1.</param>
    /// <param name="path">Where the lines belong.</param>
    /// <param name="authority">The contract's clause.</param>
    public static Figure History(RebasingStep step, ValueList<ReportedCell> amounts, ValueList<ReportedCell> trends,
        string path = "history", Authority? authority = null)
    {
        ArgumentNullException.ThrowIfNull(step);
        ArgumentNullException.ThrowIfNull(amounts);
        ArgumentNullException.ThrowIfNull(trends);
        if (amounts.Count != step.BaseYearWeights.Count || trends.Count != step.BaseYearWeights.Count)
        {
            throw new SettlementException([new Failure("base-years-count", "amounts", UnitText.Of(amounts.Count, Unit.Count),
                $"The step weights {step.BaseYearWeights.Count} base years.",
                "State an amount and a trend for each base year, oldest first.")]);
        }

        var workings = new Workings(path);
        var pairs = new List<Quantity>();
        for (var i = 0; i < amounts.Count; i++)
        {
            var year = FormattableString.Invariant($"{step.FirstBaseYear + i}");
            var amount = amounts[i].ReadInto(workings, new("amount-" + year, "Amount per unit, " + year, Unit.PerCapita));
            var trend = trends[i].ReadInto(workings, new("trend-" + year, "Trend from " + year));
            pairs.Add(Quantity.Of("weight", step.BaseYearWeights[i], Unit.Count));
            pairs.Add(workings.Multiply(new("trended-" + year, $"Amount per unit, {year}, with trend", Unit.PerCapita, null, authority),
                amount, trend));
        }

        return workings.Figure(workings.Mean(new("history", "Weighted history per unit", Unit.PerCapita, null, authority), [.. pairs]));
    }

    /// <summary>The schedule in words.</summary>
    public override string ToString() => string.Join("; ", Steps);
}
