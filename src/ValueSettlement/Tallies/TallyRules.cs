namespace ValueSettlement.Tallies;

/// <summary>What a tally may hold, said once for prices, limits and days, so that every amount of it is exact.</summary>
internal static class TallyRules
{
    /// <summary>The largest price or value: with at most six decimals, times a quantity of at most six, it is a decimal.</summary>
    public const decimal MostPrice = 1_000_000_000m;

    public const decimal MostQuantity = 1_000_000m;

    public const int MostEvents = 10_000_000;

    public const int MostFailures = 100;

    public static Failure Days(int days, string path) => new("days-range", path, NumberText.Number(days),
        FormattableString.Invariant($"Days are counted from 0 to {EventRules.MostDays:#,##0}."), "Correct the number of days.");

    public static Failure Choice(Enum choice, string path, string rule) =>
        new("choice-missing", path, EnumText.Of(choice), rule, "State it: there is no default.");

    /// <summary>How many of something, in words: 1 event, 2 events.</summary>
    public static string Counted(int count, string one) => FormattableString.Invariant($"{count:#,##0} {one}{(count == 1 ? "" : "s")}");

    /// <summary>Validates what numbers count: a unit that there is.</summary>
    public static void Unit(Unit unit, string path, List<Failure> failures)
    {
        if (!Enum.IsDefined(unit) || unit == ValueSettlement.Unit.Unstated)
        {
            failures.Add(Choice(unit, Paths.Join(path, "unit"), "A level says what its results count: a rate, a number, points, money."));
        }
    }

    /// <summary>Validates a day of an agreement; the first day that there is is what a day that nobody stated looks like.</summary>
    public static bool Day(NodaTime.LocalDate day, string path, string rule, List<Failure> failures)
    {
        if (!DateRules.Validate(day, path, failures))
        {
            return false;
        }

        if (day == default)
        {
            failures.Add(new("date-order", path, Dates.Text(day), rule, "State the day of the agreement."));
        }

        return true;
    }

    /// <summary>Whether a number has at most so many decimals that are not zero.</summary>
    public static bool HasDecimals(decimal number, int most, decimal shift) => number.Scale <= most || decimal.IsInteger(number * shift);

    /// <summary>Validates a price, a value or a limit.</summary>
    public static void Amount(Money? amount, string path, string member, List<Failure> failures, int decimals = 4, bool zero = true,
        decimal most = MostPrice)
    {
        if (amount is not { } money)
        {
            return;
        }

        if (money.Amount < 0m || money.Amount > most || (!zero && money.Amount == 0m))
        {
            failures.Add(new("amount-range", Paths.Join(path, member), money.ToString(),
                $"The amount is {(zero ? "0 or more" : "above 0")} and at most {NumberText.Number(most)}.",
                "Correct it, or leave it out where there is none."));
        }
        else if (!HasDecimals(money.Amount, decimals, decimals == 4 ? 10_000m : 1_000_000m))
        {
            failures.Add(new("amount-decimals", Paths.Join(path, member), money.ToString(),
                $"The amount has at most {NumberText.Number(decimals)} decimals.", "State the amount that the agreement prints."));
        }
    }

    /// <summary>Validates a name that people have to tell from others.</summary>
    public static void Name(string name, string path, string member, List<Failure> failures)
    {
        TextRules.Validate(name, path, member, failures);
        if (string.IsNullOrWhiteSpace(name))
        {
            failures.Add(new("name-empty", Paths.Join(path, member), name, "A name is expected here.", "Write the agreement's own word."));
        }
    }

    /// <summary>Validates the days that are settled.</summary>
    public static void Days(NodaTime.DateInterval period, string path, List<Failure> failures)
    {
        ArgumentNullException.ThrowIfNull(period);
        DateRules.Validate(period, path, failures);
    }

    /// <summary>Refuses an amount that no contract can settle.</summary>
    public static void RefuseLarge(decimal amount)
    {
        if (amount is > Money.Largest or < -Money.Largest)
        {
            throw new SettlementException([new("amount-range", "events", NumberText.Number(amount),
                "What events come to lies between −10^15 and 10^15.", "Count fewer events at once, or check prices and quantities.")]);
        }
    }
}
