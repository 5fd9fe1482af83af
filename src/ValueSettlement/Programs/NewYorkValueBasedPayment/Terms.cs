using NodaTime;

namespace ValueSettlement.Programs;

/// <summary>The risk that a contractor takes.</summary>
public enum NewYorkLevel
{
    /// <summary>Savings only.</summary>
    Level1,

    /// <summary>Savings and losses.</summary>
    Level2,

    /// <summary>Prepaid: not settled by this programme.</summary>
    Level3,
}

/// <summary>How many of the quality goals were met.</summary>
public enum GoalsBand
{
    /// <summary>All of them.</summary>
    All,

    /// <summary>At least half, and not all.</summary>
    AtLeastHalf,

    /// <summary>Fewer than half, or quality is worse than before.</summary>
    Fewer,
}

/// <summary>The contractor's shares that the parties chose, one for each band of quality goals. One that is left out is the table's, where
/// that leaves no choice.</summary>
public sealed record NewYorkShares
{
    /// <summary>With all quality goals met, 0 to 1.</summary>
    public Cited<Rate>? AllGoals { get; init; }

    /// <summary>With at least half of them met, 0 to 1.</summary>
    public Cited<Rate>? HalfOfGoals { get; init; }

    /// <summary>With fewer, or with quality worse than before, 0 to 1.</summary>
    public Cited<Rate>? FewerGoals { get; init; }

    /// <summary>The members that were stated, by their names in words.</summary>
    public override string ToString() => Printed.Of(this);

    internal Cited<Rate>? Of(GoalsBand band) => band switch
    {
        GoalsBand.All => AllGoals,
        GoalsBand.AtLeastHalf => HalfOfGoals,
        _ => FewerGoals,
    };

    internal static string MemberOf(GoalsBand band) => band switch
    {
        GoalsBand.All => "allGoals",
        GoalsBand.AtLeastHalf => "halfOfGoals",
        _ => "fewerGoals",
    };
}

/// <summary>What decides a New York Medicaid contract of level 1 or 2 for one period.</summary>
public sealed record NewYorkPaymentTerms : ProgrammeTerms
{
    /// <summary>The contract's name.</summary>
    public required string Id { get; init => field = Given.Of(value); }

    /// <summary>First and last day, both inclusive; from 2015 on.</summary>
    public required DateInterval Term { get; init => field = Given.Of(value); }

    /// <summary>The level: 1 or 2.</summary>
    public required NewYorkLevel Level { get; init; }

    /// <summary>The shares of savings.</summary>
    public NewYorkShares Savings { get; init => field = Given.Of(value); } = new();

    /// <summary>The shares of losses; none at level 1.</summary>
    public NewYorkShares? Losses { get; init; }

    /// <summary>The contract's name and period.</summary>
    public override string ToString() => StatedFrame.Text(Id, Term);

    /// <inheritdoc/>
    public override Contract Contract() => NewYorkValueBasedPayment.For(this).Contract;

    internal override IEnumerable<CitedSentence> Sentences =>
    [
        new("Where quality is worse than before, no quality goal counts as met, however many were.",
            NewYorkValueBasedPayment.Ranges.On(Term.Start).Authority),
    ];

    private protected override void Validate(List<Failure> failures)
    {
        var sound = StatedFrame.Validate(Id, "USD", Term, failures);
        if (!Enum.IsDefined(Level) || Level == NewYorkLevel.Level3)
        {
            failures.Add(new("level-prepaid", "level", EnumText.Of(Level), "Savings and losses are shared at levels 1 and 2.",
                "Settle a prepaid contract of level 3 as a full-risk capitation."));
            return;
        }

        if (Level == NewYorkLevel.Level1 && Losses is not null)
        {
            failures.Add(new("term-unused", "losses", Losses.ToString(), "At level 1 no losses are shared.",
                "Leave them out, or agree on level 2."));
        }

        if (!sound || NewYorkValueBasedPayment.Ranges.Find(Term.Start) is not { Value: { } table })
        {
            failures.AddRange(sound ? [new("year-unknown", "term", Dates.Text(Term), "The roadmap begins with 2015.",
                "Choose a period from 2015 on.")] : []);
            return;
        }

        var before = failures.Count;
        foreach (var cell in table.Where(c => c.Level == Level))
        {
            Validate(cell, failures);
        }

        if (failures.Count == before && Level == NewYorkLevel.Level2)
        {
            ValidateMirror(failures);
        }
    }

    // A share that is left out is the table's only one, and mirrors the other side as the table does.
    private void ValidateMirror(List<Failure> failures)
    {
        foreach (var band in Enum.GetValues<GoalsBand>())
        {
            if (Savings.Of(band) is { } gain && Losses?.Of(band) is { } loss && loss.Value != gain.Value.Complement())
            {
                failures.Add(new("shares-not-mirrored", Paths.Join("losses", Paths.Join(NewYorkShares.MemberOf(band), "value")),
                    loss.Value.ToString(), $"The roadmap mirrors shares of losses: with {gain.Value} of savings, they are "
                    + $"{gain.Value.Complement()}, so that both together are the whole.", "Correct one of the two shares."));
            }
        }
    }

    private void Validate(NewYorkShareRange cell, List<Failure> failures)
    {
        var path = Paths.Join(cell.Of == Side.Gain ? "savings" : "losses", NewYorkShares.MemberOf(cell.Goals));
        if ((cell.Of == Side.Gain ? Savings : Losses)?.Of(cell.Goals) is { } chosen)
        {
            TextRules.Validate(chosen.Authority, path, failures);
            if (chosen.Value < cell.Least || chosen.Value > cell.Most)
            {
                failures.Add(new("share-outside-range", Paths.Join(path, "value"), chosen.Value.ToString(),
                    $"The roadmap's table allows {cell}.", "Choose a share of the range."));
            }
        }
        else if (cell.Least != cell.Most)
        {
            failures.Add(new("share-missing", path, string.Empty, $"The roadmap's table leaves a choice: {cell}.",
                "State the share that the parties chose, and where it stands."));
        }
    }

    private protected override NewYorkPaymentTerms Resolve()
    {
        var table = NewYorkValueBasedPayment.Ranges.On(Term.Start);
        return this with
        {
            Savings = Full(Savings, Side.Gain),
            Losses = Level == NewYorkLevel.Level1 ? null : Full(Losses ?? new(), Side.Loss),
        };

        NewYorkShares Full(NewYorkShares chosen, Side side) => new()
        {
            AllGoals = chosen.AllGoals ?? Only(GoalsBand.All, side),
            HalfOfGoals = chosen.HalfOfGoals ?? Only(GoalsBand.AtLeastHalf, side),
            FewerGoals = chosen.FewerGoals ?? Only(GoalsBand.Fewer, side),
        };

        Cited<Rate> Only(GoalsBand band, Side side) =>
            new(table.Value!.First(c => c.Level == Level && c.Goals == band && c.Of == side).Least, table.Authority);
    }
}
