// snippet: cookbook-example
using NodaTime;
using ValueSettlement;

namespace Stranger;

internal static class Example
{
    /// <summary>A contract of 2026 with these clauses.</summary>
    public static Contract Of(params Clause[] clauses) => new()
    {
        Id = "example-2026",
        Currency = "USD",
        Term = new DateInterval(new(2026, 1, 1), new(2026, 12, 31)),
        Clauses = [.. clauses],
    };

    /// <summary>What happened in the year.</summary>
    public static Experience Year(decimal benchmark, decimal spending, params Fact[] facts) => new()
    {
        Benchmark = Money.Of(benchmark),
        Expenditure = Money.Of(spending),
        Facts = [.. facts],
    };
}
// end
