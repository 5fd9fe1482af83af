namespace ValueSettlement;

/// <summary>The category of a contract in the framework of alternative payment models.</summary>
public static class LanExtensions
{
    private static readonly Quality AnyQuality = Quality.NotMet;

    /// <summary>
    /// The category of a contract: prospective payment is 4, comparing spending with a benchmark is 3, any other link to quality is 2;
    /// without a link to quality 3 and 4 become 3N and 4N.
    /// The framework describes and does not decide: the rule is this library's reading of it.
    /// </summary>
    /// <param name="contract">
    /// The contract: its clauses say whether quality is read, whether spending is compared and, composed, whether the provider can owe; the
    /// terms that made it say
    /// whether quality acts before the clauses.
    /// </param>
    /// <param name="terms">What the clauses cannot tell.</param>
    public static LanClassification LanCategory(this Contract contract, LanTerms terms)
    {
        ArgumentNullException.ThrowIfNull(contract);
        ArgumentNullException.ThrowIfNull(terms);
        var reasons = new List<string>();
        var inClauses = ReadsQuality(contract);
        var inTerms = contract.Origin?.Terms.DependsOnQuality == true;
        var quality = inClauses || inTerms || terms.QualityOutsideClauses;
        if (terms.Form == PaymentForm.Prospective)
        {
            reasons.Add("The provider is paid ahead of the services, for "
                + (terms.Scope == PaymentScope.Condition ? "a condition." : "all or nearly all care."));
            reasons.Add(QualityReason(inClauses, inTerms, quality));
            if (!quality)
            {
                return new(ValueSettlement.LanCategory.FourN, [.. reasons]);
            }

            if (terms.Integrated)
            {
                reasons.Add("Finance and delivery are one organisation.");
                return new(ValueSettlement.LanCategory.FourC, [.. reasons]);
            }

            return new(terms.Scope == PaymentScope.Condition ? ValueSettlement.LanCategory.FourA
                : ValueSettlement.LanCategory.FourB, [.. reasons]);
        }

        if (ComparesSpending(contract))
        {
            var owes = Downside.CanOwe(contract);
            reasons.Add("Services are paid as they are claimed, and spending is compared with a benchmark afterwards.");
            if (contract.Leaves.Any(static a => a.Opening == OpeningAmount.ExpenditureLessBenchmark))
            {
                reasons.Add("It settles a plan's cost against a target: a plan-level corridor lies outside the framework, this is the "
                    + "nearest category.");
            }

            reasons.Add(owes ? "The provider can owe a share of losses." : "The provider can never owe anything.");
            reasons.Add(QualityReason(inClauses, inTerms, quality));
            return new(!quality ? ValueSettlement.LanCategory.ThreeN : owes ? ValueSettlement.LanCategory.ThreeB
                : ValueSettlement.LanCategory.ThreeA, [.. reasons]);
        }

        switch (terms.Form)
        {
            case PaymentForm.FoundationalPayment:
                reasons.Add("The contract pays for infrastructure and operations.");
                return new(ValueSettlement.LanCategory.TwoA, [.. reasons]);
            case PaymentForm.ReportingPayment:
                reasons.Add("The contract pays for reporting quality.");
                return new(ValueSettlement.LanCategory.TwoB, [.. reasons]);
            default:
                reasons.Add("Services are paid as they are claimed; spending is not compared with a benchmark.");
                reasons.Add(QualityReason(inClauses, inTerms, quality));
                return new(quality ? ValueSettlement.LanCategory.TwoC : ValueSettlement.LanCategory.One, [.. reasons]);
        }
    }

    private static string QualityReason(bool inClauses, bool inTerms, bool quality) =>
        inClauses ? "A clause reads the result of quality measurement."
        : inTerms ? "Quality acts before the clauses, on the figures that the terms of the programme make."
        : quality ? "Quality acts outside of the clauses." : "Nothing depends on quality.";

    private static bool ComparesSpending(Contract contract) => contract.Leaves.Any(static a => a.Opening != OpeningAmount.Stated);

    private static bool ReadsQuality(Contract contract)
    {
        var reads = new FactSet();
        foreach (var clause in contract.All.SelectMany(static a => a.Clauses))
        {
            clause.Reads(reads);
        }

        return reads.Has(AnyQuality);
    }
}
