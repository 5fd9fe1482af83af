using System.Text.Json;
using ValueSettlement.Programs;

namespace ValueSettlement.Tests.Vectors;

public sealed class ExpenditureVectorsTests
{
    public static TheoryData<VectorCase> Cases => VectorCase.Family("mssp-expenditure");

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(Cases))]
    public void Expenditures(VectorCase vector)
    {
        var result = Compute(vector, explain: true);
        var rows = vector.Expected.GetProperty("rows").EnumerateArray().ToArray();
        Assert.Equal(rows.Length, result.Members.Count);
        for (var i = 0; i < rows.Length; i++)
        {
            var (row, member) = (rows[i], result.Members[i]);
            VectorCase.Near("personYears", row.GetProperty("personYears"), member.PersonYears);
            VectorCase.Near("annualisedUsd", row.GetProperty("annualisedUsd"), member.Annualised);
            VectorCase.Near("truncatedUsd", row.GetProperty("truncatedUsd"), member.Truncated);
            VectorCase.Near("completedUsd", row.GetProperty("completedUsd"), member.Completed);
            VectorCase.Near("weightedUsd", row.GetProperty("weightedUsd"), member.Weighted);
        }

        foreach (var stratum in result.Strata)
        {
            VectorCase.Near("perCapitaUsd " + stratum, vector.Expected.GetProperty("perCapitaUsd").GetProperty(stratum.Stratum.Key), stratum.PerCapita.Value);
            VectorCase.Near("personYears " + stratum, vector.Expected.GetProperty("personYears").GetProperty(stratum.Stratum.Key), stratum.PersonYears.Value);
            VectorCase.Near("personYearShare " + stratum, vector.Expected.GetProperty("personYearShare").GetProperty(stratum.Stratum.Key), stratum.Share.Value);
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

    private static ExpenditureResult Compute(VectorCase vector, bool explain) => MedicareSharedSavings.Expenditure(vector.Count("year"),
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
        [.. vector.Inputs.GetProperty("truncationThresholdUsd").EnumerateObject().Select(static t => new TruncationThreshold(t.Name, VectorCase.Parse(t.Value)))],
        new(vector.Number("completionFactor"), Authority.Of("vector")), explain);

    private static ReportedCell? ReportedCell(JsonElement row, string name) => row.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? VectorCase.Parse(value) : null;
}
