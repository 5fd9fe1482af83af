using NodaTime;

namespace ValueSettlement;

/// <summary>The calendar on which a parameter changes.</summary>
public enum DateAxis
{
    /// <summary>The first day of the performance period.</summary>
    PerformancePeriod,

    /// <summary>The first day of the agreement period.</summary>
    AgreementStart,

    /// <summary>The day on which a payment is made.</summary>
    PaymentDate,

    /// <summary>The day on which an episode begins.</summary>
    EpisodeAnchor,

    /// <summary>The first day of a plan or benefit year.</summary>
    PlanYear,
}

/// <summary>One value of a parameter, from a date on until the next entry begins.</summary>
/// <typeparam name="T">The kind of value.</typeparam>
/// <param name="From">First day in force.</param>
/// <param name="Value">The value; meaningless unless <paramref name="InForce"/>.</param>
/// <param name="InForce">Whether the parameter exists from this day on. "Not in force" is an entry of its own, so that a gap is always
/// deliberate.</param>
/// <param name="Authority">Where the value (or its absence) comes from.</param>
public sealed record DatedEntry<T>(LocalDate From, T? Value, bool InForce, Authority Authority)
{
    /// <summary>Where the value (or its absence) comes from.</summary>
    public Authority Authority { get; init => field = Given.Of(value); } = Given.Of(Authority);

    /// <summary>The entry in invariant notation.</summary>
    public override string ToString() => $"from {Dates.Text(From)}: {(InForce ? InvariantText.Of(Value) : "not in force")} ({Authority})";
}

/// <summary>What a walk over all parameters can see without knowing their kind.</summary>
public interface IDatedParameter
{
    /// <summary>The parameter's name.</summary>
    string Name { get; }

    /// <summary>The calendar on which it changes.</summary>
    DateAxis Axis { get; }

    /// <summary>Every entry: first day, value as text ("not in force" if so), authority; in order of the dates.</summary>
    IReadOnlyList<(LocalDate From, string Value, Authority Authority)> History { get; }
}

/// <summary>A parameter of a programme by effective date: no gap, no overlap, every value with its authority.</summary>
/// <typeparam name="T">The kind of value.</typeparam>
public sealed class Dated<T> : IDatedParameter
{
    private readonly DatedEntry<T>[] entries;

    /// <summary>Creates a parameter.</summary>
    /// <param name="name">Its name, for messages and tables.</param>
    /// <param name="axis">The calendar on which it changes.</param>
    /// <param name="entries">The entries, first days strictly ascending; before the first one the parameter is unknown.</param>
    /// <exception cref="ArgumentException">There is no entry, or the dates do not ascend.</exception>
    public Dated(string name, DateAxis axis, params ReadOnlySpan<DatedEntry<T>> entries)
    {
        if (entries.IsEmpty)
        {
            throw new ArgumentException($"The parameter '{name}' has no entry.", nameof(entries));
        }

        for (var i = 1; i < entries.Length; i++)
        {
            if (entries[i].From <= entries[i - 1].From)
            {
                throw new ArgumentException(
                    FormattableString.Invariant(
                        $"The parameter '{name}' has two entries from {entries[i].From:R} on, or entries out of order."), nameof(entries));
            }
        }

        Name = name;
        Axis = axis;
        this.entries = entries.ToArray();
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public DateAxis Axis { get; }

    /// <summary>The entries in order of their dates.</summary>
    public IReadOnlyList<DatedEntry<T>> Entries => entries;

    /// <inheritdoc/>
    public IReadOnlyList<(LocalDate From, string Value, Authority Authority)> History =>
        [.. entries.Select(e => (e.From, e.InForce ? FormattableString.Invariant($"{e.Value}") : "not in force", e.Authority))];

    /// <summary>The name and every entry in invariant notation.</summary>
    public override string ToString() => $"{Name}: {string.Join("; ", Entries)}";

    /// <summary>The entry that holds on a day, or <see langword="null"/> if the day lies before the first entry or the parameter is not in
    /// force then.</summary>
    /// <param name="date">A day on the parameter's axis.</param>
    public DatedEntry<T>? Find(LocalDate date)
    {
        for (var i = entries.Length - 1; i >= 0; i--)
        {
            if (entries[i].From <= date)
            {
                return entries[i].InForce ? entries[i] : null;
            }
        }

        return null;
    }

    /// <summary>The entry that holds on a day.</summary>
    /// <param name="date">A day on the parameter's axis.</param>
    /// <exception cref="SettlementException">The parameter is not in force on that day.</exception>
    public DatedEntry<T> On(LocalDate date) => Find(date) ?? throw new SettlementException([new Failure(
        "parameter-not-in-force", Name, FormattableString.Invariant($"{date:R}"),
        $"'{Name}' has no value on this day ({Axis}).",
            FormattableString.Invariant($"Choose a day from {entries[0].From:R} on, or state the value yourself."))]);
}

/// <summary>Entries of parameters, and values of parameters as terms hold them.</summary>
public static class Dated
{
    /// <summary>An entry: from this day on the parameter has this value.</summary>
    /// <param name="from">First day in force.</param>
    /// <param name="value">The value.</param>
    /// <param name="authority">Where it comes from.</param>
    public static DatedEntry<T> In<T>(LocalDate from, T value, Authority authority) => new(from, value, true, authority);

    /// <summary>An entry: from this day on there is no such parameter.</summary>
    /// <param name="from">First day.</param>
    /// <param name="authority">Where that comes from.</param>
    public static DatedEntry<T> None<T>(LocalDate from, Authority authority) => new(from, default, false, authority);

    /// <summary>The value that holds on a day, with its authority.</summary>
    /// <param name="parameter">The parameter.</param>
    /// <param name="date">A day on the parameter's axis.</param>
    /// <exception cref="SettlementException">The parameter is not in force on that day.</exception>
    public static Cited<T> CitedOn<T>(this Dated<T> parameter, LocalDate date)
        where T : notnull
    {
        ArgumentNullException.ThrowIfNull(parameter);
        return Cited<T>.Of(parameter.On(date));
    }

    /// <summary>The value that holds on a day, with its authority; <see langword="null"/> if the parameter is not in force then.</summary>
    /// <param name="parameter">The parameter.</param>
    /// <param name="date">A day on the parameter's axis.</param>
    public static Cited<T>? FindCited<T>(this Dated<T> parameter, LocalDate date)
        where T : notnull
    {
        ArgumentNullException.ThrowIfNull(parameter);
        return parameter.Find(date) is { } entry ? Cited<T>.Of(entry) : null;
    }
}
