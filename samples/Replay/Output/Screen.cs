using System.Globalization;
using System.Text;
using Spectre.Console;

namespace ValueSettlement.Replay.Output;

/// <summary>Where the replay writes: results to one place, complaints to another. Colours and progress only on a terminal; redirected
/// output is plain text.</summary>
internal sealed class Screen
{
    /// <summary>A redirected table is as wide as a landscape page prints.</summary>
    private const int PlainWidth = 132;

    private readonly TextWriter _output;
    private readonly TextWriter _errors;

    private Screen(TextWriter output, TextWriter errors, bool plain, int? width)
    {
        (_output, _errors, IsPlain) = (output, errors, plain);
        Console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = plain ? AnsiSupport.No : AnsiSupport.Detect,
            ColorSystem = plain ? ColorSystemSupport.NoColors : ColorSystemSupport.Detect,
            Interactive = plain ? InteractionSupport.No : InteractionSupport.Detect,
            // Build servers announce themselves in the environment; what is written there is still text.
            Enrichment = new ProfileEnrichment { UseDefaultEnrichers = !plain },
            Out = new AnsiConsoleOutput(output),
        });
        if (plain)
        {
            Console.Profile.Capabilities.Unicode = false;
        }

        if (width is { } columns)
        {
            Console.Profile.Width = columns;
        }
    }

    public IAnsiConsole Console { get; }

    public bool IsPlain { get; }

    public static Screen Terminal()
    {
        // Statements hold signs such as × and −, which the old code pages of Windows do not have.
        System.Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        var redirected = System.Console.IsOutputRedirected;

        // NO_COLOR takes the colours away; the terminal is as narrow as it was.
        return new(System.Console.Out, System.Console.Error, redirected
            || Environment.GetEnvironmentVariable("NO_COLOR") is { Length: > 0 }, redirected ? PlainWidth : null)
        { Wraps = !redirected };
    }

    /// <param name="output">Where results go.</param>
    /// <param name="errors">Where complaints go.</param>
    /// <param name="width">The width of a terminal without colours; without one, what a redirected output has.</param>
    public static Screen Plain(TextWriter output, TextWriter errors, int? width = null) =>
        new(output, errors, plain: true, width ?? PlainWidth) { Wraps = width is not null };

    /// <summary>Whether sentences break between words at the edge. Redirected ones stay in one line, so that they can be
    /// searched.</summary>
    private bool Wraps { get; init; }

    public void Line(string text = "") => _output.WriteLine(text);

    /// <summary>A sentence with an indentation, broken between words on a terminal.</summary>
    public void Sentence(string text, int indent = 0)
    {
        var margin = new string(' ', indent);
        var room = Console.Profile.Width - indent - 1;
        if (!Wraps || text.Length <= room || room < 20)
        {
            Line(margin + text);
            return;
        }

        var line = new StringBuilder();
        foreach (var word in text.Split(' '))
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > room)
            {
                Line(margin + line);
                line.Clear();
            }

            line.Append(line.Length > 0 ? " " : string.Empty).Append(word);
        }

        Line(margin + line);
    }

    public void Error(string text) => _errors.WriteLine(text);

    public void Show(Spectre.Console.Rendering.IRenderable shown) => Console.Write(shown);

    /// <summary>A bar for people while work is done in steps; nothing in a log.</summary>
    public void WithProgress(string what, int steps, Action<Action> work)
    {
        if (IsPlain || steps < 2)
        {
            work(static () => { });
            return;
        }

        Console.Progress().AutoClear(true).Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn())
            .Start(progress =>
        {
            var task = progress.AddTask(what, maxValue: steps);
            work(() => task.Increment(1));
        });
    }

    /// <summary>A whole amount with thousands separators, the same on every machine.</summary>
    public static string Amount(decimal? amount, int decimals = 0) =>
        amount is { } value ? value.ToString(decimals == 0 ? "#,##0" : "#,##0." + new string('0', decimals), CultureInfo.InvariantCulture)
        : "-";

    /// <summary>A heading that needs no colour to be seen.</summary>
    public void Heading(string text)
    {
        Line();
        Line(text);
        Line(new string('-', text.Length));
    }
}
