namespace ValueSettlement.Population;

/// <summary>
/// From members' paid amounts to expenditure per person-year: annualise, truncate, complete, weight. The order matters.
/// <code>
/// annualised = amount × 12 ÷ months;  truncated = annualised held within ± threshold;  completed = truncated × factor
/// weighted = completed × months ÷ 12;  per capita = Σ weighted ÷ Σ person-years
/// </code>
/// CMS Shared Savings and Losses specifications version 11, sections 3.1-3.5; the same steps serve commercial and Medicaid contracts with
/// strata and thresholds of their own. Each member has lines; for a population, and for thresholds that depend on it, see
/// <see cref="PopulationRules"/>.
/// </summary>
public sealed record ExpenditureMethod
{
    private static readonly Quantity Twelve = Quantity.Of("months of a year", 12m, Unit.Count);

    /// <summary>The strata.</summary>
    public required ValueList<Stratum> Strata { get; init => field = Given.Of(value); }

    /// <summary>What completes claims that were paid too late to be seen; 1 for none.</summary>
    public required Cited<decimal> CompletionFactor { get; init => field = Given.Of(value); }

    /// <summary>The truncation thresholds; empty for no truncation. Otherwise a stratum with members needs one.</summary>
    public ValueList<TruncationThreshold> Thresholds { get; init => field = Given.Of(value); } = [];

    /// <summary>Where the rule comes from.</summary>
    public Authority? Authority { get; init; }

    /// <summary>Where the lines belong.</summary>
    public string Path { get; init => field = Given.Of(value); } = "expenditure";

    /// <summary>The method in words.</summary>
    public override string ToString() => FormattableString.Invariant($"{Strata.Count} strata, completion factor {CompletionFactor.Value}");

    /// <summary>Computes the expenditure of a year.</summary>
    /// <param name="members">The members; one without months counts for nothing.</param>
    /// <exception cref="SettlementException">A member's stratum is not one of the method's, or months are out of range.</exception>
    public ExpenditureResult Compute(IReadOnlyList<MemberSpending> members)
    {
        ArgumentNullException.ThrowIfNull(members);
        Check(members);
        var results = new MemberExpenditure[members.Count];
        var strata = new List<(Stratum Stratum, Figure Years, Figure PerCapita, Quantity Months, Quantity Person, Quantity Weighted)>();
        foreach (var stratum in Strata)
        {
            strata.Add(Stratum(stratum, members, results));
        }

        var whole = new Workings(Path);
        // Where months become years is shown again: whoever reads the sum need not look for the strata.
        var years = whole.Sum(new("person-years", "Person-years", Unit.PersonYears, null, Authority),
            [.. strata.Select(x => Years(whole.Part(x.Stratum.Key), x.Months, x.Stratum))]);
        var total = whole.Sum(new("expenditure", "Expenditure", Unit.Money, null, Authority), [.. strata.Select(static x => x.Weighted)]);
        var (personYears, spent) = (whole.Figure(years), whole.Figure(total));
        var shares = strata.Select(x => Share(x.Stratum, x.Person, years)).ToArray();
        return new()
        {
            Members = results.ToValueList(),
            Strata = [.. strata.Select((x, i) => new StratumExpenditure(x.Stratum, x.Years, x.PerCapita, shares[i]))],
            PersonYears = personYears,
            Total = spent,
            PerCapita = whole.Figure(whole.Divide(new("expenditure-per-capita", "Expenditure per person-year", Unit.PerCapita, null,
                Authority), total, years)),
        };
    }

    private Figure Share(Stratum stratum, Quantity years, Quantity all)
    {
        var part = new Workings(Path).Part(stratum.Key);
        return part.Figure(part.Divide(new("share", $"Share of person-years, {stratum.Name}", Unit.Rate, null, Authority), years, all));
    }

    private (Stratum Stratum, Figure Years, Figure PerCapita, Quantity Months, Quantity Person, Quantity Weighted) Stratum(
        Stratum stratum, IReadOnlyList<MemberSpending> members, MemberExpenditure[] results)
    {
        var part = new Workings(Path).Part(stratum.Key);
        var (months, weighted) = (new List<Quantity>(), new List<Quantity>());
        for (var i = 0; i < members.Count; i++)
        {
            if (members[i].Stratum == stratum.Key)
            {
                results[i] = Member(part.Part(FormattableString.Invariant($"members[{i}]")), members[i], i, months, weighted);
            }
        }

        var counted = part.Sum(new("months", $"Eligible months, {stratum.Name}", Unit.Count, null, Authority), [.. months]);
        var spent = part.Sum(new("weighted-expenditure", $"Expenditure, {stratum.Name}", Unit.Money, null, Authority), [.. weighted]);
        var perCapita = months.Count == 0
            ? part.Absent(new("per-capita", $"Expenditure per person-year, {stratum.Name}", Unit.PerCapita, null, Authority),
                new(AbsenceKind.NotApplicable, "Nobody is in this stratum."))
            : part.Write(new("per-capita", $"Expenditure per person-year, {stratum.Name}", Unit.PerCapita, null, Authority),
                Operation.ProductQuotient, spent, Twelve, counted);
        var figure = part.Figure(perCapita);
        var years = new Workings(Path).Part(stratum.Key);
        var person = Years(years, counted, stratum);
        return (stratum, years.Figure(person), figure, counted, person, spent);
    }

    private Quantity Years(Workings w, Quantity months, Stratum stratum) => w.Divide(
        new("stratum-person-years", $"Person-years, {stratum.Name}", Unit.PersonYears, null, Authority), months, Twelve);

    private MemberExpenditure Member(Workings w, MemberSpending member, int index, List<Quantity> months, List<Quantity> weighted)
    {
        Step Named(string key, string label, Unit unit = Unit.PerCapita) => new(key, $"{label}, {member.Id}", unit, null, Authority);
        Quantity[] removed = [.. member.Parts.Where(static p => p.MonthsRemoved != 0m)
            .Select(static p => Quantity.Of("months of " + p.Name, p.MonthsRemoved, Unit.Count))];
        var eligible = Quantity.Of("eligible months", member.Months, Unit.Count);
        var counted = removed.Length == 0 ? eligible : w.Subtract(Named("months", "Months that count", Unit.Count), [eligible, .. removed]);
        if (counted.Value <= 0m)
        {
            return new() { Index = index, Months = 0m, PersonYears = 0m, Weighted = 0m };
        }

        var amount = member.Paid.ReadInto(w, Named("paid", "Paid amounts", Unit.Money));
        Quantity[] added = [.. member.Parts.Where(static p => p.Adds)
            .Select((p, k) => p.Amount.ReadInto(w, Named(FormattableString.Invariant($"added-{k + 1}"), p.Name, Unit.Money)))];
        Quantity[] taken = [.. member.Parts.Where(static p => !p.Adds)
            .Select((p, k) => p.Amount.ReadInto(w, Named(FormattableString.Invariant($"removed-{k + 1}"), p.Name, Unit.Money)))];
        amount = added.Length == 0 ? amount : w.Add(Named("with-additions", "With additions", Unit.Money), [amount, .. added]);
        amount = taken.Length == 0 ? amount : w.Subtract(Named("without-exclusions", "Without exclusions", Unit.Money), [amount, .. taken]);
        var annualised = w.Write(Named("annualised", "Annualised"), Operation.ProductQuotient, amount, Twelve, counted);
        var truncated = annualised;
        if (Thresholds.Count > 0)
        {
            var threshold = (Thresholds.FirstOrDefault(t => t.Stratum == member.Stratum)?.Amount ?? default).ReadInto(w,
                Named("threshold", "Truncation threshold"));
            var below = threshold with
            {
                Value = threshold.Value is { } value ? decimal.Negate(value)
                : null,
                Name = "minus " + threshold.Name
            };
            truncated = w.Clamp(Named("truncated", "Truncated"), annualised, below, threshold);
        }

        var completed = w.Multiply(Named("completed", "Completed") with { Authority = CompletionFactor.Authority }, truncated,
            Quantity.Of("completion factor", CompletionFactor.Value));
        var own = w.Write(Named("weighted", "For the months that count", Unit.Money), Operation.ProductQuotient, completed, counted,
            Twelve);
        months.Add(counted);
        weighted.Add(own);
        return new()
        {
            Index = index,
            Months = counted.Value!.Value,
            PersonYears = counted.Value.Value / 12m,
            Annualised = annualised.Value,
            Truncated = truncated.Value,
            Completed = completed.Value,
            Weighted = own.Value
        };
    }

    private void Check(IReadOnlyList<MemberSpending> members)
    {
        var failures = new List<Failure>();
        for (var i = 0; i < members.Count; i++)
        {
            var (member, at) = (members[i], Paths.Item(string.Empty, "members", i));
            if (!Strata.Any(s => s.Key == member.Stratum))
            {
                failures.Add(new("stratum-unknown", Paths.Join(at, "stratum"), member.Stratum,
                    $"The strata are {string.Join(", ", Strata.Select(static s => s.Key))}.", "Use one of them."));
            }

            if (member.Months is < 0m or > 12m)
            {
                failures.Add(new("months-range", Paths.Join(at, "months"), UnitText.Of(member.Months, Unit.Count),
                    "Eligible months of a year lie between 0 and 12.", "State the months in this stratum."));
            }
        }

        if (CompletionFactor.Value <= 0m)
        {
            failures.Add(new("completion-factor", "completionFactor", UnitText.Of(CompletionFactor.Value, Unit.Factor),
                "A completion factor is above zero.", "Use 1 for complete claims."));
        }

        SettlementException.ThrowIfAny(failures);
    }
}
