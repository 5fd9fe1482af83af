using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;

namespace ValueSettlement.Tests.Docs;

/// <summary>
/// Every block of code and every output in README and docs is the code of <see cref="Snippets"/> and what it prints.
/// A page marks them with <c>&lt;!-- code: name --&gt;</c> and <c>&lt;!-- output: name --&gt;</c>, generated tables with <c>&lt;!-- table:
/// name --&gt; … &lt;!-- end --&gt;</c>, and Markdown that is shown as it looks with <c>&lt;!-- quoted: name --&gt; … &lt;!-- end
/// --&gt;</c>; with VALUESETTLEMENT_ACCEPT=1 the test writes them instead of comparing.
/// </summary>
public sealed partial class DocumentTests
{
    private static readonly string Root = FindRoot();

    public static TheoryData<string> Pages
    {
        get
        {
            var pages = new TheoryData<string> { "README.md" };
            foreach (var page in Directory.EnumerateFiles(Path.Combine(Root, "docs"), "*.md").Order(StringComparer.Ordinal))
            {
                pages.Add(Path.GetRelativePath(Root, page).Replace('\\', '/'));
            }

            return pages;
        }
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void CodeAndOutputAreReal(string page)
    {
        var path = Path.Combine(Root, page);
        var text = File.ReadAllText(path).ReplaceLineEndings("\n");
        var expected = Marked().Replace(text, static match =>
        {
            var (kind, name) = (match.Groups["kind"].Value, match.Groups["name"].Value);
            var body = kind == "code" ? "```csharp\n" + Snippet.Code(name) : Fence(Snippet.Output(name));
            // A mark without a block yet is followed by one blank line too many to keep.
            return $"<!-- {kind}: {name} -->\n{body}```{(match.Value.EndsWith("```", StringComparison.Ordinal) ? string.Empty : "\n")}";
        });
        expected = Tables().Replace(expected, static match =>
            $"<!-- table: {match.Groups["name"].Value} -->\n{Snippet.Output(match.Groups["name"].Value)}<!-- end -->");
        expected = Quoted().Replace(expected, static match =>
            $"<!-- quoted: {match.Groups["name"].Value} -->\n{Quote(Snippet.Output(match.Groups["name"].Value))}<!-- end -->");
        if (Environment.GetEnvironmentVariable("VALUESETTLEMENT_ACCEPT") == "1")
        {
            File.WriteAllText(path, expected);
        }

        Assert.Equal(expected, text);
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void NoCodeBlockIsUnmarked(string page)
    {
        var text = File.ReadAllText(Path.Combine(Root, page)).ReplaceLineEndings("\n");
        var unmarked = CodeBlock().Matches(text).Where(m => !text[..m.Index].EndsWith(" -->\n", StringComparison.Ordinal));
        Assert.Empty(unmarked.Select(static m => m.Value));
    }

    [Fact]
    public void AChangedOutputIsNoticed() => Assert.NotEqual(Snippet.Output("readme"), Snippet.Output("readme").Replace('6', '7'));

    [Theory]
    [MemberData(nameof(Pages))]
    public void LinksLeadSomewhere(string page)
    {
        var text = File.ReadAllText(Path.Combine(Root, page));
        var folder = Path.GetDirectoryName(Path.Combine(Root, page))!;
        foreach (Match link in Link().Matches(text))
        {
            var target = link.Groups["target"].Value.Split('#')[0];
            Assert.True(target.Length == 0 || File.Exists(Path.Combine(folder, target))
                || Directory.Exists(Path.Combine(folder, target)), $"{page} links to {target}, which does not exist.");
            if (link.Groups["target"].Value.Split('#') is [_, var anchor]
                && (target.Length == 0 || target.EndsWith(".md", StringComparison.Ordinal)))
            {
                var linked = target.Length == 0 ? text : File.ReadAllText(Path.Combine(folder, target));
                Assert.True(Heading().Matches(linked).Any(h => Slug(h.Groups["words"].Value) == anchor),
                    $"{page} links to {target}#{anchor}, and no heading there is called so.");
            }
        }
    }

    [Fact]
    public void TheListOfPagesHasEachPageOnce()
    {
        var readme = File.ReadAllText(Path.Combine(Root, "README.md"));
        var list = readme[readme.IndexOf("## Read on", StringComparison.Ordinal)..];
        var listed = Link().Matches(list[..list.IndexOf("\n## ", 1, StringComparison.Ordinal)]).Select(static m => m.Groups["target"].Value)
            .Order(StringComparer.Ordinal);
        var pages = Directory.EnumerateFiles(Path.Combine(Root, "docs"), "*.md").Select(static page => "docs/" + Path.GetFileName(page))
            .Order(StringComparer.Ordinal);
        Assert.Equal(pages, listed);
    }

    [Fact]
    public void TheReadmeListsEverySample()
    {
        var readme = File.ReadAllText(Path.Combine(Root, "README.md"));
        foreach (var sample in Directory.EnumerateFiles(Path.Combine(Root, "samples"), "*.cs"))
        {
            Assert.Contains($"](samples/{Path.GetFileName(sample)})", readme, StringComparison.Ordinal);
            Assert.Contains("--help", File.ReadAllText(sample), StringComparison.Ordinal);
        }
    }

    internal static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "ValueSettlement.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException("The repository's root was not found above the tests.");
    }

    /// <summary>The anchor of a heading: its words in lower case, joined by hyphens, without punctuation.</summary>
    private static string Slug(string heading) =>
        string.Concat(heading.Trim().ToLowerInvariant().Where(static c => char.IsLetterOrDigit(c) || c is ' ' or '-' or '_')
            .Select(static c => c == ' ' ? '-' : c));

    private static string Fence(string output) =>
        (output.StartsWith('#') ? "```markdown\n" : output.StartsWith('{') ? "```json\n" : "```text\n") + output;

    private static string Quote(string output) =>
        string.Concat(output.TrimEnd('\n').Split('\n').Select(static line => line.Length == 0 ? ">\n" : $"> {line}\n"));

    [GeneratedRegex(@"<!-- (?<kind>code|output): (?<name>[a-z0-9-]+) -->\n(?:```[a-z]*\n[\s\S]*?```)?")]
    private static partial Regex Marked();

    [GeneratedRegex(@"<!-- table: (?<name>[a-z0-9-]+) -->\n[\s\S]*?<!-- end -->")]
    private static partial Regex Tables();

    [GeneratedRegex(@"<!-- quoted: (?<name>[a-z0-9-]+) -->\n[\s\S]*?<!-- end -->")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"^```csharp$", RegexOptions.Multiline)]
    private static partial Regex CodeBlock();

    [GeneratedRegex(@"\]\((?<target>(?!https?:)[^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"^#{1,6} (?<words>.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();
}

/// <summary>A snippet: a method of a class named Snippets*, its source text and what it prints.</summary>
internal static class Snippet
{
    public static string Code(string name)
    {
        if (Shown(name) is { } shown)
        {
            return shown;
        }

        var mark = $"[Snippet(\"{name}\")]";
        var file = Directory.EnumerateFiles(Path.Combine(DocumentTests.FindRoot(), "tests", "ValueSettlement.Tests", "Docs"),
            "Snippets*.cs", SearchOption.AllDirectories)
            .Single(file => File.ReadAllLines(file).Any(line => line.Trim() == mark));
        var lines = File.ReadAllLines(file);
        var start = Array.FindIndex(lines, line => line.Trim() == mark);
        var code = new StringBuilder();
        if (lines.Contains("namespace Stranger;"))
        {
            // A program of its own, outside the library's namespace: what it uses belongs to it.
            code.AppendJoin('\n', lines.Where(static l =>
                l.StartsWith("using ", StringComparison.Ordinal) && !l.Contains("Tests", StringComparison.Ordinal))).Append("\n\n");
        }

        foreach (var line in lines.Skip(start + 3).TakeWhile(static line => line != "    }"))
        {
            code.Append(line.StartsWith("        ", StringComparison.Ordinal) ? line[8..] : line).Append('\n');
        }

        return code.ToString();
    }

    /// <summary>
    /// Whole types, which no method can hold: what stands between <c>// snippet: name</c> and <c>// end</c>, in the made-up programme or
    /// here.
    /// The namespace of a stranger's file is not shown.
    /// </summary>
    private static string? Shown(string name)
    {
        var tests = Path.Combine(DocumentTests.FindRoot(), "tests", "ValueSettlement.Tests");
        foreach (var file in Directory.EnumerateFiles(Path.Combine(tests, "Programs", "MadeUp"), "*.cs")
            .Concat(Directory.EnumerateFiles(Path.Combine(tests, "Docs", "Stranger"), "*.cs")))
        {
            var lines = File.ReadAllLines(file);
            var start = Array.IndexOf(lines, "// snippet: " + name);
            if (start >= 0)
            {
                return string.Concat(lines.Skip(start + 1).TakeWhile(static line => line != "// end").Select(static line => line + "\n"))
                    .Replace("namespace Stranger;\n\n", string.Empty, StringComparison.Ordinal);
            }
        }

        return null;
    }

    public static string Output(string name)
    {
        var method = typeof(Snippets).Assembly.GetTypes()
            .SelectMany(static type => type.GetMethods(BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public))
            .Single(m => m.GetCustomAttribute<SnippetAttribute>()?.Name == name);
        Console.Begin();
        method.Invoke(null, null);
        return Console.End();
    }

    /// <summary>Stands in for the console inside snippets, so that they read as a user writes them.</summary>
    internal static class Console
    {
        [ThreadStatic]
        private static StringBuilder? written;

        public static void Begin() => written = new();

        public static string End()
        {
            var text = written!.ToString();
            written = null;
            return text;
        }

        public static void WriteLine(object? value = null) =>
            written?.Append(FormattableString.Invariant($"{value}").ReplaceLineEndings("\n").TrimEnd('\n')).Append('\n');
    }
}

[AttributeUsage(AttributeTargets.Method)]
internal sealed class SnippetAttribute(string name) : Attribute
{
    public string Name => name;
}
