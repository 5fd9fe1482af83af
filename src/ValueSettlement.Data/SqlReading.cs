using System.Data.Common;
using System.Globalization;
using System.Numerics;
using ValueSettlement.Population;

namespace ValueSettlement.Data;

/// <summary>What an engine has counted by <see cref="PopulationSql"/>, as survey and partial: the same bytes as if the library had counted
/// the rows.</summary>
public static class SqlReading
{
    /// <summary>The totals of rows that an engine holds: it surveys them, then counts them; what it returns is small.</summary>
    /// <param name="population">The rules.</param>
    /// <param name="query">Runs a query, for example <c>sql => { command.CommandText = sql; return command.ExecuteReader(); }</c>; each
    /// result is read to its end and disposed of before the next query.</param>
    /// <param name="source">Where the rows are.</param>
    /// <param name="dialect">The engine.</param>
    /// <exception cref="SettlementException">Rows are wrong, or a result is not that of the query.</exception>
    public static PopulationTotals Total(this PreparedPopulation population, Func<string, DbDataReader> query, SqlSource source,
        SqlDialect dialect)
    {
        ArgumentNullException.ThrowIfNull(population);
        var brackets = population.HasPercentiles ? population.Survey(query, source, dialect).Bracket() : population.Survey().Bracket();
        return population.Count(brackets, query, source, dialect).Total();
    }

    /// <summary>The survey of rows that an engine holds.</summary>
    /// <param name="population">The rules.</param>
    /// <param name="query">Runs a query; its result is disposed of.</param>
    /// <param name="source">Where the rows are.</param>
    /// <param name="dialect">The engine.</param>
    /// <exception cref="SettlementException">Rows are wrong, or the result is not that of <see cref="PopulationSql.Survey"/>.</exception>
    public static PopulationSurvey Survey(this PreparedPopulation population, Func<string, DbDataReader> query, SqlSource source,
        SqlDialect dialect)
    {
        ArgumentNullException.ThrowIfNull(population);
        ArgumentNullException.ThrowIfNull(query);
        var survey = population.Survey();
        var wrong = (Int128)0;
        using var result = query(PopulationSql.Survey(population.Rules, source, dialect));
        while (result.Read())
        {
            var row = new SqlRow(result);
            wrong += row["wrong_count"];
            if (wrong == 0)
            {
                survey.AddLevel((int)row["stratum"], (long)row["level_from"], (long)row["row_count"], (long)row["months_sum"]);
            }
        }

        return wrong == 0 ? survey : throw Wrong(wrong);
    }

    /// <summary>The partial of rows that an engine holds, to be totalled or merged with others.</summary>
    /// <param name="population">The rules.</param>
    /// <param name="brackets">The brackets of all rows, here and elsewhere.</param>
    /// <param name="query">Runs a query; its result is disposed of.</param>
    /// <param name="source">Where the rows are.</param>
    /// <param name="dialect">The engine.</param>
    /// <exception cref="SettlementException">Rows are wrong, or the results are not those of the queries.</exception>
    public static PopulationPartial Count(this PreparedPopulation population, ThresholdBrackets brackets, Func<string, DbDataReader> query,
        SqlSource source, SqlDialect dialect)
    {
        ArgumentNullException.ThrowIfNull(population);
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(source);
        var partial = population.Begin(brackets);
        AddGroups(partial, query(PopulationSql.Groups(population.Rules, brackets, source, dialect)), source.Risk is not null);
        if (population.HasPercentiles)
        {
            AddWaiting(partial, query(PopulationSql.Waiting(population.Rules, brackets, source, dialect)));
        }

        partial.CheckContent();
        return partial;
    }

    private static void AddGroups(PopulationPartial partial, DbDataReader result, bool hasRisk)
    {
        var wrong = (Int128)0;
        using (result)
        {
            while (result.Read())
            {
                var row = new SqlRow(result);
                wrong += row["wrong_count"];
                if (wrong == 0)
                {
                    partial.AddGroup((int)row["organisation"], (int)row["stratum"], Group(row), hasRisk);
                }
            }
        }

        if (wrong > 0)
        {
            throw Wrong(wrong);
        }
    }

    private static void AddWaiting(PopulationPartial partial, DbDataReader result)
    {
        using (result)
        {
            while (result.Read())
            {
                var row = new SqlRow(result);
                partial.AddWaiting((int)row["organisation"], (int)row["stratum"], (long)row["spending_key"], (int)row["months"],
                    (long)row["row_count"]);
            }
        }
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
