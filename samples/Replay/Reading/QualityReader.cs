using ValueSettlement.Curves;

namespace ValueSettlement.Replay.Reading;

/// <summary>The quality standard and score of a row.</summary>
internal static class QualityReader
{
    /// <summary>Decimals that every official file prints at least; in a file of few rows, dropped zeros can hide them.</summary>
    private const int LeastDecimals = 4;

    private const int FewRows = 20;

    /// <summary>How one year of a file prints scores: in points of 100 or as fractions, and with how many decimals.</summary>
    public readonly record struct Scale(bool OfHundred, int Decimals);

    /// <summary>Finds the scale from all scores of the year: a score above 1.5 can only be points.</summary>
    public static Scale ScaleOf(IEnumerable<RowReader> rows)
    {
        var numerals = rows.Select(static row => row.Get(Field.QualityScore)).Where(static cell => cell.IsKnown)
            .Select(static cell => Numeral.Parse(cell.Text)).OfType<Numeral>().ToArray();
        var ofHundred = numerals.Any(static n => n.HasPercentSign || n.Value > 1.5m);
        var decimals = numerals.Length == 0 ? LeastDecimals : numerals.Max(static n => n.Decimals) + (ofHundred ? 2 : 0);
        return new(ofHundred, numerals.Length < FewRows ? Math.Max(decimals, LeastDecimals) : decimals);
    }

    /// <summary>Reads the score, as a fraction, and the standard.</summary>
    public static (PublishedStandard Standard, Published Score) Read(RowReader row, int year, Scale scale, Published finalSharingRate,
        Published difference)
    {
        var score = Score(row, scale, out var reporting);
        var standard = Standard(row);
        if (year == 2013 && standard == PublishedStandard.NotSaid && score.Value is { } complete)
        {
            // The score of the first year is a flag: 1 if everything was reported, 0 if not.
            return (complete == 0m ? PublishedStandard.NotMet : PublishedStandard.Reporting, score);
        }

        // Up to 2020 a first year has no score: complete reporting counts as a full one.
        reporting |= year <= 2020 && score.Kind == CellKind.Blank && !row.Has(Field.QualityScore);
        if (standard is PublishedStandard.NotSaid && GateFailed(score, finalSharingRate, difference))
        {
            standard = PublishedStandard.NotMet;
        }

        return (standard is PublishedStandard.NotSaid or PublishedStandard.Met && reporting ? PublishedStandard.Reporting
            : standard is PublishedStandard.NotSaid ? PublishedStandard.Met : standard, score);
    }

    // Files before 2016 do not say whether the standard was met. Savings with a published sharing rate of zero, or a score of zero, say
    // that it was not.
    private static bool GateFailed(Published score, Published finalSharingRate, Published difference) =>
        score.Value == 0m || (finalSharingRate.Value == 0m && difference.Value > 0m);

    private static Published Score(RowReader row, Scale scale, out bool reporting)
    {
        var cell = row.Get(Field.QualityScore);
        reporting = cell.IsKnown && cell.Text.StartsWith("P4R", StringComparison.OrdinalIgnoreCase);
        if (reporting)
        {
            return new(CellKind.NotApplicable, 0m, 0, cell.Column);
        }

        return row.Read(Field.QualityScore, scale.OfHundred ? "A quality score lies between 0 and 100 points in this file."
            : "A quality score lies between 0 and 1 in this file.", n =>
            scale.OfHundred ? (n.Value is >= 0m and <= 100m ? (n.Value / 100m, scale.Decimals) : null) : n.Value is >= 0m and <= 1m
                ? (n.Value, scale.Decimals) : null);
    }

    private static PublishedStandard Standard(RowReader row)
    {
        var stated = row.Get(Field.QualityStandard);
        if (stated.IsKnown)
        {
            switch (stated.Text.ToUpperInvariant())
            {
                case "MET":
                    return PublishedStandard.Met;
                case "ALTERNATIVE":
                    return PublishedStandard.Alternative;
                case "NOT MET":
                    return PublishedStandard.NotMet;
                case "REPORTING":
                    return PublishedStandard.Reporting;
                default:
                    row.Report(stated, "A quality standard is met, alternative, not met or reporting.", "Write one of the four.");
                    return PublishedStandard.NotSaid;
            }
        }

        return row.Flag(Field.MetStandard) switch
        {
            true => PublishedStandard.Met,
            false => row.Flag(Field.MetAlternative) == true ? PublishedStandard.Alternative : PublishedStandard.NotMet,
            null => PublishedStandard.NotSaid,
        };
    }
}
