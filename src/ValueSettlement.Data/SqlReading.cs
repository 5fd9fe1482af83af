using System.Data.Common;
using System.Globalization;
using System.Numerics;
using ValueSettlement.Population;

namespace ValueSettlement.Data;

/// <summary>What an engine has counted by <see cref="PopulationSql"/>, as survey and partial: the same bytes as if the library had counted
/// the rows.</summary>
public static class SqlReading
{
    /// <summary>The survey that an engine has made.</summary>
    /// <param name="population">The rules.</param>
    /// <param name="survey">The result of <see cref="PopulationSql.Survey"/>; it is disposed of.</param>
    /// <exception cref="SettlementException">Rows are wrong, or this is not such a result.</exception>
    public static PopulationSurvey ReadSurvey(this PreparedPopulation population, DbDataReader survey)
    {
        ArgumentNullException.ThrowIfNull(population);
        ArgumentNullException.ThrowIfNull(survey);
        var result = population.Survey();
        var wrong = (Int128)0;
        using (survey)
        {
            while (survey.Read())
            {
                var row = new SqlRow(survey);
                wrong += row["wrong_count"];
                if (wrong == 0)
                {
                    result.AddLevel((int)row["stratum"], (long)row["level_from"], (long)row["row_count"], (long)row["months_sum"]);
                }
            }
        }

        return wrong == 0 ? result : throw Wrong(wrong);
    }

    /// <summary>The partial that an engine has counted.</summary>
    /// <param name="population">The rules.</param>
    /// <param name="brackets">The brackets that the queries were written with.</param>
    /// <param name="groups">The result of <see cref="PopulationSql.Groups"/>; it is disposed of.</param>
    /// <param name="waiting">The result of <see cref="PopulationSql.Waiting"/>; it is disposed of.</param>
    /// <param name="hasRisk">Whether the source names a column of risk.</param>
    /// <exception cref="SettlementException">Rows are wrong, or these are not such results.</exception>
    public static PopulationPartial ReadPartial(this PreparedPopulation population, ThresholdBrackets brackets, DbDataReader groups,
        DbDataReader waiting, bool hasRisk = false)
    {
        ArgumentNullException.ThrowIfNull(population);
        ArgumentNullException.ThrowIfNull(groups);
        ArgumentNullException.ThrowIfNull(waiting);
        var partial = population.Begin(brackets);
        var wrong = (Int128)0;
        using (groups)
        {
            while (groups.Read())
            {
                var row = new SqlRow(groups);
                wrong += row["wrong_count"];
                if (wrong == 0)
                {
                    partial.AddGroup((int)row["organisation"], (int)row["stratum"], Group(row), hasRisk);
                }
            }
        }

        using (waiting)
        {
            while (wrong == 0 && waiting.Read())
            {
                var row = new SqlRow(waiting);
                partial.AddWaiting((int)row["organisation"], (int)row["stratum"], (long)row["spending_key"], (int)row["months"],
                    (long)row["row_count"]);
            }
        }

        return wrong == 0 ? partial : throw Wrong(wrong);
    }

    private static GroupTotals Group(SqlRow row) => new()
    {
        Rows = (long)row["row_count"],
        Months = (long)row["months_sum"],
        CentsWithin = row["cents_within"],
        RowsAbove = (long)row["rows_above"],
        MonthsAbove = (long)row["months_above"],
        RowsBelow = (long)row["rows_below"],
        MonthsBelow = (long)row["months_below"],
        RiskMonths = row["risk_months"],
    };

    private static SettlementException Wrong(Int128 rows) => new([new("rows-wrong", "rows",
        rows.ToString("#,##0", CultureInfo.InvariantCulture),
        "Every row has an organisation, a stratum, 1 to 12 months, cents and, if stated, a risk score, each in its range.",
        "Select the rows whose is_wrong is 1, and correct them.")]);
}

/// <summary>The integers of a row, by column.</summary>
internal readonly struct SqlRow(DbDataReader reader)
{
    public Int128 this[string column]
    {
        get
        {
            var value = reader[column];
            return Whole.Of(value) ?? throw new SettlementException([new("query-result", column,
                value is DBNull ? "NULL" : Convert.ToString(value, CultureInfo.InvariantCulture) ?? string.Empty,
                "The result has whole numbers in the columns that the query names.", "Run the query as it was written.")]);
        }
    }
}

/// <summary>Whole numbers of any type that a database returns.</summary>
internal static class Whole
{
    public static Int128? Of(object value) => value switch
    {
        long v => v,
        int v => v,
        short v => v,
        sbyte v => v,
        ulong v => v,
        uint v => v,
        ushort v => v,
        byte v => v,
        Int128 v => v,
        BigInteger v when v >= (BigInteger)Int128.MinValue && v <= (BigInteger)Int128.MaxValue => (Int128)v,
        decimal v when decimal.IsInteger(v) => (Int128)v,
        _ => null,
    };
}
