using NodaTime;
using ValueSettlement.Programs;

namespace ValueSettlement.Tests.Programs;

/// <summary>Every track with every period, agreement start and election: what existed is accepted and settles, what never existed is
/// refused with its reason.</summary>
public sealed class SharedSavingsTermsTests
{
    private static readonly LocalDate July2019 = new(2019, 7, 1);
    private static readonly LocalDate January2016 = new(2016, 1, 1);

    private static readonly LocalDate[] Starts =
        [new(2012, 4, 1), new(2012, 7, 1), .. Enumerable.Range(2013, 7).Select(static y => new LocalDate(y, 1, 1)), July2019,
            .. Enumerable.Range(2020, 7).Select(static y => new LocalDate(y, 1, 1))];

    private static readonly PerformancePeriod[] Periods =
        [.. Enumerable.Range(2013, 14).Select(PerformancePeriod.Year), PerformancePeriod.JanuaryToJune2019,
            PerformancePeriod.JulyToDecember2019];

    private static readonly Rate[] Five = [Rate.Zero, Rate.Of(0.005m), 1.Percent(), Rate.Of(0.015m), 2.Percent()];

    /// <summary>Every combination of track, period and agreement start that the walk below makes, and whether it existed, decided apart
    /// from the programme's own tables.</summary>
    private static IEnumerable<(Track Track, PerformancePeriod Period, LocalDate Start, string? Refused)> Combinations =>
        from track in Enum.GetValues<Track>()
        from period in Periods
        from start in Starts
        select (track, period, start,
            Refusal(track, period, start));

    private static string? Refusal(Track track, PerformancePeriod period, LocalDate start)
    {
        if (start > period.Start)
        {
            return "agreement-too-late";
        }

        var existed = track switch
        {
            Track.Track1 or Track.Track2 => start < July2019 && period.CalendarYear <= 2021,
            Track.Track1Plus => start < July2019 && period.CalendarYear is >= 2018 and <= 2021,
            // Track 3 is another name of ENHANCED to 2020 for agreements from July 2019 on.
            Track.Track3 =>
                start >= January2016 && (start < July2019 ? period.CalendarYear is >= 2016 and <= 2021 : period.CalendarYear <= 2020),
            _ => start >= July2019 && period.Start >= July2019,
        };
        var last = start.Year + (start == July2019 ? 5 : 4);
        return !existed ? "track-not-offered" : start >= July2019 && period.CalendarYear > last ? "agreement-ended" : null;
    }

    [Fact]
    public void Walk()
    {
        int accepted = 0, refused = 0, elections = 0;
        foreach (var (track, period, start, refusal) in Combinations)
        {
            var terms = Terms(track, period, start);
            var failures = terms.Validate();
            var name = FormattableString.Invariant($"{track}, {period}, agreement from {start:R}");
            if (refusal is not null)
            {
                refused++;
                Assert.True(failures.Any(f => f.Code == refusal), $"{name}: expected {refusal}, got [{string.Join("; ", failures)}]");
                Assert.All(failures, Told);
                Assert.Equal(failures, Assert.Throws<SettlementException>(() => MedicareSharedSavings.For(terms).Contract).Failures);
                continue;
            }

            accepted++;
            Assert.True(failures.Count == 0, $"{name}: {string.Join("; ", failures)}");
            elections += WalkElections(terms, name);
        }

        TestContext.Current.TestOutputHelper?.WriteLine(
            FormattableString.Invariant($"{accepted} combinations accepted, {refused} refused, {elections} elections walked."));
        Assert.Equal((Combinations.Count(static c => c.Refused is null), Combinations.Count(static c => c.Refused is not null)),
            (accepted, refused));
    }

    private static int WalkElections(SharedSavingsTerms terms, string name)
    {
        var walked = 0;
        MinimumRateChoice?[] all = [null, MinimumRateChoice.Table, .. Five.Select(MinimumRateChoice.Fixed),
            MinimumRateChoice.Fixed(3.Percent()), MinimumRateChoice.Fixed(Rate.Of(0.0149m))];
        foreach (var choice in all)
        {
            walked++;
            var chosen = terms with { MinimumRate = choice };
            var expected = Election(chosen);
            var failures = chosen.Validate();
            Assert.True(failures.Select(static f => f.Code).SequenceEqual(expected is null ? [] : [expected]),
                $"{name}, {choice}: expected {expected ?? "nothing"}, got [{string.Join("; ", failures)}]");
            if (expected is null)
            {
                Settles(chosen, name);
            }
        }

        return walked;
    }

    private static string? Election(SharedSavingsTerms terms)
    {
        if (terms.Track is Track.Track1 or Track.BasicA or Track.BasicB)
        {
            return terms.MinimumRate?.FixedRate is null ? null : "election-not-offered";
        }

        if (terms.Track == Track.Track2 && terms.AgreementStart < January2016)
        {
            return terms.MinimumRate is null || terms.MinimumRate.FixedRate == 2.Percent() ? null : "election-not-offered";
        }

        // Before 2016 the only fixed rate that any regulation offered was 2 %.
        Rate[] offered = terms.AgreementStart < January2016 ? [2.Percent()] : Five;
        return terms.MinimumRate is null ? "election-missing" : terms.MinimumRate.FixedRate is { } rate && !offered.Contains(rate)
            ? "election-not-offered" : null;
    }

    /// <summary>The contract is sound, every clause has its authority, and it settles savings and losses with exactly the facts that it
    /// reads.</summary>
    private static void Settles(SharedSavingsTerms terms, string name)
    {
        var contract = MedicareSharedSavings.For(terms).Contract;
        Assert.Empty(contract.Validate());
        Assert.Equal(terms.Period, contract.Term);
        Assert.All(Contracts.ContractWalk.Clauses(contract.Clauses), c =>
            Assert.False(string.IsNullOrWhiteSpace(c.Authority?.Citation), $"{name}: {c} has no authority."));
        var prepared = contract.Prepare();
        foreach (var spent in new[] { 90_000_000m, 99_500_000m, 100_000_000m, 100_500_000m, 130_000_000m })
        {
            var experience = new Experience { Benchmark = Money.Of(100_000_000m), Expenditure = Money.Of(spent), Facts = Facts(contract) };
            var settlement = prepared.Settle(experience);
            Assert.Equal(prepared.Earned(experience), settlement.Earned.Unrounded);
            // Nobody is paid for losses, and a one-sided track never owes.
            Assert.True(spent <= 100_000_000m || settlement.Earned.Unrounded <= 0m, name);
            Assert.True(terms.Track is not (Track.Track1 or Track.BasicA or Track.BasicB) || settlement.Owes != Party.Provider, name);
        }
    }

    public static ValueList<Fact> Facts(Contract contract)
    {
        var reads = new FactSet();
        foreach (var clause in contract.Clauses.Concat(contract.Payment))
        {
            clause.Reads(reads);
        }

        Fact[] all =
        [
            Number.AssignedBeneficiaries(5_333), Quality.Met(90.Percent()), Number.Of(Basis.ParticipantRevenue, Money.Of(20_000_000m)),
                new RevenueCategory { Low = true },
            Number.Of(MedicareSharedSavings.TwoWayBenchmark, Money.Of(101_000_000m)), .. Number.ReliefShares(10.Percent(), 20.Percent()),
                Number.Of(Basis.AdvanceBalance, Money.Of(5_000m)),
        ];
        return all.Where(reads.Has).ToValueList();
    }

    internal static SharedSavingsTerms Terms(Track track, PerformancePeriod period, LocalDate start) => new()
    {
        Track = track,
        Year = period.CalendarYear,
        SixMonths = period.SixMonths,
        AgreementStart = start,
        MinimumRate = MedicareSharedSavings.IsTwoSided(track) && !(track == Track.Track2 && start < January2016) ? MinimumRateChoice.Table
            : null,
        TrackYear = track == Track.Track2 ? 1 : null,
        LossLimit = track == Track.Track1Plus ? LossLimitBasis.Revenue : null,
    };

    [Fact]
    public void Track_3_began_with_agreements_of_2016() =>
        Assert.Equal("track-not-offered",
            Assert.Single((Terms(Track.Track3, PerformancePeriod.Year(2016), new(2015, 1, 1))).Validate()).Code);

    public static TheoryData<string, string, SharedSavingsTerms> Wrong
    {
        get
        {
            var basic = Terms(Track.BasicE, PerformancePeriod.Year(2024), new(2024, 1, 1));
            var second = Terms(Track.Track2, PerformancePeriod.Year(2016), new(2016, 1, 1));
            var plus = Terms(Track.Track1Plus, PerformancePeriod.Year(2018), new(2018, 1, 1));
            return new()
            {
                { "track-unknown", "track", basic with { Track = (Track)99 } },
                { "period-unknown", "year", basic with { Year = 2012 } },
                { "period-unknown", "year", basic with { Year = 2032 } },
                { "six-months-unknown", "sixMonths", basic with { SixMonths = SixMonths.JanuaryToJune } },
                { "agreement-too-early", "agreementStart", Terms(Track.Track1, PerformancePeriod.Year(2013), new(2012, 3, 31)) },
                { "agreement-too-late", "agreementStart", basic with { AgreementStart = new(2024, 1, 2) } },
                { "agreement-start-unknown", "agreementStart", basic with { Year = 2025, AgreementStart = new(2024, 3, 15) } },
                { "agreement-ended", "year", basic with { Year = 2031 } },
                { "agreement-ended", "year", basic with { Year = 2025, AgreementStart = new(2019, 7, 1) } },
                { "agreement-ended", "year", basic with { Year = 2025, AgreementStart = new(2020, 1, 1) } },
                { "track-not-offered", "track", basic with { Track = Track.Track1, MinimumRate = null } },
                { "election-missing", "minimumRate", basic with { MinimumRate = null } },
                { "election-not-offered", "minimumRate", basic with { MinimumRate = MinimumRateChoice.Fixed(Rate.Of(0.025m)) } },
                { "track-year-missing", "trackYear", second with { TrackYear = null } },
                { "track-year-missing", "trackYear", second with { TrackYear = 0 } },
                { "term-unused", "trackYear", basic with { TrackYear = 1 } },
                { "loss-limit-missing", "lossLimit", plus with { LossLimit = null } },
                { "term-unused", "lossLimit", basic with { LossLimit = LossLimitBasis.Benchmark } },
            };
        }
    }

    [Theory]
    [MemberData(nameof(Wrong))]
    public void A_combination_that_never_existed_is_refused_with_its_reason(string code, string path, SharedSavingsTerms terms)
    {
        var failures = Assert.Throws<SettlementException>(() => MedicareSharedSavings.For(terms).Contract).Failures;
        var failure = Assert.Single(failures, f => f.Code == code);
        Assert.Equal(path, failure.Path);
        Assert.All(failures, Told);
    }

    // Rows of the published files: the last year that each kind of agreement had.
    [Theory]
    [InlineData(2018, 2015, 1, Track.Track1)]
    [InlineData(2021, 2018, 1, Track.Track1)]
    [InlineData(2024, 2019, 7, Track.Enhanced)]
    [InlineData(2024, 2020, 1, Track.Enhanced)]
    public void The_last_published_year_of_an_agreement_passes(int year, int start, int month, Track track) =>
        Assert.Empty(Terms(track, PerformancePeriod.Year(year), new(start, month, 1)).Validate());

    [Fact]
    public void All_that_is_wrong_is_said_at_once()
    {
        var failures = new SharedSavingsTerms
        {
            Track = Track.Track2,
            Year = 2024,
            AgreementStart = new(2025, 1, 1),
            LossLimit = LossLimitBasis.Revenue
        }.Validate();
        Assert.Equal(["agreement-too-late", "election-missing", "term-unused", "track-not-offered", "track-year-missing"],
            failures.Select(static f => f.Code).Order(StringComparer.Ordinal));
    }

    private static void Told(Failure failure)
    {
        Assert.False(string.IsNullOrWhiteSpace(failure.Code));
        Assert.False(string.IsNullOrWhiteSpace(failure.Path));
        Assert.NotNull(failure.Value);
        Assert.False(string.IsNullOrWhiteSpace(failure.Rule));
        Assert.False(string.IsNullOrWhiteSpace(failure.Remedy));
    }
}
