using NodaTime;
using ValueSettlement.Measures;
using static ValueSettlement.Dated;

namespace ValueSettlement.Programs;

/// <content>The parameters of the quality standard.</content>
public sealed partial class MedicareSharedSavings
{
    /// <summary>The dated, cited parameters of the quality standard.</summary>
    public static class QualityParameters
    {
        private const string Memo = "CMS memo of December 2025 on the quality performance standard, as reported by third parties";
        private const string BenchmarkFile = "CMS quality benchmarks of 2026, as reported by third parties";
        private const string ReadBenchmarkFile = "the benchmark file of performance year 2026 (QPP resource library)";

        private static readonly LocalDate From2012 = new(2012, 4, 1);
        private static readonly LocalDate From2020 = new(2020, 1, 1);
        private static readonly LocalDate From2021 = new(2021, 1, 1);
        private static readonly LocalDate From2022 = new(2022, 1, 1);
        private static readonly LocalDate From2023 = new(2023, 1, 1);
        private static readonly LocalDate From2024 = new(2024, 1, 1);
        private static readonly LocalDate From2025 = new(2025, 1, 1);
        private static readonly LocalDate From2026 = new(2026, 1, 1);

        /// <summary>The most points for improvement in a domain.</summary>
        public static Dated<decimal> LargestImprovement { get; } = new("largest improvement points of a domain", DateAxis.PerformancePeriod,
            new(From2012, default, false, Authority.Of("42 CFR 425.502(e)")),
            new(new(2016, 1, 1), 4m, true, Authority.Of("42 CFR 425.502(e)")),
            new(From2021, default, false, Authority.Of("42 CFR 425.512")));

        /// <summary>The 30th percentile of MIPS quality scores that meets the standard of its own year, in points.</summary>
        public static Dated<decimal> ThirtiethPercentile { get; } = new("30th percentile of MIPS quality scores",
            DateAxis.PerformancePeriod,
            None<decimal>(From2012, Authority.Of("42 CFR 425.502")),
            In(From2021, 61.69m, Authority.Of("42 CFR 425.512(a)(3); lowest score that met it in the published results of 2021",
                "Another vintage of the file carries 61.73.")),
            In(From2022, 70.63m, Authority.Of("42 CFR 425.512(a)(4), 30th percentile; published results of 2022")),
            In(From2023, 65.76m, Authority.Of("42 CFR 425.512(a)(4), 30th percentile; published results of 2023")),
            None<decimal>(From2024, Authority.Of("42 CFR 425.512(a)(5)")));

        /// <summary>The same of the other vintage of the published results: replace <see cref="SharedSavingsRules.QualityPercentiles"/> by
        /// it to settle that file again.</summary>
        public static Dated<decimal> ThirtiethPercentileOfOtherVintage { get; } = new(
            "30th percentile of MIPS quality scores, other vintage of the published results", DateAxis.PerformancePeriod,
            None<decimal>(From2012, Authority.Of("42 CFR 425.502")),
            In(From2021, 61.73m, Authority.Of("42 CFR 425.512(a)(3); four rows of another vintage of the published results of 2021")),
            None<decimal>(From2022, Authority.Of("42 CFR 425.512(a)(4)")));

        /// <summary>The 40th percentile of the MIPS quality scores of a measurement year, in points: the standard of a performance year is
        /// the mean of those of four, three and two years before.</summary>
        public static Dated<decimal> FortiethPercentile { get; } = new("40th percentile of the MIPS quality scores of a year",
            DateAxis.PerformancePeriod,
            None<decimal>(From2012, Authority.Of("42 CFR 425.512(a)(5)", "No standard rests on earlier years.")),
            In(From2020, 75.59m, Lagged("2020")),
            In(From2021, 77.83m, Lagged("2021")),
            In(From2022, 77.73m, Lagged("2022")),
            In(From2023, 74.54m, Reported("2023")),
            In(From2024, 69.27m, Reported("2024")),
            None<decimal>(From2025, Authority.Of("42 CFR 425.512(a)(5)", "The percentile of 2025 is not published yet.")));

        /// <summary>The percentile that a remaining measure has to reach for the reporting incentive.</summary>
        public static Dated<decimal> IncentivePercentile { get; } = new(
            "percentile of the incentive for electronic reporting", DateAxis.PerformancePeriod,
            new(From2012, default, false, Authority.Of("42 CFR 425.512")),
            new(From2022, 30m, true, Authority.Of("42 CFR 425.512(a)(4)(i)(B)")),
            new(From2024, 40m, true, Authority.Of("42 CFR 425.512(a)(5)(i)(A)(2)")));

        /// <summary>The percentile that an outcome measure has to reach for the incentive and for the alternative standard.</summary>
        public static Dated<decimal> OutcomePercentile { get; } = new("percentile of an outcome measure", DateAxis.PerformancePeriod,
            new(From2012, default, false, Authority.Of("42 CFR 425.512")),
            new(From2022, 10m, true, Authority.Of("42 CFR 425.512(a)(4)(i)(B), (a)(4)(ii), (a)(5)")));

        /// <summary>
        /// Whether complete reporting in the first performance year of a first agreement meets the standard with a full score or a full
        /// rate.
        /// </summary>
        public static Dated<bool> FirstYearReporting { get; } = new(
            "complete reporting in the first performance year", DateAxis.PerformancePeriod,
            new(From2012, true, true, Authority.Of("42 CFR 425.502(a)")),
            new(From2021, default, false, Authority.Of("42 CFR 425.512(a)(3)")),
            new(From2022, true, true, Authority.Of("42 CFR 425.512(a)(2)(i)")));

        /// <summary>The measures of the APP Plus set.</summary>
        public static Dated<ValueList<string>> AppPlusMeasures { get; } = new("measures of the APP Plus set", DateAxis.PerformancePeriod,
            None<ValueList<string>>(From2012, Authority.Of("42 CFR 425.512(a)(5)")),
            In<ValueList<string>>(From2025, ["001", "134", "236", "112", "479", "321"], Set("2025")),
            In<ValueList<string>>(From2026, ["001", "134", "236", "112", "113", "479", "484", "321"], Set("2026")),
            In<ValueList<string>>(new(2027, 1, 1), ["001", "134", "236", "112", "113", "305", "479", "484", "321"], Set("2027")),
            In<ValueList<string>>(new(2028, 1, 1), ["001", "134", "236", "112", "113", "305", "493", "479", "484", "321"], Set("2028")));

        /// <summary>The outcome measures of the APP Plus set.</summary>
        public static Dated<ValueList<string>> OutcomeMeasures { get; } = new("outcome measures of the APP Plus set",
            DateAxis.PerformancePeriod,
            None<ValueList<string>>(From2012, Authority.Of("42 CFR 425.512(a)(5)")),
            In<ValueList<string>>(From2025, ["001", "236", "479", "484"], Authority.Remembered(
                "42 CFR 425.512(a)(5)(i)(A)(2), as reported by third parties", null,
                "the outcome measures that 42 CFR 425.512(a)(5)(i) counts in the year")));

        /// <summary>The fewest cases of a measure that has no minimum of its own.</summary>
        public static Dated<int> MinimumCases { get; } = new("fewest cases of a quality measure", DateAxis.PerformancePeriod,
            None<int>(From2012, Authority.Of("42 CFR 425.512(a)(5)")),
            In(From2025, 20, Authority.Of("42 CFR 414.1380(b)(1)(iii)")));

        /// <summary>The least data completeness of a measure.</summary>
        public static Dated<Rate> Completeness { get; } = new("data completeness of a quality measure", DateAxis.PerformancePeriod,
            None<Rate>(From2012, Authority.Of("42 CFR 425.512(a)(5)")),
            In(From2024, 75.Percent(), Authority.Of("42 CFR 414.1340(a)", "Payment years 2026 to 2030, performance years 2024 to 2028.")),
            None<Rate>(new(2029, 1, 1), Authority.Of("42 CFR 414.1340(a)")));

        /// <summary>The most points of a measure that is topped out.</summary>
        public static Dated<decimal> ToppedOutPoints { get; } = new("most points of a measure that is topped out",
            DateAxis.PerformancePeriod,
            None<decimal>(From2012, Authority.Of("42 CFR 425.512(a)(5)")),
            In(From2025, 7m, Authority.Of("42 CFR 414.1380(b)(1)(iv)")));

        /// <summary>The measures that are topped out as they are collected.</summary>
        public static Dated<ValueList<AppPlusToppedOut>> ToppedOutMeasures { get; } = new(
            "measures of the APP Plus set that are topped out", DateAxis.PerformancePeriod,
            None<ValueList<AppPlusToppedOut>>(From2012, Authority.Of("42 CFR 414.1380(b)(1)(iv)")),
            In<ValueList<AppPlusToppedOut>>(From2026,
            [
                new()
                {
                    Measure = "134",
                    Collection = CollectionType.MipsCqm,
                    Most = ToppedOutPoints.On(From2026).Value,
                    Authority = Authority.Remembered("42 CFR 414.1380(b)(1)(iv); " + BenchmarkFile,
                        "Measure 134 as MIPS CQM, no other one.", ReadBenchmarkFile),
                },
            ], Authority.Remembered(BenchmarkFile, null, ReadBenchmarkFile)),
            None<ValueList<AppPlusToppedOut>>(new(2027, 1, 1), Authority.Of("42 CFR 414.1380(b)(1)(iv)")));

        /// <summary>The most complex-organisation points as a share of the points available.</summary>
        public static Dated<Rate> LargestComplexShare { get; } = new("largest share of complex-organisation points",
            DateAxis.PerformancePeriod,
            None<Rate>(From2012, Authority.Of("42 CFR 414.1380(b)(1)(vii)(C)")),
            In(From2025, 10.Percent(), Authority.Of("42 CFR 414.1380(b)(1)(vii)(C)")));

        /// <summary>Whether a complete report has at least the standard's score where points were reduced or a measure has no benchmark.
        /// </summary>
        public static Dated<bool> CompleteReportFloor { get; } = new("floor of a complete report", DateAxis.PerformancePeriod,
            None<bool>(From2012, Authority.Of("42 CFR 425.512(a)(7)")),
            In(From2025, true, Authority.Of("42 CFR 425.512(a)(7)(ii)",
                "Compared with the score after the complex-organisation adjustment.")));

        /// <summary>The published benchmarks of the APP Plus set by measure and collection type, as fractions.</summary>
        public static Dated<ValueList<AppPlusBenchmark>> Benchmarks { get; } = new("benchmarks of the APP Plus set",
            DateAxis.PerformancePeriod,
            None<ValueList<AppPlusBenchmark>>(From2012, Authority.Of("42 CFR 414.1380(b)(1)(ii)")),
            In<ValueList<AppPlusBenchmark>>(From2026,
            [
                Deciles("001", CollectionType.ElectronicCqm, 93.98m, 71.68m, 49.53m, 36.72m, 29.53m, 24.85m, 20.86m, 17.18m, 12.50m),
                Deciles("134", CollectionType.ElectronicCqm, 2.70m, 11.42m, 21.65m, 31.79m, 42.69m, 53.94m, 67.48m, 80.72m, 93.44m),
                Deciles("236", CollectionType.ElectronicCqm, 45.28m, 55.56m, 61.54m, 65.61m, 68.98m, 72.00m, 75.00m, 78.70m, 84.04m),
                Deciles("001", CollectionType.MedicareCqm, 49.19m, 38.28m, 29.76m, 25.93m, 22.27m, 18.93m, 14.33m, 10.14m, 7.03m),
                Deciles("134", CollectionType.MedicareCqm, 32.51m, 45.67m, 54.49m, 59.27m, 65.56m, 70.55m, 76.11m, 82.17m, 92.34m),
                Deciles("236", CollectionType.MedicareCqm, 44.87m, 62.33m, 68.17m, 70.15m, 72.54m, 74.09m, 74.70m, 76.42m, 82.81m),
                Grid("001", CollectionType.MipsCqm), Grid("236", CollectionType.MipsCqm),
                Grid("112", CollectionType.MedicareCqm), Grid("113", CollectionType.MedicareCqm),
                Nothing("112", CollectionType.ElectronicCqm), Nothing("113", CollectionType.ElectronicCqm),
                Nothing("112", CollectionType.MipsCqm), Nothing("113", CollectionType.MipsCqm),
            ], Authority.Remembered(BenchmarkFile, null, ReadBenchmarkFile)),
            None<ValueList<AppPlusBenchmark>>(new(2027, 1, 1), Authority.Of("42 CFR 414.1380(b)(1)(ii)")));

        /// <summary>Every dated parameter of the quality standard.</summary>
        public static IReadOnlyList<IDatedParameter> All { get; } = [LargestImprovement, ThirtiethPercentile,
            ThirtiethPercentileOfOtherVintage, FortiethPercentile, IncentivePercentile, OutcomePercentile, FirstYearReporting,
            AppPlusMeasures, OutcomeMeasures, MinimumCases, Completeness, ToppedOutPoints, ToppedOutMeasures, LargestComplexShare,
            CompleteReportFloor, Benchmarks];

        /// <summary>The flat benchmark of tenths of 10 percentage points, higher being better; for measure 001 the other way
        /// round.</summary>
        /// <param name="measure">The measure.</param>
        public static DecilePoints FlatGrid(string measure) =>
            Programs.AppPlusMeasures.DirectionOf(measure) == Direction.HigherIsBetter ? DecilePoints.Flat(0m, 1m)
                : DecilePoints.Flat(1m, 0m);

        /// <summary>The percentiles whose mean is the standard of a performance year; nothing where one is not published.</summary>
        internal static Cited<ValueList<decimal>>? PercentilesOf(int year)
        {
            if (ThirtiethPercentile.FindCited(new(year, 1, 1)) is { } own)
            {
                return new([own.Value], own.Authority);
            }

            var lagged = Enumerable.Range(year - 4, 3).Select(static y => FortiethPercentile.Find(new(y, 1, 1))).ToArray();
            return year < 2024 || Array.Exists(lagged, static p => p is null) ? null
                : new([.. lagged.Select(static p => p!.Value)],
                    lagged.Select(static p => p!.Authority).Aggregate(static (a, b) => a.OrLessCertain(b)) with
                    {
                        Reading = FormattableString.Invariant($"The mean of the 40th percentiles of {year - 4} to {year - 2}."),
                    });
        }

        private static Authority Lagged(string year) => Authority.Of("42 CFR 425.512(a)(5)",
            $"The percentile of {year}; the mean of 2020 to 2022 is the 77.05 of the published results of 2024.");

        private static Authority Reported(string year) => Authority.Remembered("42 CFR 425.512(a)(5); " + Memo,
            $"The percentile of {year}.", "the CMS memo, or a published file of 2025 whose lowest score that met the standard is the mean");

        private static Authority Set(string year) => Authority.Remembered(
            "42 CFR 425.510, 414.1367; APP Plus set of " + year + ", as reported by third parties", null,
            "the table of the APP Plus set in the CY2026 Physician Fee Schedule final rule");

        private static AppPlusBenchmark Deciles(string measure, CollectionType type, params ReadOnlySpan<decimal> percent)
        {
            var edges = percent.ToArray().Select(static p => p.Percent().Fraction).ToValueList();
            var worst = Programs.AppPlusMeasures.DirectionOf(measure) == Direction.HigherIsBetter ? 0m : 1m;
            return Benchmark(measure, type, new(edges, worst), Authority.Remembered(BenchmarkFile,
                "Decile 1 begins at the worst rate that can be; the place inside a decile is cut to tenths (81 FR 77282).",
                ReadBenchmarkFile + ", and a rate with its published points"));
        }

        private static AppPlusBenchmark Benchmark(string measure, CollectionType type, DecilePoints? points, Authority authority) =>
            new() { Measure = measure, Collection = type, Points = points, Authority = authority };

        private static AppPlusBenchmark Grid(string measure, CollectionType type) => Benchmark(measure, type, FlatGrid(measure),
            Authority.Remembered(BenchmarkFile, "Flat: each decile is 10 percentage points.", ReadBenchmarkFile));

        private static AppPlusBenchmark Nothing(string measure, CollectionType type) => Benchmark(measure, type, null,
            Authority.Remembered(BenchmarkFile, "No benchmark in 2026.", ReadBenchmarkFile));
    }
}
