using System.Data.Common;
using System.Globalization;
using System.Text;
using DuckDB.NET.Data;
using Npgsql;
using ValueSettlement.Population;
using ValueSettlement.Tests.Population;

namespace ValueSettlement.Data.Tests;

/// <summary>The two passes where the rows live give the library's own bits.</summary>
public sealed class SqlTests
{
    private const string PostgresVariable = "VALUESETTLEMENT_POSTGRES";

    public static TheoryData<Truncation> Truncations => new(
        Truncation.None, Truncation.At(Money.Of(345.678m)), Truncation.AtPercentile(new(99)),
        Truncation.AtPercentile(new(95), PercentileWeight.Months), Truncation.Winsorise(new(2), new(98)));

    [Theory]
    [MemberData(nameof(Truncations))]
    public void DuckDb(Truncation truncation)
    {
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        Same(connection, SqlDialect.DuckDb, truncation, 20_000);
    }

    [Theory]
    [MemberData(nameof(Truncations))]
    public void PostgreSql(Truncation truncation)
    {
        var address = Environment.GetEnvironmentVariable(PostgresVariable);
        Assert.SkipWhen(string.IsNullOrEmpty(address),
            $"No PostgreSQL: tests/postgres installs one, starts it on loopback, sets {PostgresVariable}, runs these tests and stops it.");
        using var connection = new NpgsqlConnection(address);
        connection.Open();
        Same(connection, SqlDialect.PostgreSql, truncation, 5_000);
    }

    [Fact]
    public void RowsOfAQuery()
    {
        var rows = Rows.Random(50_000, 5, 3, 31);
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        Load(connection, rows);
        var population = Rules(Truncation.AtPercentile(new(97))).Prepare();
        var source = new DatabaseRows(() => Reader(connection, "SELECT organisation, stratum, months, cents, risk FROM members"));
        CsvRowsTests.Same(population.Total(rows.Columns), population.Total(source));
        var wrong = new DatabaseRows(() => Reader(connection, "SELECT organisation, stratum, NULL, cents / 3.0 FROM members LIMIT 2"));
        var failures = Assert.Throws<SettlementException>(() => population.Total(wrong)).Failures;
        Assert.Equal("2", failures[^1].Value);
        Assert.Equal("NULL", failures[0].Value);
        _ = Assert.Throws<SettlementException>(() => population.Total(new DatabaseRows(() => Reader(connection, "SELECT 1"))));
    }

    [Fact]
    public void WrongRowsInADatabaseAreRefused()
    {
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        Load(connection, Rows.Random(10, 5, 3, 32));
        Execute(connection, "UPDATE members SET months = 13 WHERE cents = (SELECT min(cents) FROM members)");
        Execute(connection, "INSERT INTO members VALUES (1, 1, 12, NULL, 0), (9, 1, 12, 5, 0)");
        var population = Rules(Truncation.AtPercentile(new(97))).Prepare();
        var failure = Assert.Throws<SettlementException>(() =>
            population.Total(sql => Reader(connection, sql), Source, SqlDialect.DuckDb)).Failures.Single();
        Assert.Equal(("rows-wrong", "3"), (failure.Code, failure.Value));
    }

    private static SqlSource Source => new() { Table = "members", Risk = "risk" };

    private static PopulationRules Rules(Truncation truncation) => new()
    {
        Strata = [new("a", "a"), new("b", "b"), new("c", "c")],
        Organisations = 5,
        Truncation = [truncation],
    };

    private static void Same(DbConnection connection, SqlDialect dialect, Truncation truncation, int count)
    {
        var rows = Rows.Random(count, 5, 3, 30);
        rows.Cents[3] = 281_474_976_710_655;
        rows.Cents[4] = -281_474_976_710_655;
        (rows.Months[3], rows.Months[4]) = (1, 1);
        Load(connection, rows);
        var population = Rules(truncation).Prepare();
        var survey = population.Survey(sql => Reader(connection, sql), Source, dialect);
        var own = population.Survey();
        own.Add(rows.Columns);
        Assert.Equal(own.ToBytes(), survey.ToBytes());
        var brackets = survey.Bracket();
        var partial = population.Count(brackets, sql => Reader(connection, sql), Source, dialect);
        var counted = population.Begin(brackets);
        counted.Add(rows.Columns);
        Assert.Equal(counted.ToBytes(), partial.ToBytes());
        CsvRowsTests.Same(population.Total(rows.Columns), partial.Total());
        CsvRowsTests.Same(partial.Total(), population.Total(sql => Reader(connection, sql), Source, dialect));
        Execute(connection, "DROP TABLE members");
    }

    private static void Load(DbConnection connection, Rows rows)
    {
        Execute(connection, "DROP TABLE IF EXISTS members");
        Execute(connection, "CREATE TABLE members (organisation INTEGER, stratum INTEGER, months INTEGER, cents BIGINT, risk INTEGER)");
        foreach (var chunk in Enumerable.Range(0, rows.Count).Chunk(1_000))
        {
            var values = new StringBuilder("INSERT INTO members VALUES ");
            foreach (var i in chunk)
            {
                values.Append(CultureInfo.InvariantCulture,
                    $"({rows.Organisation[i]},{rows.Stratum[i]},{rows.Months[i]},{rows.Cents[i]},{rows.Risk[i]}),");
            }

            Execute(connection, values.ToString().TrimEnd(','));
        }
    }

    private static void Execute(DbConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        _ = command.ExecuteNonQuery();
    }

    private static DbDataReader Reader(DbConnection connection, string sql)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteReader();
    }
}
