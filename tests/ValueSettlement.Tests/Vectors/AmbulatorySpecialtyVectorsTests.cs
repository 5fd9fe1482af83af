using System.Text.Json;
using ValueSettlement.Curves;
using ValueSettlement.Measures;
using ValueSettlement.Programs;

namespace ValueSettlement.Tests.Vectors;

/// <summary>The Ambulatory Specialty Model: scores and factors, one pool for each cohort.</summary>
public sealed class AmbulatorySpecialtyVectorsTests
{
    private static readonly Authority Given = Authority.Of("vector");

    public static TheoryData<VectorCase> Cases => VectorCase.Family("asm");

    [Theory]
    [MemberData(nameof(Cases))]
    public void Scores(VectorCase vector) => vector.Check(Compare);

    internal static void Compare(VectorCase vector)
    {
        var all = vector.Inputs.GetProperty("clinicians").EnumerateArray().ToArray();
        var scores = new Dictionary<string, SpecialtyScore>(StringComparer.Ordinal);
        var factors = new Dictionary<string, ExchangedParticipant>(StringComparer.Ordinal);
        foreach (var cohort in all.GroupBy(static c => c.GetProperty("cohort").GetString()!, StringComparer.Ordinal))
        {
            var measures = cohort.SelectMany(static c => c.GetProperty("qualityMeasures").EnumerateArray()).Select(static m =>
                new SpecialtyMeasure(NameOf(m), m.GetProperty("isClaims").GetBoolean())).Distinct()
                .ToValueList();
            var clinicians = cohort.Select(c => Clinician(c, measures)).ToValueList();
            var asm = AmbulatorySpecialty.For(TermsOf(vector, cohort.Key, clinicians, measures));
            var participants = asm.Participants(clinicians);
            var exchanged = asm.Exchange(participants);
            clinicians.Select(asm.Score).ToList().ForEach(s => scores.Add(s.Id, s));
            exchanged.Participants.ToList().ForEach(p => factors.Add(p.Id, p));
            var (path, level) = ("cohorts." + cohort.Key, asm.Rules.RiskLevel!.Value.Fraction);
            vector.Near(path + ".partBUsd", exchanged.Withheld.Value / level);
            vector.Near(path + ".weightedUsd", exchanged.Participants.Sum(static p => p.Claim.Value) / level);
            vector.Near(path + ".scalingFactor", exchanged.Slope.Value);
            var settled = asm.Contract.Settle(asm.Experience(participants));
            EpisodeChecks.Replays(settled);
            vector.Near(path + ".sumOfAdjustmentsUsd", settled.Payable.Unrounded);
            Assert.All(exchanged.Participants, p =>
                Assert.True(Math.Abs(p.Net.Value!.Value
                    - settled.Parts.Single(s => s.Arrangement == p.Id).Payable.Unrounded) <= 1e-9m, p.Id));
            if (cohort.Key == all[0].GetProperty("cohort").GetString())
            {
                vector.Near("riskLevel", level);
            }
        }

        vector.Each("clinicians", all, (path, input) =>
        {
            var id = input.GetProperty("clinicianId").GetString()!;
            var (score, paid) = (scores[id], factors[id]);
            vector.Same(path + ".clinicianId", score.Id);
            vector.Same(path + ".status", score.Status switch
            {
                SpecialtyStatus.Scored => "scored",
                SpecialtyStatus.NothingReported => "zeroNoQuality",
                SpecialtyStatus.Neutral => "neutral",
                _ => "notParticipant",
            });
            vector.Near(path + ".qualityShare", score.Quality.Value);
            vector.Near(path + ".costShare", score.Cost.Value);
            vector.Near(path + ".score", score.Score.Value);
            vector.Near(path + ".transform", paid.Net.Lines.LastOrDefault(static l => l.Key == "share-earned")?.Value);
            vector.Near(path + ".factor", paid.AdjustmentFactor.Value - 1m);
            vector.Near(path + ".multiplier", paid.AdjustmentFactor.Value);
            vector.Near(path + ".adjustmentUsd", paid.Net.Value);
            vector.Same(path + ".publishedUsd", Rounding.Cents.Apply(paid.Net.Value!.Value));
            Assert.All(score.Score.Lines, static line => Assert.Equal(line.Value, line.Replay()));
        });
    }

    private static SpecialtyTerms TermsOf(VectorCase vector, string cohort, ValueList<SpecialtyClinician> clinicians,
        ValueList<SpecialtyMeasure> measures) => new()
        {
            Year = vector.Count("paymentYear"),
            Cohort = cohort == "heartFailure" ? SpecialtyCohort.HeartFailure : SpecialtyCohort.LowBackPain,
            Clinicians = clinicians.Select(static c => c.Id).ToValueList(),
            Measures = new(measures, Given),
            Transform = new(Transform(vector), Given),
            WithoutCategory = new(
                vector.Text("unscoredCategoryRule") == "neutral" ? UnscoredDomain.NoScore : UnscoredDomain.Reweighted, Given),
            Rules = new()
            {
                RiskLevel = vector.NumberOrNull("riskLevel") is { } level ? new(Rate.Of(level), Given) : null,
                Returned = new(Rate.Of(vector.Number("returnedShare")), Given),
            },
        };

    internal static Scale Transform(VectorCase vector) => Scale.Knots([.. vector.Inputs.GetProperty("transform").EnumerateArray()
        .Select(static k => (VectorCase.Parse(k.GetProperty("score")), VectorCase.Parse(k.GetProperty("value"))))]);

    private static SpecialtyClinician Clinician(JsonElement from, ValueList<SpecialtyMeasure> measures) => new()
    {
        Id = from.GetProperty("clinicianId").GetString()!,
        PartB = Money.Of(Number("partBUsd")(from)),
        EpisodesTwoYearsBefore = (int)Number("episodesTwoYearsBefore")(from),
        Quality = measures.Select(measure => from.GetProperty("qualityMeasures").EnumerateArray()
            .FirstOrDefault(m => NameOf(m) == measure.Id) is { ValueKind: JsonValueKind.Object } m
            ? new SpecialtyResult(measure.Id, new() { Value = Number("points")(m), Unit = Unit.Points }, (int)Number("cases")(m),
                m.GetProperty("completeness").ValueKind == JsonValueKind.Null ? null : Rate.Of(Number("completeness")(m)))
            : new SpecialtyResult(measure.Id, Figure.Absent(AbsenceKind.NotApplicable, "Not a measure of this clinician."), 0))
            .ToValueList(),
        CostPoints = new Figure { Value = Number("costPoints")(from), Unit = Unit.Points },
        CostEpisodes = (int)Number("costEpisodes")(from),
        MissingActivities = (int)Number("missingImprovementActivities")(from),
        Interoperability = Number("interoperabilityPoints")(from),
        ComplexPatients = Number("complexPatientPoints")(from),
        PracticeClinicians = (int)Number("practiceClinicians")(from),
    };

    // A cohort of the vectors may have one name for a claims measure of some and a reported one of others.
    private static string NameOf(JsonElement measure) =>
        measure.GetProperty("measureId").GetString() + (measure.GetProperty("isClaims").GetBoolean() ? ", claims" : string.Empty);

    private static Func<JsonElement, decimal> Number(string name) => from => VectorCase.Parse(from.GetProperty(name));
}
