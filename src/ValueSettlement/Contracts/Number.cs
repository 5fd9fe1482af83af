namespace ValueSettlement;

/// <summary>
/// A figure with a name: a headcount, a rate that somebody set, the amount of a basis, whatever a contract counts. The names that the field
/// has are factories here, and say what they count and where they lie.
/// <para>
/// A name of your own takes its unit from its use: as a <see cref="Basis"/> it is an amount of money between −10^15 and 10^15, in
/// <see cref="FewerThan"/> a count between 0 and 10^12, of which there may be parts. A figure that states a unit states that one; one that
/// states none (<see cref="Unit.Unstated"/>) has it.
/// </para>
/// <para>Documents hold numbers by their names: <c>"numbers": { "assigned-beneficiaries": 74992 }</c>.</para>
/// </summary>
public sealed partial record Number : Fact
{
    private Number(string name, Figure figure)
    {
        ArgumentNullException.ThrowIfNull(name);
        Row = WellKnown.Of(name);
        Name = Row?.Name ?? name;
        IsNamed = Row is not null || (NumberName.Holds(name) && name != NumberName.Benchmark);
        Figure = figure;
    }

    private Number(NumberRow row, Figure figure) => (Row, Name, IsNamed, Figure) = (row, row.Name, true, figure);

    /// <summary>The name: lower case words joined by hyphens, at most 64 characters, for example "life-years"; not "benchmark", which is a
    /// figure of the experience.</summary>
    public string Name { get; }

    /// <summary>The number, stated or computed; present when a settlement reads it. One without a unit has that of a well-known
    /// name.</summary>
    public Figure Figure
    {
        get;
        init => field = Figure.In(Row?.Unit ?? Unit.Unstated, Given.Of(value))!;
    }

    /// <summary>What is known of the name; <see langword="null"/> for a name of the user's own.</summary>
    internal NumberRow? Row { get; }

    /// <summary>How many people are assigned: a headcount, not person-years.</summary>
    /// <param name="count">People, 1 to 1,000,000,000.</param>
    public static Number AssignedBeneficiaries(int count) =>
        new(WellKnown.AssignedBeneficiaries, new Figure { Value = count, Unit = Unit.Count });

    /// <summary>A minimum rate that the payer set, where the table by size gives none.</summary>
    /// <param name="rate">The rate, 0 to 1.</param>
    public static Number MinimumRate(Rate rate) => new(WellKnown.MinimumRate, rate);

    /// <summary>How much of a result lies with the system around the provider, as declared for the measure before its period
    /// begins.</summary>
    /// <param name="share">The share, 0 to 1: 0.4 where 40 % of the result is beyond the provider.</param>
    public static Number SystemInfluence(Rate share) => new(WellKnown.SystemInfluence, share);

    /// <summary>Relief from losses, stated in money; it excludes the shares of <see cref="ReliefShares"/>.</summary>
    /// <param name="amount">By how much the loss is reduced, 0 to 10^15; never more than the loss is used.</param>
    public static Number Relief(Figure amount) => new(WellKnown.Relief, amount);

    /// <summary>Relief from losses by what was affected: two numbers, "relief-months" and "relief-beneficiaries", each of which needs the
    /// other.</summary>
    /// <param name="months">Share of the period's months that were affected, 0 to 1: the beneficiary-weighted mean over the affected
    /// counties.</param>
    /// <param name="beneficiaries">Share of the assigned beneficiaries who live in affected counties, 0 to 1; there is no minimum.</param>
    public static ValueList<Number> ReliefShares(Figure months, Figure beneficiaries) =>
        [new(WellKnown.ReliefMonths, months), new(WellKnown.ReliefBeneficiaries, beneficiaries)];

    /// <summary>The amount of a basis other than the benchmark.</summary>
    /// <param name="basis">Which basis.</param>
    /// <param name="amount">Its amount, between −10^15 and 10^15: stated or computed.</param>
    public static Number Of(Basis basis, Figure amount) => new(basis.Name, amount);

    /// <summary>A number by its name.</summary>
    /// <param name="name">Its name, well known or your own.</param>
    /// <param name="figure">The number: stated or computed.</param>
    public static Number Of(string name, Figure figure) => new(name, figure);

    /// <summary>A number by its name, in the unit of its use.</summary>
    /// <param name="name">Its name, well known or your own.</param>
    /// <param name="value">The number.</param>
    public static Number Of(string name, decimal value) => new(name, new Figure { Value = value });

    internal static Number Of(NumberRow row, Figure figure) => new(row, figure);

    internal override string InWords => Row?.Words ?? (Figure.Unit == Unit.Money ? InWordsAs(Name, Unit.Money)
        : $"the number '{NumberName.InWords(Name)}'");

    internal override string Said => Row is null ? $"{NumberName.InWords(Name)} {Figure}"
        : Row.Said.Replace("#", Figure.ToString(), StringComparison.Ordinal);

    internal override bool HasSoundWords => TextRules.Hold(Figure);

    /// <summary>Whether nothing is wrong with it, asked without a word.</summary>
    internal bool IsSound => Holds() && TextRules.Hold(Figure);

    internal override string Identity => Name;

    internal override ValueList<Line> Lines => Figure.Lines;

    /// <summary>Where it stands: its place in a document.</summary>
    internal string Path => PathOf(Name);

    /// <summary>Whether those of parts of a population add up to that of the whole.</summary>
    internal bool AddsUp => Row?.AddsUp != false;

    /// <summary>Whether it has a name under which anything can be read.</summary>
    internal bool IsNamed { get; }

    /// <summary>Where a number of a name stands in a document.</summary>
    internal static string PathOf(string name) => "numbers." + NumberName.Shown(name);

    /// <summary>What a name of the user's own is called in the unit of its use.</summary>
    internal static string InWordsAs(string name, Unit unit) =>
        unit == Unit.Money ? $"the amount of '{NumberName.InWords(name)}'" : $"the number of {NumberName.InWords(name)}";

    /// <summary>How to add a number that is missing, in C# and in a document.</summary>
    internal static string Remedy(string name) =>
        $"Add {WellKnown.Of(name)?.Factory ?? $"Number.Of(\"{name}\", …)"} to the facts; in a document, '{name}' to the numbers.";

    /// <summary>Whether the number fits a use that decides its unit.</summary>
    internal bool Fits(Unit use) => FitsUnit(use) && FitsRange(use);

    /// <summary>What does not fit a use that decides the unit.</summary>
    internal void ValidateUse(Unit use, string path, List<Failure> failures)
    {
        var subject = Sentence(InWordsAs(Name, use));
        if (!FitsUnit(use))
        {
            failures.Add(new("figure-unit", path, Figure.ToString(),
                $"{subject} is {UnitWords(use)} to the contract; this figure is {UnitWords(Figure.Unit)}.",
                "State it in that unit, or leave the unit out."));
        }

        if (!FitsRange(use))
        {
            failures.Add(new("number-range", path, Figure.ToString(), $"{subject} lies between 0 and 10^12.",
                "State how many there were."));
        }
    }

    /// <summary>A unit as a message says it.</summary>
    internal static string UnitWords(Unit unit) => unit switch
    {
        Unit.Money => "an amount of money",
        Unit.PerCapita => "an amount of money for one person",
        Unit.Rate => "a rate",
        Unit.Points => "a number of points",
        Unit.Factor => "a factor",
        Unit.PersonYears => "a number of person-years",
        _ => "a count",
    };

    internal override bool Holds() =>
        IsNamed && Figure is { HasValue: true, Absence: null } && (Row is null ? Money.Holds(Figure.Number)
            : Row.Takes(Figure.Unit) && Row.Holds(Figure.Number)) && Figure.FitsItsLines;

    internal override void Validate(string path, List<Failure> failures)
    {
        if (!IsNamed)
        {
            failures.Add(Name == NumberName.Benchmark
                ? new("basis-is-benchmark", path, Name, "The benchmark is not a number among the facts but a figure of the experience.",
                    "Set the experience's benchmark instead.")
                : new("number-name", path, NumberName.Shown(Name), NumberName.Rule, "Write, for example, life-years."));
        }

        if (Figure is { HasValue: true, Absence: not null })
        {
            failures.Add(new("figure-inconsistent", path, Figure.ToString(),
                "A figure has a number or a reason why it has none, not both.", "Leave out one of the two."));
        }

        if (!Figure.FitsItsLines)
        {
            failures.Add(new("figure-lines", path, Figure.ToString(), Figure.LinesRule, Figure.LinesRemedy));
        }

        if (!Figure.HasValue)
        {
            failures.Add(new("figure-absent", path, Figure.ToString(), "A number that a settlement reads is present.",
                "State it, or leave it out where the contract can settle without it."));
            return;
        }

        if (Row is null)
        {
            if (!Money.Holds(Figure.Number))
            {
                failures.Add(new("number-range", path, Figure.ToString(), "A number lies between -10^15 and 10^15.",
                    "Check the unit of the number."));
            }

            return;
        }

        var subject = Sentence(Row.Words);
        if (!Row.Takes(Figure.Unit))
        {
            failures.Add(new("figure-unit", path, Figure.ToString(),
                $"{subject} is {UnitWords(Row.Unit)}; this figure is {UnitWords(Figure.Unit)}.", Row.Remedy));
        }

        if (!Row.Holds(Figure.Number))
        {
            failures.Add(new("number-range", path, Figure.ToString(),
                $"{subject} {(Row.IsWhole ? "is a whole number" : "lies")} between {Bound(Row.Least)} and {Bound(Row.Most)}.", Row.Remedy));
        }
    }

    // A life-year is a person-year; who is assigned is counted by heads, and a row of its own says so.
    private bool FitsUnit(Unit use) => Figure.Unit == Unit.Unstated || Figure.Unit == use
        || (use == Unit.Count && Figure.Unit == Unit.PersonYears);

    private bool FitsRange(Unit use) => use != Unit.Count || !Money.Holds(Figure.Number) || Figure.IsWithin(default, CountRules.Largest);

    private string Bound(decimal bound) => bound == Money.Largest ? "10^15" : bound == -Money.Largest ? "-10^15"
        : UnitText.Of(bound, Row!.Unit);

    private static string Sentence(string words) => char.ToUpperInvariant(words[0]) + words[1..];
}
