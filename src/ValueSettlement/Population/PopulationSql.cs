using System.Globalization;
using System.Text;

namespace ValueSettlement.Population;

/// <summary>An engine's way of writing SQL.</summary>
public enum SqlDialect
{
    /// <summary>DuckDB.</summary>
    DuckDb,

    /// <summary>PostgreSQL.</summary>
    PostgreSql,

    /// <summary>Spark SQL, with ANSI mode on, so that a sum that is too large fails. Written, not run by the library's tests.</summary>
    Spark,
}

/// <summary>Where the rows of a population are in a database: a table and the columns of <see cref="PopulationColumns"/>.</summary>
/// <remarks>Names of columns are quoted. The table is taken as it is written, so that it can be a schema's table, a view or a query in
/// brackets: it must come from the program, not from a user.</remarks>
public sealed record SqlSource
{
    /// <summary>The table, view, or query in brackets.</summary>
    public required string Table { get; init => field = Given.Of(value); }

    /// <summary>Column of the organisation's number, an integer.</summary>
    public string Organisation { get; init => field = Given.Of(value); } = "organisation";

    /// <summary>Column of the stratum's place, an integer.</summary>
    public string Stratum { get; init => field = Given.Of(value); } = "stratum";

    /// <summary>Column of months, an integer from 1 to 12.</summary>
    public string Months { get; init => field = Given.Of(value); } = "months";

    /// <summary>Column of cents, an integer of 64 bits.</summary>
    public string Cents { get; init => field = Given.Of(value); } = "cents";

    /// <summary>Column of the risk score in ten-thousandths, an integer; left out where nobody asks for risk.</summary>
    public string? Risk { get; init; }

    /// <summary>The table.</summary>
    public override string ToString() => Table;
}

/// <summary>
/// The two passes as SQL, for an engine that holds the rows: integers only, so that every engine gives the library's own bits. Survey the
/// rows, bracket the thresholds, then read the groups and the rows that wait into a partial.
/// </summary>
public static class PopulationSql
{
    /// <summary>The first pass: how many rows and months at which level of expenditure, in the columns stratum, level_from, row_count,
    /// months_sum and wrong_count. Nothing may be wrong.</summary>
    /// <param name="rules">The rules.</param>
    /// <param name="source">Where the rows are.</param>
    /// <param name="dialect">The engine.</param>
    /// <exception cref="SettlementException">The rules are wrong.</exception>
    public static string Survey(PopulationRules rules, SqlSource source, SqlDialect dialect)
    {
        ArgumentNullException.ThrowIfNull(rules);
        _ = rules.Prepare();
        return $"""
            SELECT stratum, level_from, COUNT(*) AS row_count, SUM(months) AS months_sum, SUM(is_wrong) AS wrong_count
            FROM (
              SELECT stratum, months, is_wrong,
                CASE WHEN spending_key >= 0 THEN spending_key - spending_key % width
                  ELSE -(-spending_key - (-spending_key) % width + width - 1) END AS level_from
              FROM (SELECT keyed.*, {Width()} AS width FROM ({Keyed(rules, source, dialect)}) keyed) levelled
            ) surveyed
            GROUP BY stratum, level_from
            """;
    }

    /// <summary>The second pass, first half: the sums of each organisation and stratum, in the columns organisation, stratum, row_count,
    /// months_sum, cents_within, rows_above, months_above, rows_below, months_below, risk_months and wrong_count. Nothing may be
    /// wrong.</summary>
    /// <param name="rules">The rules.</param>
    /// <param name="brackets">From a survey of the same rows.</param>
    /// <param name="source">Where the rows are.</param>
    /// <param name="dialect">The engine.</param>
    /// <exception cref="SettlementException">The rules are wrong, or the brackets are not of these rules.</exception>
    public static string Groups(PopulationRules rules, ThresholdBrackets brackets, SqlSource source, SqlDialect dialect)
    {
        ArgumentNullException.ThrowIfNull(source);
        return $"""
            SELECT organisation, stratum, COUNT(*) AS row_count, SUM(months) AS months_sum,
              SUM(CASE WHEN side = 0 THEN cents ELSE 0 END) AS cents_within,
              SUM(CASE WHEN side = 1 THEN 1 ELSE 0 END) AS rows_above, SUM(CASE WHEN side = 1 THEN months ELSE 0 END) AS months_above,
              SUM(CASE WHEN side = -1 THEN 1 ELSE 0 END) AS rows_below, SUM(CASE WHEN side = -1 THEN months ELSE 0 END) AS months_below,
              SUM(risk_months) AS risk_months, SUM(is_wrong) AS wrong_count
            FROM ({Sided(rules, brackets, source, dialect)}) sided
            GROUP BY organisation, stratum
            """;
    }

    /// <summary>The second pass, second half: the rows that wait, in the columns organisation, stratum, spending_key, months and
    /// row_count.</summary>
    /// <param name="rules">The rules.</param>
    /// <param name="brackets">From a survey of the same rows.</param>
    /// <param name="source">Where the rows are.</param>
    /// <param name="dialect">The engine.</param>
    /// <exception cref="SettlementException">The rules are wrong, or the brackets are not of these rules.</exception>
    public static string Waiting(PopulationRules rules, ThresholdBrackets brackets, SqlSource source, SqlDialect dialect) => $"""
        SELECT organisation, stratum, spending_key, months, COUNT(*) AS row_count
        FROM ({Sided(rules, brackets, source, dialect)}) sided
        WHERE side = 2
        GROUP BY organisation, stratum, spending_key, months
        """;

    /// <summary>Rows with their key, and 1 for a row that the rules do not take.</summary>
    private static string Keyed(PopulationRules rules, SqlSource source, SqlDialect dialect)
    {
        ArgumentNullException.ThrowIfNull(source);
        var (organisation, stratum, months, cents) = (Quoted(source.Organisation, dialect), Quoted(source.Stratum, dialect),
            Quoted(source.Months, dialect), Quoted(source.Cents, dialect));
        var risk = source.Risk is null ? null : Quoted(source.Risk, dialect);
        var inRange = FormattableString.Invariant($"{cents} BETWEEN -{SpendingKey.LargestCents} AND {SpendingKey.LargestCents}");
        var right = FormattableString.Invariant($"{organisation} BETWEEN 0 AND {rules.Organisations - 1}")
            + FormattableString.Invariant($" AND {stratum} BETWEEN 0 AND {rules.Strata.Count - 1}")
            + $" AND {months} BETWEEN 1 AND 12 AND {inRange}"
            + (risk is null ? string.Empty : FormattableString.Invariant($" AND {risk} BETWEEN 0 AND {int.MaxValue}"));
        var key = Quotient(FormattableString.Invariant($"CAST({cents} AS BIGINT) * {SpendingKey.Whole}"), months, dialect);
        return $"""
            SELECT {organisation} AS organisation, {stratum} AS stratum, {months} AS months, {cents} AS cents,
                  {(risk is null ? "CAST(0 AS BIGINT)" : $"CAST({risk} AS BIGINT) * {months}")} AS risk_months,
                  CASE WHEN {inRange} THEN {key} END AS spending_key,
                  CASE WHEN {right} THEN 0 ELSE 1 END AS is_wrong
                FROM {source.Table}
            """;
    }

    /// <summary>Rows with their side: 0 within the thresholds, 1 above, −1 below, 2 inside a bracket.</summary>
    private static string Sided(PopulationRules rules, ThresholdBrackets brackets, SqlSource source, SqlDialect dialect)
    {
        ArgumentNullException.ThrowIfNull(rules);
        ArgumentNullException.ThrowIfNull(brackets);
        _ = rules.Prepare();
        var side = new StringBuilder("CASE stratum");
        var windows = brackets.For(rules).Windows;
        for (var s = 0; s < windows.Length; s++)
        {
            var w = windows[s];
            side.Append(CultureInfo.InvariantCulture, $"""

                    WHEN {s} THEN CASE WHEN spending_key > {w.HighTo} THEN 1 WHEN spending_key < {w.LowFrom} THEN -1
                      WHEN spending_key > {w.LowTo} AND spending_key < {w.HighFrom} THEN 0 ELSE 2 END
                """);
        }

        return $"""
            SELECT keyed.*, {side} END AS side
            FROM ({Keyed(rules, source, dialect)}) keyed
            """;
    }

    // Months divide 27,720, so nothing is left over; with wrong months there may be no quotient at all.
    private static string Quotient(string dividend, string months, SqlDialect dialect)
    {
        var divisor = $"NULLIF({months}, 0)";
        return dialect switch
        {
            SqlDialect.DuckDb => $"{dividend} // {divisor}",
            SqlDialect.Spark => $"({dividend}) DIV {divisor}",
            _ => $"{dividend} / {divisor}",
        };
    }

    private static string Width() => "CASE "
        + string.Join(' ', Enumerable.Range(0, SpendingLevel.LargestPower).Select(static n => FormattableString.Invariant(
            $"WHEN ABS(spending_key) < 1{new string('0', n + 3)} THEN 1{new string('0', n)}")))
        + $" ELSE 1{new string('0', SpendingLevel.LargestPower)} END";

    private static string Quoted(string name, SqlDialect dialect) => dialect == SqlDialect.Spark
        ? "`" + name.Replace("`", "``", StringComparison.Ordinal) + "`"
        : "\"" + name.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";
}
