using NodaTime;

namespace ValueSettlement.Programs;

/// <summary>What kind of corridor a Medicaid managed-care contract has.</summary>
public enum MedicaidCorridorKind
{
    /// <summary>Spending less funds; the contractor returns the bands' share of unspent funds and bears overspending itself.</summary>
    UnspentFunds,

    /// <summary>Cost less expected cost; the state bears the bands' share of an excess and receives the bands' share of a shortfall.</summary>
    ExpectedCost,

    /// <summary>Costs less a target ratio of revenue; bands are shares of revenue.</summary>
    TargetRatio,

    /// <summary>Costs below a least ratio of revenue: the difference is returned.</summary>
    MinimumLossRatio,
}

/// <summary>What decides a Medicaid managed-care corridor for one rating period.</summary>
public sealed record MedicaidCorridorTerms
{
    /// <summary>The kind.</summary>
    public required MedicaidCorridorKind Kind { get; init; }

    /// <summary>First and last day of the rating period, both inclusive.</summary>
    public required DateInterval RatingPeriod { get; init; }

    /// <summary>The bands, as the contract has them; the examples of this class are clauses of real contracts. Not for <see cref="MedicaidCorridorKind.MinimumLossRatio"/>.</summary>
    public Cited<CorridorBands>? Bands { get; init; }

    /// <summary>The target or least ratio of revenue, for the two kinds that have one.</summary>
    public Cited<Rate>? Ratio { get; init; }

    /// <summary>The day on which the contract and the rate certification with the corridor were documented; must lie before the rating period. <see langword="null"/> if unknown.</summary>
    public LocalDate? DocumentedOn { get; init; }

    /// <summary>A name for the contract; <see langword="null"/> for one made of the terms.</summary>
    public string? Id { get; init; }

    /// <summary>The terms in words, the same in every culture.</summary>
    public override string ToString() => FormattableString.Invariant(
        $"{Kind}, {RatingPeriod.Start:R} to {RatingPeriod.End:R}, bands {Bands?.ToString() ?? "none"}, ratio {Ratio?.ToString() ?? "none"}, documented {(DocumentedOn is { } day ? FormattableString.Invariant($"on {day:R}") : "on an unknown day")}");
}

/// <summary>
/// Risk corridors of Medicaid managed care: contract-specific, under 42 CFR 438.6(b).
/// <code>
/// unspent funds:                spending − funds ─► share returned
/// expected cost, target ratio:  cost − expected ─► corridor
/// minimum loss ratio:           cost − ratio × revenue ─► nothing above it          (+ = the state pays, − = the contractor returns)
/// </code>
/// The payoff is a curve of cost.
/// </summary>
public static class MedicaidCorridors
{
    /// <summary>The revenue that ratio-based bands are shares of.</summary>
    public static Basis Revenue { get; } = new("capitation-revenue");

    /// <summary>Michigan, prepaid inpatient health plans: of unspent funds nothing is returned up to 5 %, half up to 10 %, all beyond; nothing is paid for overspending.</summary>
    public static Cited<CorridorBands> MichiganUnspentFunds { get; } = new(new([new(Rate.Zero)], [new(Rate.Zero, 5.Percent()), new(50.Percent(), 10.Percent()), new(Rate.One)]), Authority.Of("Michigan PIHP contract, risk corridor clause (read in part)"));

    /// <summary>Vermont: the contractor bears 3 % of expected cost either way, the state what lies beyond.</summary>
    public static Cited<CorridorBands> VermontExpectedCost { get; } = new(CorridorBands.Symmetric(new(Rate.Zero, 3.Percent()), new(Rate.One)), Authority.Of("Vermont Medicaid accountable care organisation contract, risk corridor clause (read in part)"));

    /// <summary>Florida Healthy Kids: below a loss ratio of 85 % the whole difference is returned.</summary>
    public static Cited<Rate> FloridaLeastRatio { get; } = new(85.Percent(), Authority.Of("Florida Healthy Kids contract, minimum medical loss ratio clause (read in part)"));

    /// <summary>The contract for one rating period.</summary>
    /// <param name="terms">Kind, period, bands or ratio.</param>
    /// <exception cref="SettlementException">Something is wrong with the terms; carries all of it.</exception>
    public static Contract Contract(MedicaidCorridorTerms terms)
    {
        ArgumentNullException.ThrowIfNull(terms);
        var failures = Judge(terms);
        if (failures.Count > 0)
        {
            throw new SettlementException(failures);
        }

        return new Contract
        {
            Id = terms.Id ?? FormattableString.Invariant($"medicaid-corridor-{terms.RatingPeriod.Start:R}"),
            Currency = "USD",
            Term = terms.RatingPeriod,
            Opening = OpeningAmount.ExpenditureLessBenchmark,
            Clauses = terms.Kind == MedicaidCorridorKind.MinimumLossRatio
                ? [new Limit { Label = "Nothing is paid above the minimum loss ratio", Gain = Money.Zero, Authority = terms.Ratio!.Authority }]
                : [terms.Bands!.Value.Clause(terms.Bands.Authority, terms.Kind == MedicaidCorridorKind.UnspentFunds ? "Unspent funds returned" : "Risk corridor")],
            Payment = [new PriorSettlement()],
            Payoff = new("cost"),
            Origin = new("Medicaid managed-care corridor", LibraryVersion.Text),
        };
    }

    /// <summary>Everything that is wrong with the terms.</summary>
    /// <param name="terms">Kind, period, bands or ratio.</param>
    public static ValueList<Failure> Judge(MedicaidCorridorTerms terms)
    {
        ArgumentNullException.ThrowIfNull(terms);
        var failures = new List<Failure>();
        if (terms.Kind is < MedicaidCorridorKind.UnspentFunds or > MedicaidCorridorKind.MinimumLossRatio)
        {
            failures.Add(new("corridor-kind", "kind", terms.Kind.ToString(), "There are four kinds of corridor.", $"Choose one of {string.Join(", ", Enum.GetNames<MedicaidCorridorKind>())}."));
            return [.. failures];
        }

        var (bands, ratio) = (terms.Kind != MedicaidCorridorKind.MinimumLossRatio, terms.Kind is MedicaidCorridorKind.TargetRatio or MedicaidCorridorKind.MinimumLossRatio);
        if (bands != terms.Bands is not null)
        {
            failures.Add(new(bands ? "bands-missing" : "term-unused", "bands", string.Empty, bands ? "This kind of corridor has bands." : "A minimum loss ratio has no bands.", bands ? "State them with the clause of the contract." : "Leave them out."));
        }

        if (ratio != terms.Ratio is not null)
        {
            failures.Add(new(ratio ? "ratio-missing" : "term-unused", "ratio", string.Empty, ratio ? "This kind of corridor has a ratio of revenue." : "This kind of corridor has no ratio.", ratio ? "State it with the clause of the contract." : "Leave it out."));
        }
        else if (terms.Ratio is { } stated && stated.Value.Fraction is <= 0m or > 1m)
        {
            failures.Add(new("rate-range", "ratio", stated.Value.ToString(), "A ratio of revenue lies above 0 and at most at 100 %.", "Write it as a fraction: 0.85 for 85 %."));
        }

        if (terms.DocumentedOn is { } day && day >= terms.RatingPeriod.Start)
        {
            failures.Add(new("corridor-too-late", "documentedOn", FormattableString.Invariant($"{day:R}"), "A risk corridor is in the contract and the rate certification before the rating period starts and is not added or changed afterwards (42 CFR 438.6(b)(1)).", "Settle without it, or state the day of the documents that hold it."));
        }

        return [.. failures];
    }

    /// <summary>What happened, ready to settle.</summary>
    /// <param name="terms">Kind, period, bands or ratio.</param>
    /// <param name="funds">Revenue and costs; for <see cref="MedicaidCorridorKind.ExpectedCost"/> the expected cost stands in place of revenue.</param>
    public static Experience Experience(MedicaidCorridorTerms terms, ManagedCareFunds funds)
    {
        ArgumentNullException.ThrowIfNull(terms);
        ArgumentNullException.ThrowIfNull(funds);
        // Flat bands, and bands of the target itself, do not read revenue; a fact that nothing reads would be refused.
        ValueList<Fact> revenue = terms.Kind != MedicaidCorridorKind.ExpectedCost && terms.Bands?.Value.Reads(Revenue) == true
            ? [new BasisAmount(Revenue, funds.Revenue)] : [];
        var benchmark = terms.Kind is MedicaidCorridorKind.UnspentFunds or MedicaidCorridorKind.ExpectedCost
            ? funds.Revenue
            : funds.Expected(Ratio(terms).Value, Ratio(terms).Authority);
        return new() { Benchmark = benchmark, Expenditure = funds.Costs, Facts = revenue };
    }

    private static Cited<Rate> Ratio(MedicaidCorridorTerms terms) => terms.Ratio ?? throw new SettlementException(Judge(terms));
}
