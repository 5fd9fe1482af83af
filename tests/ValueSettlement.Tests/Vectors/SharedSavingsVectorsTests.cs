using NodaTime;
using NodaTime.Text;
using ValueSettlement.Programs;

namespace ValueSettlement.Tests.Vectors;

public sealed class SharedSavingsVectorsTests
{
    public static TheoryData<VectorCase> MinimumRateCases => VectorCase.Family("mssp-msr");

    public static TheoryData<VectorCase> SettlementCases => VectorCase.Family("mssp-settlement");

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(MinimumRateCases))]
    public void MinimumRates(VectorCase vector)
    {
        var track = TrackOf(vector.Text("track"));
        Rate? stated = vector.NumberOrNull("statedMinimumSavingsRate") is { } rate ? Rate.Of(rate) : null;
        (decimal Savings, decimal? Losses) found;
        try
        {
            found = MedicareSharedSavings.MinimumRates(track, PeriodOf(vector), DateOf(vector, "agreementStartDate"), ChoiceOf(vector), vector.Count("assignedBeneficiaries"), stated);
        }
        catch (SettlementException failure)
        {
            vector.Same("status", "stated-rate-required");
            Assert.Contains(failure.Failures, static f => f.Code == "fact-missing");
            return;
        }

        vector.Same("status", "ok");
        vector.Near("minimumSavingsRate", found.Savings);
        vector.Near("minimumLossRate", found.Losses);
        vector.Same("isTwoSided", found.Losses is not null);
    }

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(SettlementCases))]
    public void Settlements(VectorCase vector)
    {
        var (contract, experience) = Build(vector);
        var prepared = contract.Prepare();
        var settlement = prepared.Settle(experience);

        vector.Near("earnedUsd", settlement.Earned.Unrounded);
        vector.Same("publishedUsd", Rounding.Cents.Apply(settlement.Earned.Unrounded));
        vector.Same("publishedWholeUsd", settlement.Earned.Published);
        Assert.Equal(settlement.Earned.Unrounded, prepared.Earned(experience));
        Compare(vector, settlement, experience, contract);

        // The composed payoff agrees with settling where the case stands.
        var payoff = prepared.PayoffOverSpending(experience);
        Assert.Equal(settlement.Earned.Published, contract.PublishingRule.Apply(payoff.At(experience.Expenditure!.Value!.Value)));
    }

    public static (Contract Contract, Experience Experience) Build(VectorCase vector)
    {
        var track = TrackOf(vector.Text("track"));
        var (period, agreement) = Existing(track, PeriodOf(vector), DateOf(vector, "agreementStartDate"));
        // A choice is recorded even where none was on offer; the contract would refuse it.
        var offered = MedicareSharedSavings.IsTwoSided(track) && !(track == Track.Track2 && agreement < new LocalDate(2016, 1, 1));
        var contract = MedicareSharedSavings.Contract(new()
        {
            Track = track,
            Period = period,
            AgreementStart = agreement,
            MinimumRate = offered ? ChoiceOf(vector) : null,
            TrackYear = track == Track.Track2 ? vector.Count("trackPerformanceYearNumber") : null,
            LossLimit = track == Track.Track1Plus ? vector.Has("track1PlusLossLimitBasis") && vector.Text("track1PlusLossLimitBasis") == "benchmark" ? LossLimitBasis.Benchmark : LossLimitBasis.Revenue : null,
        });
        var facts = new List<Fact> { new AssignedBeneficiaries(vector.Count("assignedBeneficiaries")), QualityOf(vector, period) };
        var reads = new FactSet();
        foreach (var clause in contract.Clauses)
        {
            clause.Reads(reads);
        }

        if (vector.NumberOrNull("statedMinimumSavingsRate") is { } stated && reads.Has(new StatedMinimumRate(Rate.Of(stated))))
        {
            facts.Add(new StatedMinimumRate(Rate.Of(stated)));
        }

        var revenue = vector.NumberOrNull("participantFfsRevenueUsd");
        if (revenue is { } earned && reads.Has(Basis.ParticipantRevenue))
        {
            facts.Add(new BasisAmount(Basis.ParticipantRevenue, Money.Of(earned)));
        }

        if (revenue is { } money && vector.NumberOrNull("assignedFfsExpenditureUsd") is { } spent && reads.Has(new RevenueCategory { Low = true }))
        {
            facts.Add(MedicareSharedSavings.RevenueCategoryOf(Money.Of(money), Money.Of(spent)));
        }

        if (vector.NumberOrNull("twoWayBenchmarkTotalUsd") is { } twoWay && reads.Has(Basis.TwoWayBenchmark))
        {
            facts.Add(new BasisAmount(Basis.TwoWayBenchmark, Money.Of(twoWay)));
        }

        if (vector.NumberOrNull("extremeEventMonthShare") is { } months && reads.Has(new ReliefShares(Rate.Zero, Rate.Zero)))
        {
            facts.Add(new ReliefShares(Rate.Of(months), Rate.Of(vector.Number("extremeEventBeneficiaryShare"))));
        }

        if (vector.NumberOrNull("advanceBalanceUsd") is { } balance)
        {
            facts.Add(new BasisAmount(Basis.AdvanceBalance, Money.Of(balance)));
        }

        if (vector.Has("termination"))
        {
            var termination = vector.Inputs.GetProperty("termination");
            facts.Add(new Termination
            {
                InitiatedBy = termination.GetProperty("initiatedBy").GetString() == "cms" ? TerminatedBy.Payer : TerminatedBy.Organisation,
                EffectiveDate = LocalDatePattern.Iso.Parse(termination.GetProperty("effectiveDate").GetString()!).Value.PlusYears(period.CalendarYear - PeriodOf(vector).CalendarYear),
                CloseOutCompleted = termination.TryGetProperty("closeOutCompleted", out var closed) && closed.ValueKind == System.Text.Json.JsonValueKind.True,
            });
        }

        return (contract, new Experience { Benchmark = Money.Of(vector.Number("benchmarkTotalUsd")), Expenditure = Money.Of(vector.Number("expenditureTotalUsd")), Facts = [.. facts] });
    }

    private static void Compare(VectorCase vector, Settlement settlement, Experience experience, Contract contract)
    {
        var lines = settlement.Lines;
        decimal? Value(string key) => lines.LastOrDefault(l => l.Key == key)?.Value;
        var guardrail = lines.FirstOrDefault(l => l.Kind == LineKind.Clause && l.Label == "Guardrail");
        var used = experience.Benchmark!.Value!.Value + (guardrail?.Delta ?? 0m);
        // A neither-savings-nor-losses outcome is reported on the two-way benchmark.
        vector.Near("benchmarkUsedUsd", used);
        vector.Near("differenceUsd", used - experience.Expenditure!.Value!.Value);
        vector.Near("finalSharingRate", Value("final-sharing-rate"));
        vector.Near("finalLossRate", Value("final-loss-rate"));
        if (Value("sharing-rate") is { } shared)
        {
            vector.Near("grossSharedSavingsUsd", shared);
            vector.Near("sharedLossesBeforeLimitUsd", -shared);
        }

        if (lines.LastOrDefault(l => l.Key == "sequestration") is { Before: > 0m } sequestration)
        {
            vector.Near("sequestrationUsd", -sequestration.Delta);
            vector.Near("sharedSavingsAfterSequestrationUsd", sequestration.Value);
        }

        if (lines.LastOrDefault(l => l is { Key: "limit", Kind: LineKind.Clause }) is { } limit && limit.Before != 0m)
        {
            vector.Near("sharedSavingsAfterLimitUsd", limit.Value);
            vector.Near("sharedLossesAfterLimitUsd", -limit.Value);
            vector.Near("paymentLimitUsd", Value("payment-limit"));
            vector.Near("lossLimitUsd", Value("loss-limit"));
        }

        if (lines.LastOrDefault(l => l is { Key: "relief", Kind: LineKind.Clause }) is { Before: < 0m } relief)
        {
            vector.Near("extremeEventReliefUsd", relief.Delta);
        }

        if (vector.Expected.TryGetProperty("advanceRecoupedUsd", out _))
        {
            vector.Near("advanceRecoupedUsd", settlement.Earned.Unrounded - settlement.Payable.Unrounded);
            vector.Near("advanceBalanceRemainingUsd", settlement.CarriedForward[0].Amount);
            vector.Near("netPaymentUsd", settlement.Payable.Unrounded);
        }

        var quality = experience.Facts.OfType<Quality>().Single();
        var score = quality.Standard == QualityStandard.CompleteReporting ? 1m : quality.Score?.Value;
        vector.Near("qualityScoreUsedPoints", score * 100m);
        vector.Near("healthEquityBonusPoints", quality.Score?.Lines.FirstOrDefault(static l => l.Key == "health-equity-bonus")?.Value ?? 0m);
        if (vector.Expected.TryGetProperty("isLowRevenue", out var low) && low.ValueKind != System.Text.Json.JsonValueKind.Null && experience.Facts.OfType<RevenueCategory>().FirstOrDefault() is { } category)
        {
            vector.Same("isLowRevenue", category.Low);
        }

        _ = contract;
    }

    private static Quality QualityOf(VectorCase vector, PerformancePeriod period) => MedicareSharedSavings.Quality(period, new()
    {
        Standard = vector.Text("qualityStandard") switch
        {
            "met" => QualityStandard.Met,
            "alternative" => QualityStandard.Alternative,
            "completeReporting" => QualityStandard.CompleteReporting,
            _ => QualityStandard.NotMet,
        },
        Points = vector.NumberOrNull("qualityScorePoints"),
        PerformanceScaler = vector.NumberOrNull("healthEquityScaler"),
        DeprivedAreaShare = vector.NumberOrNull("underservedAdiShare") is { } areas ? Rate.Of(areas) : null,
        LowIncomeOrDualShare = vector.NumberOrNull("underservedLisDualShare") is { } poor ? Rate.Of(poor) : null,
        FloorPoints = vector.NumberOrNull("qualityFloorPoints"),
    });

    public static Track TrackOf(string name) => Enum.Parse<Track>(name, ignoreCase: true);

    private static PerformancePeriod PeriodOf(VectorCase vector) => vector.Text("performancePeriod") switch
    {
        "JanJun2019" => PerformancePeriod.JanuaryToJune2019,
        "JulDec2019" => PerformancePeriod.JulyToDecember2019,
        _ => PerformancePeriod.Year(vector.Count("performanceYear")),
    };

    /// <summary>The vectors carry the older tracks on beyond their last agreements and years, which the contract refuses: the same rules held in the last that existed (2021 and 2022 do not differ).</summary>
    private static (PerformancePeriod Period, LocalDate Agreement) Existing(Track track, PerformancePeriod period, LocalDate agreement)
    {
        if (track is not (Track.Track1 or Track.Track1Plus or Track.Track2 or Track.Track3) || (track == Track.Track3 && period.CalendarYear <= 2020))
        {
            return (period, agreement);
        }

        return (period.CalendarYear == 2022 ? PerformancePeriod.Year(2021) : period, LocalDate.Min(agreement, new(2019, 1, 1)));
    }

    private static LocalDate DateOf(VectorCase vector, string name) => LocalDatePattern.Iso.Parse(vector.Text(name)).Value;

    private static MinimumRateChoice ChoiceOf(VectorCase vector) => vector.Text("msrElection") == "table" ? MinimumRateChoice.Table : MinimumRateChoice.Fixed(Rate.Of(vector.Number("msrElection")));
}
