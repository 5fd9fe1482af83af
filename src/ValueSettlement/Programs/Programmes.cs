namespace ValueSettlement.Programs;

/// <summary>A programme that the library knows: what a coverage table says of it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Years">The years it can settle.</param>
/// <param name="PayoffOver">What its payoff curve varies with, or why it has none.</param>
/// <param name="VerifiedAgainst">What the tests compare it with.</param>
/// <param name="Parameters">Its dated, cited parameters; empty if everything is a term of the contract.</param>
public sealed record Programme(string Name, string Years, string PayoffOver, string VerifiedAgainst, IReadOnlyList<IDatedParameter> Parameters);

/// <summary>The programmes that the library knows.</summary>
public static class Programmes
{
    /// <summary>All of them, in the order of the docs.</summary>
    public static IReadOnlyList<Programme> All { get; } =
    [
        new("Medicare Shared Savings Program", "2013–2026", "expenditure", "published results 2013, 2016, 2018, 2021, 2024; CMS specification examples; vectors mssp-settlement, mssp-msr, mssp-benchmark, relief", MedicareSharedSavings.Parameters),
        new("ACO REACH", "2021–2026", "expenditure after stop-loss", "vectors reach; third-party worked examples", AcoReach.Parameters),
        new("Next Generation ACO", "2016–2021", "expenditure", "vectors ngaco", NextGenerationAco.Parameters),
        new("LEAD", "2027–2036 (announced)", "expenditure", "third-party worked examples", Lead.Parameters),
        new("Medicare Part D risk corridors", "2006–", "adjusted allowable cost", "vectors corridor; worked examples", PartD.Parameters),
        new("ACA risk corridors", "2014–2016", "allowable cost", "vectors corridor; worked examples", AcaRiskCorridors.Parameters),
        new("Medical loss ratio", "2011–", "none: the ratio is rounded to three decimals", "vectors mlr; examples of 45 CFR 158.240", MedicalLossRatio.Parameters),
        new("Medicaid managed-care corridors", "by contract", "cost", "vectors corridor; contract clauses", []),
        new("Target-cost incentive contracts", "by contract", "cost", "vectors target-cost", TargetCost.Parameters),
    ];
}
