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

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_room_of_populations_computes_them_from_columns(VectorCase vector) => vector.Check(CompareColumns);

    internal static void Compare(VectorCase vector)
    {
        var result = Compute(vector);
        vector.Each("rows", result.Members, (path, member) =>
        {
            vector.Near(path + ".personYears", member.PersonYears);
            vector.Near(path + ".annualisedUsd", member.Annualised);
            vector.Near(path + ".truncatedUsd", member.Truncated);
            vector.Near(path + ".completedUsd", member.Completed);
            vector.Near(path + ".weightedUsd", member.Weighted);
        });
        CompareTotals(vector, result);
    }

    /// <summary>The same cases through columns; a row alone is an organisation of one beneficiary.</summary>
    internal static void CompareColumns(VectorCase vector)
    {
        var members = Compute(vector).Members;
        vector.Each("rows", members, (path, member) =>
        {
            var alone = Totals(vector, [member]);
            vector.Near(path + ".personYears", alone.PersonYears.Value);
            vector.Near(path + ".weightedUsd", alone.Total.Value);
            vector.Near(path + ".completedUsd", member.Months == 0m ? null : alone.PerCapita.Value);
            // Before completion, and before truncation: the same with a factor of one, and without thresholds.
            vector.Near(path + ".truncatedUsd", member.Months == 0m ? null : Totals(vector, [member], factor: 1m).PerCapita.Value);
            vector.Near(path + ".annualisedUsd",
                member.Months == 0m ? null : Totals(vector, [member], factor: 1m, Truncation.None).PerCapita.Value);
        });
        var all = Totals(vector, members);
        CompareTotals(vector, all);
    }

    private static void CompareTotals(VectorCase vector, ExpenditureResult result)
    {
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
        Assert.All(result.Strata.SelectMany(static s => s.PerCapita.Lines), static line => Assert.Equal(line.Value, line.Replay()));
    }

    private static ExpenditureResult Totals(VectorCase vector, IReadOnlyCollection<MemberExpenditure> members, decimal? factor = null,
        Truncation? truncation = null)
    {
        var rows = vector.Inputs.GetProperty("rows");
        var counted = members.Where(static m => m.Months > 0m).ToArray();
        var cents = counted.Select(static m => (long)(Rounding.Cents.Apply(m.Annualised!.Value * m.Months / 12m) * 100m));
        var rules = Mssp.Spending(vector.Count("year"), new(factor ?? vector.Number("completionFactor"), Authority.Of("vector")))
            .PopulationRules(vector.Count("year"), 2, [.. vector.Inputs.GetProperty("truncationThresholdUsd").EnumerateObject()
                .Select(static t => new TruncationThreshold(t.Name, VectorCase.Parse(t.Value)))]);
        var totals = (truncation is null ? rules : rules with { Truncation = [truncation] }).Prepare().Total(new()
        {
            Organisation = counted.Select(static _ => (ushort)1).ToArray(),
            Stratum = counted.Select(m => (byte)Array.FindIndex([.. MedicareSharedSavings.EnrolmentTypes.All],
                t => t.Key == rows[m.Index].GetProperty("enrolmentType").GetString())).ToArray(),
            Months = counted.Select(static m => (byte)m.Months).ToArray(),
            Cents = cents.ToArray(),
        });
        return totals.Expenditure(1);
    }

    private static ExpenditureResult Compute(VectorCase vector) =>
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
            .Select(static t => new TruncationThreshold(t.Name, VectorCase.Parse(t.Value)))]);

    private static ReportedCell? ReportedCell(JsonElement row, string name) =>
        row.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? VectorCase.Parse(value) : null;
}
