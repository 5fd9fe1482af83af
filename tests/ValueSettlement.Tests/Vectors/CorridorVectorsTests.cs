using System.Text.Json;
using NodaTime;
using ValueSettlement.Benchmarks;
using ValueSettlement.Programs;

namespace ValueSettlement.Tests.Vectors;

public sealed class CorridorVectorsTests
{
    private static readonly (string Path, string Line)[] HealthPlanLines =
    [
        ("allowableCostsUsd", "allowable-costs"),
        ("adjustmentUsed", "adjustment"),
        ("afterTaxPremiumUsd", "after-tax-premium"),
        ("profitsUsd", "profits"),
        ("allowableAdministrativeCostsUsd", "allowable-administrative-costs"),
        ("targetAmountUsd", "target-amount"),
        ("ratio", "ratio"),
    ];

    private static readonly DateInterval Period = new(new(2024, 1, 1), new(2024, 12, 31));

    public static TheoryData<VectorCase> Cases => VectorCase.Family("corridor");

    [Theory]
    [MemberData(nameof(Cases))]
    public void Corridors(VectorCase vector) => vector.Check(Compare);

    internal static void Compare(VectorCase vector)
    {
        var (contract, experience) = Build(vector);
        var prepared = contract.Prepare();
        var settlement = prepared.Settle(experience);
        Assert.Equal(settlement.Earned.Unrounded, prepared.Earned(experience));
        Compare(vector, contract, settlement);
        Assert.All(settlement.Lines, static line => Assert.Equal(line.Value, line.Replay()));

        var payoff = prepared.PayoffOverSpending(experience);
        Assert.Equal(settlement.Earned.Published, contract.PublishingRule.Apply(payoff.At(experience.Expenditure!.Value!.Value)));
    }

    private static void Compare(VectorCase vector, Contract contract, Settlement settlement)
    {
        var earned = settlement.Earned.Unrounded;
        var corridor = settlement.Lines.First(static l => l.Key is "marginal-bands" or "limit");
        switch (vector.Text("calculation"))
        {
            case "generic":
                CompareBands(vector, contract, settlement);
                vector.Near("sharedUsd", earned);
                vector.Near("keptByOtherPartyUsd", settlement.Opening - earned);
                vector.Same("publishedUsd", settlement.Earned.Published);
                break;
            case "partD":
                vector.Near("adjustedAllowableCostsUsd", Value(settlement, "adjusted-allowable-costs"));
                vector.Near("varianceUsd", settlement.Opening);
                CompareBands(vector, contract, settlement);
                vector.Near("paymentUsd", earned);
                vector.Same("publishedUsd", settlement.Earned.Published);
                break;
            case "acaRiskCorridor":
                vector.Near(HealthPlanLines, key => Value(settlement, key));
                vector.Near("corridorUsd", corridor.Value);
                vector.Near("paymentUsd", earned);
                vector.Same("publishedUsd", settlement.Earned.Published);
                break;
            case "medicaidUnspentShare":
                // What is settled is what is returned; the published amount of the vectors is what is kept.
                vector.Near("unspentUsd", -settlement.Opening);
                vector.Near("keptUsd", earned - settlement.Opening);
                vector.Near("returnedUsd", -earned);
                vector.Same("publishedUsd", Rounding.Cents.Apply(earned - settlement.Opening));
                break;
            case "medicaidSymmetric":
                vector.Near("varianceUsd", settlement.Opening);
                vector.Near("paymentUsd", earned);
                vector.Same("publishedUsd", settlement.Earned.Published);
                break;
            default:
                vector.Near("lossRatio",
                    new ManagedCareFunds(Dollars(vector, "premiumUsd"), Dollars(vector, "claimsUsd")).LossRatio().Value);
                vector.Near("returnedUsd", -earned);
                vector.Same("publishedUsd", -settlement.Earned.Published);
                break;
        }
    }

    private static void CompareBands(VectorCase vector, Contract contract, Settlement settlement)
    {
        var table = contract.Clauses.OfType<MarginalBands>().Single();
        var (bands, stated) = settlement.Opening >= 0m ? (table.Gain, "gainBands") : (table.Loss, "lossBands");
        // A band that the amount does not reach has no line; one that the contract had to add has no expected amount.
        var count = vector.Has(stated) ? vector.Inputs.GetProperty(stated).GetArrayLength() : bands.Count;
        decimal[] shared = [.. Enumerable.Range(1, count).Select(i => Agreeing.SharedIn(settlement, i))];
        vector.Each("sharedByBandUsd", shared, (path, amount) => vector.Near(path, amount));
    }

    private static decimal? Value(Settlement settlement, string key) => settlement.Lines.LastOrDefault(l => l.Key == key)?.Value;

    private static Figure Dollars(VectorCase vector, string name) => Money.Of(vector.Number(name));

    public static (Contract Contract, Experience Experience) Build(VectorCase vector) => vector.Text("calculation") switch
    {
        "generic" => Generic(vector),
        "partD" => DrugPlan(vector),
        "acaRiskCorridor" => HealthPlan(vector),
        _ => Medicaid(vector),
    };

    private static (Contract, Experience) Generic(VectorCase vector)
    {
        var basis = vector.Number("basisUsd");
        var contract = new Contract
        {
            Id = "corridor",
            Currency = "USD",
            Term = Period,
            Clauses = [new MarginalBands { Gain = Bands(vector.Inputs.GetProperty("gainBands")),
                Loss = Bands(vector.Inputs.GetProperty("lossBands")) }],
        };
        return (contract, new() { Benchmark = Money.Of(basis), Expenditure = Money.Of(basis - vector.Number("varianceUsd")) });
    }

    private static ValueList<Band> Bands(JsonElement bands)
    {
        ValueList<Band> written = [.. bands.EnumerateArray().Select(static b => new Band(
            Rate.Of(VectorCase.Parse(b.GetProperty("share"))),
            b.TryGetProperty("upperFraction", out var end) && end.ValueKind != JsonValueKind.Null ? Rate.Of(VectorCase.Parse(end))
                : null))];
        // Nothing is shared beyond a table that ends; the contract wants that written.
        return written is [.., { UpTo: null }] ? written : [.. written, new Band(Rate.Zero)];
    }

    private static (Contract, Experience) DrugPlan(VectorCase vector)
    {
        var terms = new PartDTerms { Year = vector.Count("planYear"), NinetyPercentRule = vector.Flag("ninetyPercentRuleMet") };
        return (terms.Contract(), PartD.For(terms).Experience(Dollars(vector, "targetAmountUsd"), new DrugPlanCosts
        {
            AllowableRiskCorridorCosts = Dollars(vector, "allowableRiskCorridorCostsUsd"),
            ReinsurancePayments = Dollars(vector, "reinsurancePaymentsUsd"),
            LowIncomeCostSharing = Dollars(vector, "lowIncomeCostSharingUsd"),
        }));
    }

    private static (Contract, Experience) HealthPlan(VectorCase vector)
    {
        var year = vector.Count("benefitYear");
        var rules = AcaRiskCorridors.For(new() { Year = year }).Rules;

        // The vectors read the 80 % condition into 2016 only; the regulation has it for 2014 too.
        var unconditional = new Cited<RiskCorridorTargetRule>(rules.Target.Value with { AdjustmentFromCostShare = null },
            Authority.Of("45 CFR 153.500", "Reading of the test vectors: no condition on costs for 2014."));
        var terms = new AcaRiskCorridorTerms
        {
            Year = year,
            Rules = year == 2014 ? rules with { Target = unconditional } : null,
            PaymentProration = vector.NumberOrNull("paymentProration") is { } part
                ? new(Rate.Of(part), Authority.Of("stated with the case")) : null,
        };
        return (AcaRiskCorridors.For(terms).Contract, AcaRiskCorridors.For(terms).Experience(new RiskCorridorPlan
        {
            Premium = Dollars(vector, "premiumUsd"),
            TaxesAndFees = Dollars(vector, "taxesAndFeesUsd"),
            NonClaimsCosts = Dollars(vector, "nonClaimsCostsUsd"),
            ClaimsAndQuality = Dollars(vector, "claimsAndQualityUsd"),
            RiskAdjustmentCharges = Dollars(vector, "riskAdjustmentChargesUsd"),
            RiskAdjustmentPayments = Dollars(vector, "riskAdjustmentPaymentsUsd"),
            ReinsurancePayments = Dollars(vector, "reinsurancePaymentsUsd"),
            CostSharingReductions = Dollars(vector, "costSharingReductionUsd"),
            SpecifiedAdjustment = year != 2015 && vector.NumberOrNull("transitionalAdjustment") is { } specified ? Rate.Of(specified)
                : null,
        }));
    }

    private static (Contract, Experience) Medicaid(VectorCase vector)
    {
        var (terms, funds) = vector.Text("calculation") switch
        {
            "medicaidUnspentShare" =>
                (new MedicaidCorridorTerms
                {
                    Form = MedicaidCorridorKind.UnspentFunds,
                    Term = Period,
                    Bands = MedicaidCorridors.MichiganUnspentFunds
                },
                new ManagedCareFunds(Dollars(vector, "fundsUsd"), Dollars(vector, "spentUsd"))),
            "medicaidSymmetric" =>
                (new MedicaidCorridorTerms
                {
                    Form = MedicaidCorridorKind.ExpectedCost,
                    Term = Period,
                    Bands = MedicaidCorridors.VermontExpectedCost
                },
                new ManagedCareFunds(Dollars(vector, "expectedCostUsd"), Dollars(vector, "actualCostUsd"))),
            _ => (new MedicaidCorridorTerms
            {
                Form = MedicaidCorridorKind.MinimumLossRatio,
                Term = Period,
                Ratio = MedicaidCorridors.FloridaLeastRatio
            },
                new ManagedCareFunds(Dollars(vector, "premiumUsd"), Dollars(vector, "claimsUsd"))),
        };
        return (MedicaidCorridors.For(terms).Contract, MedicaidCorridors.For(terms).Experience(funds));
    }
}
