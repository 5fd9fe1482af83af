using NodaTime;
using NodaTime.Text;
using ValueSettlement.Curves;
using ValueSettlement.Programs;
using ValueSettlement.Tests.Contracts;
using ValueSettlement.Tests.Programs;

namespace ValueSettlement.Tests.Vectors;

public sealed class SharedSavingsVectorsTests
{
    public static TheoryData<VectorCase> MinimumRateCases => VectorCase.Family("mssp-msr");

    public static TheoryData<VectorCase> SettlementCases => VectorCase.Family("mssp-settlement");

    [Theory]
    [MemberData(nameof(MinimumRateCases))]
    public void MinimumRates(VectorCase vector) => vector.Check(CompareRates);

    internal static void CompareRates(VectorCase vector)
    {
        Rate? stated = vector.NumberOrNull("statedMinimumSavingsRate") is { } rate ? Rate.Of(rate) : null;
        (decimal Savings, decimal? Losses) found;
        try
        {
            found = Programme(vector).MinimumRates(vector.Count("assignedBeneficiaries"), stated);
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

    [Theory]
    [MemberData(nameof(SettlementCases))]
    public void Settlements(VectorCase vector) => vector.Check(CompareSettlement);

    internal static void CompareSettlement(VectorCase vector)
    {
        var (contract, experience) = Build(vector);
        var prepared = contract.Prepare();
        var settlement = prepared.Settle(experience);

        vector.Near("earnedUsd", settlement.Earned.Unrounded);
        vector.Same("publishedUsd", Rounding.Cents.Apply(settlement.Earned.Unrounded));
        vector.Same("publishedWholeUsd", settlement.Earned.Published);
        Assert.Equal(settlement.Earned.Unrounded, prepared.Earned(experience));
        CompareMinimum(vector, contract, experience, settlement);
        CompareQuality(vector, experience);
        CompareShares(vector, contract, experience, settlement);

        // The composed payoff agrees with settling where the case stands.
        var payoff = prepared.PayoffOverSpending(experience);
        Assert.Equal(settlement.Earned.Published, contract.PublishingRule.Apply(payoff.At(experience.Expenditure!.Value!.Value)));
    }

    private static MedicareSharedSavings Programme(VectorCase vector) => MedicareSharedSavings.For(TermsOf(vector));

    private static SharedSavingsTerms TermsOf(VectorCase vector)
    {
        var track = TrackOf(vector.Text("track"));
        var (period, agreement) = Existing(track, PeriodOf(vector), DateOf(vector, "agreementStartDate"));
        // A choice is recorded even where none was on offer; the contract would refuse it.
        var offered = MedicareSharedSavings.IsTwoSided(track) && !(track == Track.Track2 && agreement < new LocalDate(2016, 1, 1));
        return new()
        {
            Track = track,
            Year = period.CalendarYear,
            SixMonths = period.SixMonths,
            AgreementStart = agreement,
            MinimumRate = offered ? ChoiceOf(vector) : null,
            TrackYear = track != Track.Track2 ? null
                : vector.Has("trackPerformanceYearNumber") ? vector.Count("trackPerformanceYearNumber") : 1,
            LossLimit = track != Track.Track1Plus ? null
                : vector.Has("track1PlusLossLimitBasis") && vector.Text("track1PlusLossLimitBasis") == "benchmark"
                    ? LossLimitBasis.Benchmark
                : LossLimitBasis.Revenue,
        };
    }

    public static (Contract Contract, Experience Experience) Build(VectorCase vector)
    {
        var terms = TermsOf(vector);
        var contract = terms.Contract();
        var facts = new List<Fact> { Number.AssignedBeneficiaries(vector.Count("assignedBeneficiaries")), QualityOf(vector, terms.Year) };
        var reads = new FactSet();
        foreach (var clause in contract.Clauses)
        {
            clause.Reads(reads);
        }

        if (vector.NumberOrNull("statedMinimumSavingsRate") is { } stated && reads.Has(Number.MinimumRate(Rate.Of(stated))))
        {
            facts.Add(Number.MinimumRate(Rate.Of(stated)));
        }

        var revenue = vector.NumberOrNull("participantFfsRevenueUsd");
        if (revenue is { } earned && reads.Has(Basis.ParticipantRevenue))
        {
            facts.Add(Number.Of(Basis.ParticipantRevenue, Money.Of(earned)));
        }

        if (revenue is { } money && vector.NumberOrNull("assignedFfsExpenditureUsd") is { } spent
            && reads.Has(new RevenueCategory { Low = true }))
        {
            facts.Add(Mssp.Of(2024).RevenueCategoryOf(Money.Of(money), Money.Of(spent)));
        }

        if (vector.NumberOrNull("twoWayBenchmarkTotalUsd") is { } twoWay && reads.Has(MedicareSharedSavings.TwoWayBenchmark))
        {
            facts.Add(Number.Of(MedicareSharedSavings.TwoWayBenchmark, Money.Of(twoWay)));
        }

        if (vector.NumberOrNull("extremeEventMonthShare") is { } months && reads.Has(Number.Relief(Money.Zero)))
        {
            facts.AddRange(Number.ReliefShares(Rate.Of(months), Rate.Of(vector.Number("extremeEventBeneficiaryShare"))));
        }

        if (vector.NumberOrNull("advanceBalanceUsd") is { } balance)
        {
            facts.Add(Number.Of(Basis.AdvanceBalance, Money.Of(balance)));
        }

        if (vector.Has("termination"))
        {
            var termination = vector.Inputs.GetProperty("termination");
            facts.Add(new Termination
            {
                InitiatedBy = termination.GetProperty("initiatedBy").GetString() == "cms" ? TerminatedBy.Payer : TerminatedBy.Organisation,
                EffectiveDate = LocalDatePattern.Iso.Parse(termination.GetProperty("effectiveDate").GetString()!).Value.PlusYears(
                    terms.Year - PeriodOf(vector).CalendarYear),
                CloseOutCompleted = termination.TryGetProperty("closeOutCompleted", out var closed)
                    && closed.ValueKind == System.Text.Json.JsonValueKind.True,
            });
        }

        return (contract, new Experience
        {
            Benchmark = Money.Of(vector.Number("benchmarkTotalUsd")),
            Expenditure = Money.Of(vector.Number("expenditureTotalUsd")),
            Facts = [.. facts]
        });
    }

    /// <summary>Benchmark, difference and minimum rate, with what the guardrail made of them.</summary>
    private static void CompareMinimum(VectorCase vector, Contract contract, Experience experience, Settlement settlement)
    {
        var guardrail = GuardrailOf(settlement);
        var used = Value(settlement, "benchmark")!.Value + (guardrail?.Delta ?? 0m);
        var difference = settlement.Opening + (guardrail?.Delta ?? 0m);
        vector.Near("benchmarkUsedUsd", used);
        vector.Near("differenceUsd", difference);
        vector.Near("savingsRate", difference / used);
        vector.Same("guardrail", Guardrail(contract, experience, settlement));

        var stated = experience.Facts.OfType<Number>().SingleOrDefault(static n => n.Name == "minimum-rate")?.Figure.Value is { } rate
            ? Rate.Of(rate) : default(Rate?);
        var (savings, losses) = Programme(vector).MinimumRates(vector.Count("assignedBeneficiaries"), stated);
        vector.Near("minimumSavingsRate", savings);
        vector.Near("minimumLossRate", losses);
        // A case without shared losses, or between savings and losses, has no line with the amount that it would have had to reach.
        var minimum = ContractWalk.Clauses(contract.Clauses).OfType<MinimumRate>().First();
        var reached = Value(settlement, "minimum-savings") ?? Value(settlement, "minimum-losses");
        vector.Near("thresholdUsd", reached ?? Agreeing.Amount(minimum.Savings, used, experience.Facts));
        vector.Same("minimumRateSource", SourceOf(vector, contract, experience));
    }

    private static void CompareQuality(VectorCase vector, Experience experience)
    {
        var quality = experience.Facts.OfType<Quality>().Single();
        var score = quality.Standard == QualityStandard.CompleteReporting ? 1m : quality.Score?.Value;
        vector.Near("qualityScoreUsedPoints", score * 100m);
        var bonus = quality.Score?.Lines.FirstOrDefault(static l => l.Key == "health-equity-bonus");
        vector.Near("healthEquityBonusPoints", bonus?.Value ?? 0m);
        var (revenue, spent) = (vector.NumberOrNull("participantFfsRevenueUsd"), vector.NumberOrNull("assignedFfsExpenditureUsd"));
        bool? low = revenue is null || spent is null ? null : Mssp.Of(2024).RevenueCategoryOf(
            Money.Of(revenue.Value), Money.Of(spent.Value)).Low;
        vector.Same("isLowRevenue", low);
    }

    /// <summary>What was shared: the lines of the side on which something was left to share after the minimum rate.</summary>
    private static void CompareShares(VectorCase vector, Contract contract, Experience experience, Settlement settlement)
    {
        var shared = ClauseOf(settlement, "sharing-rate")!;
        var sequestration = ClauseOf(settlement, "sequestration")!;
        var limit = ClauseOf(settlement, "limit")!;
        var benchmark = Value(settlement, "benchmark")!.Value + (GuardrailOf(settlement)?.Delta ?? 0m);
        var levels = ContractWalk.Clauses(contract.Clauses).OfType<Limit>().Last();
        if (shared.Before > 0m)
        {
            vector.Near("finalSharingRate", Value(settlement, "final-sharing-rate"));
            vector.Near("grossSharedSavingsUsd", shared.Value);
            vector.Near("sequestrationUsd", -sequestration.Delta);
            vector.Near("sharedSavingsAfterSequestrationUsd", sequestration.Value);
            var most = Value(settlement, "payment-limit") ?? Agreeing.Amount(levels.Gain!, benchmark, experience.Facts);
            vector.Near("paymentLimitUsd", most);
            vector.Near("sharedSavingsAfterLimitUsd", limit.Value);
        }
        else if (shared.Before < 0m)
        {
            vector.Near("finalLossRate", Value(settlement, "final-loss-rate"));
            vector.Near("sharedLossesBeforeLimitUsd", -shared.Value);
            vector.Near("lossLimitUsd", Value(settlement, "loss-limit") ?? Agreeing.Amount(levels.Loss!, benchmark, experience.Facts));
            vector.Near("sharedLossesAfterLimitUsd", -limit.Value);
            vector.Near("extremeEventReliefUsd", ClauseOf(settlement, "relief")!.Delta);
            vector.Near("terminationShareOfLosses", LeftOf(1_000m, contract, experience));
        }

        vector.Near("sixMonthFactor", contract.Clauses.OfType<Proration>().SingleOrDefault()?.Factor.Value.Fraction ?? 1m);
        if (vector.Has("advanceBalanceUsd"))
        {
            vector.Near("advanceRecoupedUsd", settlement.Earned.Unrounded - settlement.Payable.Unrounded);
            vector.Near("advanceBalanceRemainingUsd", settlement.CarriedForward.Single().Amount);
            vector.Near("netPaymentUsd", settlement.Payable.Unrounded);
        }
    }

    /// <summary>What the termination of the contract leaves of a loss of its own: an amount of zero shows no share.</summary>
    private static decimal LeftOf(decimal loss, Contract contract, Experience experience)
    {
        ValueList<Clause> clauses = [.. contract.Clauses.OfType<EarlyTermination>()];
        var alone = new Contract
        {
            Id = contract.Id,
            Currency = contract.Currency,
            Term = contract.Term,
            Clauses = clauses,
            Opening = OpeningAmount.Stated
        };
        return -alone.Settle(new()
        {
            Opening = Money.Of(-loss),
            Facts = [.. experience.Facts.OfType<Termination>()]
        }).Earned.Unrounded / loss;
    }

    /// <summary>Which of the ways to a minimum rate the library took, in the words of the vectors.</summary>
    private static string SourceOf(VectorCase vector, Contract contract, Experience experience)
    {
        var assigned = vector.Count("assignedBeneficiaries");
        var level = ContractWalk.Clauses(contract.Clauses).OfType<MinimumRate>().First().Savings;
        var bySize = level as FromSize;
        var chosen = bySize is null ? level : assigned >= bySize.Headcount ? bySize.AtLeast : bySize.Below;
        if (chosen is ShareBySize table)
        {
            var row = table.Scale.Rows.LastOrDefault(r => r.From <= assigned);
            var name = row is null ? "stated-rate-below-500"
                : row.To is { } to ? FormattableString.Invariant($"{row.From}-{to}")
                : FormattableString.Invariant($"{row.From}+");
            return bySize is null ? $"table/{name}" : $"table/below-5000-replaces-choice/{name}";
        }

        var rules = Programme(vector).Rules;
        return rules.FixedMinimumRates.Value.Count == 1 ? "fixed/track2-agreement-before-2016"
            : assigned < bySize!.Headcount ? "fixed/below-5000-year-before-july-2019"
            : "fixed/choice";
    }

    /// <summary>
    /// What the guardrail did, in the words of the vectors. Where it replaced nothing, a large two-way benchmark shows whether the losses
    /// had been large enough for it.
    /// </summary>
    internal static string Guardrail(Contract contract, Experience experience, Settlement settlement)
    {
        if (!experience.Facts.OfType<Number>().Any(static n => n.Name == MedicareSharedSavings.TwoWayBenchmark.Name))
        {
            return "notApplicable";
        }

        if (GuardrailOf(settlement) is { Effect: Effect.Bound } bound)
        {
            return bound.Value >= 0m ? "neitherSavingsNorLosses" : "smallerLosses";
        }

        Fact larger = Number.Of(MedicareSharedSavings.TwoWayBenchmark, Money.Of(2m * experience.Benchmark!.Value!.Value));
        ValueList<Fact> facts = [.. experience.Facts.Where(static f => f is not Number n
            || n.Name != MedicareSharedSavings.TwoWayBenchmark.Name), larger];
        var triggered = GuardrailOf(contract.Settle(experience with { Facts = facts })) is { Effect: Effect.Bound };
        return triggered ? "twoWayNotBetter" : "notTriggered";
    }

    internal static Line? GuardrailOf(Settlement settlement) =>
        settlement.Lines.FirstOrDefault(static l => l is { Kind: LineKind.Clause, Label: "Guardrail" });

    private static Line? ClauseOf(Settlement settlement, string key) =>
        settlement.Lines.LastOrDefault(l => l.Kind == LineKind.Clause && l.Key == key);

    private static decimal? Value(Settlement settlement, string key) => settlement.Lines.LastOrDefault(l => l.Key == key)?.Value;

    private static Quality QualityOf(VectorCase vector, int year) => Mssp.Of(year).Quality(new()
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

    /// <summary>The vectors carry the older tracks on beyond their last agreements and years, which the contract refuses: the same rules
    /// held in the last that existed (2021 and 2022 do not differ).</summary>
    private static (PerformancePeriod Period, LocalDate Agreement) Existing(Track track, PerformancePeriod period, LocalDate agreement)
    {
        if (track is not (Track.Track1 or Track.Track1Plus or Track.Track2 or Track.Track3)
            || (track == Track.Track3 && period.CalendarYear <= 2020))
        {
            return (period, InForce(period, agreement));
        }

        period = period.CalendarYear == 2022 ? PerformancePeriod.Year(2021) : period;
        return (period, InForce(period, LocalDate.Min(agreement, new(2019, 1, 1))));
    }

    // Some rows keep the first start of an organisation beyond its agreement period. The start decides the fixed rates on offer, which
    // are the same for every start from 2016 on, and for every one before it.
    private static LocalDate InForce(PerformancePeriod period, LocalDate agreement)
    {
        var years = agreement < new LocalDate(2019, 7, 1) ? 3 : 4;
        return period.CalendarYear - agreement.Year <= years || agreement == new LocalDate(2019, 7, 1) ? agreement
            : new(agreement.Year < 2016 ? Math.Min(period.CalendarYear - 1, 2015) : period.CalendarYear - 1, 1, 1);
    }

    private static LocalDate DateOf(VectorCase vector, string name) => LocalDatePattern.Iso.Parse(vector.Text(name)).Value;

    private static MinimumRateChoice ChoiceOf(VectorCase vector) =>
        vector.Text("msrElection") == "table" ? MinimumRateChoice.Table : MinimumRateChoice.Fixed(Rate.Of(vector.Number("msrElection")));
}
