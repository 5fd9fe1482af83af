using ValueSettlement.Curves;

namespace ValueSettlement.Programs;

/// <summary>What an issuer reports for one year of a market and state.</summary>
public sealed record LossRatioYear
{
    /// <summary>Incurred claims.</summary>
    public required Figure IncurredClaims { get; init => field = Given.Of(value); }

    /// <summary>Spending for the improvement of health care quality.</summary>
    public Figure QualityImprovement { get; init => field = Given.Of(value); } = Money.Zero;

    /// <summary>Earned premium.</summary>
    public required Figure Premium { get; init => field = Given.Of(value); }

    /// <summary>Federal and state taxes, licensing and regulatory fees.</summary>
    public Figure TaxesAndFees { get; init => field = Given.Of(value); } = Money.Zero;

    /// <summary>Net receipts from risk adjustment, risk corridors and reinsurance as they enter the denominator: positive raises the
    /// adjusted premium.</summary>
    public Figure RiskProgramNet { get; init => field = Given.Of(value); } = Money.Zero;

    /// <summary>Life-years, not negative.</summary>
    public required decimal LifeYears { get; init; }

    /// <summary>The year in invariant notation.</summary>
    public override string ToString() =>
        $"claims {IncurredClaims}, quality improvement {QualityImprovement}, premium {Premium}, "
        + $"taxes and fees {TaxesAndFees}, risk programmes {RiskProgramNet}, life-years {UnitText.Of(LifeYears, Unit.Count)}";
}

/// <summary>How a loss ratio is corrected for small numbers.</summary>
public sealed record LossRatioCredibility
{
    /// <summary>The addition to the ratio by life-years.</summary>
    public required Scale ByLifeYears { get; init => field = Given.Of(value); }

    /// <summary>The factor on that addition by average deductible.</summary>
    public required Scale ByDeductible { get; init => field = Given.Of(value); }

    /// <summary>Life-years below which there is no credibility and the standard counts as met.</summary>
    public required decimal LeastLifeYears { get; init; }

    /// <summary>Decimals of the ratio after the adjustment, halves away from zero.</summary>
    public required int Decimals { get; init; }

    /// <summary>The rule in words.</summary>
    public override string ToString() => FormattableString.Invariant(
        $"from {LeastLifeYears} life-years; {ByLifeYears}; deductible factor {ByDeductible}; ratio to {Decimals} decimals");
}

/// <summary>The experience that a medical loss ratio is calculated on: the reporting year and up to two before it. 45 CFR 158.220 to
/// 158.232.</summary>
public sealed record LossRatioExperience
{
    /// <summary>The years, oldest first, the reporting year last; 1 to 3.</summary>
    public required ValueList<LossRatioYear> Years { get; init => field = Given.Of(value); }

    /// <summary>The average deductible in the contract's currency; zero for the deductible factor 1 that an issuer may choose.</summary>
    public decimal AverageDeductible { get; init; }

    /// <summary>Whether the adjustment for credibility is lost because every one of three years has enough life-years and a ratio below the
    /// standard: stated, or <see langword="null"/> to find it from the years.</summary>
    public bool? FailedThreeConsecutiveYears { get; init; }

    /// <summary>The experience in invariant notation.</summary>
    public override string ToString() =>
        $"{Years}, average deductible {UnitText.Of(AverageDeductible, Unit.Money)}, "
        + $"failed three consecutive years: {(FailedThreeConsecutiveYears is { } failed ? failed ? "yes" : "no" : "found from the years")}";

    /// <summary>Life-years of all years together.</summary>
    public decimal LifeYears => Years.Sum(static y => y.LifeYears);

    /// <summary>What the standard requires to be spent of the reporting year's adjusted premium, and what the ratio says was spent. The
    /// lines of both come with the first.</summary>
    /// <param name="standard">The least loss ratio.</param>
    /// <param name="standardAuthority">Where it comes from.</param>
    /// <param name="credibility">The correction for small numbers.</param>
    /// <param name="authority">Where that comes from.</param>
    /// <exception cref="SettlementException">There are no years or too many, or a figure of a year is no amount; carries all of
    /// it.</exception>
    public (Figure Required, Figure Credited) Build(Rate standard, Authority standardAuthority, LossRatioCredibility credibility,
        Authority authority)
    {
        ArgumentNullException.ThrowIfNull(credibility);
        if (Years.Count is < 1 or > 3)
        {
            throw new SettlementException([new Failure("year-count", "years", UnitText.Of(Years.Count, Unit.Count),
                "A loss ratio covers the reporting year and at most the two before it.",
                "Give one to three years, the reporting year last.")]);
        }

        RefuseWrongYears();
        var w = new Workings("benchmark");
        var rule = Authority.Of("45 CFR 158.220, 158.221, 158.130-158.162");
        var numerators = new Quantity[Years.Count];
        var denominators = new Quantity[Years.Count];
        for (var i = 0; i < Years.Count; i++)
        {
            (numerators[i], denominators[i]) = Totals(w, Years[i], Years.Count - 1 - i, rule);
        }

        var adjusted = w.Add(new("adjusted-premium", "Adjusted premium of the reporting year", Unit.Money, null, rule), denominators[^1]);
        var before = w.Divide(new("ratio-before-credibility", "Loss ratio before credibility", Unit.Factor, null, rule),
            w.Add(new("numerator", "Claims and quality improvement of all years", Unit.Money, null, rule), numerators),
            w.Add(new("denominator", "Adjusted premium of all years", Unit.Money, null, rule), denominators));
        var lifeYears = w.Given(new("life-years", "Life-years of all years", Unit.PersonYears, null, authority), LifeYears);
        var credited = before;
        if (LifeYears >= credibility.LeastLifeYears)
        {
            credited = w.Add(new("ratio-with-credibility", "Loss ratio with credibility adjustment", Unit.Factor, null, authority), before,
                Adjust(w, credibility, authority, lifeYears, numerators, denominators, standard));
        }

        var ratio = w.Round(new("loss-ratio", FormattableString.Invariant($"Medical loss ratio, to {credibility.Decimals} decimals"),
            Unit.Factor, null, Authority.Of("45 CFR 158.221(a)(2)",
                "One rounding after the credibility adjustment, halves away from zero.").OrLessCertain(authority)), credited,
                    credibility.Decimals);
        var required = w.Multiply(new("required", "Standard × adjusted premium", Unit.Money, null, standardAuthority),
            Quantity.Of("standard", standard.Fraction), adjusted);
        var counted = new Workings("expenditure");
        var spent = counted.Multiply(new("credited", "Medical loss ratio × adjusted premium", Unit.Money, null,
            Authority.Of("45 CFR 158.240(c)(1)")), ratio, adjusted);
        return (w.Figure(required), counted.Figure(spent));
    }

    /// <summary>One enrollee's part of a rebate: <c>rebate × enrollee's premium ÷ premium of the reporting year</c>. 45 CFR
    /// 158.240(c)(2).</summary>
    /// <param name="rebate">The rebate of the market, a magnitude.</param>
    /// <param name="enrolleePremium">The premium of the enrollee in the reporting year.</param>
    /// <exception cref="SettlementException">A figure is no amount, or negative; carries all of it.</exception>
    public Figure EnrolleeRebate(Figure rebate, Figure enrolleePremium)
    {
        var failures = new List<Failure>();
        FigureRules.Amount(rebate, "rebate", "A rebate", failures);
        FigureRules.Amount(enrolleePremium, "enrolleePremium", "A premium", failures);
        SettlementException.ThrowIfAny(failures);
        RefuseWrongYears();
        var w = new Workings("enrollee-rebate");
        var rule = Authority.Of("45 CFR 158.240(c)(2)");
        return w.Figure(w.Prorate(new("enrollee-rebate", "Enrollee's part of the rebate", Unit.Money, null, rule),
            w.Given(new("rebate", "Rebate", Unit.Money, null, rule), rebate),
            w.Given(new("enrollee-premium", "Enrollee's premium", Unit.Money, null, rule), enrolleePremium),
            w.Given(new("premium", "Premium of the reporting year", Unit.Money, null, rule), Years[^1].Premium)));
    }

    private void RefuseWrongYears()
    {
        var failures = new List<Failure>();
        foreach (var (i, year) in Years.Index())
        {
            var path = Paths.Item(string.Empty, "years", i);
            FigureRules.SignedAmount(year.IncurredClaims, Paths.Join(path, "incurredClaims"), "Incurred claims", failures);
            FigureRules.SignedAmount(year.QualityImprovement, Paths.Join(path, "qualityImprovement"), "Quality improvement", failures);
            FigureRules.SignedAmount(year.Premium, Paths.Join(path, "premium"), "Earned premium", failures);
            FigureRules.SignedAmount(year.TaxesAndFees, Paths.Join(path, "taxesAndFees"), "What taxes and fees come to", failures);
            FigureRules.SignedAmount(year.RiskProgramNet, Paths.Join(path, "riskProgramNet"), "The net of the risk programmes", failures);
        }

        SettlementException.ThrowIfAny(failures);
    }

    private static (Quantity Numerator, Quantity Denominator) Totals(Workings w, LossRatioYear year, int before, Authority rule)
    {
        var name = before switch { 0 => "reporting year", 1 => "year before", _ => "two years before" };
        Step Dollars(string key, string label) =>
            new(FormattableString.Invariant($"{key}-{before}"), $"{label}, {name}", Unit.Money, null, rule);
        var spent = w.Add(Dollars("claims-and-quality", "Claims and quality improvement"),
            w.Given(Dollars("incurred-claims", "Incurred claims"), year.IncurredClaims),
            w.Given(Dollars("quality-improvement", "Quality improvement"), year.QualityImprovement));
        var premium = w.Given(Dollars("premium", "Premium"), year.Premium);
        var afterTaxes = w.Subtract(Dollars("premium-after-taxes", "Premium after taxes and fees"), premium,
            w.Given(Dollars("taxes-and-fees", "Taxes and fees"), year.TaxesAndFees));
        return (spent, w.Add(Dollars("year-premium", "Adjusted premium"), afterTaxes,
            w.Given(Dollars("risk-program-net", "Net of the risk programmes"), year.RiskProgramNet)));
    }

    private Quantity Adjust(Workings w, LossRatioCredibility credibility, Authority authority, Quantity lifeYears, Quantity[] numerators,
        Quantity[] denominators, Rate standard)
    {
        var basis = w.Lookup(new("base-credibility", "Base credibility for the life-years", Unit.Factor, null, authority),
            credibility.ByLifeYears, lifeYears);
        var deductible = w.Given(new("average-deductible", "Average deductible", Unit.PerCapita, null, authority), AverageDeductible);
        var factor = w.Lookup(new("deductible-factor", "Deductible factor", Unit.Factor, null, authority),
            credibility.ByDeductible, deductible);
        return FailedThreeConsecutiveYears ?? Failed(w, credibility, numerators, denominators, standard)
            ? w.Given(new("credibility-adjustment", "Credibility adjustment (none after three years below the standard)", Unit.Factor, null,
                Authority.Of("45 CFR 158.232(d)")), 0m)
            : w.Multiply(new("credibility-adjustment", "Credibility adjustment", Unit.Factor, null, authority), basis, factor);
    }

    private bool Failed(Workings w, LossRatioCredibility credibility, Quantity[] numerators, Quantity[] denominators, Rate standard)
    {
        if (Years.Count < 3 || Years.Any(y => y.LifeYears < credibility.LeastLifeYears))
        {
            return false;
        }

        var failed = true;
        for (var i = 0; i < Years.Count; i++)
        {
            var ratio = w.Divide(new(FormattableString.Invariant($"preliminary-ratio-{i + 1}"),
                FormattableString.Invariant($"Preliminary loss ratio of year {i + 1} of 3"), Unit.Factor, null,
                Authority.Of("45 CFR 158.232(d)", "Each year by itself, without credibility adjustment.")), numerators[i], denominators[i]);
            failed &= ratio.Value < standard.Fraction;
        }

        return failed;
    }
}
