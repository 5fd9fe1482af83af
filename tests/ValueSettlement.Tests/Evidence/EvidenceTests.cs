using FsCheck.Fluent;
using ValueSettlement.Tests.Curves;

namespace ValueSettlement.Tests.Evidence;

/// <summary>Workings explain themselves, replay, and carry what is absent with its reason.</summary>
public sealed class EvidenceTests
{
    [Fact]
    public void Every_operation_of_workings_replays_to_its_value()
    {
        var operations = Enum.GetValues<Operation>();
        CurveProperty.Holds(
            from operation in Gen.Elements(operations)
            from numbers in Gen.Choose(-1_000_000, 1_000_000)
                .Select(static n => n * 0.37m).ListOf(6)
            select (Operation: operation, Numbers: numbers.ToArray()),
            2_000,
            static x =>
            {
                var count = x.Operation switch
                {
                    Operation.Stated => 1,
                    Operation.Quotient or Operation.Round or Operation.Cut => 2,
                    Operation.Anchored => 5,
                    Operation.Interpolate or Operation.WeightedMean or Operation.WeightedSum => 6,
                    _ => 3,
                };
                if (x.Operation is Operation.Round or Operation.Cut)
                {
                    x.Numbers[1] = 2m;
                }

                var workings = new Workings("test");
                var result = workings.Write(new("key", "Label"), x.Operation,
                    [.. x.Numbers.Take(count).Select(static n => Quantity.Of("n", n))]);
                var line = Assert.Single(workings.Lines);
                Assert.Equal(result.Value, line.Value);
                Assert.Equal(result.Value, line.Replay());
                Assert.False(string.IsNullOrWhiteSpace(line.Formula));
                Assert.True(result.Value is not null || result.Absence!.Kind == AbsenceKind.NotCalculable);
                Assert.False(line.Value == 0m && decimal.IsNegative(line.Value.Value), line.ToString());
            });
    }

    [Theory]
    [InlineData(AbsenceKind.Missing)]
    [InlineData(AbsenceKind.Suppressed)]
    [InlineData(AbsenceKind.TooSmall)]
    [InlineData(AbsenceKind.NotApplicable)]
    [InlineData(AbsenceKind.NotCalculable)]
    public void What_is_absent_stays_absent_and_the_rest_is_computed(AbsenceKind kind)
    {
        var workings = new Workings("test");
        var absent = workings.Absent(new("a", "A"), new(kind, "Eleven people or fewer."));
        var present = workings.Given(new("b", "B"), 5m);
        var sum = workings.Add(new("sum", "Sum"), absent, present);
        var more = workings.Multiply(new("more", "More"), sum, present);
        var other = workings.Multiply(new("other", "Other"), present, present);
        Assert.Equal(kind, absent.Absence!.Kind);
        Assert.Equal((null, AbsenceKind.NotCalculable), (sum.Value, sum.Absence!.Kind));
        Assert.Equal((null, AbsenceKind.NotCalculable), (more.Value, more.Absence!.Kind));
        Assert.Contains("Eleven people or fewer.", more.Absence.Reason, StringComparison.Ordinal);
        Assert.Equal(25m, other.Value);
        Assert.Equal(5, workings.Lines.Count);
        Assert.Null(workings.Lines[2].Replay());
        Assert.Null(workings.Figure(more).Value);
        Assert.Equal(kind == AbsenceKind.NotCalculable ? "NotCalculable: Eleven people or fewer."
            : $"{kind}: Eleven people or fewer.", workings.Figure(absent).ToString());
    }

    [Fact]
    public void Dividing_by_zero_and_leaving_28_digits_are_absences_and_not_crashes()
    {
        var workings = new Workings();
        var zero = workings.Divide(new("q", "Quotient"), Quantity.Of("a", 1m), Quantity.Of("b", 0m));
        var mean = workings.Mean(new("m", "Mean"), Quantity.Of("w", 0m), Quantity.Of("x", 5m));
        var large = workings.Multiply(new("p", "Product"), Quantity.Of("a", decimal.MaxValue), Quantity.Of("b", 2m));
        Assert.All([zero, mean, large], static q => Assert.Equal((null, AbsenceKind.NotCalculable), (q.Value, q.Absence!.Kind)));
        Assert.All(workings.Lines, static l => Assert.Contains(l.Label, l.Absence!.Reason, StringComparison.Ordinal));
    }

    [Fact]
    public void What_was_remembered_says_so_on_its_line()
    {
        Assert.EndsWith("[unconfirmed]", Authority.Remembered("a memo").ToString(), StringComparison.Ordinal);
        Assert.True(Authority.Remembered("a memo").Unconfirmed);
        Assert.False(Authority.Of("42 CFR 425.605").Unconfirmed);
        var contract = Programs.SharedSavingsTermsTests.Terms(
            ValueSettlement.Programs.Track.Track1Plus, Programs.PerformancePeriod.Year(2018), new(2018, 1, 1));
        var settlement = ValueSettlement.Programs.MedicareSharedSavings.For(contract).Contract.Settle(
            new()
            {
                Benchmark = Money.Of(100m),
                Expenditure = Money.Of(110m),
                Facts = [Number.AssignedBeneficiaries(9_000), Quality.Met(Rate.One), Number.Of(Basis.ParticipantRevenue, Money.Of(50m))]
            });
        Assert.True(settlement.Lines.Single(static l => l is { Key: "limit", Kind: LineKind.Clause }).Authority!.Unconfirmed);
    }

    [Fact]
    public void A_delta_that_no_decimal_holds_is_an_overflow_and_never_cut()
    {
        var line = new Line
        {
            Key = "a",
            Label = "a",
            Operation = Operation.Stated,
            Kind = LineKind.Clause,
            Value = decimal.MaxValue,
            Before = decimal.MinValue,
        };
        Assert.Throws<OverflowException>(() => line.Delta);
        Assert.Equal(Party.Payer, line.BorneBy);
        Assert.Equal(Party.Provider, (line with { Value = decimal.MinValue, Before = decimal.MaxValue }).BorneBy);
        Assert.Equal(Party.Neither, (line with { Before = decimal.MaxValue }).BorneBy);
        Assert.Equal(Party.Neither, (line with { Kind = LineKind.Figure }).BorneBy);
        Assert.NotEmpty(line.ToString());
    }
}
