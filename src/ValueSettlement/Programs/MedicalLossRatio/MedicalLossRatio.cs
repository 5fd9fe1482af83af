using NodaTime;

namespace ValueSettlement.Programs;

/// <summary>The markets in which an issuer's medical loss ratio is calculated.</summary>
public enum InsuranceMarket
{
    /// <summary>Individual coverage.</summary>
    Individual,

    /// <summary>Small employers.</summary>
    SmallGroup,

    /// <summary>Large employers.</summary>
    LargeGroup,
}

/// <summary>What decides the rebate of an issuer in one market and state for one reporting year.</summary>
public sealed record LossRatioRebateTerms : ProgrammeTerms
{
    /// <summary>The reporting year, from 2011.</summary>
    public required int ReportingYear { get; init; }

    /// <summary>The market.</summary>
    public required InsuranceMarket Market { get; init; }

    /// <summary>The standard: a higher one of the state (45 CFR 158.211); <see langword="null"/> for the federal one of the market.</summary>
    public Cited<Rate>? Standard { get; init; }

    /// <summary>Another credibility table, cited; <see langword="null"/> for the regulation's.</summary>
    public Cited<LossRatioCredibility>? Credibility { get; init; }

    /// <summary>Whether the issuer limits the rebate to its outstanding liability for the years of the aggregation (45 CFR 158.240(d)); the experience then states it as <see cref="MedicalLossRatio.OutstandingLiability"/>.</summary>
    public bool LimitToOutstandingLiability { get; init; }

    /// <summary>A name for the contract; <see langword="null"/> for one made of the terms.</summary>
    public string? Id { get; init; }

    /// <inheritdoc/>
    public override Contract Contract() => MedicalLossRatio.Rebate(this);

    private protected override LossRatioRebateTerms Resolve() => MedicalLossRatio.Resolve(this);
}

/// <summary>
/// Medical loss ratio rebates of health insurance issuers, PHSA 2718, 45 CFR part 158, and remittances of Medicare and Medicaid plans.
/// <code>
/// opening = ratio × adjusted premium − standard × adjusted premium ─► presumed met if not credible ─► nothing above the standard          (− = the issuer owes)
/// </code>
/// The issuer's ratio is rounded to three decimals, so its rebate is a staircase and has no payoff curve; the plans' ratio is not rounded, and their remittance is a curve of cost.
/// </summary>
public static partial class MedicalLossRatio
{
    /// <summary>The volume that decides credibility of an issuer.</summary>
    public const string LifeYears = "life-years";

    private static readonly LocalDate Y2011 = new(2011, 1, 1);

    /// <summary>Rebate liability of the years in the aggregation that is still outstanding.</summary>
    public static Basis OutstandingLiability { get; } = new("outstanding-rebate-liability");

    /// <summary>The federal standards by market.</summary>
    public static IReadOnlyDictionary<InsuranceMarket, Dated<Rate>> Standards { get; } = new Dictionary<InsuranceMarket, Dated<Rate>>
    {
        [InsuranceMarket.Individual] = Standard("medical loss ratio standard, individual market", 80, "45 CFR 158.210(c)"),
        [InsuranceMarket.SmallGroup] = Standard("medical loss ratio standard, small group market", 80, "45 CFR 158.210(b)"),
        [InsuranceMarket.LargeGroup] = Standard("medical loss ratio standard, large group market", 85, "45 CFR 158.210(a)"),
    };

    /// <summary>The credibility adjustment: base by life-years, factor by average deductible, both linear between the table's points.</summary>
    public static Dated<LossRatioCredibility> Credibility { get; } = new("medical loss ratio credibility adjustment", DateAxis.PlanYear,
        new DatedEntry<LossRatioCredibility>(Y2011, new()
        {
            ByLifeYears = new([new(1_000m, 0.083m), new(2_500m, 0.052m), new(5_000m, 0.037m), new(10_000m, 0.026m), new(25_000m, 0.016m), new(50_000m, 0.012m), new(75_000m, 0m)]),
            ByDeductible = new([new(2_500m, 1.164m), new(5_000m, 1.402m), new(10_000m, 1.736m)]),
            BelowFirstDeductible = Rate.One,
            LeastLifeYears = 1_000m,
            Decimals = 3,
        }, true, Authority.Of("45 CFR 158.230, 158.231, 158.232", "Both tables are interpolated linearly; below a deductible of $2,500 the factor is 1.000.")));

    /// <summary>The least rebate that is paid to a group: policyholder and subscribers together.</summary>
    public static Dated<Money> LeastGroupRebate { get; } = new("least medical loss ratio rebate, group", DateAxis.PlanYear, new DatedEntry<Money>(Y2011, Money.Of(20), true, Authority.Of("45 CFR 158.243(a)")));

    /// <summary>The least rebate that is paid to a subscriber.</summary>
    public static Dated<Money> LeastSubscriberRebate { get; } = new("least medical loss ratio rebate, subscriber", DateAxis.PlanYear, new DatedEntry<Money>(Y2011, Money.Of(5), true, Authority.Of("45 CFR 158.243(a)")));

    /// <summary>Every dated parameter.</summary>
    public static IReadOnlyList<IDatedParameter> Parameters => [.. Standards.Values, Credibility, LeastGroupRebate, LeastSubscriberRebate, MedicareStandard, NoEnrolmentAfter, TerminationAfter, LeastMedicareMemberMonths];

    /// <summary>The contract for the rebate of one market and reporting year.</summary>
    /// <param name="terms">Year, market and elections.</param>
    /// <exception cref="SettlementException">Something is wrong with the terms; carries all of it.</exception>
    public static Contract Rebate(LossRatioRebateTerms terms)
    {
        terms = terms.Resolved();
        var start = new LocalDate(terms.ReportingYear, 1, 1);
        var (credibility, authority) = (terms.Credibility!.Value, terms.Credibility.Authority);
        ValueList<Clause> liability = terms.LimitToOutstandingLiability
            ? [new Limit { Label = "Outstanding liability of the years in the aggregation", Loss = new WholeOf(OutstandingLiability), Authority = Authority.Of("45 CFR 158.240(d)") }]
            : [];
        return new Contract
        {
            Id = terms.Id ?? FormattableString.Invariant($"mlr-{terms.Market.ToString().ToLowerInvariant()}-{terms.ReportingYear}"),
            Currency = "USD",
            Term = new(start, start.PlusYears(1).PlusDays(-1)),
            Opening = OpeningAmount.ExpenditureLessBenchmark,
            Clauses = [.. NothingAbove(new FewerThan(LifeYears, credibility.LeastLifeYears), terms.Standard!.Authority, authority), .. liability],
            Payment = [new PriorSettlement()],
            OrderAuthority = Authority.Of("45 CFR 158.230, 158.240(c), (d)", "Credibility first; the rebate is limited last."),
            Words = WordsOf("issuer", "enrollees"),
            Payoff = new("incurred claims", $"the loss ratio is rounded to {UnitText.Of(credibility.Decimals, Unit.Count)} decimals before it is compared with the standard (45 CFR 158.221(a)(2)), so the rebate moves in steps."),
            Origin = Origin.Of(FormattableString.Invariant($"Medical loss ratio rebate, {Name(terms.Market)}, {terms.ReportingYear}"),
                terms),
        };
    }

    /// <summary>What happened, ready to settle.</summary>
    /// <param name="terms">Year, market and elections.</param>
    /// <param name="years">The reporting year and up to two before it.</param>
    /// <param name="outstandingLiability">The outstanding liability, where the issuer limits the rebate to it.</param>
    /// <exception cref="SettlementException">Something is wrong with the terms or the years.</exception>
    public static Experience Experience(LossRatioRebateTerms terms, LossRatioExperience years, Figure? outstandingLiability = null)
    {
        ArgumentNullException.ThrowIfNull(years);
        terms = terms.Resolved();
        if (outstandingLiability is not null && !terms.LimitToOutstandingLiability)
        {
            throw new SettlementException([new("term-unused", "outstandingLiability", outstandingLiability.ToString(),
                "The terms do not limit the rebate to an outstanding liability.", "Leave it out, or elect the limit in the terms.")]);
        }

        var (standard, credibility) = (terms.Standard!, terms.Credibility!);
        var (required, credited) = years.Build(standard.Value, standard.Authority, credibility.Value, credibility.Authority);
        ValueList<Fact> liability = outstandingLiability is null ? [] : [new BasisAmount(OutstandingLiability, outstandingLiability)];
        return new() { Benchmark = required, Expenditure = credited, Facts = [new Volume(LifeYears, years.LifeYears), .. liability], Terms = terms.Digest };
    }

    /// <summary>The standard that holds: the federal one or a higher one of the state.</summary>
    /// <param name="terms">Year, market and elections.</param>
    public static Cited<Rate> StandardOf(LossRatioRebateTerms terms)
    {
        ArgumentNullException.ThrowIfNull(terms);
        var federal = Standards[terms.Market].On(new(terms.ReportingYear, 1, 1));
        return terms.Standard ?? new(federal.Value, federal.Authority);
    }

    /// <summary>
    /// What each recipient is paid: nothing below the least rebate, and what is not paid spread evenly over those who are paid. The whole
    /// stays the whole, as computed and as published in cents (<see cref="Allocation"/>); if nobody reaches the least rebate, nobody is
    /// paid.
    /// </summary>
    /// <param name="reportingYear">The reporting year.</param>
    /// <param name="rebates">The rebates as calculated.</param>
    /// <param name="leastGroup">Another least rebate of a group, cited; <see langword="null"/> for the regulation's.</param>
    /// <param name="leastSubscriber">Another least rebate of a subscriber, cited; <see langword="null"/> for the regulation's.</param>
    /// <exception cref="SettlementException">A rebate is negative, or two recipients have one name.</exception>
    public static ValueList<PaidRebate> Distribute(int reportingYear, ValueList<CalculatedRebate> rebates, Cited<Money>? leastGroup = null, Cited<Money>? leastSubscriber = null)
    {
        var start = new LocalDate(reportingYear, 1, 1);
        return CalculatedRebate.Distribute(rebates, leastGroup?.Value ?? LeastGroupRebate.On(start).Value, leastSubscriber?.Value ?? LeastSubscriberRebate.On(start).Value);
    }

    /// <summary>Everything that is wrong with the terms.</summary>
    /// <param name="terms">Year, market and elections.</param>
    public static ValueList<Failure> Judge(LossRatioRebateTerms terms)
    {
        ArgumentNullException.ThrowIfNull(terms);
        var failures = new List<Failure>();
        if (terms.ReportingYear is < 2011 or > 2100)
        {
            failures.Add(new("reporting-year-unknown", "reportingYear", UnitText.Of(terms.ReportingYear, Unit.Points), "Rebates began with reporting year 2011.", "State the calendar year."));
        }

        if (!Standards.TryGetValue(terms.Market, out var standard))
        {
            failures.Add(new("market-unknown", "market", terms.Market.ToString(), "There are three markets.", $"Choose one of {string.Join(", ", Enum.GetNames<InsuranceMarket>())}."));
        }
        else if (terms.Standard is { } state && (state.Value < standard.Entries[0].Value || state.Value > Rate.One))
        {
            failures.Add(new("standard-range", "standard", state.Value.ToString(), $"A state's standard replaces the federal one of {standard.Entries[0].Value} only if it is higher (45 CFR 158.211).", "Leave it out, or check it."));
        }

        return [.. failures];
    }

    internal static LossRatioRebateTerms Resolve(LossRatioRebateTerms terms)
    {
        var failures = Judge(terms);
        return failures.Count > 0 ? throw new SettlementException(failures) : terms with
        {
            Standard = StandardOf(terms),
            Credibility = terms.Credibility ?? Cited<LossRatioCredibility>.Of(Credibility.On(new(terms.ReportingYear, 1, 1))),
        };
    }

    /// <summary>Nothing is paid above the standard; below it nothing is owed if the experience is too small to be credible.</summary>
    private static ValueList<Clause> NothingAbove(FewerThan? nonCredible, Authority standard, Authority? credibility)
    {
        Clause above = new Limit { Label = "Nothing is paid above the standard", Gain = Money.Zero, Authority = standard };
        return nonCredible is null
            ? [above]
            :
            [
                new Choose
                {
                    Label = "Credibility",
                    Authority = credibility,
                    Regions =
                    [
                        new Region
                        {
                            Name = "Not credible: presumed to meet the standard",
                            When = [nonCredible],
                            Then = [new Limit { Label = "Neither rebate nor payment", Gain = Money.Zero, Loss = Money.Zero, Authority = credibility }],
                            Authority = credibility,
                        },
                    ],
                    Otherwise = [above],
                },
            ];
    }

    private static string Name(InsuranceMarket market) => market switch
    {
        InsuranceMarket.SmallGroup => "small group market",
        InsuranceMarket.LargeGroup => "large group market",
        _ => "individual market",
    };

    /// <summary>What is spent below the standard is owed, and nothing is ever paid above it.</summary>
    private static ContractWords WordsOf(string owes, string owed) => new()
    {
        Payer = owed,
        Provider = owes,
        Benchmark = "What the standard requires",
        Expenditure = "What counts as spent",
        Gains = "amounts above the standard",
        Losses = "amounts below the standard",
    };

    private static Dated<Rate> Standard(string name, int percent, string citation) => new(name, DateAxis.PlanYear, new DatedEntry<Rate>(Y2011, percent.Percent(), true, Authority.Of(citation + "; PHSA 2718(b)(1)")));
}
