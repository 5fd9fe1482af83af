namespace ValueSettlement;

/// <summary>
/// Relief from losses for events beyond the provider's control, after the loss limit.
/// <code>
/// x &lt; 0  →  x × (1 − share of months × share of beneficiaries)    from <see cref="ReliefShares"/>
/// x &lt; 0  →  min(0, x + amount)                                    from <see cref="ReliefAmount"/>
/// </code>
/// 42 CFR 425.605(f), 425.610(i); CMS Shared Savings and Losses specifications version 11, section 4.3, step 10.
/// </summary>
public sealed record Relief : Clause
{
    internal override string Key => "relief";

    internal override string UsualLabel => "Relief for extreme and uncontrollable circumstances";

    private protected override void Say(Phrase phrase) => phrase.Add($"{phrase.Names.Losses} are reduced by the relief that is stated");

    internal override void Emit(ref Run run)
    {
        var stated = run.Find<ReliefAmount>();
        var shares = run.Find<ReliefShares>();
        if (stated is null && shares is null)
        {
            run.Words?.NotApplied("No relief was stated.");
            return;
        }

        if (run.Gains() && run.LastSame())
        {
            run.SayUnchanged($"Relief acts on {run.Words!.Names.Losses} only.");
        }

        if (!run.Losses())
        {
            return;
        }

        if (stated is not null)
        {
            var amount = run.Stated(Head.Level("relief-amount", "Relief", Authority),
                new("stated relief", stated.Amount.Value ?? 0m, Unit.Money));
            if (run.PieceNothing(amount, true))
            {
                run.Say("share that is left", note: "The relief is as large as the loss, or larger: nothing is owed.");
            }

            if (run.Last(amount, 0m, 1m))
            {
                run.SayAs(Operation.Sum, "relief", amount);
            }
        }
        else
        {
            var (months, people) = (shares!.Months.Value ?? 0m, shares.Beneficiaries.Value ?? 0m);
            if (run.LastShare(1m - (months * people)))
            {
                run.Words!.Say(Operation.Reduce, null, null, run.Running(), new("share of months affected", months, Unit.Rate),
                    new("share of beneficiaries affected", people, Unit.Rate));
            }
        }
    }

    internal override void Validate(string path, List<Failure> failures)
    {
    }

    internal override void Reads(FactSet facts) => facts.AddEither<ReliefAmount, ReliefShares>();
}

/// <summary>Relief stated in money.</summary>
/// <param name="Amount">By how much the loss is reduced, not negative; never more than the loss is used.</param>
public sealed record ReliefAmount(Figure Amount) : Fact
{
    private static readonly SharedRules<ReliefAmount> Rules = new(
        "relief-range", "amount", f => f.Amount, f =>
            f.Amount is { Value: >= 0m and <= Money.Largest, Unit: Unit.Money }, "Relief is an amount of money between 0 and 10^15.",
            "State by how much the loss is reduced, as a positive amount.");

    internal override string InWords => "the amount of relief";

    internal override string Said => $"relief of {Amount}";

    internal override bool HasSoundWords => TextRules.Hold(Amount);

    internal override ValueList<Line> Lines => Amount.Lines;

    internal override bool Holds() => Rules.Hold(this);

    internal override void Validate(string path, List<Failure> failures) => Rules.Validate(this, path, failures);
}

/// <summary>Relief computed from what was affected.</summary>
/// <param name="Months">Share of the period's months that were affected, 0 to 1: the beneficiary-weighted mean over the affected
/// counties.</param>
/// <param name="Beneficiaries">Share of the assigned beneficiaries who live in affected counties, 0 to 1; there is no minimum.</param>
public sealed record ReliefShares(Figure Months, Figure Beneficiaries) : Fact
{
    private static readonly ShareRules Rules = new();

    internal override string InWords => "the shares affected by extreme circumstances";

    internal override string Said => $"relief for {Months} of the months and {Beneficiaries} of the beneficiaries";

    internal override bool HasSoundWords => TextRules.Hold(Months) && TextRules.Hold(Beneficiaries);

    internal override ValueList<Line> Lines => [.. Months.Lines, .. Beneficiaries.Lines];

    /// <summary>
    /// The shares from counties: months are the beneficiary-weighted mean over the affected counties, beneficiaries the affected counties'
    /// share of all.
    /// <code>months = Σ beneficiaries × affected months ÷ (12 × Σ beneficiaries);  beneficiaries = Σ beneficiaries ÷ assigned</code>
    /// </summary>
    /// <param name="assignedBeneficiaries">All assigned beneficiaries.</param>
    /// <param name="counties">Counties with their beneficiaries and affected months; those with no affected month do not count.</param>
    /// <param name="periodMonths">Months in the period, 12 unless the period is shorter.</param>
    public static ReliefShares FromCounties(int assignedBeneficiaries, IEnumerable<AffectedCounty> counties, int periodMonths = 12)
    {
        ArgumentNullException.ThrowIfNull(counties);
        ArgumentOutOfRangeException.ThrowIfLessThan(assignedBeneficiaries, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(periodMonths, 1);
        var affected = counties.Where(static c => c.AffectedMonths > 0m).ToArray();
        foreach (var county in affected)
        {
            if (county.Beneficiaries < 0 || county.AffectedMonths > periodMonths)
            {
                throw new ArgumentOutOfRangeException(nameof(counties), county, FormattableString.Invariant($"A county has no negative number of beneficiaries and at most {periodMonths} affected months."));
            }
        }

        var workings = new Workings("relief");
        var assigned = workings.Given(new("assigned", "Assigned beneficiaries", Unit.Count), assignedBeneficiaries);
        var people = workings.Add(new("affected", "Assigned beneficiaries in affected counties", Unit.Count),
            [.. affected.Select(static c => Quantity.Of(c.County, c.Beneficiaries, Unit.Count))]);
        var share = workings.Divide(new("share-of-beneficiaries", "Share of beneficiaries affected", Unit.Rate), people, assigned);
        var beneficiaries = workings.Figure(share);
        var more = new Workings("relief");
        Quantity months;
        if (people.Value is null or 0m)
        {
            months = more.Given(new("share-of-months", "Share of months affected", Unit.Rate), 0m);
        }
        else
        {
            var weighted = more.Blend(new("affected-months", "Beneficiary-months affected", Unit.Count),
                [.. affected.SelectMany(static c =>
                new[] { Quantity.Of(c.County, c.Beneficiaries, Unit.Count), Quantity.Of("months", c.AffectedMonths, Unit.Count) })]);
            var possible = more.Multiply(new("possible-months", "Beneficiary-months in affected counties", Unit.Count), people,
                Quantity.Of("months in the period", periodMonths, Unit.Count));
            months = more.Divide(new("share-of-months", "Share of months affected", Unit.Rate), weighted, possible);
        }

        return new(more.Figure(months), beneficiaries);
    }

    internal override bool Holds() => Rules.Hold(this);

    internal override void Validate(string path, List<Failure> failures) => Rules.Validate(this, path, failures);

    private sealed class ShareRules : Rules<ReliefShares>
    {
        public ShareRules()
        {
            Rule("rate-range", "months", f => f.Months, f =>
                f.Months?.Value is >= 0m and <= 1m, "A share of months lies between 0 and 100 %.", "State it as a fraction.");
            Rule("rate-range", "beneficiaries", f => f.Beneficiaries, f =>
                f.Beneficiaries?.Value is >= 0m and <= 1m, "A share of beneficiaries lies between 0 and 100 %.", "State it as a fraction.");
        }
    }
}

/// <summary>A county in which extreme circumstances were declared.</summary>
/// <param name="County">Its name or code.</param>
/// <param name="Beneficiaries">Assigned beneficiaries who live there.</param>
/// <param name="AffectedMonths">Months of the period that were affected.</param>
public sealed record AffectedCounty(string County, int Beneficiaries, decimal AffectedMonths)
{
    /// <summary>The county in words, the same in every culture.</summary>
    public override string ToString() => FormattableString.Invariant($"{County}: {Beneficiaries} beneficiaries, {AffectedMonths} months");
}
