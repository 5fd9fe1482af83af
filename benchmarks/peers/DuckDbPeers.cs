using System.Data.Common;
using DuckDB.NET.Data;
using ValueSettlement.Benchmarks;
using ValueSettlement.Data;
using ValueSettlement.Population;

namespace ValueSettlement.Peers;

/// <summary>DuckDB in this process, over a table in memory with the same types as the columns.</summary>
internal sealed class DuckDbPeers : IDisposable
{
    /// <summary>The rule as it is said: number the rows of a stratum by size, take the first at the percentile.</summary>
    private const string Window = """
        WITH keyed AS (SELECT *, cents * (27720 // months) AS k FROM members),
        ranked AS (
          SELECT stratum, k, row_number() OVER (PARTITION BY stratum ORDER BY k) AS place, count(*) OVER (PARTITION BY stratum) AS n
          FROM keyed),
        thresholds AS (SELECT stratum, min(k) AS t FROM ranked WHERE 100 * place >= 99 * n GROUP BY stratum)
        SELECT organisation, stratum, count(*), sum(months), sum(CASE WHEN k <= t THEN cents ELSE 0 END),
          sum(CASE WHEN k > t THEN months ELSE 0 END), sum(risk * months), any_value(t)
        FROM keyed JOIN thresholds USING (stratum)
        GROUP BY organisation, stratum
        """;

    /// <summary>The engine's own percentile; where 0.99 × n is whole, binary fractions may take the next row.</summary>
    private const string Quantile = """
        WITH keyed AS (SELECT *, cents * (27720 // months) AS k FROM members),
        thresholds AS (SELECT stratum, quantile_disc(k, 0.99) AS t FROM keyed GROUP BY stratum)
        SELECT organisation, stratum, count(*), sum(months), sum(CASE WHEN k <= t THEN cents ELSE 0 END),
          sum(CASE WHEN k > t THEN months ELSE 0 END), sum(risk * months), any_value(t)
        FROM keyed JOIN thresholds USING (stratum)
        GROUP BY organisation, stratum
        """;

    /// <summary>Of several ways to write the key the fastest here; the division leaves nothing over.</summary>
    private const string Key = "cents * 27720 // months";

    /// <summary>A histogram finds the bucket of each threshold.</summary>
    private const string Histogram = $"""
        WITH histogram AS MATERIALIZED (
          SELECT stratum, ({Key}) >> 28 AS bucket, count(*) AS n FROM members GROUP BY stratum, bucket),
        running AS (
          SELECT stratum, bucket, sum(n) OVER (PARTITION BY stratum ORDER BY bucket) AS upto, sum(n) OVER (PARTITION BY stratum) AS total
          FROM histogram),
        edge AS MATERIALIZED (SELECT stratum, min(bucket) << 28 AS first FROM running WHERE 100 * upto >= 99 * total GROUP BY stratum),
        {Rest}
        """;

    /// <summary>A sample brackets the thresholds from below, by 4.5 standard errors or more.</summary>
    private const string Sampled = $"""
        WITH sample AS (SELECT stratum, {Key} AS k FROM members USING SAMPLE 2 PERCENT (system, 7)),
        edge AS MATERIALIZED (
          SELECT strata.stratum,
            CASE WHEN count(k) < 50 THEN 0 WHEN count(k) < 2000 THEN quantile_disc(k, 0.9) ELSE quantile_disc(k, 0.98) END AS first
          FROM (SELECT unnest([0, 1, 2, 3]::UTINYINT[]) AS stratum) strata LEFT JOIN sample USING (stratum) GROUP BY strata.stratum),
        {Rest}
        """;

    /// <summary>Only rows from the edge on are ranked, and those above the threshold taken from sums over all rows: two passes. Where the
    /// edge lies too high there is no right answer, and the comparison says so.</summary>
    private const string Rest = $"""
        high AS MATERIALIZED (
          SELECT organisation, stratum, months, cents, {Key} AS k FROM members JOIN edge USING (stratum)
          WHERE cents * 27720 >= first * months),
        everything AS MATERIALIZED (
          SELECT organisation, stratum, count(*) AS n, sum(months) AS months, sum(cents) AS cents, sum(risk * months) AS risk_months
          FROM members GROUP BY organisation, stratum),
        totals AS (SELECT stratum, sum(n) AS total FROM everything GROUP BY stratum),
        ranked AS (SELECT stratum, k, row_number() OVER (PARTITION BY stratum ORDER BY k DESC) AS from_top FROM high),
        thresholds AS MATERIALIZED (
          SELECT stratum, min(k) AS t FROM ranked JOIN totals USING (stratum) WHERE 100 * (total - from_top + 1) >= 99 * total
          GROUP BY stratum),
        above AS (
          SELECT organisation, stratum, sum(months) AS months_above, sum(cents) AS cents_above
          FROM high JOIN thresholds USING (stratum) WHERE k > t GROUP BY organisation, stratum)
        SELECT organisation, stratum, n, months, cents - coalesce(cents_above, 0), coalesce(months_above, 0), risk_months, t
        FROM everything JOIN thresholds USING (stratum) LEFT JOIN above USING (organisation, stratum)
        """;

    private readonly DuckDBConnection connection = new("DataSource=:memory:");
    private readonly PreparedPopulation population = PopulationData.Rules.Prepare();

    public DuckDbPeers(PopulationData data, int threads)
    {
        connection.Open();
        Execute(FormattableString.Invariant($"SET threads = {threads}"));
        Execute("CREATE TABLE members (organisation USMALLINT, stratum UTINYINT, months UTINYINT, cents BIGINT, risk INTEGER)");
        using var appender = connection.CreateAppender("members");
        for (var i = 0; i < data.Rows; i++)
        {
            appender.CreateRow().AppendValue(data.Organisation[i]).AppendValue(data.Stratum[i]).AppendValue(data.Months[i])
                .AppendValue(data.Cents[i]).AppendValue(data.Risk[i]).EndRow();
        }
    }

    public IReadOnlyList<Way> Ways =>
    [
        new("DuckDB, window functions", () => Run(Window)) { Asked = 100, Every = 2 },
        new("DuckDB, its own quantile", () => Run(Quantile)),
        new("DuckDB, expert: histogram", () => Run(Histogram)) { Asked = 15 },
        new("DuckDB, this algorithm, by hand", () => Run(Sampled)) { Asked = 12 },
        new("DuckDB, this algorithm, the library's SQL", Algorithm) { Asked = 12, Every = 2 },
    ];

    public void Dispose() => connection.Dispose();

    private Timed Run(string sql) => Timed.Of(
        () =>
        {
            var rows = new List<long[]>(PopulationData.Groups);
            using var reader = Query(sql);
            while (reader.Read())
            {
                rows.Add([.. Enumerable.Range(0, 8).Select(column => Integer(reader.GetValue(column)))]);
            }

            return rows;
        },
        Read);

    private Timed Algorithm() => Timed.Of(
        () => population.Total(Query, new() { Table = "members", Risk = "risk" }, SqlDialect.DuckDb),
        Sums.Of);

    private static Sums Read(List<long[]> rows)
    {
        var sums = new Sums();
        foreach (var row in rows)
        {
            sums.Set((int)((row[0] * PopulationData.Strata) + row[1]), row[2], row[3], row[4], row[5], row[6]);
            sums.Thresholds[row[1]] = row[7];
        }

        return sums;
    }

    private static long Integer(object value) => value is System.Numerics.BigInteger large
        ? (long)large : Convert.ToInt64(value, System.Globalization.CultureInfo.InvariantCulture);

    private DbDataReader Query(string sql)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteReader();
    }

    private void Execute(string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        _ = command.ExecuteNonQuery();
    }
}
