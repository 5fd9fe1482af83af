using ValueSettlement.Measures;

namespace ValueSettlement.Programs;

/// <summary>What happened to one hospital in a fiscal year.</summary>
public sealed record HospitalPurchasingYear
{
    /// <summary>Base operating DRG payments before the reduction, 0 or more, in dollars.</summary>
    public required Figure BasePayments { get; init => field = Given.Of(value); }

    /// <summary>The total performance score in points, 0 to what it is divided by: <see cref="SetScore.Points"/>, or as a report states
    /// it. Left out for a hospital that is outside.</summary>
    public Figure? Score { get; init; }

    /// <summary>The slope of the linear exchange function as a ratio, 0 to 100: published with the factors of the year.</summary>
    public Figure? Slope { get; init; }

    /// <summary>Why the hospital is outside of the programme for the year, for example "cited for immediate jeopardy on three surveys":
    /// nothing is withheld and nothing is earned back. <see langword="null"/> for a hospital inside.</summary>
    public string? Outside { get; init; }

    /// <summary>The members that were stated, by their names in words.</summary>
    public override string ToString() => Printed.Of(this);
}

/// <summary>What a year's score does to payments: each figure with the lines that led to it.</summary>
public sealed record HospitalPaymentAdjustment
{
    /// <summary>What is withheld: base payments × withhold.</summary>
    public required Figure Withheld { get; init => field = Given.Of(value); }

    /// <summary>The value-based incentive payment percentage: withhold × score ÷ divisor × slope.</summary>
    public required Figure Rate { get; init => field = Given.Of(value); }

    /// <summary>The factor of every base operating DRG payment: 1 + rate − withhold. Not rounded.</summary>
    public required Figure Factor { get; init => field = Given.Of(value); }

    /// <summary>What is earned back: base payments × rate.</summary>
    public required Figure EarnedBack { get; init => field = Given.Of(value); }

    /// <summary>What remains of the two: base payments × (factor − 1).</summary>
    public required Figure Net { get; init => field = Given.Of(value); }

    /// <summary>Factor and amounts.</summary>
    public override string ToString() => $"factor {Factor}, withheld {Withheld}, earned back {EarnedBack}, net {Net}";
}

/// <summary>One measure of a hospital: both ways to points, the higher of the two, and what the next point takes.</summary>
public sealed record HospitalMeasurePoints
{
    /// <summary>The id of the measure.</summary>
    public required string Measure { get; init => field = Given.Of(value); }

    /// <summary>The domain.</summary>
    public required string Domain { get; init => field = Given.Of(value); }

    /// <summary>The result, or why there is none.</summary>
    public required Figure Result { get; init => field = Given.Of(value); }

    /// <summary>Achievement points, 0 to 10; absent where points are stated or there is no result.</summary>
    public required Figure Achievement { get; init => field = Given.Of(value); }

    /// <summary>Improvement points, 0 to 9; absent without a baseline.</summary>
    public required Figure Improvement { get; init => field = Given.Of(value); }

    /// <summary>The measure's points, or why it is not scored.</summary>
    public required Figure Points { get; init => field = Given.Of(value); }

    /// <summary>Points that are one step above; <see langword="null"/> where there are no more, or no result.</summary>
    public decimal? NextPoints { get; init; }

    /// <summary>The nearest result that has them, not rounded; <see langword="null"/> where <see cref="NextPoints"/> is.</summary>
    public Figure? NextResult { get; init; }

    /// <summary>How far the result is from it, above 0; <see langword="null"/> where <see cref="NextPoints"/> is.</summary>
    public Figure? Distance { get; init; }

    /// <summary>The measure, its points and the next result.</summary>
    public override string ToString() => Points.Value is null ? $"{Measure}: no points ({Points})" : $"{Measure}: {Result}, {Points} points"
        + (NextResult is { } next && NextPoints is { } points ? $"; {next} has {NumberText.Number(points)}" : string.Empty);
}
