namespace ValueSettlement.Programs;

/// <summary>
/// The Hospital Readmissions Reduction Program, 42 USC 1395ww(q), fiscal years from 2013 on: a reduction of base operating DRG payments,
/// never an increase.
/// <code>
/// condition with 25 discharges: payment ratio × max(excess ratio − median of the peer group, 0)
/// Σ ─► × neutrality modifier ─► at most 3 % ─► rounded to 4 decimals ─► factor = 1 − reduction
/// opening = base operating DRG payments × (factor − 1) ─► limit
/// </code>
/// To fiscal year 2018 a ratio is compared with one and there is no modifier. Inputs are printed rounded: where their digits allow more
/// than one factor, the factor is undetermined and settled only with the published one.
/// </summary>
public sealed partial class HospitalReadmissionsReduction : Programme<ReadmissionsTerms>
{
    internal const int FirstYear = 2013;

    internal const int LastYear = 2100;

    // Of a list of thousands only so many are looked at one by one.
    private const int MostLookedAt = 64;

    private static readonly ContractWords Words = new()
    {
        Payer = "Medicare programme",
        Provider = "hospital",
        Gains = "increases",
        Losses = "reductions of base operating DRG payments",
    };

    private HospitalReadmissionsReduction(ReadmissionsTerms terms)
        : base(terms)
    {
    }

    /// <summary>Base operating DRG payments of the fiscal year: what the factor acts on and the limit is a share of.</summary>
    public static Basis BaseOperatingPayments { get; } = new("base-operating-payments");

    /// <summary>Every rule of the terms: value and authority.</summary>
    public ReadmissionsRules Rules => Terms.Rules!;

    /// <inheritdoc/>
    private protected override string Name => FormattableString.Invariant(
        $"Hospital Readmissions Reduction Program, fiscal year {Terms.Year}");

    private bool HasGroups => Rules.ComparedWith.Value == ReadmissionsReference.PeerGroupMedian;

    /// <summary>The programme under these terms.</summary>
    /// <param name="terms">Fiscal year, modifier and medians.</param>
    /// <exception cref="SettlementException">There is no such fiscal year, or modifier or medians are missing or unsound; carries every
    /// reason.</exception>
    public static HospitalReadmissionsReduction For(ReadmissionsTerms terms) => new(terms);

    /// <summary>The adjustment factor of a hospital, with what each condition adds and what the printed digits allow.</summary>
    /// <param name="hospital">The hospital's inputs.</param>
    /// <exception cref="SettlementException">Something is wrong with the inputs; carries all of it.</exception>
    public ReadmissionsFactor Factor(HospitalReadmissions hospital)
    {
        ArgumentNullException.ThrowIfNull(hospital);
        var failures = new List<Failure>();
        Validate(hospital, failures);
        return failures.Count == 0 ? Computed(hospital) : throw new SettlementException(failures);
    }

    /// <summary>What the contract settles: <c>base operating DRG payments × (factor − 1)</c>.</summary>
    /// <param name="factor">The factor. An undetermined one is refused unless the published factor is stated.</param>
    /// <param name="baseOperatingPayments">Base operating DRG payments of the fiscal year in dollars, without regard to value-based
    /// purchasing: 0 to 10^15.</param>
    /// <param name="published">The published factor, where it is known: it decides an undetermined factor, and must be one that the printed
    /// digits allow.</param>
    /// <exception cref="SettlementException">The factor is undetermined, the published one contradicts the inputs, or the payments are
    /// unsound; carries all of it.</exception>
    public Experience Experience(ReadmissionsFactor factor, Figure baseOperatingPayments, decimal? published = null)
    {
        ArgumentNullException.ThrowIfNull(factor);
        ArgumentNullException.ThrowIfNull(baseOperatingPayments);
        RefuseOthers(factor.Terms, "factor");
        var failures = new List<Failure>();
        HospitalPayments.Validate(baseOperatingPayments, "baseOperatingPayments", failures);
        if (published is { } stated && !factor.Allows(stated))
        {
            failures.Add(new("factor-contradicts", "published", UnitText.Exact(stated, Unit.Factor),
                factor.IsDecided
                    ? $"The inputs decide the factor {UnitText.Exact(factor.LowestFactor, Unit.Factor)}."
                    : $"The printed digits allow factors from {UnitText.Exact(factor.LowestFactor, Unit.Factor)} to "
                        + $"{UnitText.Exact(factor.HighestFactor, Unit.Factor)}.",
                "Check inputs, fiscal year and published factor: one of them belongs to something else."));
        }
        else if (published is null && !factor.IsDecided)
        {
            failures.Add(new("factor-undetermined", "factor", string.Empty, factor.Undetermined ?? "The factor is absent.",
                "State the published factor, or give the inputs with more digits."));
        }

        SettlementException.ThrowIfAny(failures);

        var w = new Workings("readmissions-payment");
        var rule = Authority.Of(Statute + "(1), (2)", "The base is taken without regard to value-based purchasing.");
        var used = w.Given(new("adjustment-factor-used", "Factor of the inputs", Unit.Factor, null, Rules.FactorDecimals.Authority),
            factor.IsDecided ? factor.Factor
                : factor.Factor with { Absence = new(AbsenceKind.NotCalculable, "The printed digits leave it open.") });
        if (published is { } known)
        {
            used = w.Given(new("adjustment-factor-published", "Adjustment factor as published", Unit.Factor, null, rule), known);
            w.Remark(factor.IsDecided ? "It is the factor of the inputs."
                : "The published factor is used: the printed digits of the inputs allow it and do not decide it.");
        }

        var change = w.Subtract(new("factor-less-one", "Factor less one", Unit.Factor, null, rule), used, Quantity.Of("one", 1m));
        var opening = w.Multiply(new("readmissions-reduction", "Change of base operating DRG payments", Unit.Money, null, rule),
            new Quantity("base operating DRG payments", baseOperatingPayments.Value, Unit.Money), change);
        return Made(new()
        {
            Opening = w.Figure(opening),
            Facts = [Number.Of(BaseOperatingPayments, baseOperatingPayments)],
        });
    }

    /// <inheritdoc/>
    private protected override Contract Make() => new()
    {
        Id = Terms.Id ?? FormattableString.Invariant($"hospital-readmissions-fy{Terms.Year}"),
        Currency = "USD",
        Term = FiscalYear.Of(Terms.Year),
        Opening = OpeningAmount.Stated,
        Clauses =
        [
            new Limit
            {
                Label = "Greatest reduction",
                Gain = Money.Zero,
                Loss = new ShareOf(Rules.GreatestReduction.Value, BaseOperatingPayments),
                Authority = Rules.GreatestReduction.Authority,
            },
        ],
        Payment = [new PriorSettlement()],
        OrderAuthority = Authority.Of(Statute + "(3); 42 CFR 412.154",
            "The modifier before the limit, the limit before the one rounding."),
        Words = Words,
        Payoff = new("base operating DRG payments", "the factor is published with few decimals and multiplies a base that is stated."),
    };

    private static string NameOf(ReadmissionsCondition condition) => condition switch
    {
        ReadmissionsCondition.HeartAttack => "heart attack",
        ReadmissionsCondition.ObstructivePulmonaryDisease => "chronic obstructive pulmonary disease",
        ReadmissionsCondition.HeartFailure => "heart failure",
        ReadmissionsCondition.Pneumonia => "pneumonia",
        ReadmissionsCondition.CoronaryBypass => "coronary bypass",
        _ => "hip or knee replacement",
    };

    private static string KeyOf(ReadmissionsCondition condition) => NameOf(condition).Replace(' ', '-');

    private void Validate(HospitalReadmissions hospital, List<Failure> failures)
    {
        if (HasGroups)
        {
            if (hospital.PeerGroup is { } group)
            {
                PeerGroups.Validate(group, "peerGroup", failures);
            }
            else
            {
                failures.Add(new("peer-group-missing", "peerGroup", string.Empty,
                    "A ratio is compared with the median of the hospital's peer group.", "State the peer group of the published file."));
            }
        }
        else if (hospital.PeerGroup is { } unread)
        {
            failures.Add(new("term-unused", "peerGroup", UnitText.Of(unread, Unit.Count),
                "Peer groups exist from fiscal year 2019 on; before, a ratio is compared with one.",
                "Leave it out, or check the fiscal year."));
        }

        var digits = PrintedDigits.ValidateDecimals(hospital.ExcessRatioDecimals, "excessRatioDecimals", failures)
            & PrintedDigits.ValidateDecimals(hospital.PaymentRatioDecimals, "paymentRatioDecimals", failures);
        if (hospital.Conditions.Count > MostLookedAt)
        {
            failures.Add(new("conditions-too-many", "conditions", UnitText.Of(hospital.Conditions.Count, Unit.Count),
                "The programme counts six conditions, each once.", "State each once."));
            return;
        }

        var known = new HashSet<ReadmissionsCondition>();
        for (var i = 0; i < hospital.Conditions.Count; i++)
        {
            var (condition, path) = (hospital.Conditions[i], Paths.Item(string.Empty, "conditions", i));
            PeerGroups.Validate(condition.Condition, Paths.Join(path, "condition"), failures);
            if (!known.Add(condition.Condition))
            {
                failures.Add(new("condition-twice", Paths.Join(path, "condition"), EnumText.Of(condition.Condition),
                    "A hospital has one row for a condition.", "State each condition once."));
            }

            Validate(condition, hospital, digits, path, failures);
        }
    }

    private void Validate(ConditionReadmissions condition, HospitalReadmissions hospital, bool digits, string path, List<Failure> failures)
    {
        Range(condition.Discharges, 1_000_000_000m, "discharges");
        Range(condition.ExcessRatio, PeerGroups.LargestRatio, "excessRatio");
        Range(condition.PaymentRatio, 1m, "paymentRatio");
        if (condition.Discharges.Value is { } people && !decimal.IsInteger(people))
        {
            failures.Add(new("discharges-range", Paths.Join(path, "discharges"), UnitText.Exact(people, Unit.Count),
                "Discharges are a whole number.", "Check the cell."));
        }

        if (digits && condition.ExcessRatio.Value is { } excess)
        {
            PrintedDigits.ValidateDigits(excess, hospital.ExcessRatioDecimals, Paths.Join(path, "excessRatio"), failures);
        }

        if (digits && condition.PaymentRatio.Value is { } share)
        {
            PrintedDigits.ValidateDigits(share, hospital.PaymentRatioDecimals, Paths.Join(path, "paymentRatio"), failures);
        }

        Missing(condition.Discharges, "discharges");
        if (condition.Discharges.Value < Rules.LeastDischarges.Value)
        {
            return;
        }

        Missing(condition.PaymentRatio, "paymentRatio");
        if (condition.Discharges.Value is null || condition.PaymentRatio.Value is null)
        {
            return;
        }

        // What counts has a ratio and a median: neither is ever taken for zero.
        if (condition.ExcessRatio.Value is null)
        {
            failures.Add(new("ratio-missing", Paths.Join(path, "excessRatio"), condition.ExcessRatio.ToString(),
                "A condition that counts has an excess readmission ratio.",
                "Take it from the published file; it may have another name there."));
        }

        if (HasGroups && hospital.PeerGroup is >= 1 and <= PeerGroups.Count && Enum.IsDefined(condition.Condition)
            && MedianOf(hospital.PeerGroup.Value, condition.Condition) is null)
        {
            failures.Add(new("median-missing", Paths.Join(path, "condition"), EnumText.Of(condition.Condition),
                FormattableString.Invariant($"The terms state no median of this condition for peer group {hospital.PeerGroup}."),
                "Add it to the medians of the terms."));
        }

        void Range(ReportedCell cell, decimal greatest, string member)
        {
            if (cell.Value is { } value && (value < 0m || value > greatest))
            {
                failures.Add(new("cell-range", Paths.Join(path, member), UnitText.Exact(value, Unit.Factor),
                    FormattableString.Invariant($"It lies between 0 and {greatest:#,##0}."), "Check the cell."));
            }
        }

        void Missing(ReportedCell cell, string member)
        {
            if (cell is { Value: null, Absence: null })
            {
                failures.Add(new("cell-missing", Paths.Join(path, member), string.Empty, "The cell was not stated, and nothing says why.",
                    "State it, or say why it is absent: ReportedCell.Absent(kind, reason)."));
            }
        }
    }

    private PeerGroupMedian? MedianOf(int peerGroup, ReadmissionsCondition condition)
    {
        foreach (var median in Terms.Medians!.Value)
        {
            if (median.PeerGroup == peerGroup && median.Condition == condition)
            {
                return median;
            }
        }

        return null;
    }

    private ReadmissionsFactor Computed(HospitalReadmissions hospital)
    {
        var w = new Workings("readmissions-factor");
        var contributions = new List<ConditionContribution>();
        var (counted, printed) = (new List<Quantity>(), new List<PrintedCondition>());
        foreach (var condition in hospital.Conditions.OrderBy(static c => c.Condition))
        {
            var part = w.Part(KeyOf(condition.Condition));
            var amount = Contribution(part, condition, hospital, printed);
            contributions.Add(new(condition.Condition, new() { Value = amount.Value, Absence = amount.Absence, Unit = Unit.Factor }));
            if (amount.Value is not null)
            {
                counted.Add(amount);
            }
        }

        var sum = w.Add(new("contributions", "Sum of the contributions", Unit.Factor, null, Rules.ComparedWith.Authority), [.. counted]);
        var before = !HasGroups ? sum : w.Multiply(
            new("before-limit", "Reduction before the limit", Unit.Factor, null, Terms.NeutralityModifier!.Authority),
            Quantity.Of("neutrality modifier", Terms.NeutralityModifier.Value.Value), sum);
        var limited = Limited(w, before);
        var rounded = w.Round(new("reduction", "Reduction, rounded", Unit.Factor, null, Rules.FactorDecimals.Authority), limited,
            (int)Rules.FactorDecimals.Value);
        var apart = new Workings();
        var unrounded = apart.Write(new("unrounded", "Factor, not rounded"), Operation.Complement, limited);
        var (lowest, least) = At(printed, Side.Low);
        var (highest, most) = At(printed, Side.High);
        var step = new Step("adjustment-factor", "Adjustment factor", Unit.Factor, null, Rules.FactorDecimals.Authority);
        var fromDigits = apart.Write(step, Operation.Complement, rounded);
        var decided = least.Number == most.Number;
        var factor = decided ? w.Write(step, Operation.Complement, rounded)
            : w.Absent(step, new(AbsenceKind.NotCalculable, Open(printed, sum, lowest, highest, most, least)));
        return new()
        {
            Factor = w.Figure(factor),
            FromPrintedDigits = fromDigits.Number,
            Unrounded = unrounded.Number,
            BeforeLimit = before.Number,
            Contributions = [.. contributions],
            LowestReduction = lowest,
            HighestReduction = highest,
            LowestFactor = most.Number,
            HighestFactor = least.Number,
            Decimals = (int)Rules.FactorDecimals.Value,
            Terms = Terms.Digest,
        };
    }

    private Quantity Limited(Workings w, Quantity before) => w.Least(
        new("limited", "Reduction after the limit", Unit.Factor, null, Rules.GreatestReduction.Authority), before,
        Quantity.Of("greatest reduction", Rules.GreatestReduction.Value.Fraction));

    private Quantity Contribution(Workings w, ConditionReadmissions condition, HospitalReadmissions hospital,
        List<PrintedCondition> printed)
    {
        var name = NameOf(condition.Condition);
        var step = new Step("contribution", $"Contribution of {name}", Unit.Factor, null, Rules.LeastDischarges.Authority);
        var least = Rules.LeastDischarges.Value;
        var discharges = condition.Discharges.ReadInto(w, new("discharges", $"Discharges, {name}", Unit.Count));
        if (discharges.Value is null)
        {
            return w.Absent(step, new(discharges.Absence!.Kind, $"It does not count: {discharges.Absence.Reason}"));
        }

        if (discharges.Value < least)
        {
            return w.Absent(step, new(AbsenceKind.TooSmall, $"It does not count: {UnitText.Of(discharges.Number, Unit.Count)} discharges, "
                + $"and a condition counts from {UnitText.Of(least, Unit.Count)} on."));
        }

        var share = condition.PaymentRatio.ReadInto(w, new("payment-ratio", $"Payment ratio, {name}", Unit.Factor));
        if (share.Value is null)
        {
            return w.Absent(step, new(share.Absence!.Kind, $"It does not count without a payment ratio: {share.Absence.Reason}"));
        }

        var ratio = condition.ExcessRatio.ReadInto(w, new("excess-ratio", $"Excess readmission ratio, {name}", Unit.Factor));
        var median = HasGroups ? MedianOf(hospital.PeerGroup!.Value, condition.Condition)!.Ratio : null;
        printed.Add(new(name, ratio, PrintedDigits.Half(hospital.ExcessRatioDecimals), hospital.ExcessRatioDecimals,
            median?.Value ?? 1m, PrintedDigits.Half(median?.Decimals), median?.Decimals,
            share, PrintedDigits.Half(hospital.PaymentRatioDecimals), hospital.PaymentRatioDecimals));
        var against = Quantity.Of(median is null ? "one" : FormattableString.Invariant($"median of peer group {hospital.PeerGroup}"),
            median?.Value ?? 1m);
        var difference = w.Subtract(new("excess", median is null ? $"Ratio less one, {name}" : $"Ratio less median, {name}", Unit.Factor,
            null, HasGroups ? Terms.Medians!.Authority : Rules.ComparedWith.Authority), ratio, against);
        var excess = w.Greatest(new("excess-counted", $"Excess that counts, {name}", Unit.Factor, null, Rules.ComparedWith.Authority),
            difference, Quantity.Of("nothing", 0m));
        var product = w.Multiply(new("share-of-payments", $"Payment ratio × excess, {name}", Unit.Factor, null,
            Rules.ComparedWith.Authority), share, excess);
        return w.IfAtLeast(step, product, discharges, Quantity.Of("least discharges", least, Unit.Count));
    }

    /// <summary>The reduction at one end of what the printed digits allow, and the factor that is published of it.</summary>
    private (Figure Reduction, Quantity Factor) At(List<PrintedCondition> conditions, Side side)
    {
        var end = side == Side.Low ? "lowest" : "highest";
        var w = new Workings(end + "-reduction");
        var pairs = new List<Quantity>();
        foreach (var c in conditions)
        {
            var part = w.Part(c.Name.Replace(' ', '-'));
            var share = End(part, "payment-ratio", $"Payment ratio at its {end}, {c.Name}", c.Share, c.ShareHalf, side);
            var ratio = End(part, "excess-ratio", $"Ratio at its {end}, {c.Name}", c.Ratio, c.RatioHalf, side);
            var median = End(part, "median", $"Median at its other end, {c.Name}", Quantity.Of("median", c.Median), c.MedianHalf,
                side == Side.Low ? Side.High : Side.Low);
            var excess = part.Greatest(new("excess-counted", $"Excess at its {end}, {c.Name}"),
                part.Subtract(new("excess", $"Ratio less median at its {end}, {c.Name}"), ratio, median), Quantity.Of("nothing", 0m));
            pairs.Add(part.Greatest(new("payment-ratio-counted", $"Payment ratio that counts, {c.Name}"), share,
                Quantity.Of("nothing", 0m)));
            pairs.Add(excess);
        }

        var sum = w.Blend(new("contributions", $"Sum of the contributions at its {end}"), [.. pairs]);
        var before = !HasGroups ? sum : w.Multiply(new("before-limit", $"Reduction before the limit at its {end}"),
            End(w, "neutrality-modifier", $"Neutrality modifier at its {end}",
                Quantity.Of("neutrality modifier", Terms.NeutralityModifier!.Value.Value),
                PrintedDigits.Half(Terms.NeutralityModifier.Value.Decimals), side), sum);
        var reduction = w.Figure(Limited(w, before));
        var rounded = w.Round(new("reduction", $"Reduction at its {end}, rounded"), Quantity.Of("reduction", reduction.Value!.Value),
            (int)Rules.FactorDecimals.Value);
        return (reduction, w.Write(new("adjustment-factor", "Adjustment factor"), Operation.Complement, rounded));

        static Quantity End(Workings w, string key, string label, Quantity value, decimal half, Side side) =>
            half == 0m ? value : side == Side.Low
                ? w.Subtract(new(key, label), value, Quantity.Of("half a unit", half))
                : w.Add(new(key, label), value, Quantity.Of("half a unit", half));
    }

    /// <summary>Which factors are left, and which of the inputs leave them open, the one that moves the reduction most first.</summary>
    private string Open(List<PrintedCondition> conditions, Quantity sum, Figure lowest, Figure highest, Quantity least, Quantity most)
    {
        var w = new Workings();
        var modifier = HasGroups ? Terms.NeutralityModifier!.Value : null;
        var factor = Quantity.Of("modifier", modifier?.Value ?? 1m);
        var moves = new List<(string Input, decimal By)>();
        Quantity Moved(params ReadOnlySpan<Quantity> parts) => w.Multiply(new("moved", "Moved"), parts);
        if (modifier is { Decimals: { } digits })
        {
            moves.Add((Text("the neutrality modifier", digits), Moved(Quantity.Of("half", PrintedDigits.Half(digits)), sum).Number));
        }

        foreach (var c in conditions)
        {
            // At its highest: a ratio printed just below its median may lie above it.
            var above = w.Subtract(new("difference", "Difference"), c.Ratio, Quantity.Of("median", c.Median));
            var excess = w.Greatest(new("excess", "Excess"), w.Add(new("highest", "Highest"), above, Quantity.Of("half", c.RatioHalf),
                Quantity.Of("half", c.MedianHalf)), Quantity.Of("nothing", 0m));
            if (excess.Number == 0m)
            {
                continue;
            }

            Add($"the payment ratio of {c.Name}", c.ShareDecimals, Moved(Quantity.Of("half", c.ShareHalf), excess, factor));
            Add($"the excess ratio of {c.Name}", c.RatioDecimals, Moved(Quantity.Of("half", c.RatioHalf), c.Share, factor));
            Add($"the median of {c.Name}", c.MedianDecimals, Moved(Quantity.Of("half", c.MedianHalf), c.Share, factor));
        }

        void Add(string input, int? decimals, Quantity by)
        {
            if (decimals is { } known)
            {
                moves.Add((Text(input, known), by.Number));
            }
        }

        var first = moves.OrderByDescending(static m => m.By).Take(3).Select(static m => m.Input).ToArray();
        return $"The printed digits allow the factors {Four(least)} to {Four(most)}: the reduction lies between "
            + $"{UnitText.Of(lowest.Value!.Value, Unit.Factor)} and {UnitText.Of(highest.Value!.Value, Unit.Factor)}. "
            + (first.Length == 0 ? "More digits of the inputs would decide it."
                : $"More digits would decide it, first of {string.Join(", ", first)}.");

        string Four(Quantity of) => UnitText.Exact(of.Number, Unit.Factor);
        static string Text(string input, int decimals) => FormattableString.Invariant($"{input} ({decimals} decimals)");
    }

    private enum Side
    {
        Low,
        High,
    }

    /// <summary>What counts of a condition, and half a unit of the last printed digit of each input.</summary>
    private readonly record struct PrintedCondition(string Name, Quantity Ratio, decimal RatioHalf, int? RatioDecimals, decimal Median,
        decimal MedianHalf, int? MedianDecimals, Quantity Share, decimal ShareHalf, int? ShareDecimals);
}

/// <summary>What holds for payments to a hospital wherever they are stated.</summary>
internal static class HospitalPayments
{
    /// <summary>Payments are an amount of money that is there, is not negative, and is within the largest amount.</summary>
    public static void Validate(Figure payments, string path, List<Failure> failures)
    {
        if (payments.Value is not { } amount)
        {
            failures.Add(new("payments-missing", path, string.Empty, "What a factor acts on is needed and was not given.",
                "State the payments of the fiscal year in dollars."));
        }
        else if (amount < 0m || amount > Money.Largest)
        {
            failures.Add(new("payments-range", path, UnitText.Of(amount, Unit.Money),
                FormattableString.Invariant($"Payments lie between 0 and {Money.Largest:#,##0}."), "State dollars of the fiscal year."));
        }
        else if (payments.Unit is not (Unit.Money or Unit.Unstated))
        {
            failures.Add(new("figure-unit", path, EnumText.Of(payments.Unit), "Payments are an amount of money.",
                "State the figure in money."));
        }
    }
}
