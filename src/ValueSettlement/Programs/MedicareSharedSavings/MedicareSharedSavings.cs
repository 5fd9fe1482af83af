using NodaTime;

namespace ValueSettlement.Programs;

/// <summary>
/// The Medicare Shared Savings Program, 42 CFR part 425: every track and level, performance periods 2013 to 2026.
/// <code>
/// opening = updated benchmark − expenditure ─► guardrail ─► half rate below the minimum ─► minimum rate ─► sharing rate ─► sequestration ─► limit ─► relief ─► six months ─► termination
/// </code>
/// CMS Shared Savings and Losses specifications version 11, section 4.3.
/// </summary>
public static partial class MedicareSharedSavings
{
    private static readonly Authority Order = Authority.Of("CMS Shared Savings and Losses specifications version 11, section 4.3",
        "Sequestration (step 8) comes before the limit, which is then paid in full, as the published results of 2016 to 2018 show too; relief and termination follow it.");

    private static readonly Authority GainsOnly = Authority.Of("CMS Shared Savings and Losses specifications version 11, section 4.3, step 8", "On shared savings only.");

    /// <summary>The contract for one performance period. What the rules leave to facts is an input of the experience: <see cref="AssignedBeneficiaries"/>, <see cref="ValueSettlement.Quality"/>,
    /// and where they matter <see cref="Basis.ParticipantRevenue"/>, <see cref="RevenueCategory"/>, <see cref="Basis.TwoWayBenchmark"/>, <see cref="BenchmarkReplaced"/>, <see cref="ReliefShares"/> or <see cref="ReliefAmount"/>,
    /// <see cref="Termination"/>, <see cref="Basis.AdvanceBalance"/>, <see cref="Basis.PreviouslySettled"/>. Totals of a six-month period are those of the full calendar year.</summary>
    /// <param name="terms">Track, period, agreement start and elections.</param>
    /// <exception cref="SettlementException">The combination never existed; carries every reason.</exception>
    public static Contract Contract(SharedSavingsTerms terms)
    {
        terms = terms.Resolved();
        var rules = terms.Rules!;
        var (savings, losses, minimumAuthority) = MinimumLevels(terms.Track, rules, terms.MinimumRate);
        var shares = SharingRates(rules);
        var full = Tail(terms, rules, shares);
        Clause minimum = new MinimumRate { Savings = savings, Losses = losses, Shares = Sharing.FirstDollar, Authority = minimumAuthority, Letter = "N", LossLetter = "O" };
        ValueList<Clause> ordinary = [minimum, .. full];

        if (rules.HalfRate is { } half)
        {
            ordinary =
            [
                new Choose
                {
                    Label = "Savings below the minimum savings rate",
                    Authority = half.Authority,
                    Regions =
                    [
                        new Region
                        {
                            Name = "Half rate below the minimum savings rate",
                            From = new(Side.Gain, Money.Zero, false),
                            To = new(Side.Gain, savings, false),
                            When = [new AtLeastAssigned(5_000), new AtLeastQuality(QualityStandard.Alternative), new LowRevenue()],
                            Then = Tail(terms, rules, (PartOf(half, shares.Gain), shares.Loss)),
                            Authority = half.Authority,
                        },
                    ],
                    Otherwise = ordinary,
                },
            ];
        }

        if (rules.Guardrail is { } guardrail)
        {
            ordinary =
            [
                new Choose
                {
                    Label = "Guardrail",
                    Authority = guardrail,
                    Regions =
                    [
                        new Region
                        {
                            Name = "Losses at or beyond the minimum rate: two-way benchmark",
                            To = new(Side.Loss, losses ?? savings, true),
                            When = [new LargerBenchmark(Basis.TwoWayBenchmark)],
                            Benchmark = Basis.TwoWayBenchmark,
                            Then = [new Limit { Label = "Guardrail: neither savings nor losses", Gain = Money.Zero, Authority = guardrail }, minimum, .. full],
                            Authority = guardrail,
                        },
                    ],
                    Otherwise = ordinary,
                },
            ];
        }

        return new Contract
        {
            Id = terms.Id ?? $"mssp-{Slug(terms.Track)}-{terms.Period.ToString().Replace(' ', '-').ToLowerInvariant()}",
            Currency = "USD",
            Term = terms.Period.Interval,
            Publishing = Rounding.Whole,
            Letters = new("H", "G", "I"),
            OrderAuthority = Order,
            Clauses = [.. ordinary, .. After(terms, rules)],
            Payment =
            [
                new PriorSettlement(),
                new Recoupment { Label = "Recoupment of advance payments", Balance = Basis.AdvanceBalance, Authority = Authority.Of("42 CFR 425.630(g), 425.640; published results 2014-2018 and 2024") },
            ],
            Origin = Origin.Of($"Medicare Shared Savings Program, {Name(terms.Track)}, {terms.Period}, agreement from {FormattableString.Invariant($"{terms.AgreementStart:R}")}", terms),
        };
    }

    /// <summary>Everything that is wrong with the terms: a combination that never existed, an election that was not offered.</summary>
    /// <param name="terms">Track, period, agreement start and elections.</param>
    public static ValueList<Failure> Judge(SharedSavingsTerms terms)
    {
        ArgumentNullException.ThrowIfNull(terms);
        var failures = new List<Failure>();
        var (track, period, agreement) = (terms.Track, terms.Period, terms.AgreementStart);
        if (!Rates.TryGetValue(track, out var dated))
        {
            return [new("track-unknown", "track", EnumText.Of(track), "The programme has no such track.", $"Choose one of {string.Join(", ", Enum.GetNames<Track>())}.")];
        }

        if (period.CalendarYear is < 2013 or > 2026 || period.Months is not (6 or 12))
        {
            failures.Add(new("period-unknown", "period", period.ToString(), "Performance periods are the calendar years 2013 to 2026 and the two halves of 2019.", "Use PerformancePeriod.Year, JanuaryToJune2019 or JulyToDecember2019."));
            return [.. failures];
        }

        if (agreement < Y2012)
        {
            failures.Add(new("agreement-too-early", "agreementStart", FormattableString.Invariant($"{agreement:R}"), "The first agreements began on 2012-04-01.", "State the first day of the agreement period."));
        }
        else if (agreement > period.Start)
        {
            failures.Add(new("agreement-too-late", "agreementStart", FormattableString.Invariant($"{agreement:R}"), FormattableString.Invariant($"An agreement begins no later than its performance period ({period.Start:R})."), "State the first day of the agreement period."));
        }

        var newAgreement = agreement >= July2019;
        if ((IsBasic(track) || track == Track.Enhanced) && (!newAgreement || period.Start < July2019))
        {
            failures.Add(new("track-not-offered", "track", Name(track), "BASIC and ENHANCED exist for agreements and performance periods from July 2019 on.", "Check the agreement start; before July 2019 there were Tracks 1, 1+, 2 and 3."));
        }
        else if (!IsBasic(track) && track != Track.Enhanced && newAgreement && !(track == Track.Track3 && period.CalendarYear <= 2020))
        {
            failures.Add(new("track-not-offered", "track", Name(track), "Tracks 1, 1+, 2 and 3 exist only for agreements that began before July 2019 (Track 3 is another name of ENHANCED to 2020).", "Use a level of BASIC, or ENHANCED."));
        }
        else if (track == Track.Track3 && agreement < Y2016)
        {
            failures.Add(new("track-not-offered", "track", Name(track), "Track 3 was offered to agreements that began in 2016 or later.", "Check the agreement start; an organisation that changed to Track 3 began a new agreement."));
        }
        else if (dated.Find(period.Start) is null)
        {
            failures.Add(new("track-not-offered", "track", Name(track), $"{Name(track)} had no performance period {period}.", "Check the track and the year."));
        }
        else if (track is Track.Track1 or Track.Track2 or Track.Track3 && period.CalendarYear > 2021)
        {
            failures.Add(new("track-not-offered", "track", Name(track), $"The last agreements of {Name(track)} ended in 2021.", "Use a level of BASIC, or ENHANCED."));
        }

        JudgeElections(terms, failures);
        terms.Rules?.Judge(failures);
        return [.. failures];
    }

    /// <summary>The minimum savings rate and minimum loss rate of an organisation, as fractions of the benchmark, not rounded.</summary>
    /// <param name="track">Track or level.</param>
    /// <param name="period">The performance period.</param>
    /// <param name="agreementStart">First day of the agreement period.</param>
    /// <param name="choice">What the organisation chose; ignored where there is no choice.</param>
    /// <param name="assignedBeneficiaries">Headcount, not person-years.</param>
    /// <param name="stated">The rate that CMS stated, needed below 500 assigned beneficiaries where the table gives none.</param>
    /// <returns>The two rates; the loss rate, a magnitude, is <see langword="null"/> for a one-sided track.</returns>
    /// <exception cref="SettlementException">The table gives no rate and none is stated.</exception>
    public static (decimal Savings, decimal? Losses) MinimumRates(Track track, PerformancePeriod period, LocalDate agreementStart, MinimumRateChoice? choice, int assignedBeneficiaries, Rate? stated = null)
    {
        var (savings, losses, authority) = MinimumLevels(track, Rules(track, period, agreementStart), choice);
        Fact[] facts = stated is { } rate ? [new AssignedBeneficiaries(assignedBeneficiaries), new StatedMinimumRate(rate)] : [new AssignedBeneficiaries(assignedBeneficiaries)];
        // A benchmark of one turns the level into its rate.
        var run = new Run { Facts = facts, Benchmark = 1m };
        var result = (savings.Resolve(ref run, new Head("minimum-savings", "Minimum savings rate", Unit.Rate, authority)),
            losses?.Resolve(ref run, new Head("minimum-losses", "Minimum loss rate", Unit.Rate, authority)));
        return run.Failures is null ? result : throw new SettlementException(run.Failures);
    }

    /// <summary>The two levels, each with where its rate comes from, and the authority of the rule that chooses between them.</summary>
    internal static (Level Savings, Level? Losses, Authority Authority) MinimumLevels(Track track, SharedSavingsRules rules, MinimumRateChoice? choice)
    {
        var table = rules.MinimumRateTable;
        Level bySize = new ShareBySize(table.Value, Basis.Benchmark) { Authority = table.Authority };
        if (!IsTwoSided(track))
        {
            return (bySize, null, table.Authority);
        }

        var offered = rules.FixedMinimumRates;
        if (track == Track.Track2 && offered.Value.Count == 1)
        {
            Level only = new FromSize(5_000, offered.Value[0], offered.Value[0]) { Authority = offered.Authority };
            return (only, only, offered.Authority);
        }

        if (choice?.FixedRate is not { } fixedRate)
        {
            return (bySize, bySize, table.Authority);
        }

        Level chosen = new Cited<Rate>(fixedRate, offered.Authority);
        // Until June 2019 a fixed rate stays below 5,000 too: the rule looks at the headcount and changes nothing.
        var below = rules.TableReplacesChoiceBelow;
        var level = below is not null ? new FromSize(below.Value, chosen, bySize) : new FromSize(5_000, chosen, chosen);
        return (level, level, below?.Authority ?? offered.Authority);
    }

    private static void JudgeElections(SharedSavingsTerms terms, List<Failure> failures)
    {
        var twoSided = IsTwoSided(terms.Track);
        var offered = terms.Rules is { } own ? own.FixedMinimumRates.Value : FixedMinimumRates.Find(terms.AgreementStart)?.Value;
        var onlyOne = terms.Track == Track.Track2 && offered?.Count == 1;
        if (twoSided && !onlyOne && terms.MinimumRate is null)
        {
            failures.Add(new("election-missing", "minimumRate", string.Empty, "A two-sided organisation chose its minimum savings and loss rate.", "Set MinimumRateChoice.Table or MinimumRateChoice.Fixed."));
        }
        else if (!twoSided && terms.MinimumRate?.FixedRate is not null)
        {
            failures.Add(new("election-not-offered", "minimumRate", terms.MinimumRate.ToString(), $"{Name(terms.Track)} is one-sided: its minimum savings rate comes from the table.", "Leave the choice out."));
        }
        else if (onlyOne && terms.MinimumRate is { } made && made.FixedRate != offered![0])
        {
            failures.Add(new("election-not-offered", "minimumRate", made.ToString(), "Track 2 agreements that began before 2016 have a fixed rate of 2 %.", "Leave the choice out."));
        }
        else if (twoSided && terms.MinimumRate?.FixedRate is { } rate && offered?.Contains(rate) == false)
        {
            failures.Add(new("election-not-offered", "minimumRate", rate.ToString(), $"The fixed rates on offer are {string.Join(", ", offered)}.", "Choose one of them, or the table."));
        }

        if (terms.Track == Track.Track2 && terms.TrackYear is null or < 1)
        {
            failures.Add(new("track-year-missing", "trackYear", terms.TrackYear is { } year ? UnitText.Of(year, Unit.Count) : string.Empty, "The loss limit of Track 2 depends on the performance year of the track: 1, 2, 3 or later.", "Set TrackYear."));
        }
        else if (terms.Track != Track.Track2 && terms.TrackYear is not null)
        {
            failures.Add(new("term-unused", "trackYear", UnitText.Of(terms.TrackYear.Value, Unit.Count), "Only Track 2 has limits by its own performance year.", "Leave it out."));
        }

        if (terms.Track == Track.Track1Plus && terms.LossLimit is null)
        {
            failures.Add(new("loss-limit-missing", "lossLimit", string.Empty, "The loss limit of Track 1+ is a share of revenue or of the benchmark, by the organisation's composition.", "Set LossLimit."));
        }
        else if (terms.LossLimit is { } basis && !Enum.IsDefined(basis))
        {
            failures.Add(new("loss-limit-unknown", "lossLimit", EnumText.Of(basis),
                "The loss limit of Track 1+ is a share of revenue or of the benchmark.",
                $"Choose one of {string.Join(", ", Enum.GetNames<LossLimitBasis>())}."));
        }
        else if (terms.Track != Track.Track1Plus && terms.LossLimit is not null)
        {
            failures.Add(new("term-unused", "lossLimit", terms.LossLimit.Value.ToString(), "Only Track 1+ chooses between two loss limits.", "Leave it out."));
        }
    }

    /// <summary>The rates for savings and for losses, by quality as the year's rule says.</summary>
    private static (QualityRate Gain, QualityRate Loss) SharingRates(SharedSavingsRules rules)
    {
        var (rule, rates, authority) = (rules.Quality.Value, rules.Rates.Value, rules.Rates.Authority);
        QualityRate full = new Cited<Rate>(rates.Sharing, authority);
        QualityRate scaled = new ScoreScaledRate(rates.Sharing) { Authority = authority };
        QualityRate none = new Cited<Rate>(Rate.Zero, authority);

        // The rate cites the track, and its choice by quality, which the clause's line shows, cites the rule of the year.
        QualityRate ByQuality(QualityRate met, QualityRate alternative, QualityRate notMet) =>
            new RateByStandard(met, alternative, notMet) { Authority = rules.Quality.Authority };
        var gain = rule switch
        {
            QualityRule.Scaled => ByQuality(scaled, none, none),
            QualityRule.AllOrNothing => ByQuality(full, none, none),
            _ => ByQuality(full, scaled, none),
        };
        if (!rates.TwoSided)
        {
            return (gain, none);
        }

        if (rates.FixedLossRate is { } flat)
        {
            return (gain, new Cited<Rate>(flat, authority));
        }

        QualityRate ceiling = new Cited<Rate>(rates.LossCeiling!.Value, authority);
        QualityRate byScore = new OneMinusScoreScaledRate(rates.Sharing, rates.LossFloor!.Value,
            rates.LossCeiling!.Value)
        { Authority = authority };
        return (gain, ByQuality(byScore, rule == QualityRule.WithAlternative ? byScore : ceiling, ceiling));
    }

    /// <summary>Sharing, sequestration and limit: the part that reads the benchmark in force.</summary>
    private static ValueList<Clause> Tail(SharedSavingsTerms terms, SharedSavingsRules rules, (QualityRate Gain, QualityRate Loss) shares)
    {
        var (rates, authority) = (rules.Rates.Value, rules.Rates.Authority);
        Level? loss = null;
        if (rates.TwoSided)
        {
            Level ofBenchmark = rules.LossLimitByTrackYear is { } limits
                ? new Cited<Rate>(limits.Value[Math.Min(terms.TrackYear ?? 1, limits.Value.Count) - 1], limits.Authority)
                : rates.BenchmarkLimit!.Value;
            loss = rates.RevenueLimit is not { } share ? ofBenchmark
                : terms.LossLimit switch
                {
                    LossLimitBasis.Revenue => share.Of(Basis.ParticipantRevenue),
                    LossLimitBasis.Benchmark => ofBenchmark,
                    _ => new LesserOf([share.Of(Basis.ParticipantRevenue), ofBenchmark]),
                };
        }

        return
        [
            new SharingRate { Gain = shares.Gain, Loss = shares.Loss, Authority = authority, Letter = "V" },
            new Sequestration { Rate = rules.Sequestration, AppliesTo = AppliesTo.Gains, Authority = GainsOnly, Letter = "X" },
            new Limit { Gain = rates.PaymentLimit, Loss = loss, Authority = authority, Letter = "Y", LossLetter = "CC" },
        ];
    }

    /// <summary>A part of the rate: its line rests on the part and, where that is less certain, on how quality chooses the rate.</summary>
    private static PartOfRate PartOf(Cited<Rate> part, QualityRate rate) =>
        new(part.Value, rate) { Authority = part.Authority.OrLessCertain(rate.Authority) };

    /// <summary>Relief, six months and termination: the part that reads no benchmark.</summary>
    private static IEnumerable<Clause> After(SharedSavingsTerms terms, SharedSavingsRules rules)
    {
        if (IsTwoSided(terms.Track))
        {
            yield return new Relief { Authority = Authority.Of("42 CFR 425.605(f), 425.606(i), 425.610(i)", "After the loss limit; no minimum share."), LossLetter = "GG" };
        }

        if (rules.SixMonthShare is { } half)
        {
            yield return new Proration { Label = "Six-month performance period", Factor = half, Authority = half.Authority };
        }

        yield return new EarlyTermination { Period = terms.Period.Interval, Authority = Authority.Of("42 CFR 425.221(b)(2)") };
    }

    internal static bool IsBasic(Track track) => track is >= Track.BasicA and <= Track.BasicE;

    /// <summary>
    /// Whether an organisation counts as one of low revenue: participants' revenue below 35 % of what the assigned beneficiaries cost
    /// (42 CFR 425.20).
    /// </summary>
    /// <param name="participantRevenue">Medicare Parts A and B fee-for-service revenue of the participants.</param>
    /// <param name="assignedExpenditure">Parts A and B expenditure of the assigned beneficiaries, positive.</param>
    /// <param name="lowBelow">Another share, cited; <see langword="null"/> for the regulation's.</param>
    public static RevenueCategory RevenueCategoryOf(Money participantRevenue, Money assignedExpenditure, Cited<Rate>? lowBelow = null) =>
        RevenueCategory.From(participantRevenue, assignedExpenditure, lowBelow ?? Cited<Rate>.Of(LowRevenueBelow.Entries[^1]));

    internal static bool IsTwoSided(Track track) => track is not (Track.Track1 or Track.BasicA or Track.BasicB);

    /// <summary>The programme's own name of a track or level.</summary>
    /// <param name="track">The track or level.</param>
    public static string Name(Track track) => track switch
    {
        Track.Track1 => "Track 1",
        Track.Track1Plus => "Track 1+",
        Track.Track2 => "Track 2",
        Track.Track3 => "Track 3",
        Track.Enhanced => "ENHANCED",
        _ => "BASIC level " + (char)('A' + (track - Track.BasicA)),
    };

    private static string Slug(Track track) => Name(track).ToLowerInvariant().Replace("+", "-plus", StringComparison.Ordinal).Replace(' ', '-');
}
