using ValueSettlement.Benchmarks;

namespace ValueSettlement.Programs;

/// <summary>
/// LEAD, the announced successor of ACO REACH, 2027 to 2036. Every parameter is reported by third parties and unconfirmed.
/// <code>
/// benchmark = base × update × risk ratio within its cap + the higher of regional and prior-savings adjustment (+ add-on, at its place)
///   ─► discount ─► quality = final benchmark
/// opening = final benchmark − expenditure less suspect billing and skin substitutes
///   ─► risk corridor and sequestration, in the stated order
/// earned ─► enhanced capitation repaid ─► earlier settlements = payable
/// </code>
/// The payoff varies with the expenditure that counts.
/// </summary>
public sealed partial class Lead : Programme<LeadTerms>
{
    private static readonly ContractWords Words = new() { Provider = "organisation" };

    private Lead(LeadTerms terms)
        : base(terms)
    {
    }

    /// <summary>Capitation beyond the base capitation that was paid in the year, and is repaid at settlement.</summary>
    public static Basis EnhancedCapitation { get; } = new("enhanced-capitation");

    /// <summary>Every rule of the terms: value and authority.</summary>
    public LeadRules Rules => Terms.Rules!;

    /// <inheritdoc/>
    private protected override string Name => FormattableString.Invariant($"LEAD (announced), {Terms.Arrangement}, {Terms.Year}");

    /// <summary>The programme under these terms.</summary>
    /// <param name="terms">Arrangement, group, year, and what the reports leave open.</param>
    /// <exception cref="SettlementException">
    /// The model is not announced for the year, or a term that the reports leave open is missing; carries every reason.
    /// </exception>
    public static Lead For(LeadTerms terms) => new(terms);

    /// <summary>The final benchmark with its lines.</summary>
    /// <param name="year">What happened.</param>
    /// <exception cref="SettlementException">An input has a wrong unit, sign or range; carries all of them.</exception>
    public Figure Benchmark(LeadYear year)
    {
        ArgumentNullException.ThrowIfNull(year);
        year.Refuse();
        var workings = new Workings("benchmark");
        var updated = Updated(workings, year);
        var region = Regional(workings, year, updated);
        var prior = PriorSavings(workings, year, updated);
        var higher = workings.Greatest(new("higher-adjustment", "The higher of the two adjustments", Unit.Money, null,
            Rules.PriorSavingsShare.Authority), region, prior);
        var before = workings.Add(new("benchmark-with-adjustment", "Benchmark with the higher adjustment", Unit.Money, null,
            Rules.PriorSavingsShare.Authority), updated, higher);
        return new CapitationBenchmark
        {
            Begins = "before the discount",
            Before = workings.Figure(before),
            Reductions = (Terms.StatedDiscount ?? Rules.Discount) is { } discount ? [new("discount", "Discount", discount)] : [],
            Withholds =
            [
                new("quality-withhold", "Quality withhold", Rules.QualityWithhold, WithholdBase.AfterReductions, year.QualityScore),
            ],
            Adjustments = Rules.AddOn is { } addOn && Terms.AddOnPlace is { } place
                ? [new("add-on", $"Add-on of higher spending, {InWords(place)}", AddOnOf(before, addOn), addOn.Authority) { Place = place }]
                : [],
        }.Build();
    }

    /// <summary>The expenditure that counts, with its lines.</summary>
    /// <param name="year">What happened.</param>
    /// <exception cref="SettlementException">As for <see cref="Benchmark"/>.</exception>
    public Figure Expenditure(LeadYear year)
    {
        ArgumentNullException.ThrowIfNull(year);
        year.Refuse();
        var workings = new Workings("expenditure");
        var running = workings.Given(new("expenditure-before-exclusions", "Expenditure before anything is left out", Unit.Money),
            year.Expenditure);
        running = Without(workings, running, "suspect-billing", "Suspect billing", year.SuspectBilling, Rules.SuspectBillingExcluded);
        running = Without(workings, running, "skin-substitutes", "Skin substitutes", year.SkinSubstitutes, Rules.SkinSubstitutesExcluded);
        return workings.Figure(running);
    }

    /// <summary>What the contract settles: final benchmark, the expenditure that counts, and enhanced capitation if any was paid.</summary>
    /// <param name="year">What happened.</param>
    /// <exception cref="SettlementException">As for <see cref="Benchmark"/>.</exception>
    public Experience Experience(LeadYear year) => Made(new()
    {
        Benchmark = Benchmark(year),
        Expenditure = Expenditure(year),
        Facts = year.EnhancedCapitation is { } paid ? [Number.Of(EnhancedCapitation, paid)] : [],
    });

    internal static string InWords(AdjustmentPlace place) => place switch
    {
        AdjustmentPlace.BeforeReductions => "before the discount",
        AdjustmentPlace.AfterReductions => "after the discount and before quality",
        _ => "after quality",
    };

    private Quantity Updated(Workings workings, LeadYear year)
    {
        var start = workings.Given(new("base", "Weighted base years", Unit.Money, null, Reported()), year.Base);
        var update = workings.Given(new("update-factor", "Update factor", Unit.Factor, null, Reported()), year.UpdateFactor);
        var stated = workings.Given(new("risk-ratio", "Risk ratio", Unit.Factor, null, Reported()), year.RiskRatio);
        var risk = workings.Write(new("risk-ratio-used", "Risk ratio used, held within its cap", Unit.Factor, null,
            Rules.RiskCapWidth.Authority), Operation.HoldWithin, stated, Quantity.Of("no change", 1m),
            Quantity.Of("greatest distance", Rules.RiskCapWidth.Value.Fraction, Unit.Rate));
        return workings.Multiply(new("benchmark-updated", "Base years, updated and adjusted for risk", Unit.Money, null, Reported()), start,
            update, risk);
    }

    private Quantity Regional(Workings workings, LeadYear year, Quantity updated)
    {
        var step = new Step("regional-adjustment", "Regional efficiency adjustment", Unit.Money, null, Rules.RegionalCap.Authority);
        if (Rules.RegionalShare is not { } share)
        {
            return workings.Given(step with
            {
                Label = step.Label + ": only for lower spending in the Global arrangement",
            }, 0m);
        }

        if (year.RegionalDifference is not { } difference)
        {
            return workings.Given(step with { Label = step.Label + ": no difference was stated" }, 0m);
        }

        var stated = workings.Given(new("regional-difference", "Regional difference, risk-adjusted", Unit.Money, null, share.Authority),
            difference);
        var positive = workings.Greatest(new("regional-difference-counted", "Regional difference, not below zero", Unit.Money, null,
            share.Authority), stated, Quantity.Of("nothing", 0m, Unit.Money));
        return Capped(workings, step with { Authority = share.Authority.OrLessCertain(step.Authority) }, "regional",
            "the regional difference", positive, share, Rules.RegionalCap, updated);
    }

    private Quantity PriorSavings(Workings workings, LeadYear year, Quantity updated)
    {
        var share = Rules.PriorSavingsShare;
        var step = new Step("prior-savings-adjustment", "Prior-savings adjustment", Unit.Money, null, share.Authority);
        if (year.PriorSavings is not { } savings)
        {
            return workings.Given(step with { Label = step.Label + ": no prior savings were stated" }, 0m);
        }

        var stated = workings.Given(new("prior-savings", "Prior savings", Unit.Money, null, share.Authority), savings);
        var part = workings.Given(new("prior-savings-proration", "Part of the prior savings that counts", Unit.Rate, null, share.Authority),
            year.PriorSavingsProration);
        var prorated = workings.Multiply(new("prior-savings-prorated", "Prior savings that count", Unit.Money, null, share.Authority),
            stated, part);
        return Capped(workings, step with { Authority = share.Authority.OrLessCertain(Rules.PriorSavingsCap.Authority) }, "prior-savings",
            "the prior savings", prorated, share, Rules.PriorSavingsCap, updated);
    }

    private static Quantity Capped(Workings workings, Step step, string key, string of, Quantity amount, Cited<Rate> share, Cited<Rate> cap,
        Quantity updated)
    {
        var half = workings.Multiply(new(key + "-share", $"Share of {of}", Unit.Money, null, share.Authority),
            Quantity.Of("share", share.Value.Fraction, Unit.Rate), amount);
        var most = workings.Multiply(new(key + "-cap", $"The most that {of} may add", Unit.Money, null, cap.Authority),
            Quantity.Of("cap", cap.Value.Fraction, Unit.Rate), updated);
        return workings.Least(step, half, most);
    }

    private static Figure AddOnOf(Quantity before, Cited<Rate> addOn)
    {
        var workings = new Workings("benchmark");
        return workings.Figure(workings.Multiply(new("add-on-amount", "Add-on, share of the benchmark before the discount", Unit.Money,
            null, addOn.Authority), Quantity.Of("add-on", addOn.Value.Fraction, Unit.Rate), before));
    }

    private static Quantity Without(Workings workings, Quantity running, string key, string label, Figure? amount, Cited<Rate> share)
    {
        if (amount is null)
        {
            return running;
        }

        var stated = workings.Given(new(key, label, Unit.Money, null, share.Authority), amount);
        var left = workings.Multiply(new(key + "-left-out", $"Left out: {label}", Unit.Money, null, share.Authority),
            Quantity.Of("share left out", share.Value.Fraction, Unit.Rate), stated);
        return workings.Subtract(new("expenditure-without-" + key, $"Expenditure without: {label}", Unit.Money, null, share.Authority),
            running, left);
    }

    /// <inheritdoc/>
    private protected override Contract Make()
    {
        Clause corridor = Rules.Corridor.Value.Clause(Rules.Corridor.Authority);
        Clause sequestration = new Sequestration
        {
            Rate = Rules.Sequestration,
            AppliesTo = Terms.SequestrationAppliesTo,
            Authority = Rules.Sequestration.Authority,
        };
        var first = Terms.SequestrationPlace == LeadSequestrationPlace.BeforeCorridor;
        return new()
        {
            Id = Terms.Id ?? FormattableString.Invariant(
                $"lead-{(Terms.Arrangement == LeadArrangement.Global ? "global" : "professional")}-{Terms.Year}"),
            Currency = "USD",
            Term = Dates.Year(Terms.Year),
            Clauses = first ? [sequestration, corridor] : [corridor, sequestration],
            Payment =
            [
                new Deduction
                {
                    Label = "Enhanced capitation repaid",
                    Amount = new WholeOf(EnhancedCapitation),
                    Optional = true,
                    Authority = Reported("Capitation beyond the base capitation is an advance and repaid at settlement, last."),
                },
                new PriorSettlement(),
            ],
            OrderAuthority = Reported(first ? "Sequestration before the corridor, as a workbook has it; the terms choose."
                : "Corridor, then sequestration, as the finance paper has it; the terms choose."),
            Words = Words,
            Payoff = new("expenditure that counts"),
        };
    }
}
