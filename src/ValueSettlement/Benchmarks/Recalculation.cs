namespace ValueSettlement.Benchmarks;

/// <summary>A historical benchmark built again, because the participants, the assignment or the data of the base years changed.</summary>
/// <param name="Before">The benchmark as it was.</param>
/// <param name="After">The benchmark on the changed base years.</param>
public sealed record Recalculation(BenchmarkResult Before, BenchmarkResult After)
{
    /// <summary>The change of the historical benchmark per person-year, with its line; absent if one of the two is.</summary>
    public Figure HistoricalChange =>
        Change("historical-change", "Change of the historical benchmark", Unit.PerCapita, Before.Historical, After.Historical);

    /// <summary>The change of the updated benchmark in total, with its line; absent if one of the two is.</summary>
    public Figure TotalChange => Change("total-change", "Change of the updated benchmark in total", Unit.Money, Before.Total, After.Total);

    /// <summary>Builds both with one method: everything but the base years may stay the same.</summary>
    /// <param name="method">How the benchmark is built.</param>
    /// <param name="before">What it was built from.</param>
    /// <param name="after">The same with the changed participants.</param>
    public static Recalculation Of(BenchmarkMethod method, BenchmarkInputs before, BenchmarkInputs after)
    {
        ArgumentNullException.ThrowIfNull(method);
        return new(method.Build(before), method.Build(after));
    }

    /// <summary>The change in words.</summary>
    public override string ToString() => $"{Before.Historical} → {After.Historical}";

    private static Figure Change(string key, string label, Unit unit, Figure before, Figure after)
    {
        var workings = new Workings("recalculation");
        return workings.Figure(workings.Subtract(new(key, label, unit), new Quantity("after", after.Value, unit, after.Absence),
            new("before", before.Value, unit, before.Absence)));
    }
}
