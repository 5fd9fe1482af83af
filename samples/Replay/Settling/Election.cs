using ValueSettlement.Programs;
using ValueSettlement.Replay.Reading;

namespace ValueSettlement.Replay.Settling;

/// <summary>What an organisation chose as its minimum savings and loss rate. No file says so; the published rate shows it.</summary>
/// <param name="Choice">The choice; null where there is none to make.</param>
/// <param name="Stated">The published rate, where the table gives none; otherwise null.</param>
/// <param name="Note">What does not agree; null if all does.</param>
internal sealed record Election(MinimumRateChoice? Choice, Rate? Stated, string? Note)
{
    /// <summary>The table begins at this size; below it the published rate is the only source.</summary>
    private const int TableBegins = 500;

    /// <summary>Below this size the table replaces a fixed rate in periods that begin on or after 2019-07-01.</summary>
    private const int SmallBelow = 5_000;

    /// <summary>Files print at least four decimals of the fraction, cut or rounded.</summary>
    private const decimal Printed = 0.000_11m;

    private static readonly NodaTime.LocalDate TableReplacesFixedFrom = new(2019, 7, 1);

    private static readonly NodaTime.LocalDate ChoiceInTrack2From = new(2016, 1, 1);

    private static readonly decimal[] Fixed = [0m, 0.005m, 0.01m, 0.015m, 0.02m];

    public static Election Of(Track track, PerformancePeriod period, NodaTime.LocalDate agreementStart, int beneficiaries,
        decimal? published)
    {
        var twoSided = track is not (Track.Track1 or Track.BasicA or Track.BasicB);
        var table = TableRate(period, beneficiaries);
        if (twoSided && track == Track.Track2 && agreementStart < ChoiceInTrack2From)
        {
            return new(null, null, published is null or 0.02m ? null
                : Unlike(published.Value, 0.02m, "the 2 % of early Track 2 agreements"));
        }

        var small = period.Start >= TableReplacesFixedFrom && beneficiaries < SmallBelow;
        if (twoSided && !small && published is { } rate && Fixed.Contains(rate))
        {
            // A table rate of 2.00 % is indistinguishable from the election of 2 % and settles alike but for the digits behind it.
            return new(MinimumRateChoice.Fixed(Rate.Of(rate)), null, null);
        }

        var choice = twoSided ? MinimumRateChoice.Table : null;
        if (table is not { } byTable)
        {
            return new(choice, published is { } stated ? Rate.Of(stated) : null, null);
        }

        if (twoSided && published is null)
        {
            return new(choice, null, "The minimum savings rate is not published; the table is used.");
        }

        var note = published is { } printed && Math.Abs(printed - byTable) > Printed
            ? Unlike(printed, byTable, FormattableString.Invariant($"the table's for {beneficiaries} beneficiaries")) : null;
        return new(choice, null, note);
    }

    private static decimal? TableRate(PerformancePeriod period, int beneficiaries)
    {
        if (beneficiaries < TableBegins)
        {
            return null;
        }

        // The table is the same for every track; a one-sided organisation always has it.
        return MedicareSharedSavings.For(new()
        {
            Track = period.Start < TableReplacesFixedFrom ? Track.Track1 : Track.BasicB,
            Year = period.CalendarYear,
            SixMonths = period.SixMonths,
            AgreementStart = period.Start,
        }).MinimumRates(beneficiaries).Savings;
    }

    private static string Unlike(decimal published, decimal expected, string what) =>
        FormattableString.Invariant($"The published minimum savings rate, {published * 100m:0.#######} %, is not {what} ({expected * 100m:0.#######} %), which is used.");
}
