using System.Globalization;
using System.Reflection;
using ValueSettlement.Programs;
using ValueSettlement.Tests.Json;

namespace ValueSettlement.Tests.Programs;

/// <summary>A contract in words says the numbers of its terms: whoever reads it needs no other paper.</summary>
public sealed class TermsInWordsTests
{
    /// <summary>Rules that the words of a contract leave out, and why.</summary>
    private static readonly Dictionary<string, string> LeftOut = new(StringComparer.Ordinal)
    {
        ["ExchangePoolTerms.MaximumScore"] = "Where a scale says what a score earns, the greatest one only bounds scores.",
    };

    [Fact]
    public void Every_rate_and_number_of_the_rules_stands_in_the_words_of_its_contract()
    {
        var missing = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var terms in TermsSamples.All.Concat(WorkedYears.All.Select(static y => y.Terms)).Distinct())
        {
            var text = terms.Contract().InWords().Replace("\\", string.Empty, StringComparison.Ordinal);
            foreach (var (path, value) in Numbers(terms.Resolved(), terms.GetType().Name))
            {
                if (!Printed(value).Any(form => Stands(form, text)))
                {
                    missing.TryAdd(path, string.Join(" or ", Printed(value)));
                }
            }
        }

        Assert.True(missing.Keys.SequenceEqual(LeftOut.Keys.Order(StringComparer.Ordinal), StringComparer.Ordinal),
            string.Join('\n', missing.Select(static m => $"{m.Key}: {m.Value}")));
    }

    /// <summary>Beside the numbers of the rules, what decides a score: standards, measures, minimums, and what happens without.</summary>
    [Fact]
    public void Standards_and_what_happens_without_a_result_stand_in_the_words()
    {
        Says(HospitalYears.Terms2024, "The value-based rate is 2% × total performance score ÷ 100 × slope", "at least 3 domains",
            "Clinical Outcomes 25%, at least 2 measures", "judged on at least", "Points for improvement: 10 × place − 0.5");
        Says(TermsSamples.HomeHealth, "OASIS", "dyspnea", "at least 2 measures that have points", "OASIS 60%",
            "threshold 0.4, benchmark 0.9, higher is better, judged on at least 20 cases");
        Says(TermsSamples.SkilledNursing, "turnover", "at least 1 measure that has points", "lower is better", "Points for achievement");
        Says(TermsSamples.Specialty, "60% of the score of quality and 40% of that of cost", "at least 11 cases", "less than 70% has no points",
            "at least 10 episodes", "Missing improvement activities add", "Complex patients add 0 to 5 points", "Quality: pain");
        Says(TermsSamples.All.OfType<QualityWithholdTerms>().First(static t => t.Measures is not null), "A domain without a score:",
            "Judged on at least", "Without a result:");
        Says(TermsSamples.All.OfType<AdvantageStarsTerms>().First(), "The score of the rebate is stars ÷ 5", "counts as having 3.5 stars",
            "paid by members");

        static void Says(ProgrammeTerms terms, params ReadOnlySpan<string> words)
        {
            var text = terms.Contract().InWords().Replace("\\", string.Empty, StringComparison.Ordinal);
            foreach (var word in words)
            {
                Assert.Contains(word, text, StringComparison.Ordinal);
            }
        }
    }

    private static IEnumerable<(string Path, object Value)> Numbers(object record, string path)
    {
        foreach (var member in record.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(static p => p.CanWrite && p.GetIndexParameters().Length == 0))
        {
            if (member.GetValue(record) is not { } value)
            {
                continue;
            }

            var at = $"{path}.{member.Name}";
            var type = value.GetType();
            if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Cited<>))
            {
                var cited = type.GetProperty("Value")!.GetValue(value)!;
                if (cited is Rate or int or decimal)
                {
                    yield return (at, cited);
                }
            }
            else if (type.Namespace == typeof(ProgrammeTerms).Namespace + ".Programs" && type.IsClass)
            {
                foreach (var inner in Numbers(value, at))
                {
                    yield return inner;
                }
            }
        }
    }

    private static IEnumerable<string> Printed(object value) => (value switch
    {
        Rate rate => new[] { rate.ToString() },
        int count => [UnitText.Of(count, Unit.Count), count.ToString(CultureInfo.InvariantCulture)],
        decimal number => [UnitText.Exact(number, Unit.Factor), UnitText.Exact(number, Unit.Money), $"{UnitText.Exact(number, Unit.Rate)}"],
        _ => [],
    }).Distinct(StringComparer.Ordinal);

    // A number by itself, and no part of another one.
    private static bool Stands(string form, string text)
    {
        for (var i = text.IndexOf(form, StringComparison.Ordinal); i >= 0; i = text.IndexOf(form, i + 1, StringComparison.Ordinal))
        {
            var end = i + form.Length;
            var goesOn = end < text.Length && (char.IsDigit(text[end])
                || (text[end] is '.' or ',' && end + 1 < text.Length && char.IsDigit(text[end + 1])));
            if (!goesOn && (i == 0 || !(char.IsDigit(text[i - 1]) || text[i - 1] is '.' or ',')))
            {
                return true;
            }
        }

        return false;
    }
}
