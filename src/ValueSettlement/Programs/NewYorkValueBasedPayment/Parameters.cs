using static ValueSettlement.Dated;

namespace ValueSettlement.Programs;

/// <summary>The table of the roadmap: what the parties choose inside of.</summary>
public sealed partial class NewYorkValueBasedPayment
{
    /// <summary>The ranges of shares by level, quality goals met, and side. What has no row is not shared.</summary>
    public static Dated<ValueList<NewYorkShareRange>> Ranges { get; } = new("shares of savings and losses by level and goals met",
        DateAxis.PerformancePeriod, In<ValueList<NewYorkShareRange>>(new(2015, 1, 1),
            [
                new(NewYorkLevel.Level1, GoalsBand.All, Side.Gain, 50.Percent(), 60.Percent()),
                new(NewYorkLevel.Level1, GoalsBand.AtLeastHalf, Side.Gain, 20.Percent(), 30.Percent()),
                new(NewYorkLevel.Level1, GoalsBand.Fewer, Side.Gain, Rate.Zero, Rate.Zero),
                new(NewYorkLevel.Level2, GoalsBand.All, Side.Gain, 90.Percent(), 90.Percent()),
                new(NewYorkLevel.Level2, GoalsBand.AtLeastHalf, Side.Gain, 50.Percent(), 50.Percent()),
                new(NewYorkLevel.Level2, GoalsBand.Fewer, Side.Gain, Rate.Zero, 10.Percent()),
                new(NewYorkLevel.Level2, GoalsBand.All, Side.Loss, 10.Percent(), 10.Percent()),
                new(NewYorkLevel.Level2, GoalsBand.AtLeastHalf, Side.Loss, 50.Percent(), 50.Percent()),
                new(NewYorkLevel.Level2, GoalsBand.Fewer, Side.Loss, 90.Percent(), Rate.One),
            ],
            Authority.Remembered("New York State Medicaid Value Based Payment Roadmap",
                "Shares of losses mirror those of savings: together they are the whole.",
                "the roadmap's appendix \"Criteria for Shared Savings\", in the version of the contract's year")));

    /// <summary>Every dated parameter.</summary>
    public static IReadOnlyList<IDatedParameter> Parameters { get; } = [Ranges];
}

/// <summary>A cell of the roadmap's table.</summary>
/// <param name="Level">The level.</param>
/// <param name="Goals">The quality goals met.</param>
/// <param name="Of">Of savings (gains) or of losses.</param>
/// <param name="Least">The least share of the contractor, 0 to 1.</param>
/// <param name="Most">The greatest share, 0 to 1.</param>
public sealed record NewYorkShareRange(NewYorkLevel Level, GoalsBand Goals, Side Of, Rate Least, Rate Most)
{
    /// <summary>The cell in words.</summary>
    public override string ToString() => (Level == NewYorkLevel.Level1 ? "level 1" : "level 2")
        + (Goals == GoalsBand.All ? " with all goals met" : Goals == GoalsBand.AtLeastHalf ? " with at least half" : " with fewer")
        + $": {Least}{(Least == Most ? string.Empty : $" to {Most}")} of {(Of == Side.Gain ? "savings" : "losses")}";
}
