using ValueSettlement.Benchmarks;
using ValueSettlement.Population;

namespace ValueSettlement.Programs;

/// <summary>
/// Full-risk commercial capitation with reinsurance and a least medical loss ratio.
/// <code>
/// capitation = premium ─► retention ─► quality withhold and earn-back
/// opening = capitation − (expenditure + reinsurance charge − payouts) × completion ─► corridor ─► least medical loss ratio, greatest
/// deficit
/// </code>
/// The payoff varies with expenditure after reinsurance and completion.
/// </summary>
public sealed class FullRiskCapitation : Programme<FullRiskTerms>
{
    private static readonly ContractWords Words = new() { Benchmark = "Capitation", Gains = "surpluses", Losses = "deficits" };

    private FullRiskCapitation(FullRiskTerms terms)
        : base(terms)
    {
    }

    /// <inheritdoc/>
    private protected override string Name => "Full-risk capitation";

    /// <summary>The programme under these terms.</summary>
    /// <param name="terms">Period, retention, withhold, reinsurance and limits.</param>
    /// <exception cref="SettlementException">Something is wrong with the terms; carries all of it.</exception>
    public static FullRiskCapitation For(FullRiskTerms terms) => new(terms);

    /// <summary>What the contract settles: capitation and expenditure, each with its lines.</summary>
    /// <param name="year">What happened.</param>
    /// <exception cref="SettlementException">
    /// A figure has another unit or lies out of its range, something is withheld for quality and no score was stated, or members'
    /// spending was stated without reinsurance; carries every reason.
    /// </exception>
    public Experience Experience(FullRiskYear year)
    {
        ArgumentNullException.ThrowIfNull(year);
        var failures = Wrong(year);
        SettlementException.ThrowIfAny(failures);

        return Made(new()
        {
            Benchmark = new CapitationBenchmark
            {
                Called = Words.Benchmark,
                Before = year.Capitation,
                Reductions = Terms.Retention is { } retention ? [new("retention", "Payer's retention", retention)] : [],
                Withholds = Terms.QualityWithhold is { } withhold
                    ? [new("quality-withhold", "Quality withhold", withhold, WithholdBase.AfterReductions, year.QualityScore!)]
                    : [],
            }.Build(),
            Expenditure = new CapitatedExpenditure
            {
                BeforeStopLoss = year.Expenditure,
                NetStopLoss = Terms.Reinsurance?.Net(year.MemberSpending),
                CompletionFactor = year.CompletionFactor,
            }.Build(),
        });
    }

    /// <inheritdoc/>
    private protected override Contract Make()
    {
        var clauses = new List<Clause>();
        if (Terms.Corridor is { } corridor)
        {
            clauses.Add(new MarginalBands
            {
                Label = "Risk corridor",
                Gain = corridor.Value,
                Loss = corridor.Value,
                Authority = corridor.Authority,
            });
        }

        if (Terms.LeastMedicalLossRatio is { } ratio)
        {
            clauses.Add(new Limit
            {
                Label = $"Least medical loss ratio of {ratio.Value}",
                Gain = new Cited<Rate>(ratio.Value.Complement(), ratio.Authority)
            });
        }

        if (Terms.GreatestDeficit is { } deficit)
        {
            clauses.Add(new Limit { Label = "Greatest deficit", Loss = deficit });
        }

        if (clauses.Count == 0)
        {
            clauses.Add(new SharingRate { Label = "Full risk", Gain = Rate.One, Loss = Rate.One });
        }

        return new()
        {
            Id = Terms.Id,
            Currency = Terms.Currency,
            Term = Terms.Term,
            Clauses = [.. clauses],
            Payment = [new PriorSettlement()],
            OrderAuthority = Authority.Remembered("Usual order of such contracts, not read in one",
                "Corridor, least medical loss ratio, greatest deficit; the contract decides.",
                "the order in which the contract of the parties lists its steps"),
            Words = Words,
            Payoff = new("expenditure after reinsurance"),
        };
    }

    private List<Failure> Wrong(FullRiskYear year)
    {
        var failures = new List<Failure>();
        FigureRules.Amount(year.Capitation, "capitation", "Capitation before retention", failures);
        FigureRules.Amount(year.Expenditure, "expenditure", "Expenditure before reinsurance", failures);
        FigureRules.Share(year.QualityScore, "qualityScore", "A quality score", failures);
        FigureRules.Factor(year.CompletionFactor, "completionFactor", "A completion factor", 10m, failures);
        if (Terms.QualityWithhold is null && year.QualityScore is not null)
        {
            failures.Add(new("term-unused", "qualityScore", year.QualityScore.ToString(), "Nothing is withheld for quality.",
                "Leave the score out, or state the withhold in the terms."));
        }

        if (Terms.QualityWithhold is not null && year.QualityScore is null)
        {
            failures.Add(new("score-missing", "qualityScore", string.Empty, "The withhold is earned back by a quality score.",
                "State the score, or a figure that says why it is absent."));
        }

        if (Terms.Reinsurance is null && year.MemberSpending.Count > 0)
        {
            failures.Add(new("term-unused", "memberSpending", UnitText.Of(year.MemberSpending.Count, Unit.Count),
                "The terms have no reinsurance.", "Leave the members' spending out, or state the reinsurance in the terms."));
        }

        return failures;
    }
}
