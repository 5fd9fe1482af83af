using System.Globalization;
using System.Text;
using Spectre.Console;

namespace ValueSettlement.Replay.Output;

/// <summary>Where the replay writes: results to one place, complaints to another. Colours and progress only on a terminal; redirected output is plain text.</summary>
internal sealed class Screen
{
    /// <summary>A redirected table is as wide as a landscape page prints.</summary>
    private const int PlainWidth = 132;

    private readonly TextWriter _output;
    private readonly TextWriter _errors;

    private Screen(TextWriter output, TextWriter errors, bool plain)
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
            Console.Profile.Width = PlainWidth;
            Console.Profile.Capabilities.Unicode = false;
        }
    }

    public IAnsiConsole Console { get; }

    public bool IsPlain { get; }

    public static Screen Terminal()
    {
        // Statements hold signs such as × and −, which the old code pages of Windows do not have.
        System.Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        return new(System.Console.Out, System.Console.Error, System.Console.IsOutputRedirected || Environment.GetEnvironmentVariable("NO_COLOR") is { Length: > 0 });
    }

    public static Screen Plain(TextWriter output, TextWriter errors) => new(output, errors, plain: true);

    public void Line(string text = "") => _output.WriteLine(text);

    public void Error(string text) => _errors.WriteLine(text);

    public void Show(Spectre.Console.Rendering.IRenderable shown) => Console.Write(shown);

    /// <summary>A whole amount with thousands separators, the same on every machine.</summary>
    public static string Amount(decimal? amount, int decimals = 0) => amount is { } value ? value.ToString(decimals == 0 ? "#,##0" : "#,##0." + new string('0', decimals), CultureInfo.InvariantCulture) : "-";

    /// <summary>A heading that needs no colour to be seen.</summary>
    public void Heading(string text)
    {
        Line();
        Line(text);
        Line(new string('-', text.Length));
    }
}
