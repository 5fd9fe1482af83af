using System.Text.Json;
using ValueSettlement.Benchmarks;
using ValueSettlement.Population;
using ValueSettlement.Programs;
using ValueSettlement.Tests.Programs;

namespace ValueSettlement.Tests.Vectors;

public sealed class ExpenditureVectorsTests
{
    public static TheoryData<VectorCase> Cases => VectorCase.Family("mssp-expenditure");

    [Theory]
    [MemberData(nameof(Cases))]
    public void Expenditures(VectorCase vector) => vector.Check(Compare);

    internal static void Compare(VectorCase vector)
    {
        var result = Compute(vector, explain: true);
        vector.Each("rows", result.Members, (path, member) =>
        {
            vector.Near(path + ".personYears", member.PersonYears);
            vector.Near(path + ".annualisedUsd", member.Annualised);
            vector.Near(path + ".truncatedUsd", member.Truncated);
            vector.Near(path + ".completedUsd", member.Completed);
            vector.Near(path + ".weightedUsd", member.Weighted);
        });
        foreach (var stratum in result.Strata)
        {
            vector.Near("perCapitaUsd." + stratum.Stratum.Key, stratum.PerCapita.Value);
            vector.Near("personYears." + stratum.Stratum.Key, stratum.PersonYears.Value);
            vector.Near("personYearShare." + stratum.Stratum.Key, stratum.Share.Value);
        }

        vector.Near("totalPersonYears", result.PersonYears.Value);
        vector.Near("totalExpenditureUsd", result.Total.Value);
        vector.Near("perCapitaAllTypesUsd", result.PerCapita.Value);
        vector.Same("publishedUsd", Rounding.Cents.Apply(result.Total.Value ?? 0m));
        // Without lines for each beneficiary the amounts are the same, and every line replays.
        var silent = Compute(vector, explain: false);
        Assert.Equal(result.Members, silent.Members);
        Assert.Equal(result.Total.Value, silent.Total.Value);
        Assert.Equal(result.Strata.Select(static s => s.PerCapita.Value), silent.Strata.Select(static s => s.PerCapita.Value));
        Assert.All(result.Strata.SelectMany(static s => s.PerCapita.Lines), static line => Assert.Equal(line.Value, line.Replay()));
    }

    private static ExpenditureResult Compute(VectorCase vector, bool explain) =>
        Mssp.Spending(vector.Count("year"), new(vector.Number("completionFactor"), Authority.Of("vector"))).Expenditure(
        vector.Count("year"),
        vector.Inputs.GetProperty("rows").EnumerateArray().Select(static row => new BeneficiarySpending
        {
            Id = row.GetProperty("beneficiaryId").GetString()!,
            EnrolmentType = MedicareSharedSavings.EnrolmentTypes.All.Single(t => t.Key == row.GetProperty("enrolmentType").GetString()),
            EligibleMonths = VectorCase.Parse(row.GetProperty("eligibleMonths")),
            Paid = VectorCase.Parse(row.GetProperty("paidUsd")),
            ImeDshUncompensatedCare = ReportedCell(row, "imeDshUncompensatedUsd"),
            IhsPuertoRicoSupplement = ReportedCell(row, "ihsPuertoRicoSupplementUsd"),
            Sequestration = ReportedCell(row, "sequestrationAddBackUsd"),
            FinalNonClaims = ReportedCell(row, "finalNonClaimsUsd"),
            InterimNonClaims = ReportedCell(row, "interimNonClaimsUsd"),
            EpisodeMonths = ReportedCell(row, "episodeMonths")?.Value ?? 0m,
            EpisodeAmount = ReportedCell(row, "episodeAmountUsd"),
        }),
        [.. vector.Inputs.GetProperty("truncationThresholdUsd").EnumerateObject()
            .Select(static t => new TruncationThreshold(t.Name, VectorCase.Parse(t.Value)))],
        explain);

    private static ReportedCell? ReportedCell(JsonElement row, string name) =>
        row.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? VectorCase.Parse(value) : null;
}
