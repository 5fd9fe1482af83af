using System.Text.RegularExpressions;
using NodaTime;
using NodaTime.Text;
using ValueSettlement.Benchmarks;
using ValueSettlement.Population;
using ValueSettlement.Programs;
using ValueSettlement.Tests.Docs;
using ValueSettlement.Tests.Programs;

namespace ValueSettlement.Tests.Benchmarks;

/// <summary>
/// What the public columns of the published results allow to check of the benchmark chain. National and regional figures are not published,
/// so the chain cannot be recomputed whole from them.
/// The counts stand in docs/accuracy.md; VALUESETTLEMENT_ACCEPT=1 writes them.
/// </summary>
public sealed partial class PublishedBenchmarkTests
{
    private static readonly (string Short, string Long, Stratum Stratum)[] Types =
    [
        ("ESRD", "ESRD", MedicareSharedSavings.EnrolmentTypes.Esrd), ("DIS", "DIS", MedicareSharedSavings.EnrolmentTypes.Disabled),
        ("AGDU", "AGED_Dual", MedicareSharedSavings.EnrolmentTypes.AgedDual),
            ("AGND", "AGED_NonDual", MedicareSharedSavings.EnrolmentTypes.AgedNonDual),
    ];

    private static readonly int[] Years = [2016, 2018, 2021, 2024];

    [Fact]
    public void CrossChecks()
    {
        var table = new List<string> { "| check | year | rows | agree |", "| --- | --- | ---: | ---: |" };
        foreach (var year in Years)
        {
            var published = PublishedResults.Read(year);
            Add(table, "total benchmark = updated benchmark × person-years", year, Totals(published, "UpdatedBnchmk", "ABtotBnchmk"));
            Add(table, "total expenditure = expenditure per person-year × person-years", year,
                Totals(published, "Per_Capita_Exp_TOTAL_PY", "ABtotExp"));
            Add(table, "expenditure per person-year = mean of the four types by person-years", year, Mix(published));
        }

        var last = PublishedResults.Read(2024);
        Add(table, "adjustment chosen for agreements of 2024 = published category", 2024, Choice(last));
        Add(table, "risk weights add up to 1", 2024, Weights(last));
        foreach (var (label, found) in Trends(last))
        {
            Add(table, $"historical benchmark less adjustment = weighted base years × one trend, ± 5 % ({label})", 2024, found);
        }

        foreach (var aggregate in (bool[])[true, false])
        {
            var (free, bound, withCap, without) = RiskCap(last, aggregate);
            var rule = aggregate ? "aggregate cap, agreements from 2024" : "cap by type, agreements before 2024";
            table.Add(FormattableString.Invariant($"| growth implied by the published risk weights is spread less with the cap on risk ({rule}): {withCap:0.0000} with it, {without:0.0000} without | 2024 | {free + bound} | binds in {bound} |"));
            Assert.True(withCap < without, "The cap on risk should explain the published benchmarks better than no cap.");
        }

        foreach (var line in table)
        {
            TestContext.Current.TestOutputHelper?.WriteLine(line);
        }

        var path = Path.Combine(DocumentTests.FindRoot(), "docs", "accuracy.md");
        var text = File.ReadAllText(path).ReplaceLineEndings("\n");
        Assert.Matches(Marked(), text);
        var expected = Marked().Replace(text, _ => "<!-- counts: benchmark -->\n" + string.Join('\n', table) + "\n<!-- /counts -->");
        if (Environment.GetEnvironmentVariable("VALUESETTLEMENT_ACCEPT") == "1")
        {
            File.WriteAllText(path, expected);
        }

        Assert.Equal(expected, text);
    }

    [Fact]
    public void AWrongTotalIsNoticed()
    {
        var published = PublishedResults.Read(2024);
        var (rows, agree) = Totals(published, "HistBnchmk", "ABtotBnchmk");
        Assert.True(agree < rows / 10, "The historical benchmark should not pass for the updated one.");
    }

    private static void Add(List<string> table, string check, int year, (int Rows, int Agree) found)
    {
        table.Add(FormattableString.Invariant($"| {check} | {year} | {found.Rows} | {found.Agree} |"));
        Assert.True(found.Rows > 0 && found.Rows == found.Agree, $"{check}, {year}: {found.Agree} of {found.Rows}");
    }

    /// <summary>A per capita figure times person-years within what their printed digits leave open.</summary>
    private static (int Rows, int Agree) Totals(PublishedResults published, string perCapita, string total)
    {
        var (rows, agree) = (0, 0);
        for (var i = 0; i < published.Count; i++)
        {
            if (published.Number(i, perCapita) is { } each && published.Number(i, "N_AB_Year_PY") is { } years
                && published.Number(i, total) is { } whole)
            {
                rows++;
                agree += Math.Abs((each.Value * years.Value) - whole.Value) <= (each.Half * years.Value) + (years.Half * each.Value)
                    + whole.Half + (each.Half * years.Half) ? 1 : 0;
            }
        }

        return (rows, agree);
    }

    private static (int Rows, int Agree) Mix(PublishedResults published)
    {
        var (rows, agree) = (0, 0);
        for (var i = 0; i < published.Count; i++)
        {
            var spending = Types.Select(t => published.Number(i, $"Per_Capita_Exp_ALL_{t.Short}_PY")).ToArray();
            var years = Types.Select(t => published.Number(i, $"N_AB_Year_{t.Long}_PY")).ToArray();
            if (published.Number(i, "Per_Capita_Exp_TOTAL_PY") is not { } all || spending.Concat(years).Any(static c => c is null))
            {
                continue;
            }

            var s = new StrataWorkings(new Workings(), Types.Select(static t => t.Stratum).ToValueList());
            var mean = s.Mean(s.Step("mean", "Mean"), s.Read("years", "Years", Unit.PersonYears,
                years.Select(static c => (ReportedCell)c!.Value.Value)),
                s.Read("spending", "Spending", Unit.PerCapita, spending.Select(static c => (ReportedCell)c!.Value.Value))).Value!.Value;
            var open = all.Half + spending[0]!.Value.Half + Enumerable.Range(0, 4)
                .Sum(t => years[t]!.Value.Half * Math.Abs(spending[t]!.Value.Value - mean) / years.Sum(static y => y!.Value.Value));
            rows++;
            agree += Math.Abs(mean - all.Value) <= open ? 1 : 0;
        }

        return (rows, agree);
    }

    private static (int Rows, int Agree) Choice(PublishedResults published)
    {
        var (rows, agree) = (0, 0);
        for (var i = 0; i < published.Count; i++)
        {
            if (published.Text(i, "Current_Start_Date") != "1/1/2024")
            {
                continue;
            }

            Quantity Of(string column) => Quantity.Of(column, published.Number(i, column)?.Value ?? 0m, Unit.PerCapita);
            var chosen = FlatAdjustments.Largest((BenchmarkAdjustment.Regional, Of("RegAdj")),
                (BenchmarkAdjustment.PriorSavings, Of("PriorSavAdj")));
            rows++;
            agree += published.Text(i, "FinalAdjCat") == chosen switch
            {
                BenchmarkAdjustment.Regional =>
                "Regional Adjustment",
                BenchmarkAdjustment.PriorSavings => "Prior Savings Adjustment",
                _ => "No Adjustment"
            } ? 1 : 0;
        }

        return (rows, agree);
    }

    private static (int Rows, int Agree) Weights(PublishedResults published)
    {
        var (rows, agree) = (0, 0);
        for (var i = 0; i < published.Count; i++)
        {
            var weights = Types.Select(t => published.Number(i, $"RR_weight_{t.Short}_PY")).ToArray();
            if (weights.All(static w => w is not null))
            {
                rows++;
                agree += Math.Abs(weights.Sum(static w => w!.Value.Value) - 1m) <= weights.Sum(static w => w!.Value.Half) ? 1 : 0;
            }
        }

        return (rows, agree);
    }

    /// <summary>Everything of one organisation that the risk and trend checks need, or nothing if a cell is suppressed.</summary>
    private static Organisation? Read(PublishedResults published, int i)
    {
        var complete = true;
        var since2024 = published.Text(i, "Current_Start_Date") == "1/1/2024";
        decimal ReportedCell(string column)
        {
            complete &= published.Number(i, column) is not null;
            return published.Number(i, column)?.Value ?? 0m;
        }

        StratumYear Year((string Short, string Long, Stratum Stratum) type, string year) => new()
        {
            PersonYears = year is "BY3" or "PY" ? ReportedCell($"N_AB_Year_{type.Long}_{year}") : default(ReportedCell),
            PerCapita = ReportedCell($"Per_Capita_Exp_ALL_{type.Short}_{year}"),
            RiskScore = ReportedCell($"CMS_HCC_RiskScore_{type.Short}_{year}"),
            National = 1m,
        };
        var strata = Types.Select(t => new BenchmarkStratum
        {
            Stratum = t.Stratum,
            BaseYears = [Year(t, "BY1"), Year(t, "BY2"), Year(t, "BY3")],
            PerformanceYear = Year(t, "PY"),
            DemographicRatio = since2024 && ReportedCell($"Demog_RiskScore_{t.Short}_PY") is var later
                && ReportedCell($"Demog_RiskScore_{t.Short}_BY3") is > 0m and var earlier ? later / earlier : default(ReportedCell),
        }).ToArray();
        var weights = Types.Select(t => ReportedCell($"RR_weight_{t.Short}_PY")).ToArray();
        var (historical, updated) = (ReportedCell("HistBnchmk"), ReportedCell("UpdatedBnchmk"));
        var adjustment = published.Text(i, "FinalAdjCat") switch
        {
            "Regional Adjustment" =>
            ReportedCell("RegAdj"),
            "Prior Savings Adjustment" => ReportedCell("PriorSavAdj"),
            _ => 0m
        };
        complete &= strata.All(static s => s.PerformanceYear.PersonYears.Value > 0m);
        return complete ? new(strata, weights, historical, updated, adjustment, published.Text(i, "Agreement_Period_Num") == "1") : null;
    }

    /// <summary>With every growth factor at one, the library's historical benchmark is the weighted base years at the last one's risk; what
    /// is missing to the published one is the trend of a cohort.</summary>
    private static IEnumerable<(string Label, (int Rows, int Agree) Found)> Trends(PublishedResults published)
    {
        foreach (var start in Enumerable.Range(0, published.Count).Select(i => published.Text(i, "Current_Start_Date")).Distinct()
            .OrderBy(Started))
        {
            foreach (var first in (bool[])[true, false])
            {
                var method = Mssp.Method(Started(start), 2024, first) with
                {
                    Trend = new(GrowthMethod.National, Authority.Of("none published")),
                    Update = new(GrowthMethod.National, Authority.Of("none published")),
                    Risk = new(RiskMethod.Ratio, Authority.Of("base years")),
                    Regional = null,
                    PriorSavings = null,
                    Population = null,
                    RegionalRiskMargin = null,
                    ProspectiveWeight = null,
                };
                var trends = new List<decimal>();
                for (var i = 0; i < published.Count; i++)
                {
                    if (published.Text(i, "Current_Start_Date") == start && Read(published, i) is { } organisation
                        && organisation.First == first)
                    {
                        trends.Add((organisation.Historical - organisation.Adjustment) / method.Build(
                            new() { Strata = [.. organisation.Strata] }).Historical.Value!.Value);
                    }
                }

                if (trends.Count > 0)
                {
                    trends.Sort();
                    var median = trends[trends.Count / 2];
                    yield return (FormattableString.Invariant(
                        $"{(first ? "first" : "later")} agreements from {Started(start):R}, median trend {median:0.000}"),
                        (trends.Count, trends.Count(t => Math.Abs((t / median) - 1m) <= 0.05m)));
                }
            }
        }
    }

    private static LocalDate Started(string text) => LocalDatePattern.CreateWithInvariantCulture("M/d/yyyy").Parse(text).Value;

    /// <summary>The growth that the published updated benchmark implies, with and without the cap on risk: growth differs little between
    /// organisations, so the smaller spread is the better rule.</summary>
    private static (int Free, int Bound, decimal WithCap, decimal Without) RiskCap(PublishedResults published, bool aggregate)
    {
        var (free, bound) = (0, 0);
        var (capped, plain) = (new List<(string Cohort, double Growth)>(), new List<(string Cohort, double Growth)>());
        for (var i = 0; i < published.Count; i++)
        {
            var start = published.Text(i, "Current_Start_Date");
            if (start == "1/1/2024" != aggregate || Read(published, i) is not { } organisation)
            {
                continue;
            }

            var s = new StrataWorkings(new Workings("benchmark"), Types.Select(static t => t.Stratum).ToValueList());
            ByStratum Of(string key, Func<int, decimal> value) =>
                s.Read(key, key, Unit.Factor, Enumerable.Range(0, 4).Select(t => (ReportedCell)value(t)));
            var ratio = Growth.Ratio(s, s.Step("ratio", "Ratio"),
                Of("py", t => organisation.Strata[t].PerformanceYear.RiskScore.Value!.Value),
                Of("by3", t => organisation.Strata[t].BaseYears[2].RiskScore.Value!.Value));
            var weights = Of("weights", t => organisation.Weights[t]);
            var adjusted = aggregate
                ? RiskAdjustment.CapOnAggregate(s, ratio, Of("demographic", t => organisation.Strata[t].DemographicRatio.Value!.Value),
                    weights, Quantity.Of("margin", 0.03m), null)
                : RiskAdjustment.CapByStratum(s, ratio, Quantity.Of("largest", 1.03m), null);
            // The weights are shares of adjusted benchmark × person-years, so they give the benchmarks up to one factor, which the
            // historical benchmark fixes.
            var relative = Enumerable.Range(0, 4)
                .Select(t => organisation.Weights[t] / organisation.Strata[t].PerformanceYear.PersonYears.Value!.Value).ToArray();
            decimal Mean(Func<BenchmarkStratum, decimal> years, Func<int, decimal> value) =>
                Enumerable.Range(0, 4).Sum(t => years(organisation.Strata[t]) * value(t)) / organisation.Strata.Sum(years);
            var scale = organisation.Historical / Mean(static x => x.BaseYears[2].PersonYears.Value!.Value, t => relative[t]);
            decimal Implied(ByStratum risk) =>
                organisation.Updated / (scale * Mean(static x => x.PerformanceYear.PersonYears.Value!.Value, t =>
                relative[t] * risk[t].Value!.Value));
            capped.Add((start, (double)Implied(adjusted)));
            plain.Add((start, (double)Implied(ratio)));
            _ = Enumerable.Range(0, 4).Any(t => adjusted[t].Value != ratio[t].Value) ? bound++ : free++;
        }

        // Within a cohort: those that began in the same year share their growth.
        static decimal Spread(List<(string Cohort, double Growth)> values) =>
            (decimal)Math.Sqrt(values.GroupBy(static v => v.Cohort)
                .Sum(static cohort => cohort.Average(static v => v.Growth) is var mean
                ? cohort.Sum(v => (v.Growth - mean) * (v.Growth - mean)) : 0) / values.Count);
        return (free, bound, Spread(capped), Spread(plain));
    }

    [GeneratedRegex(@"<!-- counts: benchmark -->[\s\S]*?<!-- /counts -->")]
    private static partial Regex Marked();

    private sealed record Organisation(BenchmarkStratum[] Strata, decimal[] Weights, decimal Historical, decimal Updated,
        decimal Adjustment, bool First);
}
