using ValueSettlement.Programs;
using Console = ValueSettlement.Tests.Docs.Snippet.Console;

namespace ValueSettlement.Tests.Docs;

/// <summary>The code of docs/hospital-programmes.md: hospitals 050055 and 050002, fiscal year 2026, and 010005, fiscal year 2024.</summary>
internal static class SnippetsHospitals
{
    [Snippet("readmissions")]
    private static void Readmissions()
    {
        var file = Authority.Of("CMS, supplemental file of fiscal year 2026");
        var readmissions = HospitalReadmissionsReduction.For(new()
        {
            Year = 2026,
            NeutralityModifier = new(PrintedNumber.Of("0.9626769795624243"), file),
            Medians = new(
            [
                new(5, ReadmissionsCondition.ObstructivePulmonaryDisease, PrintedNumber.Of("1.002005")),
                new(5, ReadmissionsCondition.HeartFailure, PrintedNumber.Of("1.016441")),
                new(5, ReadmissionsCondition.Pneumonia, PrintedNumber.Of("1.010102")),
                new(5, ReadmissionsCondition.HipOrKneeReplacement, PrintedNumber.Of("0.990539")),
            ], file),
        });
        var hospital = new HospitalReadmissions
        {
            PeerGroup = 5,
            ExcessRatioDecimals = 6,
            PaymentRatioDecimals = 6,
            Conditions =
            [
                new(ReadmissionsCondition.ObstructivePulmonaryDisease)
                {
                    Discharges = 71,
                    ExcessRatio = 1.098753m,
                    PaymentRatio = 0.016385m,
                },
                new(ReadmissionsCondition.HeartFailure) { Discharges = 135, ExcessRatio = 1.076523m, PaymentRatio = 0.035650m },
                new(ReadmissionsCondition.Pneumonia) { Discharges = 153, ExcessRatio = 1.110485m, PaymentRatio = 0.049132m },
                new(ReadmissionsCondition.HipOrKneeReplacement) { Discharges = 24, ExcessRatio = 1.201323m, PaymentRatio = 0.044530m },
            ],
        };

        var factor = readmissions.Factor(hospital);
        Console.WriteLine(factor);
        foreach (var contribution in factor.Contributions)
        {
            Console.WriteLine($"{contribution.Condition}: {contribution.Amount}");
        }

        var settlement = readmissions.Contract.Settle(readmissions.Experience(factor, Money.Of(84_000_000)));
        Console.WriteLine(settlement);
    }

    [Snippet("readmissions-open")]
    private static void Undetermined()
    {
        var file = Authority.Of("CMS, supplemental file of fiscal year 2026");
        var readmissions = HospitalReadmissionsReduction.For(new()
        {
            Year = 2026,
            NeutralityModifier = new(PrintedNumber.Of("0.9626769795624243"), file),
            Medians = new(
            [
                new(5, ReadmissionsCondition.ObstructivePulmonaryDisease, PrintedNumber.Of("1.002005")),
                new(5, ReadmissionsCondition.Pneumonia, PrintedNumber.Of("1.010102")),
            ], file),
        });
        var factor = readmissions.Factor(new()
        {
            PeerGroup = 5,
            ExcessRatioDecimals = 6,
            PaymentRatioDecimals = 6,
            Conditions =
            [
                new(ReadmissionsCondition.ObstructivePulmonaryDisease)
                {
                    Discharges = 50,
                    ExcessRatio = 1.034878m,
                    PaymentRatio = 0.007338m,
                },
                new(ReadmissionsCondition.Pneumonia) { Discharges = 149, ExcessRatio = 1.041833m, PaymentRatio = 0.033319m },
            ],
        });
        Console.WriteLine(factor);

        // Nobody guesses: the published factor decides, and it must be one that the digits allow.
        var settlement = readmissions.Contract.Settle(readmissions.Experience(factor, Money.Of(84_000_000), published: 0.9988m));
        Console.WriteLine(settlement);
        try
        {
            readmissions.Experience(factor, Money.Of(84_000_000), published: 0.9989m);
        }
        catch (SettlementException refused)
        {
            Console.WriteLine(refused.Failures[0]);
        }
    }

    [Snippet("acquired-conditions")]
    private static void AcquiredConditions()
    {
        var file = Authority.Of("CMS, published results of fiscal year 2024");
        var conditions = HospitalAcquiredConditions.For(new() { Year = 2024, Cut = new(0.3753m, file) });
        var score = conditions.Score(new()
        {
            State = "AL",
            ZScoreDecimals = 4,
            StatedTotal = PrintedNumber.Of("0.4781"),
            Measures =
            [
                new(AcquiredConditionMeasure.PatientSafety) { ZScore = 0.0239m },
                new(AcquiredConditionMeasure.CentralLineInfection) { ZScore = 2.2883m },
                new(AcquiredConditionMeasure.UrinaryCatheterInfection) { ZScore = -0.0616m },
                new(AcquiredConditionMeasure.SurgicalSiteInfection) { ZScore = 1.1335m },
                new(AcquiredConditionMeasure.ClostridioidesDifficile) { ZScore = 0.0436m },
                new(AcquiredConditionMeasure.ResistantStaphylococcus) { ZScore = -0.5591m },
            ],
        });
        Console.WriteLine(score);

        // Purchasing and readmissions act on the base and add up; the reduction of 1 % comes after both.
        var paid = conditions.Contract.Settle(conditions.Experience(score, Money.Of(84_000_000),
            purchasingFactor: new Figure { Value = 1.0042m, Unit = Unit.Factor },
            readmissionsFactor: new Figure { Value = 0.9811m, Unit = Unit.Factor }));
        Console.WriteLine(paid);
        foreach (var line in paid.Lines.Where(l => l.Unit == Unit.Money))
        {
            Console.WriteLine(line);
        }
    }
}
