using System.Globalization;

namespace ValueSettlement.Population;

/// <summary>How a source of rows calls them and their columns.</summary>
internal interface IRowNames
{
    /// <summary>The number of a row in the whole source, from 0.</summary>
    long Number(int row);

    /// <summary>Where the row stands, in words; empty where its number says it.</summary>
    string Where(int row);

    /// <summary>The source's own name of a column.</summary>
    string Column(string column);
}

/// <summary>Rows that cannot be counted: the first hundred failures in the order of rows, and how many rows failed.</summary>
internal sealed class RowFailures
{
    public const int Most = 100;
    public const int MostOfRow = 16;

    private readonly Lock gate = new();
    private readonly SortedList<long, Failure> first = [];
    private long rows;

    /// <summary>The number of the first row, where rows come in several calls.</summary>
    public long FirstRow { get; init; }

    /// <summary>How the source of the rows calls them; left out for the columns' own names and numbers from
    /// <see cref="FirstRow"/>.</summary>
    public IRowNames? Names { get; init; }

    /// <summary>Rows of the calls before this one: they come first in the order of failures.</summary>
    public long Before { get; set; }

    /// <summary>What fails, if it is not rows.</summary>
    public string One { get; init; } = "row";

    /// <summary>The same, several of them.</summary>
    public string Many { get; init; } = "rows";

    public bool Any => rows > 0;

    /// <summary>How many rows failed.</summary>
    public long Rows => rows;

    /// <summary>The first failures, each with the number that orders its row.</summary>
    public IEnumerable<(long Row, Failure Failure)> First => first.Select(static f => (f.Key / MostOfRow, f.Value));

    /// <summary>Finds every wrong row among some; whether there is one.</summary>
    public bool Find(PopulationColumns columns, PopulationRules rules, int from, int count)
    {
        var any = false;
        for (var i = from; i < from + count; i++)
        {
            var found = Of(columns, rules, i);
            if (found.Count > 0)
            {
                any = true;
                Add(i, found);
            }
        }

        return any;
    }

    /// <summary>A failure at a column of a row, as the source calls both.</summary>
    public Failure At(int row, string column, string code, string value, string rule, string remedy) => new(code,
        FormattableString.Invariant($"rows[{Names?.Number(row) ?? FirstRow + row}].{Names?.Column(column) ?? column}"), value,
        Names?.Where(row) is { Length: > 0 } where ? $"{rule} ({where})" : rule, remedy);

    public void Add(long row, IReadOnlyList<Failure> found)
    {
        lock (gate)
        {
            rows++;
            for (var k = 0; k < found.Count; k++)
            {
                first[((Before + row) * MostOfRow) + k] = found[k];
            }

            while (first.Count > Most)
            {
                first.RemoveAt(first.Count - 1);
            }
        }
    }

    public SettlementException Exception(long all) => new(
    [
        .. first.Values,
        new(Many + "-failed", Many, UnitText.Of(rows, Unit.Count),
            FormattableString.Invariant($"Every {One} can be counted; {rows:#,##0} of {all:#,##0} cannot. Nothing was added."),
            FormattableString.Invariant($"Correct the {Many}; at most {Most} failures are listed.")),
    ]);

    private List<Failure> Of(PopulationColumns columns, PopulationRules rules, int i)
    {
        var failures = new List<Failure>();
        void Wrong(string code, string column, IFormattable value, string rule, string remedy) =>
            failures.Add(At(i, column, code, value.ToString(null, CultureInfo.InvariantCulture), rule, remedy));

        var (organisation, stratum, months, cents) =
            (columns.Organisation.Span[i], columns.Stratum.Span[i], columns.Months.Span[i], columns.Cents.Span[i]);
        if (organisation >= rules.Organisations)
        {
            Wrong("organisation-range", "organisation", organisation,
                FormattableString.Invariant($"Organisations have the numbers 0 to {rules.Organisations - 1:#,##0}."),
                "Correct the number, or state more organisations in the rules.");
        }

        if (stratum >= rules.Strata.Count)
        {
            Wrong("stratum-range", "stratum", stratum,
                FormattableString.Invariant($"Strata have the places 0 to {rules.Strata.Count - 1}: {string.Join(", ", rules.Strata)}."),
                "Correct the place, or state more strata in the rules.");
        }

        if (months is < 1 or > 12)
        {
            Wrong("months-range", "months", months, "Eligible months of a year lie between 1 and 12.",
                "Leave out a row without months; split one of several years.");
        }

        if (Int128.Abs(cents) > SpendingKey.LargestCents)
        {
            Wrong("cents-range", "cents", cents,
                FormattableString.Invariant($"Expenditure is at most {SpendingKey.LargestCents:#,##0} cents either way."),
                "State cents; look for a wrong factor.");
        }

        if (!columns.Risk.IsEmpty && columns.Risk.Span[i] < 0)
        {
            Wrong("risk-range", "risk", columns.Risk.Span[i], "A risk score is 0 or more, in ten-thousandths.", "Correct the score.");
        }

        if (failures.Count == 0 && columns.HasExclusions)
        {
            var (kept, amount) = columns.Net(i);
            if (kept < 0)
            {
                Wrong("excluded-months", "excludedMonths", columns.ExcludedMonths.Span[i],
                    FormattableString.Invariant($"At most the row's {months} months are excluded."), "Correct the months.");
            }

            if (Int128.Abs(amount) > SpendingKey.LargestCents)
            {
                Wrong("cents-range", "excludedCents", columns.ExcludedCents.Span[i],
                    FormattableString.Invariant($"Expenditure is at most {SpendingKey.LargestCents:#,##0} cents either way."),
                    "State cents; look for a wrong factor.");
            }
        }

        return failures;
    }
}
