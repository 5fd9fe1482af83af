using System.Data.Common;
using System.Globalization;
using DuckDB.NET.Data;
using ValueSettlement.Benchmarks;

namespace ValueSettlement.Peers;

/// <summary>Rows of one contract settled by columns, beside a query of the same rules over the same rows.</summary>
internal static class RowRun
{
    /// <summary>BASIC level E of 2023, minimum rate fixed at 2 % (by size below 5,000 people), quality standard met. Multiplied, never
    /// divided, and of 18 digits, so that every amount is exact and fits a machine word.</summary>
    private const string Rules = """
        SELECT CASE
            WHEN saved = 0 OR NOT reaches THEN 0
            WHEN saved > 0 THEN least(saved * 0.49, benchmark * 0.10) -- 0.50 × 0.98
            ELSE greatest(saved * 0.30, -least(revenue * 0.08, benchmark * 0.04)) END AS earned
        FROM (
          SELECT *, CASE
            WHEN people >= 5000 THEN abs(saved) >= benchmark * 0.02
            WHEN people >= 3000 THEN abs(saved) * 1999 >= benchmark * (0.050 * (4999 - people) + 0.039 * (people - 3000))
            WHEN people >= 1000 THEN abs(saved) * 1999 >= benchmark * (0.087 * (2999 - people) + 0.050 * (people - 1000))
            ELSE abs(saved) * 499 >= benchmark * (0.122 * (999 - people) + 0.087 * (people - 500)) END AS reaches
          FROM (SELECT *, benchmark - expenditure AS saved FROM experiences))
        """;

    /// <exception cref="InvalidOperationException">Two ways gave a row another amount.</exception>
    public static bool Print(Options options)
    {
        var rows = new RowColumns(options.Rows);
        using var connection = Load(rows);
        var ways = Ways(rows, connection, options.Threads);
        var table = new Table(ways, options.Rows);
        _ = table.Compare();
        rows.AssertEqual();
        AssertEqual(rows, connection);
        table.Measure(options.Rounds);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{options.Rows:#,##0} rows of one contract, {options.Rounds} rounds; every row gave the same amount in every way"));
        Console.WriteLine();
        table.Print(library: 0);
        Console.WriteLine();
        Console.WriteLine("× library: EarnedAll on one thread. Below 1 the way is faster.");
        return true;
    }

    private static List<Way> Ways(RowColumns rows, DuckDBConnection connection, int threads)
    {
        var ways = new List<Way>();
        int[] counts = [.. new[] { 1, threads }.Distinct()];
        ways.AddRange(counts.Select(count => new Way($"EarnedAll, threads: {count}", () => Untold(() => rows.EarnedRows(count)))
        {
            WarmUp = 3,
        }));
        ways.Add(new("straight-line method", () => Untold(rows.StraightLineRows)) { WarmUp = 3 });
        foreach (var count in counts)
        {
            Way Query(string name, string sql, double? asked) => new($"DuckDB, {name}, threads: {count}", () =>
            {
                Execute(connection, FormattableString.Invariant($"SET threads = {count}"));
                return Untold(() => Execute(connection, sql));
            })
            {
                Asked = asked,
                Repeats = 3,
                WarmUp = 3,
            };

            ways.Add(Query("amounts kept", "CREATE OR REPLACE TABLE earned AS " + Rules, count == 1 ? 3 : null));
            ways.Add(Query("only their sum", $"SELECT sum(earned) FROM ({Rules})", null));
        }

        return ways;
    }

    private static Timed Untold(Action work) => Timed.Of(
        () =>
        {
            work();
            return 0;
        },
        static _ => null);

    private static DuckDBConnection Load(RowColumns rows)
    {
        var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        Execute(connection, """
            CREATE TABLE experiences (benchmark DECIMAL(14, 4), expenditure DECIMAL(14, 4), people INTEGER, score DECIMAL(4, 2),
              revenue DECIMAL(14, 4))
            """);
        using var appender = connection.CreateAppender("experiences");
        for (var i = 0; i < rows.Benchmark.Length; i++)
        {
            appender.CreateRow().AppendValue(rows.Benchmark[i]).AppendValue(rows.Expenditure[i]).AppendValue((int)rows.People[i])
                .AppendValue(rows.Score[i]).AppendValue(rows.Revenue[i]).EndRow();
        }

        return connection;
    }

    private static void AssertEqual(RowColumns rows, DuckDBConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT earned FROM earned ORDER BY rowid";
        using DbDataReader reader = command.ExecuteReader();
        var i = 0;
        for (; reader.Read(); i++)
        {
            if (i >= rows.Earned.Length || reader.GetDecimal(0) != rows.Earned[i])
            {
                throw new InvalidOperationException(FormattableString.Invariant($"Row {i}: DuckDB {reader.GetDecimal(0)}."));
            }
        }

        if (i != rows.Earned.Length)
        {
            throw new InvalidOperationException(FormattableString.Invariant($"DuckDB has {i} rows."));
        }
    }

    private static void Execute(DuckDBConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        _ = command.ExecuteNonQuery();
    }
}
