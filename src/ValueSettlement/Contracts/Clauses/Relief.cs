namespace ValueSettlement;

/// <summary>
/// Relief from losses for events beyond the provider's control, after the loss limit.
/// <code>
/// x &lt; 0  →  x × (1 − share of months × share of beneficiaries)    from <see cref="Number.ReliefShares"/>
/// x &lt; 0  →  min(0, x + amount)                                    from <see cref="Number.Relief"/>
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
        var stated = run.Find(WellKnown.Relief.Name);
        var months = run.Find(WellKnown.ReliefMonths.Name);
        if (stated is null && months is null)
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
                new("stated relief", stated.Figure.Number, Unit.Money));
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
            // One without the other was refused before.
            var people = run.Find(WellKnown.ReliefBeneficiaries.Name)?.Figure.Number ?? default;
            if (run.LastShare(Exact.One - (months!.Figure.Number * people)))
            {
                run.Words!.Say(Operation.Reduce, null, null, run.Running(),
                    new("share of months affected", months.Figure.Number, Unit.Rate),
                    new("share of beneficiaries affected", people, Unit.Rate));
            }
        }
    }

    internal override void Validate(string path, List<Failure> failures)
    {
    }

    internal override void Reads(FactSet facts) =>
        facts.AddEither(WellKnown.Relief, WellKnown.ReliefMonths, WellKnown.ReliefBeneficiaries);
}

/// <content>Relief that is computed from counties.</content>
public sealed partial record Number
{
    /// <summary>
    /// The shares of <see cref="ReliefShares"/> from counties: months are the beneficiary-weighted mean over the affected counties,
    /// beneficiaries the affected counties' share of all.
    /// <code>months = Σ beneficiaries × affected months ÷ (12 × Σ beneficiaries);  beneficiaries = Σ beneficiaries ÷ assigned</code>
    /// </summary>
    /// <param name="assignedBeneficiaries">All assigned beneficiaries.</param>
    /// <param name="counties">Counties with their beneficiaries and affected months; those with no affected month do not count.</param>
    /// <param name="periodMonths">Months in the period, 12 unless the period is shorter.</param>
    public static ValueList<Number> ReliefFromCounties(int assignedBeneficiaries, IEnumerable<AffectedCounty> counties,
        int periodMonths = 12)
    {
        ArgumentNullException.ThrowIfNull(counties);
        ArgumentOutOfRangeException.ThrowIfLessThan(assignedBeneficiaries, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(periodMonths, 1);
        var affected = counties.Where(static c => c.AffectedMonths > 0m).ToArray();
        foreach (var county in affected)
        {
            if (county.Beneficiaries < 0 || county.AffectedMonths > periodMonths)
            {
                throw new ArgumentOutOfRangeException(nameof(counties), county, "A county has no negative number of beneficiaries and "
                    + FormattableString.Invariant($"at most {periodMonths} affected months."));
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

        return ReliefShares(more.Figure(months), beneficiaries);
    }
}

/// <summary>A county in which extreme circumstances were declared.</summary>
/// <param name="County">Its name or code.</param>
/// <param name="Beneficiaries">Assigned beneficiaries who live there.</param>
/// <param name="AffectedMonths">Months of the period that were affected.</param>
public sealed record AffectedCounty(string County, int Beneficiaries, decimal AffectedMonths)
{
    /// <summary>Its name or code.</summary>
    public string County { get; init => field = Given.Of(value); } = Given.Of(County);

    /// <summary>The county in words, the same in every culture.</summary>
    public override string ToString() => FormattableString.Invariant($"{County}: {Beneficiaries} beneficiaries, {AffectedMonths} months");
}
