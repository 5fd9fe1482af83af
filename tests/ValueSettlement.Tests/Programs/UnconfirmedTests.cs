using System.Collections;
using System.Reflection;
using System.Text.Json.Nodes;
using ValueSettlement.Json;
using ValueSettlement.Programs;
using ValueSettlement.Tests.Json;

namespace ValueSettlement.Tests.Programs;

/// <summary>A rule that is not confirmed, where it stands, and what would confirm it.</summary>
/// <param name="Programme">The programme.</param>
/// <param name="What">The parameter, or the step of the contract.</param>
/// <param name="From">The day from which the value holds, of a parameter.</param>
/// <param name="Value">The value, or what the step does.</param>
/// <param name="Authority">Where it is known from.</param>
internal sealed record UnconfirmedRule(string Programme, string What, string? From, string Value, Authority Authority);

/// <summary>Every rule that was remembered or reported says what would confirm it.</summary>
public sealed class UnconfirmedTests
{
    /// <summary>All of them: parameters in the order of the programmes, then orders and clauses of contracts.</summary>
    internal static IReadOnlyList<UnconfirmedRule> All { get; } = [.. OfParameters(), .. OfContracts()];

    [Fact]
    public void Every_unconfirmed_rule_says_what_would_confirm_it()
    {
        var lacking = All.Where(static one => string.IsNullOrWhiteSpace(one.Authority.ConfirmedBy));
        Assert.Empty(lacking.Select(static one => $"{one.Programme}: {one.What} {one.From} ({one.Authority.Citation})"));
        Assert.True(All.Count > 20);
    }

    [Fact]
    public void A_confirmed_rule_needs_no_confirmation() => Assert.All(
        Programmes.All.SelectMany(static p => p.Parameters), static parameter =>
        Assert.All(parameter.History, entry => Assert.True(entry.Authority.Unconfirmed || entry.Authority.ConfirmedBy is null,
            parameter.Name)));

    [Fact]
    public void What_would_confirm_a_rule_is_read_and_written_and_no_part_of_the_digest()
    {
        Contract Of(string? confirmedBy) => new()
        {
            Id = "c",
            Currency = "USD",
            Term = new(new(2026, 1, 1), new(2026, 12, 31)),
            OrderAuthority = Authority.Remembered("a memo", confirmedBy: confirmedBy),
            Clauses =
            [
                new SharingRate
                {
                    Gain = 50.Percent(),
                    Loss = Rate.Zero,
                    Authority = Authority.Remembered("a memo", "as said", confirmedBy),
                },
            ],
        };
        var contract = Of("the act, section 5");
        var json = SettlementJson.Write(contract);
        Assert.Contains("\"confirmedBy\": \"the act, section 5\"", JsonNode.Parse(json)!.ToJsonString(
            new() { WriteIndented = true }), StringComparison.Ordinal);
        Assert.Equal(contract, SettlementJson.ReadContract(json));
        Assert.Equal(SettlementJson.Digest(Of(null)), SettlementJson.Digest(contract));
        var paths = Of(new string('x', 10_001)).Validate().Select(static f => f.Path).ToArray();
        Assert.Contains("clauses[0].authority.confirmedBy", paths);
        Assert.Contains("orderAuthority.confirmedBy", paths);
    }

    [Fact]
    public void A_statement_says_what_would_confirm_a_rule()
    {
        Contract contract = new()
        {
            Id = "c",
            Currency = "USD",
            Term = new(new(2026, 1, 1), new(2026, 12, 31)),
            Clauses =
            [
                new SharingRate
                {
                    Gain = 50.Percent(),
                    Loss = Rate.Zero,
                    Authority = Authority.Remembered("a memo", confirmedBy: "the act, section 5."),
                },
            ],
        };
        Assert.Contains("a memo **(unconfirmed: remembered or reported, not read in its source; "
            + "would be confirmed by the act, section 5)**",
            contract.Settle(new() { Benchmark = Money.Of(10m), Expenditure = Money.Of(5m) }).Statement(), StringComparison.Ordinal);
    }

    private static IEnumerable<UnconfirmedRule> OfParameters() =>
        from programme in Programmes.All
        from parameter in programme.Parameters
        from entry in parameter.History.Where((entry, i) => i > 0 || parameter.History.Count == 1 || entry.Value != "not in force")
        where entry.Authority.Unconfirmed
        select new UnconfirmedRule(programme.Name, parameter.Name, FormattableString.Invariant($"{entry.From:R}"), entry.Value,
            entry.Authority);

    /// <summary>What a contract says beside its parameters: these cite themselves in it again.</summary>
    private static IEnumerable<UnconfirmedRule> OfContracts()
    {
        var known = OfParameters().Select(static p => p.Authority).ToHashSet();
        return TermsSamples.All.Select(static terms => terms.Contract()).SelectMany(contract =>
        {
            var programme = contract.Origin!.Programme.Split(',')[0];
            var order = contract.OrderAuthority is { Unconfirmed: true } authority
                ? new[] { new UnconfirmedRule(programme, "order of the rules", null, authority.Reading ?? "—", authority) } : [];
            return order.Concat(Clauses(contract).Where(c => c.Authority is { Unconfirmed: true } cited && !known.Contains(cited))
                .Select(c => new UnconfirmedRule(programme, c.Label ?? c.UsualLabel, null, "—", c.Authority!)));
        }).DistinctBy(static one => (one.Programme, one.What, one.Value, one.Authority))
            .OrderBy(static one => one.Programme, StringComparer.Ordinal);
    }

    private static IEnumerable<Clause> Clauses(object? part)
    {
        var inner = part is null or string ? [] : part is IEnumerable list ? list.Cast<object?>()
            : part is Agreement or Clause or Region
                ? part.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance)
                    .Where(static p => p.GetIndexParameters().Length == 0 && p.Name != nameof(Contract.Origin))
                    .Select(p => p.GetValue(part))
                : [];
        return (part is Clause clause ? [clause] : Enumerable.Empty<Clause>()).Concat(inner.SelectMany(Clauses));
    }
}
