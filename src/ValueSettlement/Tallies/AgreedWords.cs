using ValueSettlement.Curves;

namespace ValueSettlement.Tallies;

/// <summary>What is found before a contract's first step, in plain sentences: what is counted, and what counts.</summary>
internal static class AgreedWords
{
    private const int Most = 20;

    public static IEnumerable<CitedSentence> Of(Availability rule)
    {
        foreach (var sentence in Several(rule.Services, "service", service => new(
            $"{service.Id} is due {(service.Hours is { } hours ? $"in its hours: {hours}" : "always")}"
                + (rule.Services.Count > 1 ? $"; its weight is {NumberText.Number(service.Weight)}." : "."), rule.Authority)))
        {
            yield return sentence;
        }

        yield return new("Availability is the part of "
            + (rule.Base == AvailabilityBase.PeriodMinutes ? "all minutes of the period" : "the minutes in which a service is due")
            + $" without downtime that counts, from midnight to midnight in {rule.Zone}"
            + (rule.Services.Count > 1 ? "; over the services it is their mean by weight." : "."), rule.Authority);
        yield return new("Downtime in maintenance does not count"
            + (rule.MaintenanceNoticeMinutes is { } notice ? $" if it is announced at least {Minutes(notice)} before" : string.Empty)
            + (rule.MaintenanceAllowanceMinutes is { } most ? $", for at most {Minutes(most)} of a service in a period" : string.Empty)
            + (rule.MaintenanceReducesBase ? "; that maintenance is taken from the minutes compared with too." : "."), rule.Authority);
    }

    public static IEnumerable<CitedSentence> Of(CreditTiers tiers)
    {
        foreach (var sentence in Several(tiers.Shares.Rows, "tier", row => new(
            $"An availability {Between(row)}: "
                + (row.AtFrom == 0m ? "no credit." : $"{UnitText.Of(row.AtFrom, Unit.Rate)} of the charge is credited."), tiers.Authority)))
        {
            yield return sentence;
        }

        if (tiers.Limit is { } limit)
        {
            yield return new($"A credit is at most {limit}.", tiers.Authority);
        }

        yield return new(tiers.Claim is { } claim ? $"A credit is claimed by {claim}; one that is not is lost."
            : "A credit need not be claimed.", tiers.Authority);
        if (tiers.MustExceed is { } least)
        {
            yield return new($"Only a credit above {least} is issued.", tiers.Authority);
        }
    }

    public static IEnumerable<CitedSentence> Of(ServiceLevelSchedule schedule)
    {
        var authority = schedule.Authority;
        yield return new($"Of the charge of each month {schedule.AtRisk} is at risk. Credits take from it in the order of the levels.",
            authority);
        foreach (var sentence in Several(schedule.Levels, "level", level => new($"{level.Id}: {level.Promise}. A miss costs "
            + $"{level.Allocation} of the amount at risk"
            + (level.Minimum is { } least
                ? $"; with fewer than {TallyRules.Counted(least, level.Measurement == LevelMeasurement.Sample ? "sample" : "event")} there "
                    + "is no result." : "."), authority)))
        {
            yield return sentence;
        }

        if (schedule.RepeatFactors.Any(static factor => factor != Rate.One))
        {
            yield return new("Of a level that is missed in one month after another, the credits are multiplied by "
                + string.Join(", ", schedule.RepeatFactors.Take(Most).Select(static f => NumberText.Number(f.Fraction)))
                + (schedule.RepeatFactors.Count > Most ? ", …" : string.Empty) + "; the last factor goes on.", authority);
        }

        yield return new(schedule.EarnBack is { } back
            ? $"Of a credit {back.Share} comes back once the target was met in "
                + (back.Months == 1 ? "the month after it." : FormattableString.Invariant($"each of the {back.Months} months after it."))
            : "No credit comes back.", authority);
    }

    public static IEnumerable<CitedSentence> Of(RateCard card) =>
    [
        .. Several(card.Prices, "price", price => new($"{RateCard.Called(price.Group, price.Outcome)}: {price.Price} each.",
            price.Authority ?? card.Authority)),
        .. Several([.. card.Outcomes.Where(static o => (o.MostPerPerson ?? o.DaysApart) is not null || o.After is not null)],
            "such outcome", outcome => new($"{outcome.Name} counts {string.Join(", ", Often(outcome))}.",
                outcome.Authority ?? card.Authority)),
        .. card.Accelerator is not { } faster ? Array.Empty<CitedSentence>()
            : [new($"Prices rise: {faster}.", faster.Authority ?? card.Authority)],
        .. card.LimitPerPerson is not { } person ? Array.Empty<CitedSentence>()
            : [new($"For one person at most {person} is paid.", card.Authority)],
        .. card.TotalLimit is not { } total ? Array.Empty<CitedSentence>()
            : [new($"For all together at most {total} is paid.", card.Authority)],
        .. Of(card.Events, card.Authority),
    ];

    public static IEnumerable<CitedSentence> Of(QuantityPrices prices) =>
    [
        new($"{prices.Outcome} is paid by quantity: " + (prices.Pricing == TierPricing.Whole
            ? "every unit has the price of the tier that the whole quantity reaches"
            : "each unit has the price of the tier that it lies in")
            + (prices.Tiers.Count == 1 ? "."
                : $"; the end of a tier belongs to the {(prices.Edge == TierEdge.Lower ? "tier itself" : "next one")}."), prices.Authority),
        .. Several(prices.Tiers, "tier", tier => new($"{prices.Outcome}: {tier.UnitPrice} each"
            + (tier.UpTo is { } end ? $", up to {NumberText.Number(end)}." : prices.Tiers.Count > 1 ? " beyond." : "."), prices.Authority)),
        .. prices.Minimum is not { } least ? Array.Empty<CitedSentence>()
            : [new($"For {prices.Outcome} at least {least} is paid.", prices.Authority)],
        .. prices.Maximum is not { } most ? Array.Empty<CitedSentence>()
            : [new($"For {prices.Outcome} at most {most} is paid.", prices.Authority)],
        .. Of(prices.Events, prices.Authority),
    ];

    public static IEnumerable<CitedSentence> Of(MilestonePlan plan) => Several(plan.Milestones, "milestone", milestone => new(
        $"{milestone.Id}: {milestone.Value}, " + Earned(milestone) + (milestone.Retention is { } kept
            ? $" Of what is earned {kept.Share} is retained, "
                + (kept.ReleaseOn is { } day ? $"until {Dates.Text(day)}." : $"until: {kept.ReleaseWhen}.") : string.Empty)
            + (milestone.LongStop is { } stop ? $" What is not earned by {Dates.Text(stop)} is forfeited." : string.Empty),
        milestone.Authority ?? plan.Authority));

    private static string Earned(Milestone milestone) => milestone.Criteria.Count == 0
        ? "when a person accepts it" + (milestone.Partial == PartialAcceptance.StatedFraction ? ", by the fraction accepted." : ".")
        : (milestone.Partial == PartialAcceptance.CriteriaMet ? "by the part of these that is met: " : "when all of these are met: ")
            + string.Join("; ", milestone.Criteria.Take(Most))
            + (milestone.Criteria.Count > Most ? FormattableString.Invariant($" and {milestone.Criteria.Count - Most} more.") : ".");

    private static IEnumerable<string> Often(PayableOutcome outcome)
    {
        if (outcome.MostPerPerson is { } most)
        {
            yield return $"at most {(most == 1 ? "once" : TallyRules.Counted(most, "time"))} for one person";
        }

        if (outcome.After is { } after)
        {
            yield return after.ToString();
        }

        if (outcome.DaysApart is { } days)
        {
            yield return $"at least {TallyRules.Counted(days, "day")} after the one before";
        }
    }

    private static IEnumerable<CitedSentence> Of(EventRules rules, Authority? authority)
    {
        if (rules.Adjudicator is { } decides)
        {
            yield return new($"Only what {decides} accepts counts.", authority);
        }

        if (rules.EvidenceDays is { } days)
        {
            yield return new($"Evidence comes within {TallyRules.Counted(days, "day")} of the event; later it does not count.", authority);
        }

        if (rules.Claim is { } claim)
        {
            yield return new($"An event is claimed by {claim}; later it does not count.", authority);
        }
    }

    private static IEnumerable<CitedSentence> Several<T>(ValueList<T> all, string one, Func<T, CitedSentence> say)
    {
        foreach (var item in all.Take(Most))
        {
            yield return say(item);
        }

        if (all.Count > Most)
        {
            yield return new($"And {TallyRules.Counted(all.Count - Most, $"more {one}")}.");
        }
    }

    private static string Between(ScaleRow row)
    {
        var from = row.From is null or 0m ? string.Empty
            : $"{(row.FromIncluded ? "from" : "above")} {UnitText.Of(row.From.Value, Unit.Rate)}";
        return row.To is not { } to ? (from.Length == 0 ? "of any size" : from + " on")
            : (from.Length == 0 ? (row.ToIncluded ? "up to " : "below ") : from + (row.ToIncluded ? " to " : " to below "))
                + UnitText.Of(to, Unit.Rate);
    }

    private static string Minutes(int minutes) => TallyRules.Counted(minutes, "minute");
}
