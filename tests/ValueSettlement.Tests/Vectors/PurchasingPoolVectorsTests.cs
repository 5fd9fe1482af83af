using System.Text.Json;
using ValueSettlement.Measures;
using ValueSettlement.Programs;

namespace ValueSettlement.Tests.Vectors;

/// <summary>Skilled nursing facilities, home health agencies, and care points.</summary>
public sealed class PurchasingPoolVectorsTests
{
    private static readonly Authority Given = Authority.Of("vector");

    public static TheoryData<VectorCase> Cases => VectorCase.Family("snf-hh-vbp");

    [Theory]
    [MemberData(nameof(Cases))]
    public void Exchanges(VectorCase vector) => vector.Check(Compare);

    internal static void Compare(VectorCase vector)
    {
        Action<VectorCase> compare = vector.Text("calculation") switch
        {
            "snf" => CompareFacilities,
            "homeHealth" => CompareAgencies,
            _ => ComparePoints,
        };
        compare(vector);
    }

    private static void CompareFacilities(VectorCase vector)
    {
        var given = vector.Inputs.GetProperty("facilities").EnumerateArray().ToArray();
        var measures = Enumerable.Range(1, 4).Select(static i => FormattableString.Invariant($"m{i}")).ToArray();
        var snf = SkilledNursingPurchasing.For(new()
        {
            Year = vector.Count("fiscalYear"),
            Facilities = given.Select(static f => f.GetProperty("facilityId").GetString()!).ToValueList(),
            Transform = new(AmbulatorySpecialtyVectorsTests.Transform(vector), Given),
            Standards = new(measures.Select(static m => new PerformanceStandard
            {
                Measure = m,
                Domain = SkilledNursingPurchasing.Domain,
                StatedPoints = 10m,
            }).ToValueList(), Given),
            Rules = new()
            {
                Withhold = new(Rate.Of(vector.Number("withholdRate")), Given),
                Payback = new(Rate.Of(vector.Number("paybackShare")), Given),
                MinimumMeasures = new(vector.Count("minimumMeasures"), Given),
            },
        });
        var facilities = given.Select(f => new ExchangeParticipant(f.GetProperty("facilityId").GetString()!,
            Money.Of(VectorCase.Parse(f.GetProperty("paymentUsd"))), ScoreOf(f))).ToValueList();
        var exchanged = snf.Exchange(facilities);
        var ranking = snf.Ranks(facilities);
        var settled = snf.Contract.Settle(snf.Experience(facilities));
        EpisodeChecks.Replays(settled);
        vector.Near("poolUsd", exchanged.Withheld.Value);
        vector.Near("slope", exchanged.Slope.Value);
        vector.Each("facilities", facilities, (path, facility) =>
        {
            var paid = exchanged.Participants.FirstOrDefault(p => p.Id == facility.Id);
            vector.Same(path + ".facilityId", facility.Id);
            vector.Same(path + ".status", paid is null ? "leftOut" : "scored");
            vector.Near(path + ".score", paid?.Net.Lines.Last(static l => l.Key == "score").Value);
            vector.Near(path + ".rank", ranking.Ranks.FirstOrDefault(r => r.Id == facility.Id)?.Rank);
            vector.Near(path + ".incentive", paid?.ValueBasedRate.Value);
            vector.Near(path + ".factor", paid is null ? 1m : paid.AdjustmentFactor.Value);
            vector.Near(path + ".netUsd", paid is null ? 0m : paid.Net.Value);
            vector.Same(path + ".publishedUsd", Rounding.Cents.Apply(paid?.Net.Value ?? 0m));
        });
        vector.Near("sumOfNetUsd", settled.Payable.Unrounded);
        vector.Near("retainedUsd", -exchanged.Participants.Sum(static p => p.Net.Value));
        vector.Near("lowest40PositiveCount", ranking.LowestThatDoNotLose);

        Figure ScoreOf(JsonElement facility) => facility.TryGetProperty("measurePoints", out var points)
            ? snf.Score([.. points.EnumerateArray().Select((p, i) => Stated(measures[i], p))]).Points
            : Points(facility.GetProperty("statedScore"));
    }

    private static void CompareAgencies(VectorCase vector)
    {
        var given = vector.Inputs.GetProperty("agencies").EnumerateArray().ToArray();
        var found = new Dictionary<string, (SetScore Score, ExchangedParticipant Paid)>(StringComparer.Ordinal);
        foreach (var cohort in given.GroupBy(static a => a.GetProperty("cohort").GetString()!, StringComparer.Ordinal))
        {
            var agencies = cohort.ToArray();
            var categories = agencies[0].GetProperty("categories").EnumerateArray().ToArray();
            var hh = HomeHealthPurchasing.For(new()
            {
                Year = 2026,
                Cohort = cohort.Key == "larger" ? VolumeCohort.Larger : VolumeCohort.Smaller,
                Agencies = agencies.Select(IdOf).ToValueList(),
                Standards = new(categories.SelectMany((c, i) => c.GetProperty("measures").EnumerateArray()
                    .Select(m => new PerformanceStandard
                    {
                        Measure = m.GetProperty("measureId").GetString()!,
                        Domain = i == 0 ? HomeHealthPurchasing.Oasis : c.GetProperty("name").GetString()!,
                        Weight = VectorCase.Parse(m.GetProperty("weight")),
                        StatedPoints = 10m,
                    })).ToValueList(), Given),
                Rules = new()
                {
                    ApplicablePercent = new(Rate.Of(vector.Number("applicablePercent")), Given),
                    Oasis = new(WeightOf(categories[0]), Given),
                    Others = new(categories.Skip(1).Select(static c => new PurchasingDomain(
                        c.GetProperty("name").GetString()!, WeightOf(c)))
                        .ToValueList(), Given),
                    MinimumMeasures = new(vector.Count("minimumMeasures"), Given),
                    Limited = new(vector.Flag("limitToApplicablePercent"), Given),
                },
            });
            var scores = agencies.ToDictionary(IdOf, a => hh.Score([.. a.GetProperty("categories").EnumerateArray().SelectMany(static c =>
                c.GetProperty("measures").EnumerateArray()).Select(static m => Stated(m.GetProperty("measureId").GetString()!,
                    m.GetProperty("carePoints")))]));
            var participants = agencies.Select(a => new ExchangeParticipant(IdOf(a),
                Money.Of(VectorCase.Parse(a.GetProperty("paymentUsd"))),
                scores[IdOf(a)].Points)).ToValueList();
            var exchanged = hh.Exchange(participants);
            var settled = hh.Contract.Settle(hh.Experience(participants));
            EpisodeChecks.Replays(settled);
            vector.Near("slopes." + cohort.Key, exchanged.Slope.Value);
            vector.Near("sumOfNetUsd." + cohort.Key, settled.Payable.Unrounded);
            Assert.All(exchanged.Participants, p => Assert.True(
                Math.Abs(p.Net.Value!.Value - settled.Parts.Single(s => s.Arrangement == p.Id).Payable.Unrounded) <= 1e-9m, p.Id));
            exchanged.Participants.ToList().ForEach(p => found.Add(p.Id, (scores[p.Id], p)));
        }

        vector.Each("agencies", given, (path, agency) =>
        {
            var (score, paid) = found[IdOf(agency)];
            vector.Same(path + ".agencyId", paid.Id);
            // The vectors have no categories where there is no score; the library keeps them.
            vector.Each(path + ".categoryScores", score.Domains, (at, domain) =>
                vector.Near(at, score.Points.Value is null ? null : domain.Score.Value));
            vector.Near(path + ".totalScore", score.Points.Value);
            vector.Near(path + ".adjustment", score.Points.Value is null ? null : paid.AdjustmentFactor.Value - 1m);
            vector.Near(path + ".netUsd", paid.Net.Value);
            vector.Same(path + ".publishedUsd", Rounding.Cents.Apply(paid.Net.Value!.Value));
        });
    }

    private static void ComparePoints(VectorCase vector)
    {
        var hh = HomeHealthPurchasing.For(new()
        {
            Year = 2025,
            Cohort = VolumeCohort.Larger,
            Agencies = ["agency"],
            Standards = new([new()
            {
                Measure = "measure",
                Domain = HomeHealthPurchasing.Oasis,
                Direction = vector.Flag("higherIsBetter") ? Direction.HigherIsBetter : Direction.LowerIsBetter,
                Threshold = vector.Number("achievementThreshold"),
                Benchmark = vector.Number("benchmark"),
                MinimumCases = vector.Number("minimumCases"),
            }], Given),
            Rules = new() { Oasis = new(Rate.One, Given), Others = new([], Given), MinimumMeasures = new(1, Given) },
        });
        var points = hh.Score([new()
        {
            Measure = "measure",
            Result = vector.Number("performanceRate"),
            Baseline = vector.NumberOrNull("baselineRate") is { } before ? before : ReportedCell.Missing,
            Denominator = vector.Number("cases"),
        }]).Measures[0].Points;
        decimal? Way(string key) => points.Lines.LastOrDefault(l => l.Key == key)?.Value;
        vector.Same("isScored", points.Value is not null);
        vector.Near("achievementPoints", Way("achievement-points"));
        vector.Near("improvementPoints", Way("improvement-points"));
        vector.Near("carePoints", points.Value);
    }

    private static string IdOf(JsonElement agency) => agency.GetProperty("agencyId").GetString()!;

    private static Rate WeightOf(JsonElement category) => Rate.Of(VectorCase.Parse(category.GetProperty("weight")) / 100m);

    private static Figure Points(JsonElement number) => number.ValueKind == JsonValueKind.Null
        ? Figure.Absent(AbsenceKind.TooSmall, "Too few cases.", Unit.Points)
        : new() { Value = VectorCase.Parse(number), Unit = Unit.Points };

    private static Observation Stated(string measure, JsonElement points) => points.ValueKind == JsonValueKind.Null
        ? Observation.Absent(measure, AbsenceKind.TooSmall, "Too few cases.")
        : new() { Measure = measure, Result = VectorCase.Parse(points) };
}
