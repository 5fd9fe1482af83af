using ValueSettlement.Tests.Programs;
using Console = ValueSettlement.Tests.Docs.Snippet.Console;

namespace ValueSettlement.Tests.Docs;

/// <summary>The generated table of docs/unconfirmed.md.</summary>
internal static partial class SnippetsTables
{
    [Snippet("unconfirmed")]
    private static void ListUnconfirmed()
    {
        Console.WriteLine("| programme | what | value | known from | would be confirmed by |");
        Console.WriteLine("|:--|:--|:--|:--|:--|");
        foreach (var one in UnconfirmedTests.All)
        {
            var from = one.From is { } day ? $", from {Unbroken(day)} on" : string.Empty;
            Console.WriteLine($"| {one.Programme} | {Cell(one.What)}{from} | {Readable(one.Value)} | {Cell(one.Authority.Citation)} | "
                + $"{Cell(one.Authority.ConfirmedBy ?? "—")} |");
        }
    }
}
