using ValueSettlement.Replay.Output;

namespace ValueSettlement.Replay.Tests;

/// <summary>What a person sees on a terminal of an ordinary width, and what a log gets.</summary>
public sealed class ScreenTests
{
    private static string Run(int? width, params string[] args)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        Assert.Equal(0, new Application(Screen.Plain(output, errors, width)).Run(args));
        Assert.Empty(errors.ToString());
        return output.ToString();
    }

    [Theory]
    [InlineData(80)]
    [InlineData(100)]
    [InlineData(132)]
    public void Everything_but_the_statement_fits_a_terminal(int width)
    {
        var lines = Run(width).Split('\n');
        var statement = Array.FindIndex(lines, static line => line.StartsWith("# Settlement", StringComparison.Ordinal));
        Assert.All(lines[..statement], line => Assert.True(line.TrimEnd().Length <= width, line));

        // Every class and group is named, and no amount is broken into two lines.
        Assert.Contains(lines, static line =>
            line.Contains("earned", StringComparison.Ordinal) && line.Contains("owed", StringComparison.Ordinal)
            && line.Contains("neither", StringComparison.Ordinal));
        Assert.Contains(lines, static line => line.StartsWith("r revenue not published", StringComparison.Ordinal));
        Assert.All(lines.Where(static line => line.Contains(" A2366 ", StringComparison.Ordinal)).Take(1), static line =>
            Assert.Contains("4,058,007", line, StringComparison.Ordinal));
        Assert.DoesNotContain(lines[..statement], static line => line.Contains('…', StringComparison.Ordinal));
    }

    [Fact]
    public void A_note_in_a_log_stays_in_one_line()
    {
        Assert.Contains(Run(width: null).Split('\n'), static line =>
            line.Length > 132 && line.Contains("Participants' revenue is not published", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("no-such-folder/x.json", "There is no folder")]
    [InlineData(".", "It is a folder")]
    public void A_report_that_cannot_be_written_says_why_in_words_of_its_own(string path, string reason)
    {
        var (code, output, errors) = Replaying.Run("--json", path);
        Assert.Equal(Application.WrongInput, code);
        Assert.Empty(output);
        Assert.Contains(reason, errors, StringComparison.Ordinal);
        Assert.DoesNotContain(".tmp", errors, StringComparison.Ordinal);
    }
}
