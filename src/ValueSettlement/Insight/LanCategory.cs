namespace ValueSettlement;

/// <summary>The categories of the refreshed framework of alternative payment models of the Health Care Payment Learning and Action
/// Network.</summary>
public enum LanCategory
{
    /// <summary>1: fee for service, no link to quality.</summary>
    One,

    /// <summary>2A: foundational payments for infrastructure and operations.</summary>
    TwoA,

    /// <summary>2B: pay for reporting.</summary>
    TwoB,

    /// <summary>2C: pay for performance.</summary>
    TwoC,

    /// <summary>3A: shared savings, upside only.</summary>
    ThreeA,

    /// <summary>3B: shared savings with downside risk, episodes included.</summary>
    ThreeB,

    /// <summary>3N: risk-based payments that are not linked to quality.</summary>
    ThreeN,

    /// <summary>4A: population-based payment for a condition.</summary>
    FourA,

    /// <summary>4B: comprehensive population-based payment.</summary>
    FourB,

    /// <summary>4C: integrated finance and delivery.</summary>
    FourC,

    /// <summary>4N: capitated payments that are not linked to quality.</summary>
    FourN,
}

/// <summary>How the provider is paid during the period; the clauses of a settlement cannot tell.</summary>
public enum PaymentForm
{
    /// <summary>For services as they are claimed; the contract settles what comes on top.</summary>
    FeeForService,

    /// <summary>For services, with payments that build infrastructure and operations for better care.</summary>
    FoundationalPayment,

    /// <summary>For services, with payments for reporting quality.</summary>
    ReportingPayment,

    /// <summary>Ahead of the services, for a population or a condition: capitation, case rate, budget paid in instalments.</summary>
    Prospective,
}

/// <summary>What a prospective payment is for.</summary>
public enum PaymentScope
{
    /// <summary>A condition, episode or procedure.</summary>
    Condition,

    /// <summary>All or nearly all of a person's care.</summary>
    Comprehensive,
}

/// <summary>What decides the category and cannot be read from the clauses.</summary>
public sealed record LanTerms
{
    /// <summary>How the provider is paid during the period.</summary>
    public required PaymentForm Form { get; init; }

    /// <summary>What a prospective payment is for; not read for the other forms.</summary>
    public PaymentScope Scope { get; init; } = PaymentScope.Comprehensive;

    /// <summary>Whether finance and delivery are one organisation.</summary>
    public bool Integrated { get; init; }

    /// <summary>Whether quality acts outside of the clauses: a withhold inside the benchmark, a discount that depends on quality, a
    /// condition for taking part.</summary>
    public bool QualityOutsideClauses { get; init; }

    /// <summary>The members that were stated, by their names in words.</summary>
    public override string ToString() => Printed.Of(this);
}

/// <summary>The category of a contract and why.</summary>
/// <param name="Category">The category.</param>
/// <param name="Reasons">What decided it, one sentence each.</param>
public sealed record LanClassification(LanCategory Category, ValueList<string> Reasons)
{
    /// <summary>The code, for example "3B".</summary>
    public string Code => Category switch
    {
        LanCategory.One => "1",
        LanCategory.TwoA => "2A",
        LanCategory.TwoB => "2B",
        LanCategory.TwoC => "2C",
        LanCategory.ThreeA => "3A",
        LanCategory.ThreeB => "3B",
        LanCategory.ThreeN => "3N",
        LanCategory.FourA => "4A",
        LanCategory.FourB => "4B",
        LanCategory.FourC => "4C",
        _ => "4N",
    };

    /// <summary>The code and the reasons.</summary>
    public override string ToString() => $"{Code}: {string.Join(" ", Reasons)}";
}
