using NodaTime;
using ValueSettlement.Curves;

namespace ValueSettlement.Tests.Contracts;

/// <summary>The sentence of every kind of clause: what it says is what it does.</summary>
public sealed class ClauseSentenceTests
{
    private static readonly ValueList<Band> Bands = [new(50.Percent(), 2.Percent()), new(75.Percent())];

    public static TheoryData<Clause, string> Sentences => new()
    {
        { new Addition { Amount = Money.Of(5) }, "Addition: plus 5" },
        { new ChangeLimit { Decrease = 3.Percent(), Increase = 5.Percent() },
            "Limit of the change from the period before: at most 3% less than the payment before; at most 5% more than the payment "
            + "before" },
        { new Choose { Regions = [new Region { Name = "all", Then = [new Floor { At = Money.Zero }] }] },
            "Which rules apply: all (any amount): at least 0; otherwise: the amount stays as it is" },
        { new Consequence
            {
                What = ConsequenceKind.MarketShareShift, AppliesTo = AppliesTo.Losses, When = [new AtLeastCount("periods-missed", 3)],
                Action = "A tenth of referrals moves to others", Owner = "commissioner", WithinDays = 60,
            },
            "Consequence: market share shift by commissioner within 60 days of notice: A tenth of referrals moves to others, where "
            + "there are losses and at least 3 periods missed" },
        { new CurveClause { Pieces = [Piece.Line(1m, 0m)] }, "Payoff table: a payoff table of 1 piece" },
        { new Deduction { Amount = new WholeOf(Basis.PostEpisodeSpending), Optional = true },
            "Deduction: less the post-episode spending, if it is stated" },
        { new Deferral { Share = 25.Percent() }, "Deferral: 25% of gains is paid in a later period" },
        { new Earmark { Share = 10.Percent(), Purpose = "supervision" }, "Earmark: 10% of gains is spent on supervision" },
        { new EarlyTermination { Period = new DateInterval(new(2024, 1, 1), new(2024, 12, 31)) },
            "Termination during the period: after a termination gains are kept only by an organisation that ends on the last day and "
            + "completes the close-out, and losses are owed for the months begun of 2024-01-01 to 2024-12-31, "
            + "by an organisation that ends in the first half for none" },
        { new Escalation
            {
                Rules = new() { Bad = 2, OfLast = 3, Consecutive = 2, Severe = true, ReleaseAfterGood = 1, Missing = MissingPeriod.Skip },
                Escalated = 75.Percent(),
            },
            "Escalation: 75% of gains is kept while a matter is escalated, and the rest is forfeited (2 bad periods of the last 3, "
            + "or 2 in a row, or one severe period, until 1 good one; a period without a band is skipped)" },
        { new Floor { At = Money.Zero }, "Floor: at least 0" },
        { new Hold { Certificate = "no-open-adverse-event", AppliesTo = AppliesTo.Gains },
            "Hold: gains held until the certificate 'no open adverse event' is granted and forfeited if it is refused; what is held is "
            + "carried forward as 'held'" },
        {
            new Limit { Loss = new GreaterOf([4.Percent(), Money.Of(9)]) },
            "Payment and loss limit: losses at most the greater of 4% of benchmark and 9"
        },
        { new MarginalBands { Gain = Bands, Loss = [new(Rate.Zero)] },
            "Marginal sharing bands: each band at its own rate; gains: 50% up to 2% of benchmark, 75% beyond; losses: 0%" },
        { new MinimumRate { Savings = 2.Percent(), Losses = 3.Percent(), Shares = Sharing.Excess },
            "Minimum savings and loss rate: gains count from 2% of benchmark, and only what lies beyond it; losses from 3% of benchmark, "
            + "and only what lies beyond it" },
        { new PriorSettlement(), "Earlier settlements of the period: less what was previously settled" },
        { new Proration { Factor = Rate.Ratio(7, 12) }, "Proration: gains and losses × 7/12" },
        { new QualityAdjustment { GainReduction = 10.Percent(), LossReduction = 15.Percent() },
            "Quality adjustment: gains less up to 10% as the quality score falls; losses less up to 15% as it rises" },
        { new QualityGate { Standard = QualityStandard.Met, Score = 60.Percent() },
            "Quality gate: gains are kept only with the quality standard and a quality score of at least 60%" },
        { new Recoupment { Balance = Basis.AdvanceBalance },
            "Recoupment of advances: less the advance balance, from what was earned and never more than that" },
        { new Relief(), "Relief for extreme and uncontrollable circumstances: losses are reduced by the relief that is stated" },
        { new Sequestration { Rate = 2.Percent(), AppliesTo = AppliesTo.Gains }, "Sequestration: gains less 2%" },
        { new SharingRate
            {
                Gain = new RateByStandard(50.Percent(), new ScoreScaledRate(50.Percent()), Rate.Zero),
                Loss = new OneMinusScoreScaledRate(75.Percent(), 40.Percent(), 75.Percent()),
            },
            "Provider's share: 50% with the quality standard met (only the alternative one 50% × quality score, none 0%) of gains; "
            + "1 − 75% × quality score, within 40% and 75%, of losses" },
        { new WholeBands { Gain = Bands, Loss = Bands },
            "Whole sharing bands: the whole amount at the rate of its band; gains: 50% up to 2% of benchmark, 75% beyond; "
            + "losses: 50% up to 2% of benchmark, 75% beyond" },
    };

    [Theory]
    [MemberData(nameof(Sentences))]
    public void A_clause_says_what_it_does(Clause clause, string sentence) => Assert.Equal(sentence, clause.ToString());

    [Fact]
    public void Every_kind_of_clause_is_here()
    {
        var kinds = typeof(Clause).Assembly.GetTypes().Where(static t => t.IsSubclassOf(typeof(Clause))).Select(static t => t.Name);
        var said = Sentences.Select(static row => row.Data.Item1.GetType().Name);
        Assert.Equal(kinds.Order(StringComparer.Ordinal), said.Order(StringComparer.Ordinal));
    }
}
