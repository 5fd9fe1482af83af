using NodaTime;
using ValueSettlement.Programs;

namespace ValueSettlement.Tests.Contracts;

/// <summary>Inputs that once settled to a wrong amount or crashed.</summary>
public sealed class ReviewFindingsTests
{
    private static readonly DateInterval Year = new(new(2026, 1, 1), new(2026, 12, 31));

    [Theory]
    [InlineData(OpeningAmount.ExpenditureLessBenchmark)]
    [InlineData(OpeningAmount.Stated)]
    public void ARegionWithABenchmarkOfItsOwnNeedsBenchmarkLessExpenditure(OpeningAmount opening)
    {
        var contract = Of(new Choose
        {
            Regions = [new Region { Name = "other benchmark",
            Benchmark = MedicareSharedSavings.TwoWayBenchmark }]
        }) with
        { Opening = opening };
        Assert.Contains(contract.Validate(), static f => f.Code == "benchmark-opening");
        Assert.DoesNotContain((contract with { Opening = OpeningAmount.BenchmarkLessExpenditure }).Validate(), static f =>
            f.Code == "benchmark-opening");
    }

    [Fact]
    public void AReplacementByABenchmarkThatNoRegionHasIsUnread()
    {
        var contract = Of(new Choose
        {
            Regions = [new Region { Name = "other benchmark",
            Benchmark = MedicareSharedSavings.TwoWayBenchmark }]
        });
        var outcome = contract.TrySettle(new()
        {
            Benchmark = Money.Of(195),
            Expenditure = Money.Of(100),
            Facts = [new BenchmarkReplaced(Basis.ParticipantRevenue)]
        });
        Assert.Contains(outcome.Failures, static f => f.Code == "fact-unread");
    }

    [Fact]
    public void LevelsNestedWithoutEndAreRefused()
    {
        Level level = 1.Percent();
        for (var i = 0; i < 5_000; i++)
        {
            level = new FromSize(5_000, level, Rate.Zero);
        }

        Assert.Contains(Of(new Limit { Gain = level }).Validate(), static f => f.Code == "terms-too-large");
    }

    [Fact]
    public void ALineWithTooFewOperandsReplaysToNothing()
    {
        var line = new Line { Key = "k", Label = "l", Operation = Operation.Interpolate, Operands = [new Operand("x", 1m, Unit.Factor)] };
        Assert.Null(line.Replay());
        Assert.Equal("x 1", line.Formula);
        Assert.Null(new Line
        {
            Key = "k",
            Label = "l",
            Operation = Operation.Quotient,
            Operands = [new Operand("x", 1m, Unit.Factor), new Operand("y", 0m, Unit.Factor)]
        }.Replay());
    }

    [Fact]
    public void AFigureWithBothAValueAndAnAbsenceIsRefused()
    {
        var outcome = Of(new SharingRate { Gain = 50.Percent(), Loss = 50.Percent() }).TrySettle(new()
        {
            Benchmark = new Figure { Value = 5m, Absence = new(AbsenceKind.Suppressed, "printed as *") },
            Expenditure = Money.Of(1),
        });
        Assert.Contains(outcome.Failures, static f => f is { Code: "figure-inconsistent", Path: "benchmark" });
    }

    private static Contract Of(params Clause[] clauses) => new() { Id = "review", Currency = "USD", Term = Year, Clauses = [.. clauses] };
}
