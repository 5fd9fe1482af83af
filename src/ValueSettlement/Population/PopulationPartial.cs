using System.Diagnostics.CodeAnalysis;

namespace ValueSettlement.Population;

/// <summary>
/// What was counted of some of the rows. Partials of the same rules and brackets can be merged in any order and grouping; the totals are
/// those of all rows counted together. Not safe for several threads at once; each call may use several.
/// </summary>
public sealed partial class PopulationPartial
{
    private readonly PreparedPopulation population;
    private readonly ThresholdSearch search;
    private readonly GroupTotals[] groups;
    private ThresholdBrackets brackets;
    private readonly WaitingRows waiting = new();
    private readonly BeneficiaryMarks beneficiaries = new();

    internal PopulationPartial(PreparedPopulation population, ThresholdBrackets brackets) =>
        (this.population, this.brackets, groups, search) =
        (population, brackets, new GroupTotals[population.Rules.Groups], new(population.Rules));

    /// <summary>The rules.</summary>
    public PopulationRules Rules => population.Rules;

    /// <summary>Rows counted, without those that were left out.</summary>
    public long Rows { get; private set; }

    /// <summary>Rows of which exclusions left no month.</summary>
    public long RowsLeftOut { get; private set; }

    /// <summary>Rows that came with a risk score.</summary>
    public long RowsWithRisk { get; private set; }

    /// <summary>Rows inside the brackets, which wait until the thresholds are known.</summary>
    public long RowsWaiting
    {
        get
        {
            var rows = 0L;
            foreach (ref readonly var row in waiting.Span)
            {
                rows += row.Count;
            }

            return rows;
        }
    }

    /// <summary>
    /// Adds rows. If one of them is wrong, none is added. Beneficiaries that come twice are found among all rows of partials in memory, not
    /// of partials that came from bytes: those hold sums and no beneficiaries.
    /// </summary>
    /// <param name="columns">The rows.</param>
    /// <param name="threads">How many threads share them, 1 to 1,024.</param>
    /// <param name="firstRow">The number of the first row, for failures; left out to go on after the rows added before.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number of threads lies outside its range.</exception>
    /// <exception cref="SettlementException">Columns do not fit, or rows are wrong: the first 100 failures, each at its row
    /// ("rows[17].months"), and how many rows failed.</exception>
    public void Add(PopulationColumns columns, int threads = 1, long? firstRow = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(threads, 1_024);
        var failures = new RowFailures { FirstRow = firstRow ?? Rows + RowsLeftOut };
        if (!TryAdd(columns, threads, failures))
        {
            throw failures.Exception(columns.Count);
        }
    }

    /// <summary>Adds rows, unless one of them is wrong: then none, and what is wrong joins the failures.</summary>
    internal bool TryAdd(PopulationColumns columns, int threads, RowFailures failures)
    {
        columns.Check();
        var before = failures.Rows;
        // A worker without rows would only take memory.
        threads = Math.Clamp((columns.Count + RowPass.RowsAtOnce - 1) / RowPass.RowsAtOnce, 1, threads);
        var sums = new RowSums[threads];
        for (var i = 0; i < threads; i++)
        {
            sums[i] = population.Rent(brackets);
        }

        try
        {
            Workers.Run(threads, new RowPass(Rules, columns, sums, failures));
            // Only rows that are right by themselves are compared with each other.
            var marks = columns.Beneficiary.IsEmpty || failures.Rows > before ? null : beneficiaries.Of(columns, failures);
            if (failures.Rows > before)
            {
                return false;
            }

            Take(columns, sums);
            beneficiaries.Join(marks);
            return true;
        }
        finally
        {
            foreach (var sum in sums)
            {
                population.Return(sum);
            }
        }
    }

    /// <summary>Adds what another partial has counted.</summary>
    /// <param name="other">A partial of the same rules and brackets; it stays as it is.</param>
    /// <exception cref="SettlementException">Its rules or brackets are others, it is this partial itself, or a beneficiary has a row of one
    /// stratum in both.</exception>
    public void Merge(PopulationPartial other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (!Fits(other))
        {
            throw new SettlementException([OtherRules("partial", other)]);
        }

        if (ReferenceEquals(this, other))
        {
            throw new SettlementException([new("partial-twice", "partial", UnitText.Of(other.Rows, Unit.Count),
                "A partial is merged with others, each once.", "Look for a partial that is merged with itself.")]);
        }

        if (Rows + other.Rows > PartialBytes.MostRows)
        {
            throw new SettlementException([new("partial-rows", "partial", UnitText.Of(other.Rows, Unit.Count),
                FormattableString.Invariant($"Partials hold at most {PartialBytes.MostRows:#,##0} rows together."),
                "Total fewer partials at once.")]);
        }

        if (beneficiaries.Shared(other.beneficiaries) is { Count: > 0 } twice)
        {
            throw new SettlementException(twice);
        }

        beneficiaries.Join(other.beneficiaries);
        for (var g = 0; g < groups.Length; g++)
        {
            groups[g] = groups[g].With(other.groups[g]);
        }

        Rows += other.Rows;
        RowsLeftOut += other.RowsLeftOut;
        RowsWithRisk += other.RowsWithRisk;
        waiting.Add(other.waiting.Span);
    }

    /// <summary>How many rows.</summary>
    public override string ToString() => FormattableString.Invariant($"{Rows:#,##0} rows of {Rules.Organisations:#,##0} organisations");

    /// <summary>Empties the partial, so that its memory serves another pass.</summary>
    public void Reset()
    {
        Array.Clear(groups);
        waiting.Clear();
        beneficiaries.Clear();
        (Rows, RowsLeftOut, RowsWithRisk) = (0, 0, 0);
    }

    /// <summary>The totals of all rows counted so far.</summary>
    /// <exception cref="SettlementException">A threshold lies outside its bracket: survey the rows and count them again; or the
    /// threshold at a percentile is negative, so that nothing lies between minus and plus.</exception>
    public PopulationTotals Total() => TryTotal(out var totals) ? totals : throw new SettlementException([new("bracket-missed", "brackets",
        string.Empty, "A threshold lies inside its bracket.",
        "Add all rows to Survey() and count them again with its Bracket().")]);

    /// <summary>The totals of all rows counted so far, unless a threshold lies outside its bracket.</summary>
    /// <param name="totals">The totals.</param>
    /// <exception cref="SettlementException">The threshold at a percentile is negative.</exception>
    public bool TryTotal([NotNullWhen(true)] out PopulationTotals? totals)
    {
        totals = null;
        var thresholds = search.Find(brackets.Windows, groups, waiting.Span);
        if (thresholds is null)
        {
            return false;
        }

        var decided = (GroupTotals[])groups.Clone();
        var strata = Rules.Strata.Count;
        foreach (ref readonly var row in waiting.Span)
        {
            var (low, high) = thresholds[row.Group % strata].Keys!.Value;
            decided[row.Group] = decided[row.Group].Decided(row, low, high);
        }

        totals = new(Rules, decided, [.. thresholds], Rows, RowsLeftOut, RowsWithRisk);
        return true;
    }

    /// <summary>An empty partial of the same brackets for rules that are asked.</summary>
    internal PopulationPartial Empty(PreparedPopulation asked) => new(asked, brackets);

    /// <summary>Whether another partial can be merged into this one.</summary>
    internal bool Fits(PopulationPartial other) => population.Fingerprint.SequenceEqual(other.population.Fingerprint)
        && brackets.Windows.SequenceEqual(other.brackets.Windows);

    internal static Failure OtherRules(string path, PopulationPartial other) => new("partial-rules", path, other.Rules.ToString(),
        "Partials are merged that have the same organisations, strata, truncation and brackets.",
        "Count both with the same rules and begin both with the same brackets.");

    /// <summary>Totals at thresholds that are those of the brackets, whatever the rows' own would be.</summary>
    internal PopulationTotals TotalAt(ValueList<StratumThresholds> thresholds) =>
        new(Rules, (GroupTotals[])groups.Clone(), thresholds, Rows, RowsLeftOut, RowsWithRisk);

    /// <summary>Rows that another engine has counted.</summary>
    internal void AddGroup(int organisation, int stratum, in GroupTotals totals, bool hasRisk)
    {
        if (organisation < 0 || organisation >= Rules.Organisations || stratum < 0 || stratum >= Rules.Strata.Count
            || totals.Rows is < 1 or > PartialBytes.MostRows || !totals.IsPossible)
        {
            throw PartialBytes.Impossible("the sums of a group");
        }

        var group = (organisation * Rules.Strata.Count) + stratum;
        groups[group] = groups[group].With(totals);
        Rows += totals.Rows;
        RowsWithRisk += hasRisk ? totals.Rows : 0;
    }

    /// <summary>Rows that wait, counted by another engine: some of those of <see cref="AddGroup"/>.</summary>
    internal void AddWaiting(int organisation, int stratum, long key, int months, long rows)
    {
        var group = (organisation * Rules.Strata.Count) + stratum;
        var isWhole = months is >= 1 and <= 12 && key % SpendingKey.Multipliers[months] == 0;
        var row = new Waiting(isWhole ? key / SpendingKey.Multipliers[months] : long.MaxValue, (group << 4) | (months & 15),
            (int)Math.Clamp(rows, 0, int.MaxValue));
        if (organisation < 0 || organisation >= Rules.Organisations || stratum < 0 || stratum >= Rules.Strata.Count || row.Count != rows
            || !isWhole || rows == 0 || !row.IsPossible(brackets.Windows[stratum]))
        {
            throw PartialBytes.Impossible("rows that wait");
        }

        waiting.Add(row);
    }

    internal void Restart(ThresholdBrackets next)
    {
        Reset();
        brackets = next;
    }

    private void Take(PopulationColumns columns, RowSums[] sums)
    {
        var before = RowsLeftOut;
        foreach (var sum in sums)
        {
            sum.MoveInto(groups);
            for (var g = 0; sum.Moved is { } moved && g < groups.Length; g++)
            {
                groups[g] = groups[g].With(moved[g]);
            }

            waiting.Add(sum.Waiting.Span);
            RowsLeftOut += sum.LeftOut;
        }

        var counted = columns.Count - (RowsLeftOut - before);
        Rows += counted;
        RowsWithRisk += columns.Risk.IsEmpty ? 0 : counted;
    }
}
