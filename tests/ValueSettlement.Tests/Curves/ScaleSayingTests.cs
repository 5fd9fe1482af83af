using ValueSettlement.Curves;

namespace ValueSettlement.Tests.Curves;

/// <summary>What a scale says: of itself, of a number that it is asked for, and of what is wrong with it, word for word.</summary>
public sealed class ScaleSayingTests
{
    private static readonly ScaleRow First = new(0m, 1m, 5m, 6m, ToIncluded: false);

    private static readonly ScaleRow Second = new(1m, 2m, 9m, 7m);

    [Fact]
    public void Each_failure_says_rule_and_remedy()
    {
        const string Between = "Ends and values of a scale lie between -1,000,000,000 and 1,000,000,000.";
        (string Expected, Scale Scale)[] cases =
        [
            ("A scale has 1 to 1,000 rows. Write the rows of the contract's table.", new([])),
            ("The rows of a scale follow each other without gap or overlap (the row before is 0 ≤ x < 1: 5 to 6). "
                + "Begin each row where the row before ends, and let one of the two own that number.",
                new([First, Second with { From = 1.5m }])),
            ("The rows of a scale follow each other without gap or overlap (the row before is 0 ≤ x ≤ 1: 5 to 6). "
                + "Begin each row one above the end of the row before.",
                new([First with { ToIncluded = true }, Second], WholeNumbers: true)),
            ("A row of a scale holds at least one number. Let it end at or above its beginning.", new([First with { From = 2m }])),
            ("A row without an end, or of one number, has one value. Write the same value at both ends.", new([First with { To = null }])),
            ("In a scale of whole numbers a row begins and ends at whole numbers and owns both. "
                + "Write the first and the last number of the row, both included.", new([First], WholeNumbers: true)),
            (Between + " Check the units of the table.", new([Second with { To = Scale.Largest + 1m }])),
        ];
        foreach (var (expected, scale) in cases)
        {
            var failure = Assert.Single(scale.Validate());
            Assert.Equal(expected, $"{failure.Rule} {failure.Remedy}");
        }
    }

    [Fact]
    public void The_bounds_themselves_are_allowed()
    {
        Assert.Empty(new Scale([new(-Scale.Largest, Scale.Largest, Scale.Largest, -Scale.Largest)]).Validate());
        var steps = new (decimal, decimal)[1_000];
        for (var i = 0; i < steps.Length; i++)
        {
            steps[i] = (i, i);
        }

        Assert.Equal(999m, Scale.Steps(steps).At(1_000_000m));
    }

    [Fact]
    public void Values_outside_what_a_use_allows_are_named_row_by_row()
    {
        var scale = new Scale([new(0m, 1m, 0m, 1m), new(1m, 2m, 1m, 0m), new(2m, 3m, 0.5m, 1.5m), new(3m, 4m, 1.5m, 0.5m),
            new(4m, 5m, -0.5m, 0.5m), new(5m, 6m, 0.5m, -0.5m), new(6m, 7m, -1m, 2m)]);
        var failures = new List<Failure>();
        scale.ValidateValues("by", 0m, 1m, "A share lies between 0 and 100 %.", failures);
        Assert.Equal(["by.rows[2]", "by.rows[3]", "by.rows[4]", "by.rows[5]", "by.rows[6]"], failures.Select(static f => f.Path));
        Assert.Equal("scale-values 2 ≤ x ≤ 3: 0.5 to 1.5 A share lies between 0 and 100 %. Write rates as fractions: 0.5 for 50 %.",
            $"{failures[0].Code} {failures[0].Value} {failures[0].Rule} {failures[0].Remedy}");
    }

    [Fact]
    public void The_greatest_value_may_stand_at_either_end_of_any_row()
    {
        Assert.Equal(9m, new Scale([First, Second]).Greatest);
        Assert.Equal(6m, new Scale([First with { ToIncluded = true }]).Greatest);
    }

    [Fact]
    public void An_open_row_from_zero_and_one_above_whole_numbers_have_their_value()
    {
        Assert.Equal(5m, new Scale([new(0m, null, 5m, 5m)]).At(3m));
        Assert.Equal(5m, new Scale([new(null, 0m, 5m, 5m)]).At(-3m));
        var people = new Scale([new(500m, 999m, 0.2m, 0.1m)], WholeNumbers: true).Above(0.05m);
        Assert.Equal(new decimal?[] { 0.1m, 0.05m }, [people.At(999m), people.At(1_000m)]);
    }

    [Fact]
    public void A_line_names_what_it_was_computed_from()
    {
        var workings = new Workings();
        workings.Lookup(new("x", "X"), new Scale([First, Second]), Quantity.Of("size", 0.5m));
        workings.Lookup(new("y", "Y"), new Scale([new(0m, 1m, 5m, 5m)]), Quantity.Of("size", 0.5m));
        Assert.Equal(["value at the row's beginning", "value at its end", "beginning of the row", "end of the row", "size"],
            workings.Lines[0].Operands.Select(static o => o.Name));
        Assert.Equal(["value of the row"], workings.Lines[1].Operands.Select(static o => o.Name));
    }

    [Fact]
    public void What_was_not_stated_keeps_its_own_reason()
    {
        var workings = new Workings();
        var scale = new Scale([First]);
        var withheld = workings.Absent(new("people", "People", Unit.Count), new(AbsenceKind.Suppressed, "Fewer than 11 people."));
        Assert.Equal("Fewer than 11 people.", workings.Lookup(new("x", "X"), scale, withheld).Absence!.Reason);
        Assert.Equal("size was not stated.", workings.Lookup(new("y", "Y"), scale, new("size", null, Unit.Count)).Absence!.Reason);
        Assert.Equal("workings", Assert.Throws<ArgumentNullException>(
            () => ScaleExtensions.Lookup(null!, new("x", "X"), scale, withheld)).ParamName);
        Assert.Equal("scale", Assert.Throws<ArgumentNullException>(() => workings.Lookup(new("x", "X"), null!, withheld)).ParamName);
    }

    [Fact]
    public void A_row_says_which_of_its_ends_it_owns()
    {
        Assert.Equal("The row above 1 to below 3.", new ScaleRow(1m, 3m, 5m, 6m, false, false).InWords(Unit.Factor));
        Assert.Equal("The row from 1 to 3.", new ScaleRow(1m, 3m, 5m, 6m).InWords(Unit.Factor));
    }
}
