using ValueSettlement.Measures;
using ValueSettlement.Programs;

namespace ValueSettlement.Tests.Programs;

/// <summary>Published points and scores, all of them.</summary>
public sealed class HospitalValueBasedPublishedTests
{
    [Theory]
    [InlineData("hvbp_clinical_outcomes_fy2024.csv", HospitalYears.Clinical, 11_170, 11_017)]
    [InlineData("hvbp_efficiency_fy2024.csv", HospitalYears.Efficiency, 2_472, 2_468)]
    public void Every_published_point_is_reproduced(string file, string domain, int achievements, int improvements)
    {
        var hospital = HospitalValueBasedPurchasing.For(HospitalYears.Terms2024);
        var (achieved, improved, scored, wrong) = (0, 0, 0, new List<string>());
        foreach (var row in HospitalYears.Rows(file))
        {
            var of = HospitalYears.Terms2024.Standards.Value.Where(s => s.Domain == domain).ToArray();
            Assert.All(of, standard => Assert.Equal((standard.Threshold, standard.Benchmark),
                (HospitalYears.Number(row[standard.Measure + " Achievement Threshold"]),
                    HospitalYears.Number(row[standard.Measure + " Benchmark"]))));
            var points = hospital.Points(of.Select(s => HospitalYears.Result(s.Measure,
                HospitalYears.Reported(row[s.Measure + " Baseline Rate"]),
                HospitalYears.Reported(row[s.Measure + " Performance Rate"]))).ToValueList());
            foreach (var measure in points.Where(p => p.Domain == domain))
            {
                var (a, i, s) = (HospitalYears.Number(row[measure.Measure + " Achievement Points"]),
                    HospitalYears.Number(row[measure.Measure + " Improvement Points"]),
                    HospitalYears.Number(row[measure.Measure + " Measure Score"]));
                achieved += a is null ? 0 : 1;
                improved += i is null ? 0 : 1;
                scored += s is null ? 0 : 1;
                if ((measure.Achievement.Value, measure.Improvement.Value, measure.Points.Value) != (a, i, s))
                {
                    wrong.Add($"{row["Facility ID"]}: {measure}");
                }
            }
        }

        Assert.Empty(wrong);
        Assert.Equal((achievements, improvements, achievements), (achieved, improved, scored));
    }

    /// <summary>Weighted domain scores and totals: as published in all printed digits, up to the last one.</summary>
    [Theory]
    [InlineData(2021, 2_676, 561, 10_143)]
    [InlineData(2024, 2_474, 437, 9_459)]
    public void Every_published_score_is_reproduced(int year, int hospitals, int reweighted, int weighted)
    {
        var hospital = HospitalValueBasedPurchasing.For(new()
        {
            Year = year,
            Standards = new([.. HospitalValueBasedPurchasing.Domains.On(new(year - 1, 10, 1)).Value!.Select(static d =>
                PerformanceStandard.OfDomain(d.Name))], HospitalYears.Published),
        });
        var (totals, fewer, domains, wrong) = (0, 0, 0, new List<string>());
        foreach (var row in HospitalYears.Rows(FormattableString.Invariant($"hvbp_total_performance_fy{year}.csv")))
        {
            decimal? Published(string domain, string kind) => HospitalYears.Number(row[row.Keys.Single(k =>
                k.StartsWith(kind, StringComparison.OrdinalIgnoreCase) && k.Contains(domain, StringComparison.OrdinalIgnoreCase))]);
            var score = hospital.Score(hospital.Rules.Domains!.Value.Select(d => HospitalYears.Stated(d.Name,
                Published(d.Name, "Unweighted") is { } stated ? stated : ReportedCell.Missing)).ToValueList());
            foreach (var domain in score.Domains)
            {
                var published = Published(domain.Name, "Weighted");
                domains += published is null ? 0 : 1;
                if (!Same(published, domain.Contribution.Value))
                {
                    wrong.Add($"{row["Facility ID"]}: {domain}, published {published}");
                }
            }

            totals++;
            fewer += score.Domains.Any(static d => d.Score.Value is null) ? 1 : 0;
            if (!Same(HospitalYears.Number(row["Total Performance Score"]), score.Points.Value))
            {
                wrong.Add($"{row["Facility ID"]}: {score}");
            }
        }

        Assert.Empty(wrong);
        Assert.Equal((hospitals, reweighted, weighted), (totals, fewer, domains));

        // Twelve decimals are printed, and the domain scores that ours is made of are rounded to them.
        static bool Same(decimal? published, decimal? ours) =>
            (published is null) == (ours is null) && Math.Abs((published - ours) ?? 0m) <= 0.000_000_000_002m;
    }

    /// <summary>Two files of one year: domain scores follow from the points of the measures, and one measure is too few.</summary>
    [Fact]
    public void Domain_scores_follow_from_points_across_files()
    {
        var totals = HospitalYears.Rows("hvbp_total_performance_fy2024.csv").ToDictionary(HospitalYears.Facility);
        var hospital = HospitalValueBasedPurchasing.For(HospitalYears.Terms2024);
        var (clinical, efficiency, absent) = (0, 0, 0);
        foreach (var (file, domain) in new[] { ("hvbp_clinical_outcomes_fy2024.csv", HospitalYears.Clinical),
            ("hvbp_efficiency_fy2024.csv", HospitalYears.Efficiency) })
        {
            foreach (var row in HospitalYears.Rows(file))
            {
                var observed = HospitalYears.Terms2024.Standards.Value.Where(s => s.Domain == domain).Select(s =>
                    HospitalYears.Result(s.Measure, HospitalYears.Reported(row[s.Measure + " Baseline Rate"]),
                        HospitalYears.Reported(row[s.Measure + " Performance Rate"]))).ToValueList();
                var ours = hospital.Score(observed).Domains.Single(d => d.Name == domain).Score.Value;
                var published = HospitalYears.Number(totals[HospitalYears.Facility(row)][
                    $"Unweighted Normalized {(domain == HospitalYears.Clinical ? domain : "Efficiency And Cost Reduction")} Domain Score"]);
                Assert.Equal(published, ours is { } score ? new Rounding(12).Apply(score) : null);
                clinical += published is not null && domain == HospitalYears.Clinical ? 1 : 0;
                efficiency += published is not null && domain == HospitalYears.Efficiency ? 1 : 0;
                absent += published is null ? 1 : 0;
            }
        }

        Assert.Equal((2_413, 2_472, 63), (clinical, efficiency, absent));
    }
}
