using System.Text.RegularExpressions;
using NodaTime;
using ValueSettlement.Benchmarks;
using ValueSettlement.Programs;
using ValueSettlement.Tests.Json;
using Console = ValueSettlement.Tests.Docs.Snippet.Console;

namespace ValueSettlement.Tests.Docs;

/// <summary>The generated tables of the docs.</summary>
internal static partial class SnippetsTables
{
    [Snippet("programmes")]
    private static void ListProgrammes()
    {
        Console.WriteLine("| programme | years | payoff over | verified against |");
        Console.WriteLine("|:--|:--|:--|:--|");
        foreach (var programme in Programmes.All)
        {
            Console.WriteLine($"| [{programme.Name}](#{Anchor(programme.Name)}) | {programme.Years} | {programme.PayoffOver} | {programme.VerifiedAgainst} |");
        }
    }

    [Snippet("parameters")]
    private static void ListParameters()
    {
        foreach (var programme in Programmes.All)
        {
            Console.WriteLine($"### {programme.Name}");
            Console.WriteLine();
            if (programme.Parameters.Count == 0)
            {
                Console.WriteLine("Everything is a term of the contract.");
                Console.WriteLine();
                continue;
            }

            Console.WriteLine("| parameter | from | value | authority |");
            Console.WriteLine("|:--|:--|:--|:--|");
            foreach (var parameter in programme.Parameters)
            {
                // The name stands once, beside its first value. What is not in force before its first value needs no row that says so.
                var name = $"**{Cell(parameter.Name)}**, by {Axis(parameter.Axis)}";
                foreach (var (from, value, authority) in parameter.History.Where((entry, i) =>
                    i > 0 || parameter.History.Count == 1 || entry.Value != "not in force"))
                {
                    var reading = authority.Reading is null ? string.Empty : $"<br>Reading: {authority.Reading}";
                    Console.WriteLine($"| {name} | {Unbroken(FormattableString.Invariant($"{from:R}"))} | {Readable(value)} | {Cell(authority.Citation)}{(authority.Unconfirmed ? " **unconfirmed**" : string.Empty)}{Cell(reading)} |");
                    name = string.Empty;
                }
            }

            Console.WriteLine();
        }
    }

    [Snippet("orders")]
    private static void Orders()
    {
        Console.WriteLine("| programme | its order | earned | swapped | would be | proof |");
        Console.WriteLine("|:--|:--|--:|:--|--:|:--|");
        var share = new SharingRate { Gain = Rate.Of(0.5m * 0.8866m), Loss = Rate.Zero };
        var sequestration = new Sequestration { Rate = 2.Percent(), AppliesTo = AppliesTo.Gains };
        Row("Shared Savings Program", "sequestration, then payment limit", "limit, then sequestration", "published results 2016, A00755",
            119_762_995, 119_762_995 - 28_231_243, [share, sequestration, new Limit { Gain = 10.Percent() }],
                [share, new Limit { Gain = 10.Percent() }, sequestration]);
        var lossRate = new SharingRate { Gain = 50.Percent(), Loss = 30.Percent() };
        var lossLimit = new Limit { Loss = Money.Of(1_972_407) };
        Row("Shared Savings Program", "loss limit, then relief", "relief, then loss limit", "published results 2023, A1241",
            119_995_393, 119_995_393 + 8_290_897, [lossRate, lossLimit, new Relief()], [lossRate, new Relief(), lossLimit],
                Number.Relief(Money.Of(823_342)));
        var cap = new Limit { Gain = 5.Percent(), Loss = 5.Percent() };
        var most = new SharingRate { Gain = 80.Percent(), Loss = 80.Percent() };
        Row("Next Generation ACO", "cap, then share", "share, then cap", "vector ngaco-1-0002", 100_000_000, 91_000_000,
            [cap, most, sequestration], [most, cap, sequestration]);
        var (before, after) = (Reach(WithholdBase.BeforeReductions), Reach(WithholdBase.AfterReductions));
        Console.WriteLine(
            $"| ACO REACH | quality withhold of the benchmark before the discount | {before} | of the benchmark after it | {after} "
            + "| published results 2021-2023, worked example REACH-G1 |");
        var quality = new SharingRate { Gain = 97.Percent(), Loss = 93.Percent() };
        var stop = new Limit { Gain = 20.Percent(), Loss = 20.Percent() };
        Row("BPCI Advanced", "quality, then stop-loss", "stop-loss, then quality", "vector bpci-a-1-0003", 1_455_000, 1_900_000,
            [quality, stop], [stop, quality]);
        var halfQuality = new SharingRate { Gain = 95.Percent(), Loss = 95.Percent() };
        var postEpisode = new Deduction { Label = "Post-episode spending", Amount = Money.Of(12_000) };
        Row("TEAM", "stop-loss, then post-episode spending", "post-episode spending, then stop-loss", "vector team-1-0016", 2_500_000,
            3_200_000, [halfQuality, stop, postEpisode], [halfQuality, postEpisode, stop]);
        var gate = new QualityGate { Standard = QualityStandard.Met };
        var post = new Deduction { Label = "Post-episode spending", Amount = Money.Of(30_000) };
        Row("Comprehensive Joint Replacement", "post-episode spending, then quality gate", "quality gate, then post-episode spending",
            "worked example CJR-4", 2_000_000, 1_980_000, [post, gate], [gate, post], Quality.NotMet);
    }

    /// <summary>Why each programme has its order, in the words of the contracts that it makes.</summary>
    [Snippet("order-reasons")]
    private static void OrderReasons()
    {
        Console.WriteLine("| programme | its order, and why | authority |");
        Console.WriteLine("|:--|:--|:--|");
        var rows = TermsSamples.All.Select(static terms =>
            (terms is AcaRiskCorridorTerms corridor ? corridor with { PaymentProration = null } : terms).Contract())
            .Select(static contract => (Programme: contract.Origin!.Programme.Split(',')[0], Order: contract.OrderAuthority!))
            .DistinctBy(static row => (row.Programme, row.Order.Citation, row.Order.Reading))
            .OrderBy(static row => row.Programme, StringComparer.Ordinal).ThenBy(static row => row.Order.Unconfirmed);
        foreach (var (programme, order) in rows)
        {
            Console.WriteLine($"| {programme} | {Cell(order.Reading ?? "—")} | {Cell(order.Citation)}{(order.Unconfirmed ? " **unconfirmed**" : string.Empty)} |");
        }
    }

    private static void Row(string programme, string order, string swapped, string proof, decimal benchmark, decimal expenditure,
        ValueList<Clause> right, ValueList<Clause> wrong, params ReadOnlySpan<Fact> facts)
    {
        var experience = new Experience
        {
            Benchmark = Money.Of(benchmark),
            Expenditure = Money.Of(expenditure),
            Facts = ValueList.Create(facts)
        };
        var contract = new Contract
        {
            Id = "order",
            Currency = "USD",
            Term = new DateInterval(new(2020, 1, 1), new(2020, 12, 31)),
            Publishing = Rounding.Whole,
            Clauses = right
        };
        var earned = contract.Settle(experience).Earned;
        var other = (contract with { Clauses = wrong }).Settle(experience).Earned;
        Assert.NotEqual(earned.Published, other.Published);
        Console.WriteLine($"| {programme} | {order} | {earned} | {swapped} | {other} | {proof} |");
    }

    private static SettledAmount Reach(WithholdBase of)
    {
        var rules = AcoReach.For(new() { Arrangement = ReachArrangement.Global, Year = 2023 }).Rules;
        rules = rules with { QualityWithholdBase = rules.QualityWithholdBase with { Value = of } };
        var terms = new ReachTerms { Arrangement = ReachArrangement.Global, Year = 2023, Rules = rules };
        var year = new ReachYear
        {
            BenchmarkBeforeDiscount = Money.Of(100_000_000),
            QualityScore = 80.Percent(),
            EquityAdjustment = Money.Of(250_000),
            ExpenditureBeforeStopLoss = Money.Of(90_000_000),
        };
        return AcoReach.For(terms).Contract.Settle(AcoReach.For(terms).Experience(year)).Earned;
    }

    // Browsers break a date at its hyphens.
    private static string Unbroken(string date) => date.Replace('-', '\u2011');

    /// <summary>A value for people: choices in words, a third without its 28 digits, a list without brackets.</summary>
    private static string Readable(string value)
    {
        if (value is "True" or "False")
        {
            return value == "True" ? "yes" : "no";
        }

        value = LongDecimal().Replace(value, static _ => "…");
        value = value.StartsWith('[') && value.EndsWith(']') && value.IndexOf('[', 1) < 0 ? value[1..^1] : value;
        return Cell(value.All(char.IsAsciiLetter) && !value.All(char.IsAsciiLetterUpper) ? string.Concat(value.Select(static (c, i) =>
            i > 0 && char.IsAsciiLetterUpper(c) ? $" {char.ToLowerInvariant(c)}" : $"{char.ToLowerInvariant(c)}")) : value);
    }

    [GeneratedRegex(@"(?<=\.\d{6})\d{8,}", RegexOptions.CultureInvariant)]
    private static partial Regex LongDecimal();

    private static string Axis(DateAxis axis) => axis switch
    {
        DateAxis.PerformancePeriod => "performance period",
        DateAxis.AgreementStart => "agreement start",
        DateAxis.PaymentDate => "payment date",
        DateAxis.EpisodeAnchor => "episode anchor",
        _ => "plan year",
    };

    private static string Anchor(string name) =>
        new(name.ToLowerInvariant().Where(static c => char.IsAsciiLetterOrDigit(c) || c is ' ' or '-')
        .Select(static c => c == ' ' ? '-' : c).ToArray());

    private static string Cell(string text) =>
        text.Replace("|", "\\|", StringComparison.Ordinal).Replace("\n", " ", StringComparison.Ordinal);
}
