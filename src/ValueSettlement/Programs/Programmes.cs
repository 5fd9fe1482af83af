namespace ValueSettlement.Programs;

/// <summary>A programme that the library knows: what a coverage table says of it.</summary>
public sealed class ProgrammeEntry
{
    internal ProgrammeEntry(string name, string years, string payoffOver, string verifiedAgainst,
        IReadOnlyList<IDatedParameter> parameters) =>
        (Name, Years, PayoffOver, VerifiedAgainst, Parameters) = (name, years, payoffOver, verifiedAgainst, parameters);

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>The years it can settle.</summary>
    public string Years { get; }

    /// <summary>What its payoff curve varies with, or why it has none.</summary>
    public string PayoffOver { get; }

    /// <summary>What the tests compare it with.</summary>
    public string VerifiedAgainst { get; }

    /// <summary>Its dated, cited parameters; empty if everything is a term of the contract.</summary>
    public IReadOnlyList<IDatedParameter> Parameters { get; }

    /// <summary>The name and the years.</summary>
    public override string ToString() => $"{Name}, {Years}";
}

/// <summary>The programmes that the library knows.</summary>
public static class Programmes
{
    /// <summary>All of them, in the order of the docs.</summary>
    public static IReadOnlyList<ProgrammeEntry> All { get; } =
    [
        new("Medicare Shared Savings Program", "2013–2031, from 2027 as far as the rules are known", "expenditure",
            "published results 2013, 2016, 2018, 2021, 2024; CMS "
            + "specification examples; vectors mssp-settlement, mssp-msr, mssp-benchmark, app-plus, relief",
            [.. MedicareSharedSavings.Parameters]),
        new("ACO REACH", "2021–2026", "expenditure after stop-loss",
            "published results 2021 and 2023; vectors reach, reach-risk; third-party worked examples", [.. AcoReach.Parameters]),
        new("Next Generation ACO", "2016–2021", "expenditure", "vectors ngaco", [.. NextGenerationAco.Parameters]),
        new("LEAD", "2027–2036 (announced)", "expenditure", "vectors lead; third-party worked examples", [.. Lead.Parameters]),
        new("Medicare Part D risk corridors", "2006–", "adjusted allowable cost", "vectors corridor; worked examples to 2027",
            [.. PartD.Parameters]),
        new("ACA risk corridors", "2014–2016", "allowable cost", "vectors corridor; worked examples", [.. AcaRiskCorridors.Parameters]),
        new("Medical loss ratio", "2011–", "none: the ratio is rounded to three decimals", "vectors mlr; examples of 45 CFR 158.240",
            [.. LossRatioRebate.Parameters, .. LossRatioRemittance.Parameters]),
        new("TEAM", "2026–2030", "spending within each episode's bound", "vectors team, team-volume; worked examples",
            Team.Parameters),
        new("Comprehensive Care for Joint Replacement", "performance years 1–8 (2016–2024)", "spending within each episode's bound",
            "vectors cjr; worked examples", ComprehensiveJointReplacement.Parameters),
        new("Comprehensive Care for Joint Replacement Expanded (CJR-X)", "2028–", "spending within each episode's bound",
            "vectors cjr-x; worked examples", JointReplacementExpanded.Parameters),
        new("BPCI Advanced", "2018–2025", "spending within each episode's bounds", "vectors bpci-a; worked examples",
            BundledPaymentsAdvanced.Parameters),
        new("Hospital Readmissions Reduction Program", "fiscal years 2013–", "none: a factor of base operating DRG payments",
            "published factors of fiscal years 2026 and 2027 (parts of both files); vectors hrrp; worked rows",
            HospitalReadmissionsReduction.Parameters),
        new("Hospital-Acquired Condition Reduction Program", "fiscal years 2020–", "none: a score decides",
            "published results of fiscal year 2024; vectors hospital-hac", HospitalAcquiredConditions.Parameters),
        new("MIPS", "payment years 2019–2028", "none: a factor that follows the scores of all",
            "vectors mips; worked examples; a third party's table of positive adjustments", Mips.Parameters),
        new("Ambulatory Specialty Model", "payment years 2029–2033", "none: a factor that follows the scores of all",
            "vectors asm; worked examples", AmbulatorySpecialty.Parameters),
        new("Skilled nursing facility purchasing", "fiscal years 2019–", "none: a factor that follows the scores of all",
            "vectors snf-hh-vbp; worked examples", SkilledNursingPurchasing.Parameters),
        new("Home health value-based purchasing", "performance years 2023–", "none: a factor that follows the scores of all",
            "vectors snf-hh-vbp; worked examples", HomeHealthPurchasing.Parameters),
        new("PROMETHEUS", "by contract", "typical and avoidable cost", "vectors prometheus; published example",
            [.. Prometheus.Parameters, .. PrometheusWithhold.Parameters]),
        new("Commercial prospective bundles", "by contract", "cost within the stop-loss", "vectors commercial-bundle; worked examples", []),
        new("Episode thresholds", "by contract", "mean cost of an episode", "vectors commercial-bundle; worked examples",
            EpisodeThresholds.Parameters),
        new("Full-risk capitation and global budgets", "by contract", "expenditure after reinsurance", "worked examples", []),
        new("Medicaid managed-care corridors", "by contract", "cost", "vectors corridor; contract clauses", []),
        new("Quality withholds", "by contract", "none: what was withheld comes back by the score",
            "worked examples of contract clauses", [.. QualityWithhold.Parameters]),
        new("Medicare Advantage Stars", "2014–", "bid", "vectors stars; worked examples", MedicareAdvantageStars.Parameters),
        new("Quality and Outcomes Framework", "2021/22–", "none: points of indicators are paid for", "vectors qof; worked examples",
            QualityOutcomesFramework.Parameters),
        new("New York Medicaid value-based payment", "2015–", "expenditure", "worked examples", NewYorkValueBasedPayment.Parameters),
        new("Exchange pools", "by contract", "none: what was withheld comes back by the scores of all",
            "vectors exchange-pool; the formulas of 42 CFR 412.162", []),
        new("Drug agreements", "by contract", "none: outcomes of patients decide", "vectors pharma; worked examples",
            DrugAgreement.Parameters),
        new("Service levels", "by contract", "none: a credit follows from how well services ran",
            "vectors sla, tally (availability); worked examples", []),
        new("Target-cost incentive contracts", "by contract", "cost", "vectors target-cost", [.. FixedPriceIncentive.Parameters]),
        new("Outcome payments", "by contract", "none: outcomes are paid for, whatever was spent", "vectors rate-card, tally", []),
        new("Milestone payments", "by contract", "none: milestones are paid for, whatever was spent", "worked examples", []),
        new("Hospital Value-Based Purchasing", "fiscal years 2013–", "none: a factor that follows the score multiplies payments",
            "published points of 2024 (every one of two domains), published domain and total scores of 2021 and 2024; vectors hvbp-points, "
            + "hvbp-tps", HospitalValueBasedPurchasing.Parameters),
    ];
}
