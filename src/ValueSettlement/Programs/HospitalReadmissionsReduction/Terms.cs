using System.Globalization;

namespace ValueSettlement.Programs;

/// <summary>The conditions whose readmissions are counted, in the order of the published files.</summary>
public enum ReadmissionsCondition
{
    /// <summary>Acute myocardial infarction (AMI).</summary>
    HeartAttack,

    /// <summary>Chronic obstructive pulmonary disease (COPD).</summary>
    ObstructivePulmonaryDisease,

    /// <summary>Heart failure (HF).</summary>
    HeartFailure,

    /// <summary>Pneumonia (PN).</summary>
    Pneumonia,

    /// <summary>Coronary artery bypass graft surgery (CABG).</summary>
    CoronaryBypass,

    /// <summary>Elective hip or knee replacement (THA/TKA).</summary>
    HipOrKneeReplacement,
}

/// <summary>What an excess readmission ratio is compared with.</summary>
public enum ReadmissionsReference
{
    /// <summary>One: a hospital with as many readmissions as expected.</summary>
    One,

    /// <summary>The median of the hospital's peer group, with a modifier that keeps the sum of all reductions as it was.</summary>
    PeerGroupMedian,
}

/// <summary>A number as a source prints it, with the decimals that it prints, so that half a unit of its last digit is known.</summary>
public sealed record PrintedNumber
{
    /// <summary>The most decimals that a printed number has.</summary>
    public const int MostDecimals = 20;

    /// <summary>The number.</summary>
    public required decimal Value { get; init; }

    /// <summary>The decimals that are printed, those that are zero too: 0 to 20; <see langword="null"/> for a number that was not
    /// rounded.</summary>
    public int? Decimals { get; init; }

    /// <summary>A number from its text, with the decimals of the text: "0.9960" has four.</summary>
    /// <param name="text">Digits with a point, for example "0.9960".</param>
    /// <exception cref="FormatException">The text is no such number, or has more than 20 decimals.</exception>
    public static PrintedNumber Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return decimal.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture,
            out var value) && value.Scale <= MostDecimals
            ? new() { Value = value, Decimals = value.Scale }
            : throw new FormatException($"'{TextRules.Show(text, 60)}' is no number of at most {MostDecimals} decimals.");
    }

    /// <summary>The number with its printed digits, in invariant notation.</summary>
    public override string ToString() => PrintedDigits.Text(Value, Decimals);
}

/// <summary>The median of one condition in one peer group: what an excess readmission ratio is compared with.</summary>
/// <param name="PeerGroup">The peer group, 1 to 5.</param>
/// <param name="Condition">The condition.</param>
/// <param name="Ratio">The median excess readmission ratio, as it is printed: above 0 and at most 1,000.</param>
public sealed record PeerGroupMedian(int PeerGroup, ReadmissionsCondition Condition, PrintedNumber Ratio)
{
    /// <summary>The median excess readmission ratio, as it is printed: above 0 and at most 1,000.</summary>
    public PrintedNumber Ratio { get; init => field = Given.Of(value); } = Given.Of(Ratio);

    /// <summary>The members that were stated, by their names in words.</summary>
    public override string ToString() => Printed.Of(this);
}

/// <summary>What decides the readmissions adjustment of a fiscal year.</summary>
public sealed record ReadmissionsTerms : ProgrammeTerms
{
    /// <summary>The fiscal year, 2013 on: 2026 begins on 1 October 2025.</summary>
    public required int Year { get; init; }

    /// <summary>
    /// The neutrality modifier, published with each fiscal year from 2019 on: above 0 and at most 10. Needed where ratios are compared with
    /// peer groups, and otherwise not read.
    /// </summary>
    public Cited<PrintedNumber>? NeutralityModifier { get; init; }

    /// <summary>
    /// The medians of the peer groups, published with each fiscal year from 2019 on; those of groups and conditions that no hospital asks
    /// about may be left out. Needed where ratios are compared with peer groups, and otherwise not read.
    /// </summary>
    public Cited<ValueList<PeerGroupMedian>>? Medians { get; init; }

    /// <summary>
    /// The rules of the year; <see langword="null"/> for the programme's own. <c>HospitalReadmissionsReduction.For(terms).Rules with
    /// { … }</c> replaces single values, each with its citation.
    /// </summary>
    public ReadmissionsRules? Rules { get; init; }

    /// <summary>A name for the contract; <see langword="null"/> for one made of the terms.</summary>
    public string? Id { get; init; }

    /// <inheritdoc/>
    public override Contract Contract() => HospitalReadmissionsReduction.For(this).Contract;

    /// <inheritdoc/>
    internal override IEnumerable<CitedSentence> Sentences
    {
        get
        {
            if (Rules is not { } rules)
            {
                yield break;
            }

            yield return new(
                $"A condition counts with at least {UnitText.Exact(rules.LeastDischarges.Value, Unit.Count)} eligible discharges.",
                rules.LeastDischarges.Authority);
            yield return new(
                $"Reduction and factor are published with {NumberText.Number(rules.FactorDecimals.Value)} decimals.",
                rules.FactorDecimals.Authority);
        }
    }

    private protected override void Validate(List<Failure> failures)
    {
        if (Year is < HospitalReadmissionsReduction.FirstYear or > HospitalReadmissionsReduction.LastYear)
        {
            failures.Add(new("year-unknown", "year", UnitText.Of(Year, Unit.Points),
                FormattableString.Invariant($"The programme began with fiscal year {HospitalReadmissionsReduction.FirstYear}."),
                "State the fiscal year, for example 2026 for October 2025 to September 2026."));
            return;
        }

        var rules = Rules ?? ReadmissionsRules.Of(Year);
        rules.Validate("rules", failures);
        if (rules.ComparedWith.Value == ReadmissionsReference.PeerGroupMedian)
        {
            ValidateGroups(failures);
        }
        else
        {
            Unread(NeutralityModifier is null, "neutralityModifier", failures);
            Unread(Medians is null, "medians", failures);
        }
    }

    private protected override ReadmissionsTerms Resolve() => this with { Rules = Rules ?? ReadmissionsRules.Of(Year) };

    private static void Unread(bool absent, string member, List<Failure> failures)
    {
        if (!absent)
        {
            failures.Add(new("term-unused", member, string.Empty,
                "Peer groups and their modifier exist from fiscal year 2019 on; before, a ratio is compared with one.",
                "Leave it out, or check the fiscal year."));
        }
    }

    private void ValidateGroups(List<Failure> failures)
    {
        if (NeutralityModifier is null)
        {
            failures.Add(new("modifier-missing", "neutralityModifier", string.Empty,
                "From fiscal year 2019 on every reduction is multiplied by the neutrality modifier of the year.",
                "State it from the published file of the year."));
        }
        else
        {
            PrintedDigits.Validate(NeutralityModifier.Value, "neutralityModifier.value", 10m, failures);
        }

        if (Medians is null)
        {
            failures.Add(new("medians-missing", "medians", string.Empty,
                "From fiscal year 2019 on ratios are compared with the medians of peer groups.",
                "State them from the published file of the year."));
            return;
        }

        var most = PeerGroups.Count * Enum.GetValues<ReadmissionsCondition>().Length;
        if (Medians.Value.Count > most)
        {
            failures.Add(new("medians-too-many", "medians.value", UnitText.Of(Medians.Value.Count, Unit.Count),
                FormattableString.Invariant($"There are {most} medians: one for each peer group and condition."), "State each once."));
            return;
        }

        var known = new HashSet<(int, ReadmissionsCondition)>();
        for (var i = 0; i < Medians.Value.Count; i++)
        {
            var (median, path) = (Medians.Value[i], Paths.Item("medians", "value", i));
            PeerGroups.Validate(median.PeerGroup, Paths.Join(path, "peerGroup"), failures);
            PeerGroups.Validate(median.Condition, Paths.Join(path, "condition"), failures);
            PrintedDigits.Validate(median.Ratio, Paths.Join(path, "ratio"), PeerGroups.LargestRatio, failures);
            if (!known.Add((median.PeerGroup, median.Condition)))
            {
                failures.Add(new("median-twice", path, median.ToString(), "A peer group has one median for a condition.",
                    "State each once."));
            }
        }
    }

    /// <summary>The members that were stated, by their names in words.</summary>
    public override string ToString() => Printed.Of(this);
}

/// <summary>What holds for peer groups and conditions wherever they are stated.</summary>
internal static class PeerGroups
{
    public const int Count = 5;

    public const decimal LargestRatio = 1_000m;

    public static void Validate(int peerGroup, string path, List<Failure> failures)
    {
        if (peerGroup is < 1 or > Count)
        {
            failures.Add(new("peer-group-unknown", path, UnitText.Of(peerGroup, Unit.Count), "There are peer groups 1 to 5.",
                "Take the peer group from the published file; it is not derived."));
        }
    }

    public static void Validate(ReadmissionsCondition condition, string path, List<Failure> failures)
    {
        if (!Enum.IsDefined(condition))
        {
            failures.Add(new("condition-unknown", path, EnumText.Of(condition), "The programme counts six conditions.",
                $"Choose one of {string.Join(", ", Enum.GetNames<ReadmissionsCondition>())}."));
        }
    }
}

/// <summary>The digits of printed numbers.</summary>
internal static class PrintedDigits
{
    /// <summary>Half a unit of the last printed digit; nothing for a number that was not rounded.</summary>
    public static decimal Half(int? decimals) => decimals is { } digits ? new decimal(5, 0, 0, false, (byte)(digits + 1)) : 0m;

    public static string Text(decimal value, int? decimals)
    {
        var text = UnitText.Exact(value, Unit.Factor);
        return decimals is not { } digits ? text : FormattableString.Invariant($"{text} (printed to {digits} decimals)");
    }

    /// <summary>A printed number lies above nothing and within a bound, and has no more digits than are said to be printed.</summary>
    public static void Validate(PrintedNumber number, string path, decimal greatest, List<Failure> failures)
    {
        if (number.Value <= 0m || number.Value > greatest)
        {
            failures.Add(new("ratio-range", Paths.Join(path, "value"), UnitText.Exact(number.Value, Unit.Factor),
                FormattableString.Invariant($"It lies above 0 and is at most {greatest:#,##0}."), "Check the published file."));
        }

        if (ValidateDecimals(number.Decimals, Paths.Join(path, "decimals"), failures))
        {
            ValidateDigits(number.Value, number.Decimals, Paths.Join(path, "value"), failures);
        }
    }

    public static bool ValidateDecimals(int? decimals, string path, List<Failure> failures)
    {
        if (decimals is null or (>= 0 and <= PrintedNumber.MostDecimals))
        {
            return true;
        }

        failures.Add(new("decimals-range", path, UnitText.Of(decimals.Value, Unit.Count),
            FormattableString.Invariant($"Printed numbers have 0 to {PrintedNumber.MostDecimals} decimals."),
            "Count the decimals of the file; leave it null only for numbers that were not rounded."));
        return false;
    }

    public static void ValidateDigits(decimal value, int? decimals, string path, List<Failure> failures)
    {
        if (decimals is { } digits && new Rounding(digits).Apply(value) != value)
        {
            failures.Add(new("digits-contradict", path, UnitText.Exact(value, Unit.Factor),
                FormattableString.Invariant($"The number has more digits than the {digits} decimals that are said to be printed."),
                "State the decimals of the file, or the number as it is printed."));
        }
    }
}
