namespace ValueSettlement.Population;

/// <summary>
/// What was counted of episodes, provider by provider: integers, which can be merged in any order and grouping. Target = Σ episodes of a
/// cell × its price; spending = Σ the lesser of an episode's spending and its cell's cap. Not safe for several threads at once; each call
/// may use several.
/// </summary>
public sealed class EpisodeCounts
{
    private readonly int[] counts;
    private readonly EpisodeSpending[] spending;
    private readonly long[] caps;

    internal EpisodeCounts(EpisodeRules rules)
    {
        (Rules, counts, spending) = (rules, new int[rules.Providers * rules.Cells.Count], new EpisodeSpending[rules.Providers]);
        caps = [.. rules.Cells.Select(static c => c.Cap is { } cap ? (long)(cap.Amount * 100m) : long.MaxValue)];
    }

    /// <summary>The rules.</summary>
    public EpisodeRules Rules { get; }

    /// <summary>Episodes counted; at most 2,147,483,647.</summary>
    public int Episodes { get; private set; }

    /// <summary>Adds episodes. If one of them is wrong, none is added.</summary>
    /// <param name="columns">The episodes.</param>
    /// <param name="threads">How many threads share them, 1 to 1,024.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number of threads lies outside its range.</exception>
    /// <exception cref="SettlementException">Columns do not fit, there are too many episodes, or rows are wrong: the first 100 failures,
    /// each at its row ("rows[17].cell"), and how many rows failed.</exception>
    public void Add(EpisodeColumns columns, int threads = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(threads, 1_024);
        PopulationColumns.CheckLengths(columns.Count, ("provider", columns.Provider.Length, true), ("cell", columns.Cell.Length, true));
        CheckRoom(columns.Count);
        var pass = new EpisodePass(columns, Rules, caps, counts, spending, Episodes);
        pass.Run(threads);
        Episodes += columns.Count;
    }

    /// <summary>Adds what other totals have counted.</summary>
    /// <param name="other">Totals of the same providers and cells; they stay as they are.</param>
    /// <exception cref="SettlementException">Providers, prices or caps are others, or there are too many episodes.</exception>
    public void Merge(EpisodeCounts other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (!Rules.CountAs(other.Rules))
        {
            throw new SettlementException([new("partial-rules", "other", other.Rules.ToString(),
                "Totals are merged that have the same providers and cells, with the same prices and caps.",
                "Count both by the same rules.")]);
        }

        CheckRoom(other.Episodes);
        for (var i = 0; i < counts.Length; i++)
        {
            counts[i] += other.counts[i];
        }

        for (var p = 0; p < spending.Length; p++)
        {
            spending[p] = spending[p].With(other.spending[p]);
        }

        Episodes += other.Episodes;
    }

    /// <summary>How many episodes of a cell a provider has.</summary>
    /// <param name="provider">The provider's number.</param>
    /// <param name="cell">The cell's place.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such provider or cell.</exception>
    public int this[int provider, int cell]
    {
        get
        {
            Check(provider);
            ArgumentOutOfRangeException.ThrowIfNegative(cell);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(cell, Rules.Cells.Count);
            return counts[(provider * Rules.Cells.Count) + cell];
        }
    }

    /// <summary>A provider's target and spending as figures with their lines.</summary>
    /// <param name="provider">The provider's number.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such provider.</exception>
    public ProviderEpisodes Of(int provider)
    {
        Check(provider);
        var own = spending[provider];
        var cells = counts.AsSpan(provider * Rules.Cells.Count, Rules.Cells.Count);
        if (own.Episodes == 0)
        {
            var none = Figure.Absent(AbsenceKind.NotApplicable, "The provider has no episode.");
            return new() { Target = none, Spending = none };
        }

        var pairs = new List<Quantity>();
        for (var c = 0; c < cells.Length; c++)
        {
            if (cells[c] > 0)
            {
                pairs.Add(Quantity.Of($"episodes of {Rules.Cells[c].Key}", cells[c], Unit.Count));
                pairs.Add(Quantity.Of($"target price of {Rules.Cells[c].Key}", Rules.Cells[c].Target.Amount, Unit.Money));
            }
        }

        var (target, spent) = (new Workings("target"), new Workings("spending"));
        var counted = FormattableString.Invariant($"{own.Episodes:#,##0} episodes");
        return new()
        {
            Target = target.Figure(target.Blend(
                new("aggregate-target", $"Target price of {counted}", Unit.Money, null, Rules.Authority), [.. pairs])),
            Spending = spent.Figure(spent.Given(new("aggregate-spending", own.Capped == 0 ? $"Spending of {counted}"
                : FormattableString.Invariant($"Spending of {counted}, {own.Capped:#,##0} of them held at their caps"), Unit.Money, null,
                Rules.Authority), (decimal)own.Cents / 100m)),
            Episodes = own.Episodes,
            EpisodesCapped = own.Capped,
        };
    }

    /// <summary>How many episodes of how many providers.</summary>
    public override string ToString() => FormattableString.Invariant($"{Episodes:#,##0} episodes of {Rules.Providers:#,##0} providers");

    private void Check(int provider)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(provider);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(provider, Rules.Providers);
    }

    private void CheckRoom(int more)
    {
        if (more > int.MaxValue - Episodes)
        {
            throw new SettlementException([new("episodes-count", "rows", UnitText.Of((long)Episodes + more, Unit.Count),
                FormattableString.Invariant($"At most {int.MaxValue:#,##0} episodes are counted together."), "Count fewer at once.")]);
        }
    }
}

/// <summary>The episodes of one provider.</summary>
public sealed record ProviderEpisodes
{
    /// <summary>The aggregate target price: the benchmark of an episode contract. Not applicable without episodes.</summary>
    public required Figure Target { get; init => field = Given.Of(value); }

    /// <summary>The aggregate spending within the caps: its expenditure. Not applicable without episodes.</summary>
    public required Figure Spending { get; init => field = Given.Of(value); }

    /// <summary>How many episodes.</summary>
    public int Episodes { get; init; }

    /// <summary>Those whose spending lies above the cap.</summary>
    public int EpisodesCapped { get; init; }

    /// <summary>The totals in words.</summary>
    public override string ToString() => FormattableString.Invariant($"{Episodes:#,##0} episodes: target {Target}, spending {Spending}");
}

/// <summary>What the episodes of a provider spent.</summary>
/// <param name="Cents">Within the caps.</param>
/// <param name="Episodes">How many.</param>
/// <param name="Capped">Those above the cap.</param>
internal readonly record struct EpisodeSpending(Int128 Cents, int Episodes, int Capped)
{
    public EpisodeSpending With(EpisodeSpending other) =>
        new(Cents + other.Cents, Episodes + other.Episodes, Capped + other.Capped);
}
