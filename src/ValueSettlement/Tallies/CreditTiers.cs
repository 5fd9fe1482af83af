using NodaTime;
using ValueSettlement.Curves;

namespace ValueSettlement.Tallies;

/// <summary>What a claim deadline counts.</summary>
public enum DeadlineUnit
{
    /// <summary>Days after the last day of the period.</summary>
    Days,

    /// <summary>Months of billing after the month in which the period ends; the deadline is the last day of the last of them.</summary>
    BillingMonths,
}

/// <summary>How long a credit can be claimed. The last day still counts.</summary>
/// <param name="Unit">What is counted.</param>
/// <param name="Count">How many, 0 to 1,000.</param>
public sealed record ClaimDeadline(DeadlineUnit Unit, int Count)
{
    /// <summary>The last day on which a credit can be claimed.</summary>
    /// <param name="lastDay">The last day of the period.</param>
    public LocalDate Last(LocalDate lastDay) => Unit == DeadlineUnit.Days ? lastDay.PlusDays(Count)
        : DateAdjusters.EndOfMonth(lastDay.PlusMonths(Count));

    /// <summary>The deadline in words.</summary>
    public override string ToString() => Unit == DeadlineUnit.Days
        ? $"{TallyRules.Counted(Count, "day")} after the last day"
        : FormattableString.Invariant($"the end of billing month {Count} after the month");
}

/// <summary>What became of a credit, in the order in which it is asked.</summary>
public enum CreditStatus
{
    /// <summary>It is due.</summary>
    Credit,

    /// <summary>There is no availability, share or charge to find one from.</summary>
    NotDefined,

    /// <summary>The availability earns none.</summary>
    NoCredit,

    /// <summary>Nobody claimed it.</summary>
    NotClaimed,

    /// <summary>It was claimed after the deadline.</summary>
    LateClaim,

    /// <summary>It does not exceed the least amount that is credited.</summary>
    BelowMinimum,
}

/// <summary>
/// Credits for a month of a service by its availability.
/// <code>
/// share of the tier × charge ─► at most the limit ─► claimed in time ─► above the minimum = credit
/// </code>
/// A tier applies strictly below its bound and as a whole: the bound itself belongs to the better tier. Not rounded; whoever publishes the
/// amount rounds it once.
/// </summary>
public sealed record CreditTiers
{
    /// <summary>
    /// The share of the charge, 0 to 1, for each availability from 0 to 1; steps that do not rise with availability. <see cref="Below"/>
    /// makes it from bounds.
    /// </summary>
    public required Scale Shares { get; init => field = Given.Of(value); }

    /// <summary>What a credit must exceed to be issued, not negative; <see langword="null"/> for any amount.</summary>
    public Money? MustExceed { get; init; }

    /// <summary>The most that is credited, not negative; <see langword="null"/> for no limit but the shares themselves.</summary>
    public Money? Limit { get; init; }

    /// <summary>How long it can be claimed; <see langword="null"/> if it need not be claimed.</summary>
    public ClaimDeadline? Claim { get; init; }

    /// <summary>Where the tiers stand.</summary>
    public Authority? Authority { get; init; }

    /// <summary>Shares by the bounds of a table: below each bound its share, of several the one of the lowest bound; from the highest one
    /// on
    /// nothing.</summary>
    /// <param name="tiers">Each bound, above 0 and at most 1, and its share of the charge; in any order.</param>
    /// <exception cref="ArgumentException">There is no tier, or two have the same bound.</exception>
    public static Scale Below(params ReadOnlySpan<(Rate Bound, Rate Share)> tiers)
    {
        var rising = tiers.ToArray();
        Array.Sort(rising, static (a, b) => a.Bound.CompareTo(b.Bound));
        var steps = new (decimal From, decimal Value)[rising.Length + 1];
        for (var i = 0; i < steps.Length; i++)
        {
            steps[i] = (i == 0 ? 0m : rising[i - 1].Bound.Fraction, i == rising.Length ? 0m : rising[i].Share.Fraction);
        }

        return rising.Length > 0 ? Scale.Steps(steps) : throw new ArgumentException("A table of credits has a tier.", nameof(tiers));
    }

    /// <summary>The members that were stated, by their names in words.</summary>
    public override string ToString() => Printed.Of(this);

    /// <summary>Everything that is wrong with the tiers; empty if they are sound.</summary>
    public ValueList<Failure> Validate()
    {
        var failures = new List<Failure>();
        Validate(string.Empty, failures);
        return [.. failures];
    }

    /// <summary>The credit for a measured period.</summary>
    /// <param name="measured">What was measured.</param>
    /// <param name="charge">The charge of the period, in money, not negative.</param>
    /// <param name="claimed">The day of the claim; <see langword="null"/> if there is none.</param>
    /// <exception cref="SettlementException">The tiers are not sound, or the charge is negative; carries every reason.</exception>
    public ServiceCredit Credit(AvailabilityResult measured, Figure charge, LocalDate? claimed)
    {
        ArgumentNullException.ThrowIfNull(measured);
        var credit = Credit(measured.Availability, charge, measured.Period, claimed);
        return credit with { Tally = credit.Tally with { Entries = measured.Entries } };
    }

    /// <summary>The credit for an availability that somebody states.</summary>
    /// <param name="availability">The availability, 0 to 1.</param>
    /// <param name="charge">The charge of the period, in money, not negative.</param>
    /// <param name="period">First and last day of the period, both inclusive.</param>
    /// <param name="claimed">The day of the claim, not before the first day; <see langword="null"/> if there is none.</param>
    /// <exception cref="SettlementException">The tiers are not sound, a claim comes before the period, or a figure is out of range; carries
    /// every reason.</exception>
    public ServiceCredit Credit(Figure availability, Figure charge, DateInterval period, LocalDate? claimed)
    {
        ArgumentNullException.ThrowIfNull(availability);
        ArgumentNullException.ThrowIfNull(charge);
        ArgumentNullException.ThrowIfNull(period);
        var failures = new List<Failure>();
        Validate(string.Empty, failures);
        Within(availability, Unit.Rate, 1m, "availability", "An availability is 0 to 1.", failures);
        Within(charge, Unit.Money, Money.Largest, "charge", "A charge is not negative.", failures);
        ValidateDays(period, claimed, failures);

        SettlementException.ThrowIfAny(failures);

        var workings = new Workings("credit");
        Step Line(string key, string label, Unit unit = Unit.Money) => new(key, label, unit, null, Authority);
        var at = workings.Given(Line("availability", "Availability", Unit.Rate), availability);
        var whole = workings.Given(Line("charge", "Charge"), charge);
        var share = workings.Lookup(Line("share", "Share of the charge", Unit.Rate), Shares, at);
        var before = workings.Multiply(Line("credit-of-tier", "Credit of the tier"), share, whole);
        if (Limit is { } most)
        {
            before = workings.Least(Line("credit-limited", "Credit, at most the limit"), before, Quantity.Of("limit", most.Amount,
                Unit.Money));
        }

        var deadline = Claim?.Last(period.End);
        var status = Asked(before, deadline, claimed);
        var credit = before;
        if (deadline is { } last)
        {
            var inTime = claimed is { } on && on <= last;
            credit = workings.Multiply(Line("credit-claimed", "Credit claimed in time"), before,
                Quantity.Of("claimed in time", inTime ? 1m : 0m, Unit.Count));
            var said = claimed is { } of ? $"Claimed on {Dates.Text(of)}" : "Not claimed";
            workings.Remark($"{said}; the last day was {Dates.Text(last)}.");
        }

        if (MustExceed is { } least)
        {
            credit = workings.Beyond(Line("credit-above-minimum", "Credit above the minimum"), credit,
                Quantity.Of("nothing", 0m, Unit.Money), Quantity.Of("minimum", least.Amount, Unit.Money));
        }

        if (status == CreditStatus.Credit && credit.Value == 0m)
        {
            status = CreditStatus.BelowMinimum;
        }

        var amount = workings.Subtract(Line("amount", "Credit, owed by the supplier"), Quantity.Of("nothing", 0m, Unit.Money), credit);
        return new()
        {
            Status = status,
            Share = workings.Figure(share),
            BeforeConditions = workings.Figure(before),
            Credit = workings.Figure(credit),
            Deadline = deadline,
            Tally = new() { Amount = workings.Figure(amount), Entries = [], EntryUnit = Unit.Count },
        };
    }

    private static void ValidateDays(DateInterval period, LocalDate? claimed, List<Failure> failures)
    {
        var areDays = DateRules.Validate(period, "period", failures);
        if (areDays && period.End.Year > DateRules.LastYear - 100)
        {
            failures.Add(new("date-range", "period.end", Dates.Text(period.End), "A deadline lies in the years that there are.",
                "Check the year."));
        }

        if (claimed is { } day && DateRules.Validate(day, "claimed", failures) && areDays && day < period.Start)
        {
            failures.Add(new("date-order", "claimed", Dates.Text(day),
                $"A credit is claimed in the period that it is for or after it, from {Dates.Text(period.Start)} on.",
                "Correct the day, or leave it out if nobody claimed."));
        }
    }

    internal void Validate(string path, List<Failure> failures)
    {
        var (at, known) = (Paths.Join(path, "shares"), failures.Count);
        TextRules.Validate(Authority, path, failures);
        Shares.Validate(at, failures);
        Shares.ValidateValues(at, 0m, 1m, "A credit is 0 to 1 of the charge.", failures);
        if (failures.Count == known)
        {
            ValidateShares(at, failures);
        }

        Amount(MustExceed, path, "mustExceed", failures);
        Amount(Limit, path, "limit", failures);
        if (Claim is { } counted && !Enum.IsDefined(counted.Unit))
        {
            failures.Add(TallyRules.Choice(counted.Unit, Paths.Join(path, "claim.unit"), "A deadline counts days or billing months."));
        }

        if (Claim is { Count: < 0 or > 1_000 } claim)
        {
            failures.Add(new("deadline-range", Paths.Join(path, "claim.count"), InvariantText.Of(claim.Count),
                "A deadline is 0 to 1,000 days or months after the period.", "Leave it out if nothing need be claimed."));
        }
    }

    private void ValidateShares(string path, List<Failure> failures)
    {
        for (var i = 0; i < Shares.Rows.Count; i++)
        {
            if (!Shares.Rows[i].IsFlat || (i > 0 && Shares.Rows[i].AtFrom > Shares.Rows[i - 1].AtFrom))
            {
                failures.Add(new("credit-rises", Paths.Item(path, "rows", i), Shares.Rows[i].ToString(),
                    "Credits are steps, and a better availability never earns a larger one.", "Check bounds and shares of the table."));
            }
        }

        if (Shares.Rows.Any(static row => row.From > 1m))
        {
            failures.Add(new("credit-bound", path, Shares.ToString(), "An availability is at most 100 %, and so is each bound of a tier.",
                "Write it as a fraction: 0.999 for 99.9 %."));
        }

        if (Shares.WholeNumbers || Shares.RowAt(0m) is null || Shares.RowAt(1m) is null)
        {
            failures.Add(new("credit-range", path, Shares.ToString(), "A table of credits has a share for each availability from 0 to 1.",
                "Make it from its bounds, with CreditTiers.Below."));
        }
    }

    private static CreditStatus Asked(Quantity before, LocalDate? deadline, LocalDate? claimed) => before.Value switch
    {
        null => CreditStatus.NotDefined,
        0m => CreditStatus.NoCredit,
        _ when deadline is not null && claimed is null => CreditStatus.NotClaimed,
        _ when claimed > deadline => CreditStatus.LateClaim,
        _ => CreditStatus.Credit,
    };

    private static void Within(Figure figure, Unit unit, decimal most, string path, string rule, List<Failure> failures)
    {
        if (FigureRules.UnitOf(figure, path, unit, rule, "State it in that unit, or leave the unit out.") is { } other)
        {
            failures.Add(other);
        }
        else if (!figure.IsWithin(0m, most))
        {
            failures.Add(new("figure-range", path, figure.ToString(), rule, "Check unit and sign."));
        }

        TextRules.Validate(figure, string.Empty, path, failures);
    }

    private static void Amount(Money? amount, string path, string member, List<Failure> failures)
    {
        if (amount is { Amount: < 0m })
        {
            failures.Add(new("amount-negative", Paths.Join(path, member), amount.Value.ToString(), "An amount of credits is not negative.",
                "Write a magnitude, or leave it out."));
        }
    }
}

/// <summary>A credit for one period; every figure has its lines.</summary>
public sealed record ServiceCredit
{
    /// <summary>What became of it.</summary>
    public required CreditStatus Status { get; init; }

    /// <summary>The share of the charge by the tier, 0 to 1.</summary>
    public required Figure Share { get; init => field = Given.Of(value); }

    /// <summary>What it would be if it were claimed in time and large enough: money, not negative, after the limit.</summary>
    public required Figure BeforeConditions { get; init => field = Given.Of(value); }

    /// <summary>The credit: money, not negative.</summary>
    public required Figure Credit { get; init => field = Given.Of(value); }

    /// <summary>The last day on which it can be claimed; <see langword="null"/> if it need not be.</summary>
    public LocalDate? Deadline { get; init; }

    /// <summary>The credit as an amount that the supplier owes, not above zero, and what became of each incident, in minutes.</summary>
    public required Tally Tally { get; init => field = Given.Of(value); }

    /// <summary>The status and the credit.</summary>
    public override string ToString() => $"{EnumText.Of(Status)}: {Credit}";
}
