using System.Collections;
using System.Reflection;
using ValueSettlement.Benchmarks;
using ValueSettlement.Population;
using ValueSettlement.Programs;
using ValueSettlement.Tests.Benchmarks;

namespace ValueSettlement.Tests.Programs;

/// <summary>
/// Every rule of every programme cites itself where it acts: one rule at a time is marked as remembered, and the settlement shows that
/// mark, and
/// no other one, on a line that changes when the rule's value does.
/// </summary>
public sealed class CitationTests
{
    /// <summary>Rules that act beside a settlement, each where it acts: no line of one can cite them.</summary>
    private static readonly string[] Beside =
    [
        // LossRatioRebate.Distribute and LossRatioRemittance.Sanction.
        "Rules.LeastGroupRebate", "Rules.LeastSubscriberRebate", "Rules.NoEnrolmentAfter", "Rules.TerminationAfter",
    ];

    public static TheoryData<string, string> Parameters => new(
        from year in WorkedYears.All
        group year by year.Terms.GetType() into programme
        from parameter in programme.SelectMany(static y => Cited(Resolved(y.Terms))).Select(static p => p.Path).Distinct()
        where !Beside.Contains(parameter)
        select (programme.Key.Name, parameter));

    [Fact]
    public void Every_programme_has_worked_years()
    {
        var programmes = typeof(ProgrammeTerms).Assembly.GetTypes().Where(static t => t.IsSubclassOf(typeof(ProgrammeTerms)));
        Assert.Equal(programmes.Select(static t => t.Name).Order(),
            WorkedYears.All.Select(static y => y.Terms.GetType().Name).Distinct().Order());
        Assert.All(WorkedYears.All, static y => Assert.True(y.Settle(y.Terms).HasLines, y.ToString()));
    }

    [Theory]
    [MemberData(nameof(Parameters))]
    public void A_rule_shows_its_own_authority_where_it_acts(string programme, string parameter)
    {
        var mark = Authority.Remembered("flipped: " + parameter);
        var (shown, moved, tried) = (false, false, false);
        foreach (var year in WorkedYears.All.Where(y => y.Terms.GetType().Name == programme))
        {
            var terms = Resolved(year.Terms);
            if (Cited(terms).FirstOrDefault(p => p.Path == parameter) is not { } cited)
            {
                continue;
            }

            var settlement = year.Settle(cited.Replaced(terms, mark, nudged: false));
            var lines = Marked(settlement, mark);
            var other = Nudged(year, cited, terms, mark);
            if (other is not null && Amounts(other) != Amounts(settlement))
            {
                Assert.True(lines.Count > 0, $"{year}: {parameter} moves the amount and is cited nowhere.");
            }

            if (lines.Count > 0)
            {
                shown = true;
                Assert.Contains(mark.Citation, string.Concat(All(settlement).Select(static s => s.Statement())),
                    StringComparison.Ordinal);
                tried |= other is not null;
                moved |= other is not null && !lines.SequenceEqual(Marked(other, mark));
            }
        }

        Assert.True(shown, $"{programme}.{parameter} is cited on no line of any worked year.");
        Assert.True(moved || !tried, $"{programme}.{parameter}: no line that cites it changes with its value.");
    }

    [Fact]
    public void Every_contract_of_a_programme_says_on_whose_authority_its_order_rests() => Assert.All(WorkedYears.All, static year =>
    {
        var contract = year.Terms.Contract();
        Assert.NotNull(contract.OrderAuthority);
        Assert.Contains("Order of the rules: ", year.Settle(year.Terms).Statement(), StringComparison.Ordinal);
    });

    [Fact]
    public void A_clause_that_acts_has_an_authority_on_its_line() => Assert.All(WorkedYears.All, static year =>
    {
        var settlement = year.Settle(year.Terms);
        foreach (var line in settlement.Lines.Where(static l => l.Kind == LineKind.Clause && l.Effect == Effect.Bound))
        {
            Assert.True(line.Authority is not null, $"{year}: {line}");
        }
    });

    public static TheoryData<string> BenchmarkParameters => [.. Cited(SampleOrganisation.Method).Select(static p => p.Path)];

    [Theory]
    [MemberData(nameof(BenchmarkParameters))]
    public void A_rule_of_a_benchmark_shows_its_own_authority(string parameter)
    {
        var mark = Authority.Remembered("flipped: " + parameter);
        var cited = Cited(SampleOrganisation.Method).Single(p => p.Path == parameter);
        var lines = ((BenchmarkMethod)cited.Replaced(SampleOrganisation.Method, mark,
            nudged: false)).Build(SampleOrganisation.Inputs).Lines;
        Assert.Contains(lines, l => mark.Equals(l.Authority));
    }

    [Fact]
    public void A_completion_factor_shows_its_own_authority()
    {
        var mark = Authority.Remembered("flipped: completion factor");
        var result = Mssp.Spending(2024, new(1.013m, mark)).Expenditure(2024,
            [new() { Id = "one", EnrolmentType = MedicareSharedSavings.EnrolmentTypes.All[0], EligibleMonths = 12m, Paid = 10_000m }],
            [.. MedicareSharedSavings.EnrolmentTypes.All.Select(static t => new TruncationThreshold(t.Key, 200_000m))]);
        Assert.Contains(result.Strata.SelectMany(static x => x.PerCapita.Lines), l => mark.Equals(l.Authority));
    }

    private static ProgrammeTerms Resolved(ProgrammeTerms terms) => ProgrammeTermsExtensions.Resolved(terms);

    /// <summary>Lines of a settlement and of its parts that show a mark, and its order where that does.</summary>
    private static IEnumerable<Settlement> All(Settlement settlement) => settlement.Parts.SelectMany(All).Prepend(settlement);

    private static List<string> Marked(Settlement settlement, Authority mark)
    {
        var found = new List<string>();
        foreach (var one in All(settlement))
        {
            found.AddRange(one.Lines.Where(l => mark.Equals(l.Authority)).Select(static l => $"{l.Path} {l.Key} {l} {l.Note}"));
        }

        return found;
    }

    private static (decimal Earned, decimal Payable) Amounts(Settlement settlement) =>
        (settlement.Earned.Unrounded, settlement.Payable.Unrounded);

    private static Settlement? Nudged(WorkedYear year, Parameter cited, ProgrammeTerms terms, Authority mark)
    {
        try
        {
            var other = cited.Replaced(terms, mark, nudged: true);
            return other.Equals(cited.Replaced(terms, mark, nudged: false)) ? null : year.Settle((ProgrammeTerms)other);
        }
        catch (SettlementException)
        {
            // The nudged value is none that the programme ever had.
            return null;
        }
    }

    /// <summary>Every cited value and every authority that stands for itself in a record, with the path to it.</summary>
    private static IEnumerable<Parameter> Cited(object record)
    {
        foreach (var member in record.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            if (!member.CanWrite || member.GetIndexParameters().Length > 0 || member.GetValue(record) is not { } value)
            {
                continue;
            }

            if (value is Authority || IsCited(value))
            {
                yield return new(member.Name, [member]);
            }
            else if (IsRecord(value))
            {
                foreach (var inner in Cited(value))
                {
                    yield return new(member.Name + "." + inner.Path, [member, .. inner.Members]);
                }
            }
        }
    }

    private static bool IsCited(object value) =>
        value.GetType() is { IsGenericType: true } type && type.GetGenericTypeDefinition() == typeof(Cited<>);

    private static bool IsRecord(object value) =>
        value.GetType().Assembly == typeof(ProgrammeTerms).Assembly && value.GetType().GetMethod("<Clone>$") is not null
            && value is not (ProgrammeTerms or Figure);

    /// <summary>A cited value of a record that may lie in another one.</summary>
    private sealed record Parameter(string Path, PropertyInfo[] Members)
    {
        public ProgrammeTerms Replaced(ProgrammeTerms terms, Authority authority, bool nudged) =>
            (ProgrammeTerms)Replaced((object)terms, authority, nudged);

        public object Replaced(object record, Authority authority, bool nudged) => Replaced(record, 0, authority, nudged);

        private object Replaced(object record, int depth, Authority authority, bool nudged)
        {
            var member = Members[depth];
            var value = member.GetValue(record)!;
            var changed = depth < Members.Length - 1 ? Replaced(value, depth + 1, authority, nudged)
                : value is Authority ? authority
                : With(nudged ? With(value, "Value", Nudge(value.GetType().GetProperty("Value")!.GetValue(value)!)) : value, "Authority",
                    authority);
            return With(record, member.Name, changed);
        }
    }

    private static object With(object record, string member, object value)
    {
        var copy = record.GetType().GetMethod("<Clone>$")!.Invoke(record, null)!;
        record.GetType().GetProperty(member)!.SetValue(copy, value);
        return copy;
    }

    /// <summary>Another value near by: every rate and number in it a little smaller.</summary>
    private static object Nudge(object value)
    {
        switch (value)
        {
            case Rate rate:
                return rate == Rate.Zero ? Rate.Of(0.001m) : Rate.Of(rate.Fraction * 0.99m);
            case Money money:
                return money * Rate.Of(0.99m);
            case decimal number:
                return number * 0.99m;
            case AppliesTo applies:
                return applies == AppliesTo.Both ? AppliesTo.None : AppliesTo.Both;
            case WithholdBase basis:
                return basis == WithholdBase.BeforeReductions ? WithholdBase.AfterReductions : WithholdBase.BeforeReductions;
            case IEnumerable and not string when value.GetType().IsGenericType:
                var items = ((IEnumerable)value).Cast<object>().Select(Nudge).ToArray();
                var list = Array.CreateInstance(value.GetType().GetGenericArguments()[0], items.Length);
                items.CopyTo(list, 0);
                return typeof(ValueList).GetMethod(nameof(ValueList.ToValueList))!.MakeGenericMethod(value.GetType().GetGenericArguments())
                    .Invoke(null, [list])!;
            default:
                if (value.GetType().GetMethod("<Clone>$") is null)
                {
                    return value;
                }

                foreach (var member in value.GetType().GetProperties().Where(static m => m.CanWrite && m.GetIndexParameters().Length == 0))
                {
                    if (member.GetValue(value) is { } part)
                    {
                        value = With(value, member.Name, Nudge(part));
                    }
                }

                return value;
        }
    }
}
