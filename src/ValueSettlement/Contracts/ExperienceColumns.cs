namespace ValueSettlement;

/// <summary>
/// What happened in many rows, column by column: organisations of a year, draws of a simulation, scenarios. Row i is the experience made of
/// the i-th number of every column and of the facts that all rows share. Amounts are in the contract's currency.
/// </summary>
/// <remarks>A column that the contract does not read is refused like a fact that nothing reads; one that is left out has no rows.</remarks>
public sealed record ExperienceColumns
{
    /// <summary>What spending is compared with.</summary>
    public ReadOnlyMemory<decimal> Benchmark { get; init; }

    /// <summary>What was spent.</summary>
    public ReadOnlyMemory<decimal> Expenditure { get; init; }

    /// <summary>The opening amount of a contract that states one.</summary>
    public ReadOnlyMemory<decimal> Opening { get; init; }

    /// <summary>Quality scores as fractions, 0 to 1; the standard is that of the <see cref="Quality"/> among the facts.</summary>
    public ReadOnlyMemory<decimal> QualityScore { get; init; }

    /// <summary>Numbers that differ from row to row, in the unit of their name or use.</summary>
    public ValueList<NumberColumn> Numbers { get; init => field = Given.Of(value); } = [];

    /// <summary>The facts that are the same in every row.</summary>
    public ValueList<Fact> Facts { get; init => field = Given.Of(value); } = [];

    /// <summary>How many rows the columns have: that of the longest, and every other one has as many or is left out.</summary>
    public int Rows => All.Max(static column => column.Values.Length);

    /// <summary>How many rows, and which columns they have.</summary>
    public override string ToString() => FormattableString.Invariant($"{Rows:#,##0} rows of ")
        + string.Join(", ", All.Where(static column => !column.Values.IsEmpty).Select(static column => column.Path));

    /// <summary>Every column with its place.</summary>
    internal IEnumerable<(string Path, ReadOnlyMemory<decimal> Values)> All =>
    [
        ("benchmark", Benchmark), ("expenditure", Expenditure), ("opening", Opening), ("qualityScore", QualityScore),
        .. Numbers.Select(static column => (Number.PathOf(column.Name), column.Values)),
    ];
}

/// <summary>A number that differs from row to row.</summary>
/// <param name="Name">Its name, well known ("assigned-beneficiaries"), that of a basis, or your own.</param>
/// <param name="Values">Its value in each row.</param>
public sealed record NumberColumn(string Name, ReadOnlyMemory<decimal> Values)
{
    /// <summary>Its name, well known ("assigned-beneficiaries"), that of a basis, or your own.</summary>
    public string Name { get; init => field = Given.Of(value); } = Given.Of(Name);

    /// <summary>The name and how many rows.</summary>
    public override string ToString() => FormattableString.Invariant($"{Name}: {Values.Length:#,##0} rows");
}
