namespace ValueSettlement.Tallies;

/// <summary>The months of a schedule in order. What one month hands to the next stands in its result, and is read from there.</summary>
internal sealed class SchedulePass(ServiceLevelSchedule schedule)
{
    public ValueList<ServiceMonthTally> Settle(ValueList<ServiceMonth> months)
    {
        var settled = new List<ServiceMonthTally>(months.Count);
        foreach (var month in months)
        {
            settled.Add(Settle(month, settled));
        }

        return [.. settled];
    }

    private ServiceMonthTally Settle(ServiceMonth month, List<ServiceMonthTally> before)
    {
        var name = ServiceMonth.Text(month.Month);
        var workings = new Workings($"months[{name}]");
        var pool = workings.Multiply(new("pool", "Amount at risk", Unit.Money, null, schedule.Authority),
            Quantity.Of("share at risk", schedule.AtRisk.Fraction, Unit.Rate),
            workings.Given(new("charge", "Charge of the month", Unit.Money), month.Charge));
        var poolFigure = workings.Figure(pool);
        var (levels, entries) = (new List<LevelMonth>(), new List<TallyEntry>());
        var (credits, back) = (new List<Quantity>(), new List<Quantity>());
        for (var i = 0; i < schedule.Levels.Count; i++)
        {
            var level = schedule.Levels[i];
            var part = workings.Part($"levels[{level.Id}]");
            var now = Judge(level, month.Results.FirstOrDefault(r => r.Level == level.Id), before.Count == 0 ? 0
                : before[^1].Levels[i].MissedInARow);
            Show(part, level, now);
            if (now.Outcome == LevelOutcome.Missed)
            {
                var credit = Credit(part, level, now.MissedInARow, pool, credits, name, entries);
                credits.Add(credit);
                now = now with { Credit = credit.Number };
            }
            else if (now.Outcome == LevelOutcome.NoResult)
            {
                entries.Add(new()
                {
                    Event = $"{name} {level.Id}",
                    Subject = level.Id,
                    Kind = "no result",
                    Date = month.Month.ToDateInterval().End,
                    Status = EntryStatus.Excluded,
                    Reason = now.Result.Absence?.Reason,
                });
            }

            levels.Add(EarnBack(part, level, i, now, before, back, name, entries));
        }

        var amount = workings.Subtract(new("amount", "Earned back less credits", Unit.Money, null, schedule.Authority),
            workings.Add(new("earned-back", "Earned back", Unit.Money, null, schedule.Authority), [.. back]),
            workings.Add(new("credits", "Credits", Unit.Money, null, schedule.Authority), [.. credits]));
        return new()
        {
            Month = month.Month,
            Pool = poolFigure,
            Levels = [.. levels],
            Tally = new() { Amount = workings.Figure(amount), Entries = [.. entries] },
        };
    }

    // What was measured stands before what follows from it, so that a statement shows why there is a credit or none.
    private void Show(Workings part, ServiceLevel level, LevelMonth now)
    {
        part.Given(new("result", $"Result of {level.Id}", level.Unit, null, schedule.Authority), now.Result);
        part.Remark($"{level.Promise}: " + now.Outcome switch
        {
            LevelOutcome.MetTarget => "target met.",
            LevelOutcome.MetExpected => "met.",
            LevelOutcome.Missed => "missed.",
            _ => "no result.",
        });
    }

    private static LevelMonth Judge(ServiceLevel level, LevelResult? stated, int missedBefore)
    {
        var result = stated is null ? Figure.Absent(AbsenceKind.Missing, "No result was stated.", level.Unit)
            : level.Minimum is { } least && stated.Count < least
                ? Figure.Absent(AbsenceKind.TooSmall, FormattableString.Invariant(
                    $"{stated.Count:#,##0} are fewer than the {least:#,##0} that the level asks for."), level.Unit)
                : stated.Result;
        var outcome = result.Value is not { } value ? LevelOutcome.NoResult
            : level.Meets(value, level.Target) ? LevelOutcome.MetTarget
            : level.Meets(value, level.Expected) ? LevelOutcome.MetExpected : LevelOutcome.Missed;
        return new()
        {
            Level = level.Id,
            Result = result,
            Outcome = outcome,
            MissedInARow = outcome switch { LevelOutcome.Missed => missedBefore + 1, LevelOutcome.NoResult => missedBefore, _ => 0 },
        };
    }

    private Quantity Credit(Workings part, ServiceLevel level, int inARow, Quantity pool, List<Quantity> taken, string month,
        List<TallyEntry> entries)
    {
        var asked = part.Multiply(new("credit-asked", $"Credit for {level.Id}", Unit.Money, null, schedule.Authority), pool,
            Quantity.Of("allocation", level.Allocation.Fraction, Unit.Rate),
            Quantity.Of("factor", schedule.RepeatFactors[Math.Min(inARow, schedule.RepeatFactors.Count) - 1].Fraction));
        part.Remark($"Missed in {TallyRules.Counted(inARow, "month")} in a row.");
        var room = part.Subtract(new("room", "Left of the amount at risk", Unit.Money, null, schedule.Authority), [pool, .. taken]);
        var credit = part.Least(new("credit", $"Credit for {level.Id}, at most what is left", Unit.Money, null, schedule.Authority), asked,
            room);
        entries.Add(new()
        {
            Event = $"{month} {level.Id}",
            Subject = level.Id,
            Kind = "credit",
            Status = credit.Number == asked.Number ? EntryStatus.Counted
                : credit.Number > 0m ? EntryStatus.CountedInPart : EntryStatus.LimitReached,
            Asked = Formulas.Unsigned(-asked.Number),
            Counted = Formulas.Unsigned(-credit.Number),
            Reason = credit.Number == asked.Number ? null : "The amount at risk is used up.",
        });
        return credit;
    }

    /// <summary>A credit is decided once: when the last of the months that could earn it back is over.</summary>
    private LevelMonth EarnBack(Workings part, ServiceLevel level, int index, LevelMonth now, List<ServiceMonthTally> before,
        List<Quantity> back, string month, List<TallyEntry> entries)
    {
        if (schedule.EarnBack is not { } rule)
        {
            return now;
        }

        // The last months, this one included, newest first: how many of them in a row met the target.
        var met = now.Outcome != LevelOutcome.MetTarget ? 0 : 1 + Enumerable.Reverse(before).Select(m => m.Levels[index])
            .TakeWhile(static l => l.Outcome == LevelOutcome.MetTarget).Take(rule.Months).Count();
        var earned = 0m;
        if (before.Count >= rule.Months && before[^rule.Months] is var origin && origin.Levels[index].Credit is > 0m and var credit)
        {
            var name = ServiceMonth.Text(origin.Month);
            var comesBack = met >= rule.Months;
            if (comesBack)
            {
                var quantity = part.Multiply(new("earned-back", $"Earned back of the credit of {name} for {level.Id}", Unit.Money, null,
                    schedule.Authority), Quantity.Of($"credit of {name}", credit, Unit.Money), Quantity.Of("share", rule.Share.Fraction,
                        Unit.Rate));
                back.Add(quantity);
                earned = quantity.Number;
            }

            entries.Add(new()
            {
                Event = $"{month} {level.Id}, credit of {name}",
                Subject = level.Id,
                Kind = "earned back",
                Status = comesBack ? EntryStatus.Counted : EntryStatus.Excluded,
                Asked = Formulas.Unsigned(credit * rule.Share.Fraction),
                Counted = earned,
                Reason = comesBack ? null
                    : rule.Months == 1 ? "The target was not met in the month after it."
                    : FormattableString.Invariant($"The target was not met in each of the {rule.Months} months after it."),
            });
        }

        // Open are the credits of the months since the last one that did not meet the target, and of this month.
        var open = (now.Credit * rule.Share.Fraction) + Enumerable.Reverse(before).Select((m, i) => (m.Levels[index].Credit, Months: i + 1))
            .Where(c => c.Months < rule.Months && met >= c.Months).Sum(c => c.Credit * rule.Share.Fraction);
        return now with { EarnedBack = earned, StillToEarn = open };
    }
}
