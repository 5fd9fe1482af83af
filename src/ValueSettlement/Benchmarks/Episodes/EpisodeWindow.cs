using NodaTime;

namespace ValueSettlement.Benchmarks;

/// <summary>How a service that runs past the window is divided.</summary>
public enum WindowRule
{
    /// <summary>By its days: the part of its days that lie inside.</summary>
    ByDays,

    /// <summary>By the geometric mean length of stay, the first day counting twice, until the whole payment is reached: prospectively paid
    /// hospital stays.</summary>
    ByLengthOfStay,

    /// <summary>Not divided: it belongs where it begins.</summary>
    WhereItBegins,
}

/// <summary>One service that may run past the end of an episode.</summary>
/// <param name="Name">What it is, unique in its episode.</param>
/// <param name="Amount">What was paid for it.</param>
/// <param name="FirstDay">Its first day.</param>
/// <param name="LastDay">Its last day, inclusive.</param>
/// <param name="Rule">How it is divided.</param>
public sealed record EpisodeService(string Name, Figure Amount, LocalDate FirstDay, LocalDate LastDay, WindowRule Rule)
{
    /// <summary>What it is, unique in its episode.</summary>
    public string Name { get; init => field = Given.Of(value); } = Given.Of(Name);

    /// <summary>What was paid for it.</summary>
    public Figure Amount { get; init => field = Given.Of(value); } = Given.Of(Amount);

    /// <summary>The geometric mean length of stay in days, positive, for <see cref="WindowRule.ByLengthOfStay"/>.</summary>
    public decimal? GeometricMeanStay { get; init; }

    /// <summary>The service in words, the same in every culture.</summary>
    public override string ToString() =>
        FormattableString.Invariant($"{Name} {Amount}, {FirstDay:R} to {LastDay:R}, {Rule}")
        + (GeometricMeanStay is { } stay ? FormattableString.Invariant($", mean stay {stay}") : string.Empty);
}

/// <summary>Divides services at the end of an episode's window: what lies inside is the episode's spending, the remainder belongs to the
/// time after it. 42 CFR 512.555(b).</summary>
public static class EpisodeWindow
{
    /// <summary>Spending inside the window and after it; together they are the services' amounts.</summary>
    /// <param name="window">First and last day of the episode, both inclusive.</param>
    /// <param name="services">The services; those that begin after the window lie wholly outside.</param>
    /// <param name="authority">Where the rule comes from.</param>
    /// <exception cref="SettlementException">A service ends before it begins, begins before the window, or lacks its length of stay;
    /// carries all of it.</exception>
    public static (Figure Inside, Figure After) Split(DateInterval window, ValueList<EpisodeService> services, Authority? authority = null)
    {
        ArgumentNullException.ThrowIfNull(window);
        ArgumentNullException.ThrowIfNull(services);
        Validate(window, services);
        var (inside, after) = (new Workings("window"), new Workings("after-window"));
        var (kept, left) = (new List<Quantity>(), new List<Quantity>());
        foreach (var service in services)
        {
            var at = inside.Part(service.Name);
            var amount = at.Given(new("service-amount", service.Name, Unit.Money, null, authority), service.Amount);
            var part = Inside(at, window, service, amount, authority);
            kept.Add(part with { Name = service.Name });
            left.Add(after.Part(service.Name).Subtract(new("after-window", service.Name + " after the window", Unit.Money, null, authority),
                amount, part));
        }

        return (
            inside.Figure(inside.Add(new("inside-window", "Spending in the window", Unit.Money, null, authority), [.. kept])),
            after.Figure(after.Add(new("after-window", "Spending after the window", Unit.Money, null, authority), [.. left])));
    }

    private static Quantity Inside(Workings at, DateInterval window, EpisodeService service, Quantity amount, Authority? authority)
    {
        if (service.FirstDay > window.End)
        {
            return at.Given(new("inside-window", service.Name + ", begun after the window", Unit.Money, null, authority), 0m);
        }

        if (service.LastDay <= window.End || service.Rule == WindowRule.WhereItBegins)
        {
            return amount;
        }

        var days = Quantity.Of("days in the window", Days(service.FirstDay, window.End), Unit.Count);
        var step = new Step("inside-window", service.Name + " in the window", Unit.Money, null, authority);
        if (service.Rule == WindowRule.ByDays)
        {
            return at.Write(step, Operation.ProductQuotient, amount, days,
                Quantity.Of("days", Days(service.FirstDay, service.LastDay), Unit.Count));
        }

        var counted = at.Add(new("days-counted", "Days counted, the first one twice", Unit.Count, null, authority), days,
            Quantity.Of("first day again", 1m, Unit.Count));
        var part = at.Write(new("part-by-stay", service.Name + " by length of stay", Unit.Money, null, authority),
            Operation.ProductQuotient,
            amount, counted, Quantity.Of("geometric mean length of stay", service.GeometricMeanStay!.Value, Unit.Count));
        return at.Least(step, amount, part);
    }

    private static int Days(LocalDate first, LocalDate last) => Period.DaysBetween(first, last) + 1;

    private static void Validate(DateInterval window, ValueList<EpisodeService> services)
    {
        var failures = new List<Failure>();
        for (var i = 0; i < services.Count; i++)
        {
            var (at, service) = (Paths.Item(string.Empty, "services", i), services[i]);
            if (service.LastDay < service.FirstDay)
            {
                failures.Add(new("window-order", Paths.Join(at, "lastDay"), FormattableString.Invariant($"{service.LastDay:R}"),
                    FormattableString.Invariant($"A service does not end before it begins ({service.FirstDay:R})."),
                    "Check the two dates."));
            }

            if (service.FirstDay < window.Start)
            {
                failures.Add(new("window-start", Paths.Join(at, "firstDay"), FormattableString.Invariant($"{service.FirstDay:R}"),
                    FormattableString.Invariant($"A service of the episode does not begin before it ({window.Start:R})."),
                    "Leave it out, or correct the date."));
            }

            if (service.Rule == WindowRule.ByLengthOfStay && service.GeometricMeanStay is not > 0m)
            {
                failures.Add(new("stay-missing", Paths.Join(at, "geometricMeanStay"), string.Empty,
                    "A stay divided by its length needs the geometric mean length of stay, positive.", "State it, or divide by days."));
            }
        }

        SettlementException.ThrowIfAny(failures);
    }
}
