using System.Text.Json;
using NodaTime;
using ValueSettlement.Programs;
using ValueSettlement.Tallies;

namespace ValueSettlement.Tests.Vectors;

/// <summary>Drug agreements: refunds for non-responders with their policies and cap, guaranteed net unit prices, Medicaid's basic
/// rebate.</summary>
public sealed class PharmaVectorsTests
{
    private static readonly LocalDate Began = new(2025, 1, 1);
    private static readonly Authority Agreement = Authority.Of("Agreement, schedule 2");

    public static TheoryData<VectorCase> Cases => VectorCase.Family("pharma");

    [Theory]
    [MemberData(nameof(Cases))]
    public void Settles(VectorCase vector)
    {
        ArgumentNullException.ThrowIfNull(vector);
        vector.Check(Compare);
    }

    internal static void Compare(VectorCase vector)
    {
        switch (vector.Text("calculation"))
        {
            case "nonResponder":
                NonResponder(vector);
                break;
            case "netPriceTiers":
                Tiers(vector);
                break;
            default:
                Basic(vector);
                break;
        }
    }

    private static void NonResponder(VectorCase vector)
    {
        var (settled, counted, result) = Settle(new()
        {
            Id = "pharma",
            Currency = "USD",
            Term = new(Began, new(2025, 12, 31)),
            Form = new OutcomeRebate
            {
                RefundShare = Rate.Of(vector.Number("refundShare")),
                Test = new()
                {
                    WindowDays = 90,
                    EvidenceDays = 30,
                    Death = Enum.Parse<DeathPolicy>(vector.Text("deathPolicy"), ignoreCase: true),
                    Missing = Enum.Parse<MissingOutcomePolicy>(vector.Text("missingOutcomePolicy"), ignoreCase: true),
                },
            },
            Cap = vector.NumberOrNull("portfolioCapShare") is { } share ? new(Rate.Of(share), Agreement) : null,
        }, [.. vector.Inputs.GetProperty("patients").EnumerateArray().Select(Treated)]);
        vector.Near("spendUsd", counted.Spend.Value);
        vector.Same("nonResponders", counted.NonResponders);
        vector.Same("excludedPatients", counted.LeftOut);
        vector.Near("rebateBeforeCapUsd", -counted.Tally.Amount.Value);
        vector.Near("capUsd", result.Cap?.Value);
        vector.Near("rebateUsd", -result.Settled.Value);
        vector.Near("netSpendUsd", result.NetSpend.Value);
        vector.Near("lowestNetPriceUsd", counted.Lowest.Price.Value);
        vector.Same("publishedUsd", -settled.Payable.Published);
    }

    private static TreatedPatient Treated(JsonElement patient) => new()
    {
        Id = patient.GetProperty("patientId").GetString()!,
        Paid = Money.Of(VectorCase.Parse(patient.GetProperty("pricePaidUsd"))),
        IndexDate = Began,
        Outcome = new()
        {
            Outcome = Enum.Parse<TreatmentOutcome>(patient.GetProperty("outcome").GetString()!, ignoreCase: true),
            // 90 days to the test and 30 to the evidence: the last day, or the day after it.
            Evidence = Began.PlusDays(patient.GetProperty("evidenceInTime").GetBoolean() ? 120 : 121),
        },
    };

    private static void Tiers(VectorCase vector)
    {
        var form = new NetPriceTiers
        {
            ListPrice = Money.Of(vector.Number("listPriceUsd")),
            BaseRebate = Rate.Of(vector.Number("baseRebateRate")),
            Tiers = vector.Inputs.GetProperty("tiers").EnumerateArray().Select(static t => new PriceTier(
                t.GetProperty("tier").GetString()!, Money.Of(VectorCase.Parse(t.GetProperty("guaranteedNetPriceUsd"))))).ToValueList(),
        };
        var (settled, counted, _) = Settle(new() { Id = "pharma", Currency = "USD", Term = new(Began, new(2025, 12, 31)), Form = form },
            [.. vector.Inputs.GetProperty("patients").EnumerateArray().Select(static p => new TreatedPatient
            {
                Id = p.GetProperty("patientId").GetString()!,
                IndexDate = Began,
                Units = VectorCase.Parse(p.GetProperty("units")),
                Tier = p.GetProperty("tier").GetString(),
            })]);
        vector.Near("netAfterBaseRebateUsd", form.NetOfBaseRebate().Value);
        vector.Each("patients", counted.Tally.Entries, (path, entry) =>
        {
            vector.Same(path + ".patientId", entry.Subject);
            vector.Near(path + ".supplementalRebateUsd", -entry.Counted);
        });
        vector.Near("supplementalRebateUsd", -counted.Tally.Amount.Value);
        vector.Near("lowestNetUnitPriceUsd", counted.Lowest.Price.Value);
        vector.Same("publishedUsd", -settled.Payable.Published);
    }

    private static void Basic(VectorCase vector)
    {
        var rebate = new BasicRebate
        {
            AverageManufacturerPrice = Money.Of(vector.Number("averageManufacturerPriceUsd")),
            BestPrice = Money.Of(vector.Number("bestPriceUsd")),
            Units = vector.Number("units"),
            Date = Began,
            ClottingOrPaediatric = vector.Flag("isClottingOrPaediatric"),
        };
        var all = rebate.OfAllUnits();
        vector.Near("unitRebateUsd", rebate.OfUnit().Value);
        vector.Near("rebateUsd", all.Value);
        vector.Same("publishedUsd", Rounding.Cents.Apply(all.Value!.Value));
        Assert.All(all.Lines, static line => Assert.Equal(line.Value, line.Replay()));
    }

    private static (Settlement Settled, DrugTally Counted, DrugResult Result) Settle(DrugAgreementTerms terms,
        ValueList<TreatedPatient> patients)
    {
        var (rules, asOf) = (DrugAgreement.For(terms), new LocalDate(2026, 6, 30));
        var counted = rules.Count(patients, asOf);
        var settled = rules.Contract.Settle(rules.Experience(patients, asOf));
        EpisodeChecks.Replays(settled);
        Assert.Equal(counted.Tally.Amount.Value, counted.Tally.Entries.Sum(static e => e.Counted));
        Assert.All(counted.Tally.Amount.Lines, static line => Assert.Equal(line.Value, line.Replay()));
        return (settled, counted, rules.Result(settled, counted));
    }
}
