using ValueSettlement.Benchmarks;

namespace ValueSettlement.Programs;

/// <summary>The risk score of ACO REACH.</summary>
public sealed partial class AcoReach
{
    /// <summary>
    /// The risk score of one population, with its lines: blend of the model's versions, normalization, cap of its growth since the
    /// reference year, coding-intensity factor up to its ceiling and from 2026 the one-sided cap since 2019.
    /// </summary>
    /// <param name="input">Scores, populations and factors.</param>
    /// <exception cref="SettlementException">A score that the rules need is missing, or one was given that they do not read.</exception>
    public Figure RiskScore(ReachRiskScore input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var failures = new List<Failure>();
        var newly = input.FirstYearOfVoluntaryAlignment && Rules.RiskCapWidthNewlyAligned is not null;
        var year = newly ? Rules.RiskReferenceYearNewlyAligned ?? Rules.RiskReferenceYear : Rules.RiskReferenceYear;
        var reference = Reference(input, year, failures);
        var performance = Period(input.PerformanceYear, "performanceYear", failures);
        var agedAndDisabled = input.Population == ReachPopulation.AgedAndDisabled;
        var cap = newly ? NewlyAligned(input) : Rules.RiskCapLeastHighNeeds is { } least ? HighNeeds(input, least, failures)
            : Standard(input, agedAndDisabled, failures);
        if (input.ExemptForSize is { } exempt && Rules.RiskCapLargestMultiple is not null)
        {
            failures.Add(new("term-unused", "exemptForSize", exempt ? "true" : "false",
                "In this year three times the reference year decides, not a statement.", "Leave it out."));
        }
        else if (input.ExemptForSize is null && Rules is { RiskCapLargestMultiple: null, RiskCapLeastHighNeeds: null }
            && cap.NotApplicableBecause is null)
        {
            failures.Add(new("exemption-missing", "exemptForSize", string.Empty,
                "From 2026 on it is stated whether the growth of its size exempts the organisation from the cap: the rule of three times "
                    + "the reference year changed, and its new text is not known.",
                "State true or false, as CMS determined."));
        }

        SettlementException.ThrowIfAny(failures);

        return new RiskScoreCascade
        {
            Population = agedAndDisabled ? "Aged and disabled" : "End-stage renal disease",
            ReferenceYear = year,
            Reference = reference!,
            Performance = performance!,
            Cap = cap,
            CodingIntensity = input.CodingIntensity,
            CodingIntensityCeiling = Rules.CodingIntensityCeiling,
            Later = Rules.GrowthSince2019 is { } growth && input.Score2019 is { } earlier ? new(earlier, growth) : null,
            Authority = Authority.Remembered(ThirdParty, null, ScoreText),
        }.Build();
    }

    private RiskScoreCap NewlyAligned(ReachRiskScore input) => new()
    {
        Width = Rules.RiskCapWidthNewlyAligned!,
        UpwardOnly = true,
        People = input.AlignedBeneficiaries,
    };

    private RiskScoreCap HighNeeds(ReachRiskScore input, Cited<int> least, List<Failure> failures)
    {
        if (input.LargestBenchmarkYearBeneficiaries is null)
        {
            failures.Add(new("beneficiaries-missing", "largestBenchmarkYearBeneficiaries", string.Empty,
                FormattableString.Invariant($"The cap of High Needs needs {least.Value} beneficiaries in a historical benchmark year."),
                "State the number of the largest one."));
        }

        return new()
        {
            Width = Rules.RiskCapWidth,
            People = input.AlignedBeneficiaries,
            PeopleOfBaseYear = input.LargestBenchmarkYearBeneficiaries,
            LeastPeople = least,
            Excluded = Excluded(input),
        };
    }

    private RiskScoreCap Standard(ReachRiskScore input, bool agedAndDisabled, List<Failure> failures)
    {
        var cap = new RiskScoreCap
        {
            Width = Rules.RiskCapWidth,
            Around = input.DemographicGrowth,
            People = input.AlignedBeneficiaries,
            ReferencePeople = input.ReferenceYearBeneficiaries,
            LeastPeople = agedAndDisabled ? Rules.RiskCapLeastAgedAndDisabled : Rules.RiskCapLeastEndStageRenalDisease,
            LargestMultiple = Rules.RiskCapLargestMultiple,
            Excluded = Excluded(input),
        };
        if (agedAndDisabled && cap is { NotApplicableBecause: null, Around: null })
        {
            failures.Add(new("growth-missing", "demographicGrowth", string.Empty,
                "The cap of aged and disabled beneficiaries lies around the growth of their demographic score.",
                "State the growth of the demographic score."));
        }
        else if (!agedAndDisabled && input.DemographicGrowth is not null)
        {
            failures.Add(new("term-unused", "demographicGrowth", input.DemographicGrowth.ToString(),
                "The cap of beneficiaries with end-stage renal disease lies around zero.", "Leave the growth out."));
        }

        return cap;
    }

    private static string? Excluded(ReachRiskScore input) =>
        input.FirstYearOfVoluntaryAlignment ? "first year of voluntary alignment"
        : input.ExemptForSize == true ? "exempt for the growth of its size, as stated" : null;

    private RiskScorePeriod? Reference(ReachRiskScore input, Cited<int> year, List<Failure> failures)
    {
        var stated = input.ReferenceYears.Where(r => r.Year == year.Value).ToList();
        if (stated.Count != 1)
        {
            failures.Add(new(stated.Count == 0 ? "score-missing" : "year-twice", "referenceYears",
                string.Join(", ", input.ReferenceYears.Select(static r => FormattableString.Invariant($"{r.Year}"))),
                FormattableString.Invariant($"The reference year is {year.Value}."), "State its scores once."));
            return null;
        }

        return Period(stated[0].Scores, FormattableString.Invariant($"referenceYears[{year.Value}]"), failures);
    }

    private RiskScorePeriod? Period(ReachScores scores, string path, List<Failure> failures)
    {
        if (scores.Single is { } single)
        {
            if (scores.Version24 is not null || scores.Version28 is not null)
            {
                failures.Add(new("term-unused", path, string.Empty, "A single score replaces the scores of the two versions.",
                    "State either the single score or the two."));
            }

            return new([new("single version", Rate.One, single)], scores.Normalization);
        }

        var old = Rules.Version24Weight.Value;
        if ((old != Rate.Zero && scores.Version24 is null) || (old != Rate.One && scores.Version28 is null))
        {
            failures.Add(new("score-missing", path, string.Empty, $"Version 24 has a weight of {old}, version 28 the rest.",
                "State the score of every version that has a weight, or one single score."));
            return null;
        }

        var versions = new List<RiskScoreVersion>();
        if (scores.Version24 is { } v24)
        {
            versions.Add(new("V24", old, v24));
        }

        if (scores.Version28 is { } v28)
        {
            versions.Add(new("V28", old.Complement(), v28));
        }

        return new([.. versions], scores.Normalization) { Authority = Rules.Version24Weight.Authority };
    }
}
