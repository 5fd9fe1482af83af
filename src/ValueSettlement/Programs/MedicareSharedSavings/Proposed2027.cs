using NodaTime;
using ValueSettlement.Benchmarks;
using ValueSettlement.Measures;

namespace ValueSettlement.Programs;

/// <summary>The proposed provisions that change a rule of the settlement.</summary>
public enum ProposedProvision
{
    /// <summary>Level E of BASIC shares 60 %, not 50 %.</summary>
    BasicSharing,

    /// <summary>A positive regional difference weighs at most 35 % in ENHANCED.</summary>
    EnhancedRegionalWeight,

    /// <summary>Prior savings are scaled by 75 %, not 50 %.</summary>
    PriorSavings,

    /// <summary>The prospective trend is held beside national growth.</summary>
    ProspectiveGuardrail,

    /// <summary>The APP Plus set keeps the eight measures of 2026.</summary>
    AppPlusSet,

    /// <summary>Medicare CQMs have flat benchmarks.</summary>
    FlatMedicareBenchmarks,

    /// <summary>Medicare eCQMs are a collection type, with flat benchmarks, without complex-organisation points and incentive.</summary>
    MedicareElectronicMeasures,

    /// <summary>The floor of a complete report needs fewer than five scored measures.</summary>
    CompleteReportFloor,
}

/// <content>The proposal for 2027.</content>
public sealed partial class MedicareSharedSavings
{
    /// <summary>
    /// What CMS proposed in July 2026 for the calendar year 2027 (CMS-1848-P, 91 FR 43842). A proposal is no law: nothing here is a
    /// default, every value is unconfirmed, and <see cref="Apply"/> asks what a year would have paid under it, whatever the year of the
    /// terms.
    /// </summary>
    public static class Proposed2027
    {
        private const string Source = "CMS-1848-P, 91 FR 43842 (proposed)";

        /// <summary>The sharing rate of level E of BASIC.</summary>
        public static Cited<Rate> BasicSharing { get; } = new(60.Percent(), Proposed("Level E of BASIC, from performance year 2027."));

        /// <summary>The most that a positive regional difference weighs in ENHANCED.</summary>
        public static Cited<Rate> EnhancedRegionalWeight { get; } = new(35.Percent(), Proposed("ENHANCED, agreements from 2027."));

        /// <summary>The share of prior savings that comes back.</summary>
        public static Cited<Rate> PriorSavings { get; } = new(75.Percent(), Proposed("Agreements from 2027."));

        /// <summary>How far the prospective trend may lie from national growth, agreements from 2027.</summary>
        public static Cited<ProjectionLimit> ProspectiveGuardrail { get; } = new(new(1.Percent(), Rate.Of(0.015m)),
            Proposed("Agreements from 2027."));

        /// <summary>The same for agreements from 2024 to 2026, from performance year 2025 on: a lower bound only.</summary>
        public static Cited<ProjectionLimit> ProspectiveFloor { get; } = new(new(1.Percent()),
            Proposed("Agreements from 2024 to 2026, from performance year 2025."));

        /// <summary>The measures of the APP Plus set.</summary>
        public static Cited<ValueList<string>> AppPlusMeasures { get; } = new(
            ["001", "134", "236", "112", "113", "479", "484", "321"], Proposed("From performance year 2027."));

        /// <summary>Fewer than how many scored measures the floor of a complete report needs.</summary>
        public static Cited<int> FloorBelowScored { get; } = new(5, Proposed("From performance year 2027."));

        /// <summary>The advance investment payment of a quarter for a beneficiary with low income, dual eligibility or in a rural area.
        /// </summary>
        public static Cited<Money> HigherAdvance { get; } = new(Money.Of(45), Proposed("From performance year 2028."));

        /// <summary>The advance investment payment of a quarter for every other beneficiary.</summary>
        public static Cited<Money> OtherAdvance { get; } = new(Money.Of(25), Proposed("From performance year 2028."));

        /// <summary>The most beneficiaries of whom advance investment payments are made.</summary>
        public static Cited<int> MostAdvanceBeneficiaries { get; } = new(10_000, Proposed("From performance year 2028."));

        /// <summary>The least share of assigned beneficiaries that remains where a participant is excluded.</summary>
        public static Cited<Rate> RemainingAfterExclusion { get; } = new(95.Percent(), Proposed("From performance year 2026."));

        /// <summary>The last day on which prepaid shared savings are paid; the option is closed to new ones.</summary>
        public static Cited<LocalDate> LastPrepaidSavings { get; } = new(new LocalDate(2027, 12, 31), Proposed("By payment date."));

        /// <summary>What is proposed and changes no rule here: why it is not applied.</summary>
        public static Cited<ValueList<string>> NotApplied { get; } = new(
        [
            "The cap of 5 % on benchmark adjustments is risk-adjusted: the formula was not read.",
            "The prospective trend is annualised for each performance year: state the trend of the stratum so.",
            "Prepaid shared savings close: they are payments, no rule of the settlement.",
            "Advance investment payments change: QuarterlyAdvance computes them.",
            "The results of 2025 come in November 2026, not August.",
        ], Proposed("Beside the provisions that Apply knows."));

        /// <summary>
        /// The terms with proposed provisions in their rules, and everything else as it was. <see cref="SharedSavingsTerms.Proposed"/> says
        /// which of them the rules carry.
        /// </summary>
        /// <param name="terms">The terms; their own rules are kept where a provision does not change them.</param>
        /// <param name="provisions">The provisions, each of which must change a rule of these terms; none means all that change one, and
        /// the terms as they were where none does.</param>
        /// <exception cref="SettlementException">The terms are not sound, or a provision is unknown or changes none of their rules: carries
        /// every reason.</exception>
        public static SharedSavingsTerms Apply(SharedSavingsTerms terms, params ReadOnlySpan<ProposedProvision> provisions)
        {
            ArgumentNullException.ThrowIfNull(terms);
            var rules = For(terms).Rules;
            List<Failure> failures = [];
            List<ProposedProvision> applied = [.. terms.Proposed];
            var asked = provisions.IsEmpty ? Enum.GetValues<ProposedProvision>() : provisions;
            for (var i = 0; i < asked.Length; i++)
            {
                var provision = asked[i];
                var changed = Enum.IsDefined(provision) ? With(rules, provision, terms) : rules;
                if (!changed.Equals(rules))
                {
                    applied.Add(provision);
                    rules = changed;
                }
                else if (!Enum.IsDefined(provision))
                {
                    failures.Add(new("provision-unknown", Paths.Item(string.Empty, "provisions", i), EnumText.Of(provision),
                        "The proposal has no such provision.",
                        $"Choose among {string.Join(", ", Enum.GetNames<ProposedProvision>())}."));
                }
                else if (!provisions.IsEmpty)
                {
                    var (reason, remedy) = applied.Contains(provision) ? ("The terms carry the provision already.", "Ask for it once.")
                        : WithoutEffect(rules, provision, terms);
                    failures.Add(new("provision-without-effect", Paths.Item(string.Empty, "provisions", i), EnumText.Of(provision), reason,
                        remedy));
                }
            }

            return failures.Count > 0 ? throw new SettlementException(failures)
                : applied.Count == 0 ? terms : terms with { Rules = rules, Proposed = [.. applied] };
        }

        private static (string Reason, string Remedy) WithoutEffect(SharedSavingsRules rules, ProposedProvision provision,
            SharedSavingsTerms terms)
        {
            const string leave = "Leave the provision out.";
            var track = NameOf(terms.Track);
            return provision switch
            {
                ProposedProvision.BasicSharing =>
                    ($"It changes the sharing rate of level E of BASIC, and the terms are of {track}.", leave),
                ProposedProvision.EnhancedRegionalWeight when terms.Track != Track.Enhanced =>
                    ($"It changes the regional weight of ENHANCED, and the terms are of {track}.", leave),
                ProposedProvision.EnhancedRegionalWeight or ProposedProvision.PriorSavings or ProposedProvision.ProspectiveGuardrail
                    when rules.Benchmark is null =>
                    ("It changes how the benchmark is built, and these terms state the benchmark: they have no agreement period.",
                        "State Agreement in the terms, or leave the provision out and settle the benchmark that it gives."),
                ProposedProvision.ProspectiveGuardrail when rules.Benchmark?.ProspectiveWeight is not null =>
                    ("It holds for agreements from 2024 to 2026 from performance year 2025 on, and for agreements from 2027.", leave),
                ProposedProvision.AppPlusSet when rules.AppPlus is not null => ("The set has eight measures from 2026 on.", leave),
                ProposedProvision.EnhancedRegionalWeight or ProposedProvision.PriorSavings or ProposedProvision.ProspectiveGuardrail =>
                    ($"The benchmark of agreements from {Dates.Text(terms.AgreementStart)} has no such rule, or one that is the same.",
                        leave),
                _ => (rules.AppPlus is null ? "Quality is measured by the APP Plus set from 2025 on."
                    : "The APP Plus rules of the terms are the same already.", leave),
            };
        }

        /// <summary>The advance investment payment of a quarter: 45 dollars and 25 dollars by beneficiary.</summary>
        /// <param name="higher">Beneficiaries with low income, dual eligibility or in a rural area, 0 or more.</param>
        /// <param name="others">Every other beneficiary who counts, 0 or more.</param>
        /// <exception cref="SettlementException">There are more than 10,000 of them, or fewer than none.</exception>
        public static Figure QuarterlyAdvance(int higher, int others)
        {
            if (higher < 0 || others < 0 || (long)higher + others > MostAdvanceBeneficiaries.Value)
            {
                throw new SettlementException([new("advance-beneficiaries", "higher and others",
                    FormattableString.Invariant($"{higher} and {others}"),
                    "Advance investment payments are made of at most 10,000 beneficiaries, and no number is negative.",
                    "State the beneficiaries who count; which of more than 10,000 do was not read.")]);
            }

            var w = new Workings("advance");
            return w.Figure(w.Blend(new("quarterly-advance", "Advance investment payment of a quarter", Unit.Money, null,
                HigherAdvance.Authority), Quantity.Of("low income, dual or rural", higher, Unit.Count),
                Quantity.Of("higher amount", HigherAdvance.Value.Amount, Unit.Money), Quantity.Of("others", others, Unit.Count),
                Quantity.Of("other amount", OtherAdvance.Value.Amount, Unit.Money)));
        }

        private static SharedSavingsRules With(SharedSavingsRules rules, ProposedProvision provision, SharedSavingsTerms terms) =>
            provision switch
            {
                ProposedProvision.BasicSharing => terms.Track != Track.BasicE ? rules
                    : rules with { SharingRate = BasicSharing },
                ProposedProvision.CompleteReportFloor => rules.AppPlus is not { } set ? rules
                    : rules with { AppPlus = set with { FloorBelowScored = FloorBelowScored } },
                ProposedProvision.AppPlusSet => rules.AppPlus is not { } set || terms.Year < 2026 ? rules
                    : rules with { AppPlus = set with { Measures = AppPlusMeasures } },
                ProposedProvision.MedicareElectronicMeasures => rules.AppPlus is not { } set ? rules
                    : rules with
                    {
                        AppPlus = set with
                        {
                            MedicareElectronic = new(DecilePoints.Flat(0m, 1m), Proposed(
                                "Flat benchmark, no complex-organisation point, no incentive; from performance year 2027.")),
                        },
                    },
                ProposedProvision.FlatMedicareBenchmarks => rules.AppPlus is not { } set ? rules
                    : rules with { AppPlus = Flat(set) },
                _ => rules.Benchmark is not { } benchmark ? rules : rules with { Benchmark = With(benchmark, provision, terms) },
            };

        private static BenchmarkMethod With(BenchmarkMethod benchmark, ProposedProvision provision, SharedSavingsTerms terms) =>
            provision switch
            {
                ProposedProvision.EnhancedRegionalWeight when terms.Track == Track.Enhanced && benchmark.Regional is { } regional =>
                    benchmark with
                    {
                        Regional = new(regional.Value with
                        {
                            Weights = [.. regional.Value.Weights.Select(static w => w.LowerSpending > EnhancedRegionalWeight.Value
                                ? w with { LowerSpending = EnhancedRegionalWeight.Value } : w)],
                            LowerSpendingAuthority = EnhancedRegionalWeight.Authority,
                        }, regional.Authority),
                    },
                ProposedProvision.PriorSavings when benchmark.PriorSavings is { } prior =>
                    benchmark with
                    {
                        PriorSavings = new(prior.Value with { Share = PriorSavings.Value, ShareAuthority = PriorSavings.Authority },
                            prior.Authority),
                    },
                ProposedProvision.ProspectiveGuardrail when benchmark.ProspectiveWeight is not null => benchmark with
                {
                    ProspectiveLimit = terms.AgreementStart.Year >= 2027 ? ProspectiveGuardrail
                        : terms.Year >= 2025 ? ProspectiveFloor : benchmark.ProspectiveLimit,
                },
                _ => benchmark,
            };

        private static AppPlusRules Flat(AppPlusRules set)
        {
            var flat = Proposed("Flat benchmarks of every Medicare CQM, from performance year 2026.");
            return set with
            {
                Benchmarks =
                [
                    .. set.Benchmarks.Where(static b => b.Collection != CollectionType.MedicareCqm),
                    .. set.Measures.Value.Where(static id => id is not ("321" or "479" or "484")).Select(id => new AppPlusBenchmark
                    {
                        Measure = id,
                        Collection = CollectionType.MedicareCqm,
                        Points = QualityParameters.FlatGrid(id),
                        Authority = flat,
                    }),
                ],
            };
        }

        private static Authority Proposed(string reading) => Authority.Remembered(Source, reading,
            "the final rule of the calendar year 2027 for the Shared Savings Program");
    }
}
