using ValueSettlement.Benchmarks;

namespace ValueSettlement.Programs;

/// <summary>
/// Comprehensive Care for Joint Replacement, 42 CFR part 510: performance years 1 to 8 (April 2016 to December 2024).
/// <code>
/// opening = aggregate target price at the discount for gains − capped spending
///   ─► losses: target price at the discount for losses ─► stop-gain and stop-loss ─► post-episode spending, overlap ─► quality gate
///   ─► year 1 never owes
/// earned ─► earlier reconciliation = payable
/// </code>
/// Quality acts on the price: a better category can turn a loss into a gain. The gate sees the amount after what is taken off. The payoff
/// is a
/// curve of capped spending.
/// </summary>
public sealed partial class ComprehensiveJointReplacement : Programme<JointReplacementTerms>
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

    private ComprehensiveJointReplacement(JointReplacementTerms terms)
        : base(terms)
    {
    }

    /// <summary>The aggregate target price that losses are measured against, where it differs from the one for gains.</summary>
    public static Basis RepaymentTarget { get; } = new("repayment-target");

    /// <summary>Every rule of the terms: value and authority.</summary>
    public JointReplacementRules Rules => Terms.Rules!;

    /// <inheritdoc/>
    private protected override string Name => FormattableString.Invariant(
        $"Comprehensive Care for Joint Replacement, performance year {Terms.Year}");

    /// <summary>The programme under these terms.</summary>
    /// <param name="terms">Year and hospital.</param>
    /// <exception cref="SettlementException">The year never existed; carries every reason.</exception>
    public static ComprehensiveJointReplacement For(JointReplacementTerms terms) => new(terms);

    /// <summary>
    /// The composite quality score as a share of 20 points: complications, patient experience, reported outcomes and improvement.
    /// </summary>
    /// <param name="complications">National percentile of complications; <see langword="null"/> for too few cases.</param>
    /// <param name="experience">National percentile of patient experience; <see langword="null"/> for too few surveys.</param>
    /// <param name="outcomesSubmitted">Whether patient-reported outcomes were submitted: 2 points.</param>
    /// <param name="complicationsImproved">Whether complications improved by two deciles or more.</param>
    /// <param name="experienceImproved">Whether patient experience improved by two deciles or more.</param>
    public static Figure CompositeQualityScore(
        Rate? complications, Rate? experience, bool outcomesSubmitted, bool complicationsImproved = false,
            bool experienceImproved = false) =>
        EpisodeQuality.Points(
            [
                new MeasurePoints("complications", complications, ComplicationPoints, complicationsImproved),
                new MeasurePoints("patient experience", experience, ExperiencePoints, experienceImproved),
            ],
            [
                new NamedAmount("patient-reported outcomes submitted",
                    new Figure { Value = outcomesSubmitted ? 2m : 0m, Unit = Unit.Points }),
            ],
            10.Percent(), GreatestScore, Authority.Of("42 CFR 510.315(b)-(e)"));

    /// <summary>
    /// The price of one kind of joint replacement before its discount, which depends on quality and is set with the totals.
    /// </summary>
    /// <param name="id">The cell's name, for example "470 with hip fracture".</param>
    /// <param name="regionalPrice">The region's historical price.</param>
    /// <param name="hospitalPrice">The hospital's own; <see langword="null"/> if it has none.</param>
    /// <param name="historicalEpisodes">The hospital's episodes in the base years; fewer than 20 leave its own price out.</param>
    /// <param name="bound">The high-cost cap: mean plus two standard deviations in years 1 to 5, 99th percentile from year 6 on.</param>
    /// <param name="factors">Years 6 to 8: normalization and market trend.</param>
    public PriceCell Cell(
        string id,
        Figure regionalPrice,
        Figure? hospitalPrice = null,
        int? historicalEpisodes = null,
        SpendingBound? bound = null,
        ValueList<PriceFactor>? factors = null)
    {
        var blend = Rules.Blend;
        var least = historicalEpisodes is null ? null : Rules.LeastEpisodesForOwnPrice;
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
            Terms = Terms.Digest,
        };
    }

    /// <summary>The category of a composite quality score, which decides the discounts.</summary>
    /// <param name="points">Points of 20.</param>
    public JointReplacementQuality Category(decimal points) => Rules.Categories.Value.Of(points);

    /// <summary>
    /// The totals of the year's episodes at the discounts that the quality score earns: against the price for gains, and where it differs
    /// against the price for losses.
    /// </summary>
    /// <param name="points">The composite quality score in points of 20.</param>
    /// <param name="cells">The prices, made by <see cref="Cell"/>.</param>
    /// <param name="episodes">The episodes; from year 6 on with their risk multipliers.</param>
    /// <exception cref="SettlementException">Other terms made a price.</exception>
    public (EpisodeTotals Payment, EpisodeTotals? Repayment) Totals(decimal points, ValueList<PriceCell> cells, ValueList<Episode> episodes)
    {
        RefuseOthers(cells);
        var (category, authority) = (Category(points), Rules.Categories.Authority);
        EpisodeTotals At(Cited<DiscountByQuality> discount) => new EpisodeYear
        {
            Period = Period(Terms.Year),
            CountedBy = EpisodeYearRule.EndsIn,
            Days = Rules.Days.Value,
            DaysAuthority = Rules.Days.Authority,
            Cells = cells.Select(c => c with
            {
                Discount = discount.Value.For(category),
                DiscountAuthority = discount.Authority.OrLessCertain(authority),
            }).ToValueList(),
            Episodes = episodes,
            Terms = Terms.Digest,
        }.Total();
        return (At(Rules.Discount), Rules.RepaymentDiscount is { } repayment ? At(repayment) : null);
    }

    /// <summary>What the contract settles.</summary>
    /// <param name="totals">The totals, made by <see cref="Totals"/>.</param>
    /// <param name="points">The composite quality score in points of 20.</param>
    /// <param name="others">Post-episode spending, overlap and earlier settlements, as far as there are any.</param>
    /// <exception cref="SettlementException">Other terms made the totals.</exception>
    public Experience Experience(
        (EpisodeTotals Payment, EpisodeTotals? Repayment) totals, decimal points, ValueList<Fact>? others = null)
    {
        ArgumentNullException.ThrowIfNull(totals.Payment);
        RefuseOthers(totals.Payment.Terms, "totals.payment");
        RefuseOthers(totals.Repayment?.Terms, "totals.repayment");
        Fact quality = Quality.Scored(EpisodeQuality.OfPoints(points, GreatestScore, Authority.Of("42 CFR 510.315(b), (d)")));
        ValueList<Fact> target = totals.Repayment is { } repayment ? [Number.Of(RepaymentTarget, repayment.Target)] : [];
        return Made(new()
        {
            Benchmark = totals.Payment.Target,
            Expenditure = totals.Payment.Spending,
            Facts = [quality, .. target, .. others ?? []],
        });
    }

    /// <inheritdoc/>
    private protected override Contract Make()
    {
        Level loss = Rules.StopLoss is { } limit ? limit : Waived;
        Clause limits = new Limit { Label = "Stop-gain and stop-loss", Gain = Rules.StopGain, Loss = loss };
        List<Clause> clauses =
        [
            Rules.RepaymentDiscount is { } repayment ? TwoPrices(limits, loss, repayment.Authority) : limits,
            new Deduction
            {
                Label = "Post-episode spending",
                Amount = new WholeOf(Basis.PostEpisodeSpending),
                Optional = true,
                Authority = Authority.Of("42 CFR 510.305(j)(2), (m)(1)(vi)", "Outside both limits."),
            },
        ];
        if (Rules.RecomputedLater)
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
            Score = EpisodeQuality.OfPoints(Rules.GatePoints.Value, GreatestScore).Value is { } least
                ? new(Rate.Of(least), Rules.GatePoints.Authority) : null,
            Authority = Rules.GatePoints.Authority,
        });
        if (Rules.StopLoss is null)
        {
            clauses.Add(new Floor { Label = "Repayment waived", At = Waived });
        }

        return new()
        {
            Id = Terms.Id ?? FormattableString.Invariant($"cjr-year-{Terms.Year}"),
            Currency = "USD",
            Term = Period(Terms.Year),
            Clauses = [.. clauses],
            Payment =
            [
                new PriorSettlement
                {
                    Label = "Earlier reconciliation of the year",
                    Authority = Authority.Of("42 CFR 510.305(i)",
                        "The limits apply to the cumulative result, so a later change may be absorbed by them."),
                },
            ],
            OrderAuthority = Order,
            Words = Words,
            Payoff = new("capped spending"),
        };
    }

    private static Choose TwoPrices(Clause limits, Level loss, Authority repayment) => new()
    {
        Label = "Which price applies",
        Authority = repayment,
        Regions =
        [
            new Region
            {
                Name = "Spending above the price for payments: price for repayments",
                To = new(Side.Loss, Money.Zero, false),
                When = [new AmountStated(RepaymentTarget)],
                Benchmark = RepaymentTarget,
                Then =
                [
                    new Limit { Label = "Between the two prices: neither paid nor owed", Gain = Money.Zero, Authority = repayment },
                    new Limit { Label = "Stop-loss", Loss = loss },
                ],
                Authority = repayment,
            },
        ],
        Otherwise = [limits],
    };
}
