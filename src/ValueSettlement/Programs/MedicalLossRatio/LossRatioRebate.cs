using ValueSettlement.Benchmarks;

namespace ValueSettlement.Programs;

/// <summary>
/// Medical loss ratio rebates of health insurance issuers, PHSA 2718, 45 CFR part 158.
/// <code>
/// opening = ratio × adjusted premium − standard × adjusted premium
///   ─► presumed met if not credible ─► nothing above the standard ─► outstanding liability          (− = the issuer owes)
/// </code>
/// The ratio is rounded to three decimals, so the rebate is a staircase and has no payoff curve.
/// </summary>
public sealed partial class LossRatioRebate : Programme<LossRatioRebateTerms>
{
    /// <summary>The volume that decides credibility.</summary>
    public const string LifeYears = "life-years";

    private LossRatioRebate(LossRatioRebateTerms terms)
        : base(terms)
    {
    }

    /// <summary>Rebate liability of the years in the aggregation that is still outstanding.</summary>
    public static Basis OutstandingLiability { get; } = new("outstanding-rebate-liability");

    /// <summary>Every rule of the terms: value and authority.</summary>
    public LossRatioRebateRules Rules => Terms.Rules!;

    /// <inheritdoc/>
    private protected override string Name => FormattableString.Invariant(
        $"Medical loss ratio rebate, {NameOf(Terms.Market)}, {Terms.Year}");

    /// <summary>The rebate of one market and reporting year under these terms.</summary>
    /// <param name="terms">Year, market and elections.</param>
    /// <exception cref="SettlementException">Something is wrong with the terms; carries all of it.</exception>
    public static LossRatioRebate For(LossRatioRebateTerms terms) => new(terms);

    /// <summary>What the contract settles.</summary>
    /// <param name="years">The reporting year and up to two before it.</param>
    /// <param name="outstandingLiability">The outstanding liability, where the issuer limits the rebate to it.</param>
    /// <exception cref="SettlementException">Something is wrong with the years, or a liability was stated that nothing reads.</exception>
    public Experience Experience(LossRatioExperience years, Figure? outstandingLiability = null)
    {
        ArgumentNullException.ThrowIfNull(years);
        if (outstandingLiability is not null && !Terms.LimitToOutstandingLiability)
        {
            throw new SettlementException([new("term-unused", "outstandingLiability", outstandingLiability.ToString(),
                "The terms do not limit the rebate to an outstanding liability.", "Leave it out, or elect the limit in the terms.")]);
        }

        var (standard, credibility) = (Rules.Standard, Rules.Credibility);
        var (required, credited) = years.Build(standard.Value, standard.Authority, credibility.Value, credibility.Authority);
        ValueList<Fact> liability = outstandingLiability is null ? [] : [Number.Of(OutstandingLiability, outstandingLiability)];
        return Made(new()
        {
            Benchmark = required,
            Expenditure = credited,
            Facts = [Number.Of(LifeYears, years.LifeYears), .. liability],
        });
    }

    /// <summary>
    /// What each recipient is paid: nothing below the least rebate, and what is not paid spread evenly over those who are paid. The whole
    /// stays the whole, as computed and as published in cents (<see cref="Allocation"/>); if nobody reaches the least rebate, nobody is
    /// paid.
    /// </summary>
    /// <param name="rebates">The rebates as calculated.</param>
    /// <exception cref="SettlementException">A rebate is negative, or two recipients have one name.</exception>
    public ValueList<PaidRebate> Distribute(ValueList<CalculatedRebate> rebates)
    {
        ArgumentNullException.ThrowIfNull(rebates);
        return CalculatedRebate.Distribute(rebates, Rules.LeastGroupRebate.Value, Rules.LeastSubscriberRebate.Value);
    }

    /// <inheritdoc/>
    private protected override Contract Make()
    {
        var (credibility, authority) = (Rules.Credibility.Value, Rules.Credibility.Authority);
        ValueList<Clause> liability = !Terms.LimitToOutstandingLiability ? [] :
        [
            new Limit
            {
                Label = "Outstanding liability of the years in the aggregation",
                Loss = new WholeOf(OutstandingLiability),
                Authority = Authority.Of("45 CFR 158.240(d)"),
            },
        ];
        var nonCredible = new FewerThan(LifeYears, credibility.LeastLifeYears);
        return new()
        {
            Id = Terms.Id ?? FormattableString.Invariant($"mlr-{EnumText.Of(Terms.Market).ToLowerInvariant()}-{Terms.Year}"),
            Currency = "USD",
            Term = Dates.Year(Terms.Year),
            Opening = OpeningAmount.ExpenditureLessBenchmark,
            Clauses = [.. LossRatioClauses.NothingAbove(nonCredible, Rules.Standard.Authority, authority), .. liability],
            Payment = [new PriorSettlement()],
            OrderAuthority = Authority.Of("45 CFR 158.230, 158.240(c), (d)", "Credibility first; the rebate is limited last."),
            Words = LossRatioClauses.WordsOf("issuer", "enrollees"),
            Payoff = new("incurred claims",
                $"the loss ratio is rounded to {UnitText.Of(credibility.Decimals, Unit.Count)} decimals before it is compared with the " +
                "standard (45 CFR 158.221(a)(2)), so the rebate moves in steps."),
        };
    }

    private static string NameOf(InsuranceMarket market) => market switch
    {
        InsuranceMarket.SmallGroup => "small group market",
        InsuranceMarket.LargeGroup => "large group market",
        _ => "individual market",
    };
}
