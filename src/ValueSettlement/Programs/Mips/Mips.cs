namespace ValueSettlement.Programs;

/// <summary>
/// The Merit-based Incentive Payment System, 42 USC 1395w-4(q)(6), 42 CFR 414.1405: what scores below a threshold lower pays for
/// what scores above it raise.
/// <code>
/// score ≥ T: a × (score − T) ÷ (100 − T) × scaling factor;  T ÷ 4 &lt; score &lt; T: −a × (T − score) ÷ T;  score ≤ T ÷ 4: −a
/// scaling factor = Σ decreases ÷ Σ increases before it, at most 3
/// additional, until 2024: from 0.5 % at its threshold to 10 % at 100, scaled to at most 500,000,000 together
/// </code>
/// Where the scaling factor is found, the contract is a sum whose pool is what is lowered: it is paid in full, with a greatest factor. An
/// additional adjustment is added to what a clinician is paid of it, so that each is paid one amount.
/// Where it is stated, each clinician is settled by itself.
/// </summary>
public sealed partial class Mips : Programme<MipsTerms>
{
    private static readonly Authority Order = Authority.Of(Regulation + "(e)",
        "Adjustments of all come first, then the scaling factor; an additional adjustment is added.");

    private static readonly ContractWords Words = new()
    {
        Payer = "Medicare program",
        Provider = "clinician",
        Gains = "increases",
        Losses = "decreases",
    };

    private Mips(MipsTerms terms)
        : base(terms)
    {
    }

    /// <summary>The number among the facts of a clinician that states its additional adjustment, in a year that has them and whose scaling
    /// factor is found.</summary>
    public static Basis AdditionalAmount { get; } = new("additional-adjustment");

    /// <summary>Every rule of the terms: value and authority.</summary>
    public MipsRules Rules => Terms.Rules!;

    /// <inheritdoc/>
    private protected override string Name => FormattableString.Invariant($"MIPS, payment year {Terms.Year}");

    private bool IsFound => Terms.ScalingFactor is null;

    /// <summary>The programme under these terms.</summary>
    /// <param name="terms">Payment year, clinicians, and the scaling factor if it was published.</param>
    /// <exception cref="SettlementException">The terms never existed; carries every reason.</exception>
    public static Mips For(MipsTerms terms) => new(terms);

    /// <summary>Adjustments, scaling factor and changes of all clinicians, each with its lines.</summary>
    /// <param name="clinicians">Every clinician of the terms once, in any order.</param>
    /// <exception cref="SettlementException">Something is wrong with a clinician, or these are not those of the terms; carries all of
    /// it.</exception>
    public MipsAdjusted Adjust(ValueList<MipsClinician> clinicians)
    {
        var unscaled = Unscaled(clinicians);
        var scaling = Scale(unscaled);
        var (scale, additional, _, added) = AdditionalOf(unscaled);
        var adjusted = unscaled.Select(c => Adjusted(c, scaling.Factor, scale)).ToValueList();
        var net = new Workings("net");
        // By what each total comes to: the changes of single clinicians carry a factor of 28 digits, and their sum would end beside it.
        var raised = Terms.ScalingFactor is { } stated
            ? net.Multiply(new("raised", "What is raised", Unit.Money, null, stated.Authority), scaling.Raised, scaling.Factor)
            : net.Least(new("raised", "What is raised", Unit.Money, null, Rules.GreatestScaling!.Authority), scaling.Owed,
                net.Multiply(new("raised-most", "What is raised, at most", Unit.Money, null, Rules.GreatestScaling.Authority),
                    scaling.Raised, Quantity.Of("greatest", Rules.GreatestScaling.Value)));
        return new(scaling.Decreases, scaling.Increases, scaling.Figure, additional, adjusted, net.Figure(net.Add(
            new("net", "All changes", Unit.Money), [scaling.Lowered, raised, .. added is { } more ? [more] : Array.Empty<Quantity>()])));
    }

    /// <summary>What the contract settles.</summary>
    /// <param name="clinicians">Every clinician of the terms once, in any order.</param>
    /// <exception cref="SettlementException">Something is wrong with a clinician, or these are not those of the terms; carries all of
    /// it.</exception>
    public Experience Experience(ValueList<MipsClinician> clinicians)
    {
        if (!IsFound)
        {
            return Made(new()
            {
                Parts = Adjust(clinicians).Clinicians.Select(static c => new Experience { Arrangement = c.Id, Opening = c.Change })
                    .ToValueList(),
            });
        }

        var unscaled = Unscaled(clinicians);
        var (scaling, additional) = (Scale(unscaled), AdditionalOf(unscaled).Claimed);
        return Made(new()
        {
            Parts = unscaled.Select(c => new Experience
            {
                Arrangement = c.Id,
                Opening = Before(c, scaling),
                Facts = additional is { } all ? [Number.Of(AdditionalAmount, Added(c, all))] : [],
            }).ToValueList(),
        });
    }

    /// <inheritdoc/>
    private protected override Contract Make()
    {
        Contract contract = new()
        {
            Id = Terms.Id ?? FormattableString.Invariant($"mips-{Terms.Year}"),
            Currency = "USD",
            Term = new(new(Terms.Year, 1, 1), new(Terms.Year, 12, 31)),
            Pays = Payee.Parts,
            Parts = Each(),
            OrderAuthority = Order,
            Words = Words,
            Payoff = new("spending", "An adjustment that follows the score changes allowed charges, whatever was spent."),
        };
        return !IsFound ? contract : contract with
        {
            Pool = new()
            {
                Funding = PoolFunding.Charges,
                Payout = PoolPayout.InFull,
                GreatestFactor = Rate.Of(Rules.GreatestScaling!.Value),
                Authority = Rules.GreatestScaling.Authority,
            },
        };
    }

    private ValueList<Agreement> Each()
    {
        ValueList<Clause> payment = !IsFound || !Rules.HasAdditional ? [] :
        [
            new Addition
            {
                Label = "Additional adjustment",
                Amount = new WholeOf(AdditionalAmount),
                Authority = Rules.Additional!.Authority,
            },
        ];
        return Terms.Clinicians.Select(Agreement (id) => new Arrangement { Id = id, Opening = OpeningAmount.Stated, Payment = payment })
            .ToValueList();
    }

    private Scaling Scale(Judged[] unscaled)
    {
        var total = new Workings("adjustments");
        var lowered = total.Add(new("decreases", "What is lowered", Unit.Money),
            [.. unscaled.Where(static c => c.Change.Number < 0m).Select(static c => c.Change with { Name = c.Id })]);
        var decreases = total.Figure(lowered);
        var raised = total.Add(new("increases", "What is raised, before it is scaled", Unit.Money),
            [.. unscaled.Where(static c => c.Change.Number > 0m).Select(static c => c.Change with { Name = c.Id })]);
        var increases = total.Figure(raised);
        var owed = new Workings().Subtract(Owed, Quantity.Of("nothing", 0m, Unit.Money), lowered);
        var factor = ScalingOf(total, lowered, raised);
        return new(lowered, raised, owed, factor, decreases, increases, total.Figure(factor));
    }

    /// <summary>What the score alone would change, and beside it for what is raised the factor and the percentage that are
    /// published.</summary>
    private Figure Before(Judged clinician, Scaling scaling)
    {
        var w = new Workings(clinician.Id);
        var rate = w.Taken(clinician.Figure);
        if (rate.Number > 0m)
        {
            // Both totals stand here without the clinicians that they are made of.
            Adjustment(w, rate, Limited(w, ScalingStep, w.Given(Owed, scaling.Owed.Number),
                w.Given(new("increases", scaling.Raised.Name, Unit.Money), scaling.Raised.Number)));
        }

        // What is raised is not paid like this, so its line is written only where the pool takes it.
        return w.Figure(w.Multiply(new("unscaled-change", "Change before it is scaled", Unit.Money), clinician.Charges, rate));
    }

    /// <summary>The additional adjustment of charges, scaled.</summary>
    private Figure Added(Judged clinician, Quantity claimed)
    {
        var w = new Workings(Paths.Join(clinician.Id, "additional"));
        var rate = AdditionalRate(w, clinician);
        var funds = w.Given(AdditionalFundsStep, Rules.AdditionalFunds!.Value);
        var added = w.Multiply(AdditionalStep, rate,
            AdditionalScale(w, funds, w.Given(new("additional-claims", claimed.Name, Unit.Money), claimed.Number)));
        return w.Figure(w.Multiply(new("additional-amount", "Additional adjustment of charges, scaled", Unit.Money), clinician.Charges,
            added));
    }

    private Step AdditionalFundsStep => new("additional-funds", "Most of the year", Unit.Money, null, Rules.AdditionalFunds!.Authority);

    private Step AdditionalStep => new("additional", "Additional adjustment, scaled", Unit.Rate, null, Rules.Additional!.Authority);

    private static Step Owed => new("owed", "What is lowered, as a magnitude", Unit.Money);

    private Quantity Adjustment(Workings w, Quantity rate, Quantity factor) => w.Multiply(new("adjustment", "Adjustment, scaled", Unit.Rate,
        null, Terms.ScalingFactor?.Authority ?? Rules.GreatestScaling!.Authority), rate, factor);

    private Step ScalingStep => new("scaling-factor", "Scaling factor", Unit.Factor, null,
        Terms.ScalingFactor?.Authority ?? Rules.GreatestScaling!.Authority);

    private Quantity ScalingOf(Workings total, Quantity lowered, Quantity raised)
    {
        var step = ScalingStep;
        if (Terms.ScalingFactor is { } stated)
        {
            return total.Given(step, stated.Value);
        }

        if (raised.Number == 0m)
        {
            return total.Absent(step, new(AbsenceKind.NotCalculable, "Nobody above the threshold has charges: nothing is scaled."));
        }

        var owed = total.Subtract(Owed, Quantity.Of("nothing", 0m, Unit.Money), lowered);
        return Limited(total, step, owed, raised);
    }

    private Quantity Limited(Workings total, Step step, Quantity owed, Quantity raised)
    {
        var neutral = total.Divide(step with { Key = "scaling-neutral", Label = "Scaling factor before its limit" }, owed, raised);
        return total.Least(step, neutral, Quantity.Of("greatest", Rules.GreatestScaling!.Value));
    }

    private (Quantity? Factor, Figure Figure, Quantity? Claimed, Quantity? Paid) AdditionalOf(Judged[] clinicians)
    {
        if (!Rules.HasAdditional)
        {
            return (null, Figure.Absent(AbsenceKind.NotApplicable, "The year has no additional adjustment."), null, null);
        }

        var w = new Workings("additional");
        Step step = new("additional-scaling", "Scaling of additional adjustments", Unit.Factor, null,
            Terms.AdditionalScaling?.Authority ?? Rules.AdditionalFunds!.Authority);
        var claimed = w.Add(new("additional-claims", "Additional adjustments before they are scaled", Unit.Money),
            [.. clinicians.Select(c => new Quantity(c.Id, AdditionalClaim(c).Value, Unit.Money))]);
        var funds = w.Given(AdditionalFundsStep, Rules.AdditionalFunds!.Value);
        var factor = Terms.AdditionalScaling is { } stated ? w.Given(step, stated.Value) : AdditionalScale(w, funds, claimed);
        var paid = Terms.AdditionalScaling is not null
            ? new Workings().Multiply(new("additional", "Additional adjustments, scaled", Unit.Money), claimed, factor)
            : new Workings().Least(new("additional", "Additional adjustments, scaled", Unit.Money), funds, claimed);
        return (factor, w.Figure(factor), claimed, paid);
    }

    private Quantity AdditionalScale(Workings w, Quantity funds, Quantity claimed)
    {
        Step step = new("additional-scaling", "Scaling of additional adjustments", Unit.Factor, null, Rules.AdditionalFunds!.Authority);
        return claimed.Number == 0m ? w.Given(step, 1m)
            : w.Least(step, w.Divide(step with { Key = "additional-scaling-before", Label = "Most of the year ÷ what is claimed" }, funds,
                claimed), Quantity.Of("unscaled", 1m));
    }

    private Figure AdditionalClaim(Judged clinician)
    {
        var w = new Workings(clinician.Id);
        var rate = AdditionalRate(w, clinician);
        return w.Figure(w.Multiply(new("additional-claim", "Additional adjustment of charges", Unit.Money), Quantity.Of("allowed charges",
            clinician.Given.Charges.Value!.Value, Unit.Money), rate));
    }

    private Quantity AdditionalRate(Workings w, Judged clinician)
    {
        var (range, from) = (Rules.Additional!, Rules.AdditionalThreshold!);
        Step step = new("additional-unscaled", "Additional adjustment before it is scaled", Unit.Rate, null, range.Authority);
        var score = Quantity.Of("Final score", clinician.Given.Score.Value!.Value, Unit.Points);
        if (score.Number < from.Value)
        {
            w.Given(new("additional-threshold", "Additional threshold", Unit.Points, null, from.Authority), from.Value);
            var none = w.Given(step, 0m);
            w.Remark($"{score} is below the additional threshold of {NumberText.Number(from.Value)}.");
            return none;
        }

        w.Given(new("additional-threshold", "Additional threshold", Unit.Points, null, from.Authority), from.Value);
        return w.Write(step, Operation.Interpolate, Quantity.Of("at the threshold", range.Value.AtThreshold.Fraction, Unit.Rate),
            Quantity.Of("at 100", range.Value.AtHundred.Fraction, Unit.Rate), Quantity.Of("additional threshold", from.Value, Unit.Points),
            Quantity.Of("all points", 100m, Unit.Points), score);
    }

    private MipsAdjustment Adjusted(Judged clinician, Quantity factor, Quantity? additional)
    {
        var w = clinician.Workings;
        var adjustment = clinician.Rate.Number <= 0m ? clinician.Rate : Adjustment(w, clinician.Rate, factor);
        var scaled = w.Figure(adjustment);
        var both = adjustment;
        Figure more = Rate.Zero;
        if (additional is { } by)
        {
            if (Terms.AdditionalScaling is { } stated)
            {
                w.Given(new("additional-scaling", by.Name, Unit.Factor, null, stated.Authority), stated.Value);
            }

            var added = w.Multiply(AdditionalStep, AdditionalRate(w, clinician), by);
            more = w.Figure(added);
            both = w.Add(new("together", "Adjustment and additional one", Unit.Rate), adjustment, added);
        }

        var change = w.Multiply(new("change", "Change of allowed charges", Unit.Money, null, Authority.Of(Regulation + "(e)")),
            new("allowed charges", clinician.Given.Charges.Value, Unit.Money), both);
        return new(clinician.Id, clinician.Figure, scaled, more, w.Figure(change));
    }

    private Judged[] Unscaled(ValueList<MipsClinician> clinicians)
    {
        ArgumentNullException.ThrowIfNull(clinicians);
        var failures = new List<Failure>();
        var (names, given) = (Terms.Clinicians.ToHashSet(StringComparer.Ordinal),
            new Dictionary<string, MipsClinician>(StringComparer.Ordinal));
        foreach (var (i, clinician) in clinicians.Index())
        {
            var path = Paths.Item(string.Empty, "clinicians", i);
            if (clinician.Id is not { } id || !names.Contains(id) || !given.TryAdd(id, clinician))
            {
                failures.Add(new("participant-unknown", Paths.Join(path, "id"), clinician.Id ?? string.Empty,
                    "The terms name the clinicians, each once.", "Check the name, or make terms with this clinician."));
            }

            if (clinician.Charges.Value is not (>= 0m and <= Pool.MostClaims)
                || clinician.Charges.Unit is not (Unit.Money or Unit.Unstated))
            {
                failures.Add(new("figure-range", Paths.Join(path, "charges"), clinician.Charges.ToString(),
                    "Allowed charges are an amount of money from 0 to 10^14.", "State the charges before adjustment."));
            }

            if (clinician.Score.Value is not (>= 0m and <= 100m) || clinician.Score.Unit is not (Unit.Points or Unit.Unstated))
            {
                failures.Add(new("score-range", Paths.Join(path, "score"), clinician.Score.ToString(),
                    "A final score lies between 0 and 100 points.",
                    "State it in points; somebody who is not scored has the threshold as a score, or is left out of the terms."));
            }
        }

        foreach (var name in Terms.Clinicians.Where(name => !given.ContainsKey(name)))
        {
            failures.Add(new("participant-missing", "clinicians", name, "Every clinician of the terms has charges and a score.",
                "State them, or make terms without this clinician."));
        }

        return failures.Count > 0 ? throw new SettlementException(failures)
            : [.. Terms.Clinicians.Select(name => Judge(given[name]))];
    }

    private Judged Judge(MipsClinician clinician)
    {
        var w = new Workings(clinician.Id);
        var charges = w.Given(new("charges", "Allowed charges", Unit.Money), clinician.Charges);
        var score = w.Given(new("score", "Final score", Unit.Points), clinician.Score);
        var rate = RateOf(w, score);
        var figure = w.Figure(rate);
        var change = new Workings().Multiply(new("unscaled-change", "Change before it is scaled", Unit.Money), charges, rate);
        return new(clinician, charges, rate, figure, change, w);
    }

    private Quantity RateOf(Workings w, Quantity score)
    {
        var (threshold, percent) = (Rules.Threshold!, Rules.ApplicablePercent!);
        var least = Quantity.Of("performance threshold", threshold.Value, Unit.Points);
        var most = Quantity.Of("applicable percent", percent.Value.Fraction, Unit.Rate);
        Step step = new("unscaled", "Adjustment before it is scaled", Unit.Rate, null, percent.Authority);
        if (score.Number >= threshold.Value)
        {
            var above = w.Subtract(new("above", "Above the threshold", Unit.Points, null, threshold.Authority), score, least);
            return w.Prorate(step, most, above, w.Subtract(new("room", "From the threshold to 100", Unit.Points, null, threshold.Authority),
                Quantity.Of("most points", 100m, Unit.Points), least));
        }

        var none = Quantity.Of("nothing", 0m, Unit.Rate);
        var quarter = w.Divide(new("quarter", "A quarter of the threshold", Unit.Points, null, threshold.Authority), least,
            Quantity.Of("four", 4m, Unit.Count));
        if (score.Number <= quarter.Number)
        {
            var whole = w.Subtract(step with { Label = "Adjustment" }, none, most);
            w.Remark($"{score} is not above a quarter of the threshold of {NumberText.Number(threshold.Value)}.");
            return whole;
        }

        var below = w.Subtract(new("below", "Below the threshold", Unit.Points, null, threshold.Authority), least, score);
        var part = w.Prorate(step with { Key = "unscaled-magnitude", Label = "What charges are lowered by" }, most, below, least);
        return w.Subtract(step with { Label = "Adjustment" }, none, part);
    }

    private sealed record Judged(MipsClinician Given, Quantity Charges, Quantity Rate, Figure Figure, Quantity Change, Workings Workings)
    {
        public string Id => Given.Id;
    }

    /// <summary>What the scores of all come to before anybody is paid.</summary>
    private sealed record Scaling(Quantity Lowered, Quantity Raised, Quantity Owed, Quantity Factor, Figure Decreases, Figure Increases,
        Figure Figure);
}
