using System.Net;
using System.Text.RegularExpressions;
using Markdig;
using ValueSettlement.Tests.Json;

namespace ValueSettlement.Tests.Insight;

/// <summary>Texts from outside, rendered by a Markdown processor of others: the very characters and nothing else.</summary>
public sealed partial class MarkdownTests
{
    private static readonly MarkdownPipeline Reader = new MarkdownPipelineBuilder().UsePipeTables()
        .UseEmphasisExtras(Markdig.Extensions.EmphasisExtras.EmphasisExtraOptions.Strikethrough)
        .UseAutoLinks().UseTaskLists().UseFootnotes().Build();

    private static readonly string[] Places = ["# @\n", "@\n", "Before @ after.\n", "**@**\n", "- @\n", "1. @\n",
        "| a | b |\n|--|--|\n| [@] | **@** |\n"];

    private static readonly string[] Marks =
    [
        "a", "b ", " ", "\\", "|", "*", "**", "_", "`", "```", "~~", "<", ">", "[", "]", "(", ")", "#", "## ", "+ ", "- ", "---", "===",
            "1. ", "2) ", "!", "&", "&amp;", "&#60;", "<b>", "</b>", "<!--", "-->", "[x](javascript:1)", "![x](y)",
        "[x]: y", "[^1]", "[ ] ", "https://", "http://x.example", "www.", "www.x.example", "mailto:", "a@b.example", "tel:1", "ftp://x",
            "\n", "\t", "§", "$", "😀",
    ];

    public static TheoryData<string> Texts =>
    [
        "[x](javascript:1)", "[x][y]", "[x]: https://example.com", "![x](https://example.com/y.png)", "`code` ``code``", "```", "~~~",
            "<script>alert(1)</script>", "<b>bold</b>", "<!-- hidden -->", "<https://example.com>",
        "a | b || c", "# heading", "a # b #", "####### deep", "https://example.com/a?b=c&d=e", "see HTTP://EXAMPLE.COM.", "www.example.com",
            "mailto:a@b.example", "a@b.example", "tel:123", "ftp://example.com", "*a* _b_ **c** __d__ ~~e~~ ~f~",
        "&lt;b&gt; &amp; &#60;", "1. one", "12) two", "- item", "+ item", "* item", "> quote", "---", "***", "___", "===", "[ ] task",
            "[^1]", "\\", "a\\", "a\\*b", "two\nlines\r\nthree", "    indented", "\tindented", "", " ", "a:b://c",
    ];

    [Theory]
    [MemberData(nameof(Texts))]
    public void A_text_is_shown_as_it_is(string text) => Shown(text);

    [Fact]
    public void Random_marks_are_shown_as_they_are()
    {
        var random = new Random(425_605);
        for (var i = 0; i < 3_000; i++)
        {
            Shown(string.Concat(Enumerable.Range(0, random.Next(1, 7)).Select(_ => Marks[random.Next(Marks.Length)])));
        }
    }

    [Theory]
    [InlineData("42 CFR 425.605(d)(1)", "42 CFR 425.605(d)(1)")]
    [InlineData("1,000 − 900 × 2 % + 3", "1,000 − 900 × 2 % + 3")]
    [InlineData("Reading: R&D, at-risk", "Reading: R&D, at-risk")]
    [InlineData("mssp-enhanced-2024", "mssp-enhanced-2024")]
    [InlineData("a_b*c", "a\\_b\\*c")]
    public void Ordinary_words_stay_readable_in_the_source(string text, string expected) => Assert.Equal(expected, Markdown.Escape(text));

    [Fact]
    public void Both_statements_escape_every_text_from_outside()
    {
        const string Hostile = "[x](javascript:1) `b` <i>c</i> | d # e https://f.example";
        var contract = JsonSamples.Settling with
        {
            Id = Hostile,
            Clauses = [.. JsonSamples.Settling.Clauses.Select(static c =>
                c with { Label = Hostile, Letter = "[", Authority = new() { Citation = Hostile, Reading = Hostile } })],
            Origin = JsonSamples.Settling.Origin! with { Programme = Hostile, LibraryVersion = "<b>" },
        };
        var facts = JsonSamples.SettlingFacts with { Arrangement = null, Benchmark = Figure.Stated(Money.Of(966_116_777m), Hostile) };
        Check(contract.Settle(facts).Statement());

        var sum = contract with
        {
            Parts = [contract, contract with { Id = "<u>" }],
            Clauses = [],
            Payment = [],
            Letters = null,
            Pays = Payee.Parts
        };
        var settled = sum.Settle(new() { Parts = [facts with { Arrangement = Hostile }, facts with { Arrangement = "<u>" }] });
        Check(settled.Statement());
        Assert.All(settled.Parts, static part => Check(part.Statement()));
        Check(sum.InWords());

        static void Check(string statement)
        {
            var html = Markdig.Markdown.ToHtml(statement, Reader);
            Assert.DoesNotMatch("<(a|i|code|script|img|u)[ >]", html);
            Assert.Contains("[x](javascript:1) `b` <i>c</i> | d # e https://f.example", WebUtility.HtmlDecode(html),
                StringComparison.Ordinal);
        }
    }

    private static void Shown(string text)
    {
        var plain = Spaces().Replace(text, " ").Trim();
        if (plain.Length == 0)
        {
            // Nothing cannot be bold.
            Assert.Empty(Markdown.Escape(text));
            return;
        }

        foreach (var place in Places)
        {
            var (html, model) = (Render(place, text), Render(place, "x"));
            Assert.True(Tags(html) == Tags(model),
                $"{text}\n{place.Replace("@", Markdown.Escape(text), StringComparison.Ordinal)}\n{html}");
            Assert.Equal(Spaces().Replace(Words(model).Replace("x", plain, StringComparison.Ordinal), " ").Trim(), Words(html).Trim());
        }
    }

    private static string Render(string place, string text) =>
        Markdig.Markdown.ToHtml(place.Replace("@", Markdown.Escape(text), StringComparison.Ordinal), Reader);

    private static string Tags(string html) => string.Concat(Tag().Matches(html).Select(static tag => tag.Value));

    private static string Words(string html) => Spaces().Replace(WebUtility.HtmlDecode(Tag().Replace(html, string.Empty)), " ");

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tag();

    [GeneratedRegex(@"[\s\u0085]+")]
    private static partial Regex Spaces();
}
