using NodaTime;

namespace ValueSettlement.Programs;

/// <summary>
/// Comprehensive Care for Joint Replacement, 42 CFR part 510: performance years 1 to 8 (April 2016 to December 2024).
/// <code>
/// opening = aggregate target price at the discount for gains − capped spending
///   ─► losses: target price at the discount for losses ─► stop-gain and stop-loss ─► post-episode spending, overlap ─► quality gate ─► year 1 never owes
/// earned ─► earlier reconciliation = payable
/// </code>
/// Quality acts on the price: a better category can turn a loss into a gain. The gate sees the amount after what is taken off. The payoff is a curve of capped spending.
/// </summary>
public static partial class ComprehensiveJointReplacement
{
    private static readonly Cited<Money> Waived = new(Money.Zero, Authority.Of("42 CFR 510.305(f)(3)"));

    private static readonly Authority Order = Authority.Of("42 CFR 510.305(e), (f), (i), (j), (m)",
        "Quality acts on the price; the limits come before what is taken off, and the quality gate sees the amount after it.");

    private static readonly ContractWords Words = new()
    {
        Provider = "hospital",
        Benchmark = "Aggregate target price",
        Expenditure = "Capped spending"
    };

    /// <summary>The contract for one performance year. Its experience: <see cref="Experience"/> makes it from the totals of the episodes.</summary>
    /// <param name="terms">Year and hospital.</param>
    /// <exception cref="SettlementException">The year never existed.</exception>
    public static Contract Contract(JointReplacementTerms terms)
    {
        ArgumentNullException.ThrowIfNull(terms);
        var rules = RulesOf(terms);
        Level loss = rules.StopLoss is { } limit ? limit : Waived;
        Clause limits = new Limit { Label = "Stop-gain and stop-loss", Gain = rules.StopGain, Loss = loss };
        List<Clause> clauses =
        [
            rules.RepaymentDiscount is not { } repayment ? limits : new Choose
            {
                Label = "Which price applies",
                Authority = repayment.Authority,
                Regions =
                [
                    new Region
                    {
                        Name = "Spending above the price for payments: price for repayments",
                        To = new(Side.Loss, Money.Zero, false),
                        When = [new AmountStated(Basis.RepaymentTarget)],
                        Benchmark = Basis.RepaymentTarget,
                        Then =
                        [
                            new Limit { Label = "Between the two prices: neither paid nor owed", Gain = Money.Zero, Authority = repayment.Authority },
                            new Limit { Label = "Stop-loss", Loss = loss },
                        ],
                        Authority = repayment.Authority,
                    },
                ],
                Otherwise = [limits],
            },
            new Deduction
            {
                Label = "Post-episode spending",
                Amount = new WholeOf(Basis.PostEpisodeSpending),
                Optional = true,
                Authority = Authority.Of("42 CFR 510.305(j)(2), (m)(1)(vi)", "Outside both limits."),
            },
        ];
        if (rules.RecomputedLater)
        {
            clauses.Add(new Deduction
            {
                Label = "Overlap with shared savings",
                Amount = new WholeOf(Basis.OverlapWithOtherProgrammes),
                Optional = true,
                Authority = Authority.Of("42 CFR 510.305(j)(1)", "Outside both limits."),
            });
        }

        clauses.Add(new QualityGate
        {
            Label = "Quality needed for a reconciliation payment",
            Score = EpisodeQuality.OfPoints(rules.GatePoints.Value, GreatestScore).Value is { } least
                ? new(Rate.Of(least), rules.GatePoints.Authority) : null,
            Authority = rules.GatePoints.Authority,
        });
        if (rules.StopLoss is null)
        {
            clauses.Add(new Floor { Label = "Repayment waived", At = Waived });
        }

        return new()
        {
            Id = terms.Id ?? FormattableString.Invariant($"cjr-year-{terms.PerformanceYear}"),
            Currency = "USD",
            Term = Period(terms.PerformanceYear),
            Clauses = [.. clauses],
            Payment = [new PriorSettlement { Label = "Earlier reconciliation of the year", Authority = Authority.Of("42 CFR 510.305(i)", "The limits apply to the cumulative result, so a later change may be absorbed by them.") }],
            OrderAuthority = Order,
            Words = Words,
            Payoff = new("capped spending"),
            Origin = Origin.Of(FormattableString.Invariant($"Comprehensive Care for Joint Replacement, performance year {terms.PerformanceYear}"), terms),
        };
    }

    /// <summary>The category of a composite quality score: 15.0 is good and above it excellent; below 5.0 nothing is paid.</summary>
    /// <param name="points">Points of 20.</param>
    public static JointReplacementQuality Category(decimal points) => points switch
    {
        > 15.0m => JointReplacementQuality.Excellent,
        >= 6.9m => JointReplacementQuality.Good,
        >= 5.0m => JointReplacementQuality.Acceptable,
        _ => JointReplacementQuality.BelowAcceptable,
    };

    /// <summary>The price of one kind of joint replacement before its discount, which depends on quality and is set with the totals.</summary>
    /// <param name="terms">Year and hospital.</param>
    /// <param name="id">The cell's name, for example "470 with hip fracture".</param>
    /// <param name="regionalPrice">The region's historical price.</param>
    /// <param name="hospitalPrice">The hospital's own; <see langword="null"/> if it has none.</param>
    /// <param name="historicalEpisodes">The hospital's episodes in the base years; fewer than 20 leave its own price out.</param>
    /// <param name="bound">The high-cost cap: mean plus two standard deviations in years 1 to 5, 99th percentile from year 6 on.</param>
    /// <param name="factors">Years 6 to 8: normalization and market trend.</param>
    public static PriceCell Cell(JointReplacementTerms terms, string id, Figure regionalPrice, Figure? hospitalPrice = null, int? historicalEpisodes = null, SpendingBound? bound = null, ValueList<PriceFactor>? factors = null)
    {
        ArgumentNullException.ThrowIfNull(terms);
        var rules = RulesOf(terms);
        var blend = rules.Blend;
        var least = historicalEpisodes is null ? null : rules.LeastEpisodesForOwnPrice;
        var tooFew = historicalEpisodes < least?.Value;
        var own = hospitalPrice is not null && !tooFew && blend.Value.Hospital > 0m;
        var region = new PricePart("regional price", own ? blend.Value.Region : 1m, regionalPrice);
        return new()
        {
            Id = id,
            Parts = own ? [new PricePart("hospital's own price", blend.Value.Hospital, hospitalPrice!), region] : [region],
            BlendAuthority = tooFew ? least!.Authority : blend.Authority.OrLessCertain(least?.Authority),
            Factors = factors ?? [],
            Bound = bound,
        };
    }

    /// <summary>The totals of the year's episodes at the discounts that the quality category earns: against the price for gains, and where it differs against the price for losses.</summary>
    /// <param name="terms">Year and hospital.</param>
    /// <param name="category">The quality category.</param>
    /// <param name="cells">The prices, made by <see cref="Cell"/>.</param>
    /// <param name="episodes">The episodes; from year 6 on with their risk multipliers.</param>
    public static (EpisodeTotals Payment, EpisodeTotals? Repayment) Totals(JointReplacementTerms terms, JointReplacementQuality category, ValueList<PriceCell> cells, ValueList<Episode> episodes)
    {
        ArgumentNullException.ThrowIfNull(cells);
        var rules = RulesOf(terms);
        EpisodeTotals At(Cited<DiscountByQuality> discount) => new EpisodeYear
        {
            Period = Period(terms.PerformanceYear),
            CountedBy = EpisodeYearRule.EndsIn,
            Days = 90,
            Cells = cells.Select(c => c with { Discount = discount.Value.For(category), DiscountAuthority = discount.Authority }).ToValueList(),
            Episodes = episodes,
        }.Total();
        return (At(rules.Discount), rules.RepaymentDiscount is { } repayment ? At(repayment) : null);
    }

    /// <summary>What the contract of the same terms settles.</summary>
    /// <param name="terms">Year and hospital: those that the episodes were priced with.</param>
    /// <param name="totals">The totals, made by <see cref="Totals"/>.</param>
    /// <param name="points">The composite quality score in points of 20.</param>
    /// <param name="others">Post-episode spending, overlap and earlier settlements, as far as there are any.</param>
    public static Experience Experience(JointReplacementTerms terms, (EpisodeTotals Payment, EpisodeTotals? Repayment) totals, decimal points, ValueList<Fact>? others = null)
    {
        ArgumentNullException.ThrowIfNull(totals.Payment);
        Fact quality = Quality.Scored(EpisodeQuality.OfPoints(points, GreatestScore, Authority.Of("42 CFR 510.315(b), (d)")));
        return new()
        {
            Benchmark = totals.Payment.Target,
            Expenditure = totals.Payment.Spending,
            Facts = totals.Repayment is { } repayment ? [quality, new BasisAmount(Basis.RepaymentTarget, repayment.Target), .. others ?? []] : [quality, .. others ?? []],
            Terms = terms.Resolved().Digest,
        };
    }

    /// <summary>The composite quality score as a share of 20 points: complications, patient experience, reported outcomes and improvement.</summary>
    /// <param name="complications">National percentile of complications; <see langword="null"/> for too few cases.</param>
    /// <param name="experience">National percentile of patient experience; <see langword="null"/> for too few surveys.</param>
    /// <param name="outcomesSubmitted">Whether patient-reported outcomes were submitted: 2 points.</param>
    /// <param name="complicationsImproved">Whether complications improved by two deciles or more.</param>
    /// <param name="experienceImproved">Whether patient experience improved by two deciles or more.</param>
    public static Figure CompositeQualityScore(Rate? complications, Rate? experience, bool outcomesSubmitted, bool complicationsImproved = false, bool experienceImproved = false) => EpisodeQuality.Points(
        [new MeasurePoints("complications", complications, ComplicationPoints, complicationsImproved), new MeasurePoints("patient experience", experience, ExperiencePoints, experienceImproved)],
        [new NamedAmount("patient-reported outcomes submitted", new Figure { Value = outcomesSubmitted ? 2m : 0m, Unit = Unit.Points })],
        10.Percent(), GreatestScore, Authority.Of("42 CFR 510.315(b)-(e)"));

    private static JointReplacementRules RulesOf(JointReplacementTerms terms) => terms.Resolved().Rules!;
}
