using NodaTime;
using ValueSettlement.Programs;
using ValueSettlement.Replay.Settling;

namespace ValueSettlement.Replay.Reading;

/// <summary>A published number with the precision it was published in; or why there is none.</summary>
/// <param name="Kind">Whether there is a number.</param>
/// <param name="Amount">The number, in the unit of the calculation (a fraction for rates and scores); only meaningful if there is
/// one.</param>
/// <param name="Decimals">Decimals of the publication in that unit.</param>
/// <param name="Column">The column's name, for messages.</param>
internal readonly record struct Published(CellKind Kind, decimal Amount, int Decimals, string Column)
{
    public decimal? Value => Kind == CellKind.Known ? Amount : null;

    public bool IsPositive => Value > 0m;

    /// <summary>One unit of the last published digit.</summary>
    public decimal Unit => Decimals == 0 ? 1m : new decimal(1, 0, 0, false, (byte)Decimals);

    /// <summary>How far the number before rounding can be away.</summary>
    public decimal Half => Unit / 2m;

    public override string ToString() =>
        Value is { } value ? FormattableString.Invariant($"{value}") : new Cell(Kind, string.Empty, Column).Absence;
}

/// <summary>What the file says of the quality standard.</summary>
internal enum PublishedStandard
{
    /// <summary>The file has no such column.</summary>
    NotSaid,

    Met,

    /// <summary>Only the alternative standard.</summary>
    Alternative,

    NotMet,

    /// <summary>A reporting year: complete reporting counts as a full score.</summary>
    Reporting,
}

/// <summary>
/// One organisation of the Shared Savings Program in one performance period, as published: what every layout of the files has in common.
/// </summary>
internal sealed record AcoYear : PublishedYear
{
    public required PerformancePeriod Period { get; init; }

    public required Track Track { get; init; }

    /// <summary>First day of the agreement; null if the file does not say.</summary>
    public LocalDate? AgreementStart { get; init; }

    /// <summary>First day of the first agreement in Track 2, for its loss limit; null if the file does not say.</summary>
    public LocalDate? Track2Since { get; init; }

    /// <summary>Whether the totals are those of half a year, as the files of 2019 print them for six-month periods.</summary>
    public bool TotalsAreHalves { get; init; }

    public required Published MinimumRate { get; init; }

    public PublishedStandard Standard { get; init; }

    public required Published QualityScore { get; init; }

    /// <summary>The published final sharing rate. Cut to two decimals of a percent: never used in a calculation, only as a sign that the
    /// quality gate was failed.</summary>
    public required Published FinalSharingRate { get; init; }

    /// <summary>The published final loss rate, cut likewise: never used in a calculation.</summary>
    public required Published FinalLossRate { get; init; }

    /// <summary>Relief from losses, negative as published.</summary>
    public required Published Relief { get; init; }

    /// <summary>Terminated during the year, savings forfeited and losses prorated (column Impact_Mid_Year_Termination).</summary>
    public bool ForfeitsOnTermination { get; init; }

    /// <summary>Terminated during the year, losses prorated and nothing said of savings (column Prorate_Shared_Losses, an earlier vintage
    /// of 2022).</summary>
    public bool ProratesLosses { get; init; }

    /// <summary>Whether the published benchmark is the two-way one; null where the guardrail does not exist.</summary>
    public bool? Guardrail { get; init; }

    /// <summary>Whether the file says that half the rate was paid below the minimum savings rate.</summary>
    public bool? HalfRate { get; init; }

    /// <summary>Low revenue (true) or high revenue (false); null if the file does not say.</summary>
    public bool? LowRevenue { get; init; }

    /// <summary>Whether the loss limit is a share of revenue; null if the file does not say.</summary>
    public bool? RevenueLimit { get; init; }

    public required Published AdvanceBalance { get; init; }

    /// <summary>What was recouped of advances, printed with decimals: checked, never used in a calculation.</summary>
    public required Published AdvanceRecouped { get; init; }

    /// <summary>Which edition of the results of 2024; null in every other year.</summary>
    public Edition? Edition { get; init; }

    public override string Programme => "Medicare Shared Savings Program";

    public override int CalendarYear => Period.CalendarYear;

    public override string? PartOfYear => Period.Months == 12 ? null : Period.ToString();

    public override string ShortPeriod =>
        Period.Months == 12 ? base.ShortPeriod : FormattableString.Invariant($"{CalendarYear} {(Period.Start.Month == 1 ? "H1" : "H2")}");

    public override string KindOfArrangement => "track";

    public override string Arrangement => MedicareSharedSavings.NameOf(Track).Replace("level ", string.Empty, StringComparison.Ordinal);

    public override string? Vintage => Edition?.InWords();

    public override IEnumerable<string> NotUsed
    {
        get
        {
            if (FinalSharingRate.Value is { } sharing)
            {
                yield return FormattableString.Invariant($"final sharing rate {sharing * 100m:0.#######} %");
            }

            if (FinalLossRate.Value is { } loss)
            {
                yield return FormattableString.Invariant($"final loss rate {loss * 100m:0.#######} %");
            }

            if (HalfRate is { } half)
            {
                yield return half ? "half rate paid" : "no half rate";
            }
        }
    }

    public override IReadOnlyList<MatchClass> Classes => MatchClasses.SharedSavings;
}
