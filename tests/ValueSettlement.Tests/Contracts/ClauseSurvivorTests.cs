using NodaTime;
using ValueSettlement.Curves;

namespace ValueSettlement.Tests.Contracts;

/// <summary>Changes of a clause that a mutation run made and that no other test noticed.</summary>
public sealed class ClauseSurvivorTests
{
    private static readonly Basis Pool = new("pool");
    private static readonly DateInterval Year = new(new(2024, 1, 1), new(2024, 12, 31));
    private static readonly ValueList<Band> Bands = [new(50.Percent(), Money.Of(40m)), new(25.Percent())];
    private static readonly ValueList<Band> Ratios = [new(Rate.Ratio(1, 3), Money.Of(30m)), new(Rate.Ratio(2, 3), Money.Of(60m)),
        new(Rate.One)];

    private static Termination Ended(int month, int day, TerminatedBy by = TerminatedBy.Organisation, bool closed = false) =>
        new() { InitiatedBy = by, EffectiveDate = new(2024, month, day), CloseOutCompleted = closed };

    /// <summary>The clause, what it is given, its facts, and every line that it writes; the amounts follow by hand.</summary>
    public static TheoryData<Clause, decimal, Fact[], string[]> Lines => new()
    {
        { new Addition { Amount = 2.Percent() }, 50m, [],
            [
                "addition-amount: Addition: 2% × 1,000 = 20 [share, Benchmark]",
                "addition: Addition: 50 + 20 = 70 [running amount, Addition]",
            ] },
        { new Deduction { Amount = new WholeOf(Pool), Optional = true }, 50m, [],
            [
                "deduction: Deduction: not applied. No pool was stated. [running amount]",
            ] },
        { new Deduction { Amount = new WholeOf(Pool), Optional = true }, 50m, [Number.Of(Pool, Money.Of(8m))],
            [
                "deduction-amount: Deduction: 8 [pool]",
                "deduction: Deduction: 50 − 8 = 42 [running amount, Deduction]",
            ] },
        { new PriorSettlement(), 50m, [],
            [
                "prior-settlement: Earlier settlements of the period: not applied. No earlier settlement was stated. [running "
                + "amount]",
            ] },
        { new PriorSettlement(), 50m, [Number.Of(Basis.PreviouslySettled, Money.Of(8m))],
            [
                "prior-settlement: Earlier settlements of the period: 50 − 8 = 42 [running amount, previously settled]",
            ] },
        { new Floor { At = Money.Of(60m) }, 50m, [],
            [
                "floor-level: Floor: 60 [Floor]",
                "floor: Floor: the greater of 50 and 60 = 60 [running amount, floor]",
            ] },
        { new CurveClause { Pieces = [Piece.Line(2m, 1m), new(10m, true, 1m, 3m)] }, 50m, [],
            [
                "curve: Payoff table: 1 × 50 + 3 = 53 [slope, running amount, intercept]",
            ] },
        { new CurveClause { Pieces = [Piece.Line(2m, 1m), new(10m, true, 1m, 3m)] }, 4m, [],
            [
                "curve: Payoff table: 2 × 4 + 1 = 9 [slope, running amount, intercept]",
            ] },
        { new EarlyTermination { Period = Year }, 120m, [],
            [
                "early-termination: Termination during the period: not applied. No termination was stated. [running amount]",
            ] },
        { new EarlyTermination { Period = Year }, 120m, [Ended(12, 31, closed: true)],
            [
                "early-termination: Termination during the period: 120 × 100% = 120 [running amount, share kept] Ended by the "
                + "organisation on 2024-12-31; close-out completed: gains are kept.",
            ] },
        { new EarlyTermination { Period = Year }, 120m, [Ended(12, 31)],
            [
                "early-termination: Termination during the period: 120 × 0% = 0 [running amount, share kept] Ended by the "
                + "organisation on 2024-12-31: gains are forfeited, because they are kept only by an organisation that ends on the "
                + "last day and completes the close-out.",
            ] },
        { new EarlyTermination { Period = Year }, -120m, [Ended(6, 30)],
            [
                "early-termination: Termination during the period: -120 × 0 ÷ 12 = 0 [running amount, months participated, "
                + "divided by] Ended by the organisation on 2024-06-30, in the first half of the period: nothing is owed.",
            ] },
        { new EarlyTermination { Period = Year }, -120m, [Ended(3, 2, TerminatedBy.Payer)],
            [
                "early-termination: Termination during the period: -120 × 3 ÷ 12 = -30 [running amount, months participated, "
                + "divided by] Ended by the payer on 2024-03-02: 3 of 12 months, those begun.",
            ] },
        { new EarlyTermination { Period = Year, Months = MonthCount.Completed }, -120m, [Ended(3, 2, TerminatedBy.Payer)],
            [
                "early-termination: Termination during the period: -120 × 2 ÷ 12 = -20 [running amount, months participated, "
                + "divided by] Ended by the payer on 2024-03-02: 2 of 12 months, those completed.",
            ] },
        { new MarginalBands { Gain = Bands, Loss = Ratios }, 100m, [],
            [
                "band-1-end: End of band 1: 40 [End of band 1]",
                "band-1: Band 1, provider's share: 40 × 50% = 20 [nothing before, end of the band, start of the band, provider's "
                + "share]",
                "marginal-bands: Marginal sharing bands: 20 + (100 − 40) × 25% = 35 [shared up to the start of the band, running "
                + "amount, start of the band, provider's share] The amount ends in band 2.",
            ] },
        { new MarginalBands { Gain = Bands, Loss = Ratios }, -100m, [],
            [
                "band-1-end: End of band 1: 30 [End of band 1]",
                "band-1: Band 1, provider's share: -30 × 1 ÷ 3 = -10 [nothing before, end of the band, start of the band, "
                + "provider's share, divided by]",
                "band-2-end: End of band 2: 60 [End of band 2]",
                "band-2: Band 2, provider's share: (-60 − (-30)) × 2 ÷ 3 = -20 [nothing before, end of the band, start of the "
                + "band, provider's share, divided by]",
                "band-2-shared: Shared up to the end of band 2: -10 + -20 = -30 [shared before, band]",
                "marginal-bands: Marginal sharing bands: -30 + (-100 − (-60)) × 100% = -70 [shared up to the start of the band, "
                + "running amount, start of the band, provider's share] The amount ends in band 3.",
            ] },
        { new MarginalBands { Gain = Bands, Loss = Ratios }, -45m, [],
            [
                "band-1-end: End of band 1: 30 [End of band 1]",
                "band-1: Band 1, provider's share: -30 × 1 ÷ 3 = -10 [nothing before, end of the band, start of the band, "
                + "provider's share, divided by]",
                "band-2-end: End of band 2: 60 [End of band 2]",
                "marginal-bands: Marginal sharing bands: -10 + (-45 − (-30)) × 2 ÷ 3 = -20 [shared up to the start of the band, "
                + "running amount, start of the band, provider's share, divided by] The amount ends in band 2.",
            ] },
        { new WholeBands { Gain = Bands, Loss = Ratios }, 100m, [],
            [
                "band-1-end: End of band 1: 40 [End of band 1]",
                "whole-bands: Whole sharing bands: 100 × 25% = 25 [running amount, provider's share] The whole amount lies in "
                + "band 2.",
            ] },
        { new WholeBands { Gain = Bands, Loss = Ratios }, -45m, [],
            [
                "band-1-end: End of band 1: 30 [End of band 1]",
                "band-2-end: End of band 2: 60 [End of band 2]",
                "whole-bands: Whole sharing bands: -45 × 2 ÷ 3 = -30 [running amount, provider's share, divided by] The whole "
                + "amount lies in band 2.",
            ] },
        { new Proration { Factor = Rate.Ratio(7, 12), AppliesTo = AppliesTo.Losses }, -120m, [],
            [
                "proration: Proration: -120 × 7 ÷ 12 = -70 [running amount, factor, divided by]",
            ] },
        { new Proration { Factor = Rate.Ratio(7, 12), AppliesTo = AppliesTo.Losses }, 120m, [],
            [
                "proration: Proration: no change. Applies to losses only. [running amount]",
            ] },
        { new Proration { Factor = Rate.Ratio(7, 12), AppliesTo = AppliesTo.None }, -120m, [],
            [
                "proration: Proration: no change. Applies to nothing. [running amount]",
            ] },
        { new Sequestration { Rate = 2.Percent(), AppliesTo = AppliesTo.Gains }, -120m, [],
            [
                "sequestration: Sequestration: no change. Applies to gains only. [running amount]",
            ] },
        { new Sequestration { Rate = 2.Percent(), AppliesTo = AppliesTo.Gains }, 120m, [],
            [
                "sequestration: Sequestration: 120 × (1 − 2%) = 117.60 [running amount, rate]",
            ] },
        { new Sequestration { Rate = 2.Percent(), AppliesTo = AppliesTo.Losses }, -120m, [],
            [
                "sequestration: Sequestration: -120 × (1 − 2%) = -117.60 [running amount, rate]",
            ] },
        { new QualityAdjustment { GainReduction = 10.Percent(), LossReduction = 15.Percent() }, 100m, [Quality.Met(80.Percent())],
            [
                "quality-shortfall: Shortfall from a full quality score: 1 − 80% × 1 = 20% [quality score, whole]",
                "quality-adjustment: Quality adjustment: 100 × (1 − 10% × 20%) = 98 [running amount, greatest reduction, "
                + "shortfall from a full score]",
            ] },
        { new QualityAdjustment { GainReduction = 10.Percent(), LossReduction = 15.Percent() }, -100m, [Quality.Met(80.Percent())],
            [
                "quality-score: Quality score: 80% [quality score]",
                "quality-adjustment: Quality adjustment: -100 × (1 − 15% × 80%) = -88 [running amount, greatest reduction, "
                + "quality score]",
            ] },
        { new QualityAdjustment { GainReduction = Rate.Zero, LossReduction = 15.Percent() }, 100m, [Quality.Met(80.Percent())],
            [
                "quality-adjustment: Quality adjustment: no change. Quality does not change this side. [running amount]",
            ] },
        { new QualityGate { Standard = QualityStandard.Met, Score = 60.Percent() }, 100m, [Quality.Met(60.Percent())],
            [
                "share-kept-by-score: Share kept: the quality score against its threshold: 100% if 60% is at least 60%, "
                + "otherwise 0 = 100% [share kept, quality score, least score]",
                "share-kept-by-standard: Share kept: the quality standard: 100% [share kept] Reached: the quality standard; "
                + "needed: the quality standard.",
                "quality-gate: Quality gate: 100 × 100% = 100 [running amount, share kept] Passed.",
            ] },
        { new QualityGate { Standard = QualityStandard.Met }, 100m, [Quality.NotMet],
            [
                "share-kept-by-standard: Share kept: the quality standard: 0% [share kept] Reached: no standard; needed: the "
                + "quality standard.",
                "quality-gate: Quality gate: 100 × 0% = 0 [running amount, share kept] Not passed: savings are forfeited.",
            ] },
        { new QualityGate { Standard = QualityStandard.Met }, -100m, [Quality.NotMet],
            [
                "quality-gate: Quality gate: no change. The gate acts on savings only. [running amount]",
            ] },
        { new QualityGate { Score = 60.Percent() }, 100m, [new Quality { Standard = QualityStandard.CompleteReporting }],
            [
                "share-kept-by-standard: Share kept: the quality standard: 100% [share kept] Reached: complete reporting, which "
                + "counts as a full score; needed: no standard.",
                "quality-gate: Quality gate: 100 × 100% = 100 [running amount, share kept] Passed.",
            ] },
        { new Recoupment { Balance = Pool }, 100m, [],
            [
                "recoupment: Recoupment of advances: not applied. No amount of 'pool' was stated. [running amount]",
            ] },
        { new Recoupment { Balance = Pool }, 100m, [Number.Of(Pool, Money.Of(130m))],
            [
                "recoupment: Recoupment of advances: 100 × 0% = 0 [running amount, share that is left] All of it is recouped "
                + "from a balance of 130.",
            ] },
        { new Recoupment { Balance = Pool }, 100m, [Number.Of(Pool, Money.Of(30m))],
            [
                "recoupment: Recoupment of advances: 100 − 30 = 70 [running amount, balance recouped]",
            ] },
        { new Recoupment { Balance = Pool }, -100m, [Number.Of(Pool, Money.Of(30m))],
            [
                "recoupment: Recoupment of advances: no change. Advances are recouped from what was earned only. [running amount]",
            ] },
        { new Recoupment { Balance = Pool }, 0m, [Number.Of(Pool, Money.Of(30m))],
            [
                "recoupment: Recoupment of advances: no change. The amount is zero. [running amount]",
            ] },
        { new Relief(), -100m, [],
            [
                "relief: Relief for extreme and uncontrollable circumstances: not applied. No relief was stated. [running amount]",
            ] },
        { new Relief(), 100m, [Number.Relief(Money.Of(30m))],
            [
                "relief: Relief for extreme and uncontrollable circumstances: no change. Relief acts on losses only. [running "
                + "amount]",
            ] },
        { new Relief(), -100m, [Number.Relief(Money.Of(30m))],
            [
                "relief-amount: Relief: 30 [stated relief]",
                "relief: Relief for extreme and uncontrollable circumstances: -100 + 30 = -70 [running amount, relief]",
            ] },
        { new Relief(), -100m, [Number.Relief(Money.Of(130m))],
            [
                "relief-amount: Relief: 130 [stated relief]",
                "relief: Relief for extreme and uncontrollable circumstances: -100 × 0% = 0 [running amount, share that is left] "
                + "The relief is as large as the loss, or larger: nothing is owed.",
            ] },
        { new Relief(), -100m, [.. Number.ReliefShares(50.Percent(), 40.Percent())],
            [
                "relief: Relief for extreme and uncontrollable circumstances: -100 × (1 − 50% × 40%) = -80 [running amount, "
                + "share of months affected, share of beneficiaries affected]",
            ] },
        { new SharingRate { Gain = 50.Percent(), Loss = 40.Percent() }, 100m, [],
            [
                "final-sharing-rate: Sharing rate: 50% [Sharing rate]",
                "sharing-rate: Provider's share of savings: 100 × 50% = 50 [running amount, Sharing rate]",
            ] },
        { new SharingRate { Gain = 50.Percent(), Loss = Rate.Ratio(1, 4) }, -100m, [],
            [
                "final-loss-rate: Loss rate: 25% [Loss rate]",
                "sharing-rate: Provider's share of losses: -100 × 25% = -25 [running amount, Loss rate]",
            ] },
    };

    [Theory]
    [MemberData(nameof(Lines))]
    public void A_clause_writes_these_lines(Clause clause, decimal opening, Fact[] facts, string[] lines)
    {
        Assert.Equal(lines, Settle(clause, opening, facts).Lines.Where(static l => l.Path.Length > 0).Select(Written));
    }

    /// <summary>The end of the second band is the pool: at 30 or 40 no amount lies in it, at 50 ten units do.</summary>
    [Theory]
    [InlineData(30, 20, 6)]
    [InlineData(40, 20, 6)]
    [InlineData(50, 22.5, 5)]
    public void A_band_that_ends_before_it_begins_shares_nothing(int pool, decimal before, decimal beyond)
    {
        ValueList<Band> bands = [new(50.Percent(), Money.Of(40m)), new(25.Percent(), new WholeOf(Pool)), new(10.Percent())];
        foreach (var sign in new[] { 1m, -1m })
        {
            var settled = Settle(new MarginalBands { Gain = bands, Loss = bands }, sign * 100m, Number.Of(Pool, Money.Of(pool)));
            Assert.Equal(sign * (before + beyond), settled.Earned.Unrounded);
        }
    }

    [Fact]
    public void The_balance_of_advances_carries_forward_where_nothing_was_earned()
    {
        var contract = FailureTests.With(new Addition { Amount = Money.Zero }) with { Payment = [new Recoupment { Balance = Pool }] };
        foreach (var opening in new[] { 0m, -5m })
        {
            var settled = contract.Settle(Given(opening, Number.Of(Pool, Money.Of(30m))));
            Assert.Equal((Pool, 30m), (Assert.Single(settled.CarriedForward).Basis, settled.CarriedForward[0].Amount));
        }
    }

    /// <summary>A clause that read less would call the number unread; one that read another member would miss it.</summary>
    [Fact]
    public void A_clause_reads_every_member_that_is_a_level_or_a_rate()
    {
        Level level = new WholeOf(Pool);
        ValueList<Band> flat = [new(Rate.One)], bands = [new(Rate.One, level), new(Rate.Zero)];
        Clause inner = new Floor { At = level }, none = new Relief();
        var region = new Region { Name = "r" };
        foreach (var clause in new Clause[]
        {
            new Addition { Amount = level }, new Deduction { Amount = level }, inner, new PriorSettlement { Settled = Pool },
            new Recoupment { Balance = Pool }, new MarginalBands { Gain = bands, Loss = flat },
            new MarginalBands { Gain = flat, Loss = bands }, new WholeBands { Gain = bands, Loss = flat },
            new WholeBands { Gain = flat, Loss = bands }, new Choose { Regions = [region], Otherwise = [inner] },
            new Choose { Regions = [region with { Then = [none, inner] }] }, new Choose { Regions = [region,
                region with { Benchmark = Pool }] },
            new Choose { Regions = [region with { From = new(Side.Gain, level, true) }] },
            new Choose { Regions = [region with { To = new(Side.Gain, level, true) }] },
            new Choose { Regions = [region with { When = [new LowRevenue(), new AmountStated(Pool)] }] },
        })
        {
            var reads = new FactSet();
            clause.Reads(reads);
            Assert.True(reads.Has(Number.Of(Pool, Money.Of(1m))), clause.ToString());
        }

        foreach (var clause in new Clause[]
        {
            new SharingRate { Gain = new ScoreScaledRate(Rate.One), Loss = Rate.One }, new QualityGate { Score = Rate.One },
            new SharingRate { Gain = Rate.One, Loss = new ScoreScaledRate(Rate.One) },
            new QualityAdjustment { GainReduction = Rate.One, LossReduction = Rate.One },
        })
        {
            var reads = new FactSet();
            clause.Reads(reads);
            Assert.True(reads.Has(Quality.NotMet), clause.ToString());
        }
    }

    public static TheoryData<Clause> AtTheirBounds
    {
        get
        {
            var region = new Region { Name = "r", When = [new LowRevenue()] };
            Band open = new(Rate.One), none = new(Rate.Zero);
            Piece Step(int at) => new(at, true, 1m, 0m);
            return new()
            {
                new Choose { Regions = [region] }, new Choose { Regions = [.. Enumerable.Repeat(region, 32)] },
                new WholeBands { Gain = [open], Loss = [.. Enumerable.Range(1, 99).Select(static i => new Band(Rate.Zero,
                    Money.Of(i))), none] },
                new WholeBands { Gain = [new(Rate.One, 2.Percent()), open], Loss = [new(Rate.One, 5.Percent()), new(Rate.One,
                    Money.Of(1m)), open] },
                new CurveClause { Pieces = [Piece.Line(1m, 0m), .. Enumerable.Range(1, 999).Select(Step)] },
                new CurveClause { Pieces = [Piece.Line(1_000m, Money.Largest), new(Money.Largest, true, -1_000m, -Money.Largest)] },
                new CurveClause { Pieces = [Piece.Line(0m, 0.123456789m), new(0.123456789m, true, 1m, 0m)] },
                new QualityAdjustment { GainReduction = Rate.One, LossReduction = Rate.Zero },
                new QualityAdjustment { GainReduction = Rate.Zero, LossReduction = Rate.One },
                new QualityGate { Score = Rate.Zero }, new Limit { Gain = Money.Zero }, new Limit { Loss = Money.Zero },
                new EarlyTermination { Period = new(new(2024, 2, 1), new(2024, 2, 29)) },
                new Deduction { Amount = Money.Zero }, new Deduction { Amount = new WholeOf(Pool), Optional = true },
            };
        }
    }

    [Theory]
    [MemberData(nameof(AtTheirBounds))]
    public void A_clause_at_its_bounds_is_sound(Clause clause) => Assert.Empty(FailureTests.With(clause).Validate());

    public static TheoryData<string, string, Clause> BeyondTheirBounds
    {
        get
        {
            var region = new Region { Name = "r" };
            var moved = new Choose { Regions = [region with { Benchmark = Pool }] };
            Band open = new(Rate.One);
            CurveClause Table(params ValueList<Piece> pieces) => new() { Pieces = pieces };
            return new()
            {
                { "band-count", "loss",
                    new WholeBands { Gain = [open], Loss = [.. Enumerable.Range(1, 100).Select(static i => new Band(Rate.One,
                        Money.Of(i))), open] } },
                { "band-count", "loss", new MarginalBands { Gain = [open], Loss = [] } },
                { "rate-range", "gain[0].providerShare", new WholeBands { Gain = [new(Rate.Of(-0.01m))], Loss = [open] } },
                { "band-order", "gain[1].upTo", new MarginalBands { Gain = [new(Rate.One, 2.Percent()), new(Rate.One, 1.Percent()),
                    open],
                    Loss = [open] } },
                { "level-negative", "gain[0].upTo.amount", new WholeBands { Gain = [new(Rate.One, Money.Of(-1m)), open],
                    Loss = [open] } },
                { "piece-count", "pieces", Table([.. Enumerable.Range(0, 1_001).Select(static i => i == 0 ? Piece.Line(1m,
                    0m) : new(i, true, 1m, 0m))]) },
                { "piece-range", "pieces[0]", Table(Piece.Line(-1_000.1m, 0m)) },
                { "piece-range", "pieces[0]", Table(Piece.Line(1m, Money.Largest + 1m)) },
                { "piece-range", "pieces[1]", Table(Piece.Line(1m, 0m), new(Money.Largest + 1m, true, 1m, 0m)) },
                { "piece-decimals", "pieces[0]", Table(Piece.Line(1m, 0.1234567891m)) },
                { "piece-decimals", "pieces[1]", Table(Piece.Line(1m, 0m), new(0.1234567891m, true, 1m, 0m)) },
                { "optional-level", "optional", new Deduction { Amount = Money.Of(1m), Optional = true } },
                { "level-count", "amount.of", new Addition { Amount = new LesserOf([Money.Of(1m)]) } },
                { "adjustment-empty", "", new QualityAdjustment { GainReduction = Rate.Zero, LossReduction = Rate.Zero } },
                { "rate-range", "gainReduction", new QualityAdjustment { GainReduction = Rate.Of(1.1m), LossReduction = Rate.One } },
                { "rate-range", "lossReduction", new QualityAdjustment { GainReduction = Rate.One, LossReduction = Rate.Of(1.1m) } },
                { "rate-range", "loss.rate", new SharingRate { Gain = Rate.One, Loss = Rate.Of(1.1m) } },
                { "level-negative", "losses.amount", new MinimumRate { Savings = Money.Zero, Losses = Money.Of(-1m),
                    Shares = Sharing.Excess } },
                { "months-unknown", "months", new EarlyTermination { Period = Year, Months = (MonthCount)7 } },
                { "level-negative", "regions[0].to.at.amount", new Choose { Regions = [region with { To = new(Side.Loss,
                    Money.Of(-1m), true) }] } },
                { "gate-empty", "regions[0].then[0]", new Choose { Regions = [region with { Then = [new QualityGate()] }] } },
                { "gate-empty", "otherwise[0]", new Choose { Regions = [region], Otherwise = [new QualityGate()] } },
                { "text-length", "regions[0].name", new Choose { Regions = [region with { Name = new('x', 1_000) }] } },
                { "benchmark-not-first", "regions[0].then[1]", new Choose { Regions = [region with { Then = [new Relief(),
                    moved] }] } },
            };
        }
    }

    [Theory]
    [MemberData(nameof(BeyondTheirBounds))]
    public void A_clause_beyond_its_bounds_says_where(string code, string path, Clause clause)
    {
        var failures = FailureTests.With(clause).Validate();
        var at = path.Length == 0 ? "clauses[0]" : "clauses[0]." + path;
        Assert.True(failures.Any(f => f.Code == code && f.Path == at), $"Expected {code} at {at}, got: {string.Join("\n", failures)}");
        FailureTests.Told(failures);
    }

    [Fact]
    public void A_choice_that_moves_the_benchmark_comes_first_however_deep_it_moves_it()
    {
        var moved = new Choose { Regions = [new Region { Name = "r", Benchmark = Pool }] };
        var plain = new Region { Name = "plain", When = [new LowRevenue()] };
        foreach (var clause in new Clause[]
        {
            moved, new Choose { Regions = [plain, plain with { Then = [moved] }] }, new Choose { Regions = [plain],
                Otherwise = [moved] },
        })
        {
            Assert.Empty(FailureTests.With(clause).Validate());
            Assert.Contains(FailureTests.With(new Relief(), clause).Validate(), static f => f is
            {
                Code: "benchmark-not-first",
                Path: "clauses[1]"
            });
        }
    }

    public static TheoryData<Clause, string> Sentences
    {
        get
        {
            RegionEnd from = new(Side.Gain, Money.Of(5m), true), to = new(Side.Loss, Money.Of(7m), false);
            var region = new Region { Name = "r" };
            Choose Of(Region only) => new() { Regions = [only], Otherwise = [new Floor { At = Money.Zero }, new Relief()] };
            const string Rest = ": the amount stays as it is; otherwise: at least 0, "
                + "then losses are reduced by the relief that is stated";
            return new()
            {
                { Of(region with { From = from }), "Which rules apply: r (amounts from gains of 5 on)" + Rest },
                { Of(region with { To = to }), "Which rules apply: r (amounts up to losses of 7 (itself left out))" + Rest },
                { Of(region with { From = to, To = from, When = [new LowRevenue(), new AmountStated(Pool)], Benchmark = Pool }),
                    "Which rules apply: r (amounts from losses of 7 (itself left out) to gains of 5, if a low-revenue organisation, "
                    + "if by the pool, measured against the pool)" + Rest },
                { new Limit { Gain = Money.Of(5m) }, "Payment and loss limit: gains at most 5" },
                { new Limit { Gain = Money.Of(5m), Loss = Money.Of(6m) }, "Payment and loss limit: gains at most 5; losses at most 6" },
                { new QualityGate { Score = 60.Percent() }, "Quality gate: gains are kept only with a quality score of at least 60%" },
                { new QualityGate { Standard = QualityStandard.Met }, "Quality gate: gains are kept only with the quality standard" },
                { new MinimumRate { Savings = Money.Of(5m), Shares = Sharing.FirstDollar },
                    "Minimum savings rate: gains count from 5, in full; losses are not shared" },
                { new CurveClause { Pieces = [Piece.Line(1m, 0m), new(5m, true, 1m, 0m)] },
                    "Payoff table: a payoff table of 2 pieces" },
                { new Deduction { Amount = Money.Of(5m) }, "Deduction: less 5" },
                { new EarlyTermination { Period = null!, Months = MonthCount.Completed },
                    "Termination during the period: after a termination gains are kept only by an organisation that ends on the last "
                    + "day and completes the close-out, and losses are owed for the months completed of the period, "
                    + "by an organisation that ends in the first half for none" },
            };
        }
    }

    [Theory]
    [MemberData(nameof(Sentences))]
    public void A_clause_says_what_it_does_with_what_is_left_out(Clause clause, string sentence) =>
        Assert.Equal(sentence, clause.ToString());

    [Fact]
    public void Parts_of_clauses_and_their_facts_say_what_they_are()
    {
        Assert.Equal("up to 5: 50%; beyond: 25%", $"{new Band(50.Percent(), Money.Of(5m))}; {new Band(25.Percent())}");
        Assert.Equal("ended by Payer on 2024-03-02", Ended(3, 2, TerminatedBy.Payer).Said);
        Assert.Equal("ended by Organisation on 2024-12-31, close-out completed", Ended(12, 31, closed: true).Said);
        Assert.Equal("Lee: 1200 beneficiaries, 2.5 months", new AffectedCounty("Lee", 1_200, 2.5m).ToString());
    }

    /// <summary>400 of 1,000 people; (100 × 6 + 300 × 12) ÷ (400 × 12) = 4,200 ÷ 4,800 of their months.</summary>
    [Fact]
    public void Relief_from_counties_counts_the_affected_ones()
    {
        AffectedCounty half = new("half", 100, 6m), whole = new("whole", 300, 12m), spared = new("spared", 50, 0m);
        decimal?[] Shares(int people, int months, params AffectedCounty[] counties) =>
            [.. Number.ReliefFromCounties(people, counties, months).Select(static n => n.Figure.Value)];

        Assert.Equal([0.875m, 0.4m], Shares(1_000, 12, half, whole, spared));
        Assert.Equal([1m, 1m], Shares(1, 1, new AffectedCounty("one", 1, 1m)));
        Assert.Equal([0m, 0m], Shares(1_000, 12, spared));
        Assert.Equal([0m, 0m], Shares(1_000, 12, whole with { Beneficiaries = 0 }));
        Assert.Throws<ArgumentNullException>(static () => Number.ReliefFromCounties(1, null!));
        Assert.Throws<ArgumentOutOfRangeException>(() => Shares(0, 12, half));
        Assert.Throws<ArgumentOutOfRangeException>(() => Shares(1_000, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => Shares(1_000, 12, whole with { Beneficiaries = -1 }));
        Assert.Contains("at most 12 affected months", Assert.Throws<ArgumentOutOfRangeException>(() =>
            Shares(1_000, 12, half, whole with { AffectedMonths = 12.1m })).Message, StringComparison.Ordinal);
    }

    private static Experience Given(decimal opening, params Fact[] facts) =>
        new() { Benchmark = Money.Of(1_000m), Expenditure = Money.Of(1_000m - opening), Facts = [.. facts] };

    [Fact]
    public void A_negative_balance_is_refused_and_so_is_a_negative_deduction()
    {
        var recoupment = new Recoupment { Balance = Pool };
        Assert.Contains("numbers." + recoupment.Balance.Name,
            Assert.Throws<SettlementException>(() => Settle(recoupment, 50m, Number.Of(recoupment.Balance, Money.Of(-8m))))
                .Failures.Select(static f => f.Path));
        Assert.Contains(FailureTests.With(new Deduction { Amount = Money.Of(-8m) }).Validate(),
            static f => (f.Code, f.Path) == ("level-negative", "clauses[0].amount.amount"));
    }

    /// <summary>Where each branch of two overlapping choices is taken: an earlier region goes first, so a later one ends where it begins;
    /// regions on the other side of zero are not looked at.</summary>
    [Theory]
    [InlineData(150, 100, false, null, false)]
    [InlineData(100, 50, true, 100, true)]
    [InlineData(50, 50, true, 100, true)]
    [InlineData(10, 0, true, 50, false)]
    [InlineData(-10, -30, false, 0, true)]
    [InlineData(-30, null, false, -30, true)]
    [InlineData(-31, null, false, -30, true)]
    public void A_branch_says_where_it_is_taken(int opening, int? low, bool lowIncluded, int? high, bool highIncluded)
    {
        var choose = new Choose
        {
            Regions =
            [
                new() { Name = "high", From = new(Side.Gain, Money.Of(100m), false) },
                new() { Name = "middle", From = new(Side.Gain, Money.Of(50m), true) },
                new() { Name = "low", To = new(Side.Loss, Money.Of(30m), true) },
            ],
        };
        Assert.Equal(new Interval(low, lowIncluded, high, highIncluded), Taken(choose, opening));
    }

    /// <summary>The second region reaches beyond the first one on the lower side only.</summary>
    [Theory]
    [InlineData(30, 20, true, 50, false)]
    [InlineData(60, 50, true, 200, false)]
    [InlineData(150, 50, true, 200, false)]
    [InlineData(200, 200, true, null, false)]
    [InlineData(19, null, false, 20, false)]
    public void A_later_region_keeps_what_an_earlier_one_leaves(int opening, int? low, bool lowIncluded, int? high, bool highIncluded)
    {
        var choose = new Choose
        {
            Regions =
            [
                new() { Name = "first", From = new(Side.Gain, Money.Of(50m), true), To = new(Side.Gain, Money.Of(200m), false) },
                new() { Name = "second", From = new(Side.Gain, Money.Of(20m), true), To = new(Side.Gain, Money.Of(100m), true) },
            ],
        };
        Assert.Equal(new Interval(low, lowIncluded, high, highIncluded), Taken(choose, opening));
    }

    private static Interval? Taken(Choose choose, decimal opening) =>
        Settle(choose, opening).Lines.Last(static line => line.Within is not null).Within;

    private static Settlement Settle(Clause clause, decimal opening, params Fact[] facts) =>
        FailureTests.With(clause).Settle(Given(opening, facts));

    /// <summary>The line with its key, the names of its numbers, and its note where the line itself does not show it.</summary>
    private static string Written(Line line)
    {
        var text = $"{line.Key}: {line} [{string.Join(", ", line.Operands.Select(static o => o.Name))}]";
        return line.Note is { } note && !text.Contains(note, StringComparison.Ordinal) ? $"{text} {note}" : text;
    }
}
