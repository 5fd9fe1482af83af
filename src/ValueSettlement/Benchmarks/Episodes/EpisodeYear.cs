using NodaTime;
using ValueSettlement.Population;

namespace ValueSettlement.Benchmarks;

/// <summary>Which year an episode is settled in. Its price always is the one of the anchor date.</summary>
public enum EpisodeYearRule
{
    /// <summary>The year in which its window ends.</summary>
    EndsIn,

    /// <summary>The year in which it is anchored.</summary>
    AnchoredIn,
}

/// <summary>The episodes that are settled together: their target prices and their spending, each one explained, and the two totals that a
/// contract compares.</summary>
public sealed record EpisodeYear
{
    private const int MostDays = 10_000;

    /// <summary>First and last day of the performance period, both inclusive.</summary>
    public required DateInterval Period { get; init => field = Given.Of(value); }

    /// <summary>What decides whether an episode belongs to the period.</summary>
    public EpisodeYearRule CountedBy { get; init; }

    /// <summary>Days of the window after the anchor date, the anchor date itself being the first, 1 to 10,000; <see langword="null"/> if
    /// every episode states its last day.</summary>
    public int? Days { get; init; }

    /// <summary>Where the length of the window comes from: it decides which episodes count, so the totals show it.</summary>
    public Authority? DaysAuthority { get; init; }

    /// <summary>The prices.</summary>
    public required ValueList<PriceCell> Cells { get; init => field = Given.Of(value); }

    /// <summary>The episodes.</summary>
    public required ValueList<Episode> Episodes { get; init => field = Given.Of(value); }

    /// <summary>What too few episodes in the baseline period mean for a category; <see langword="null"/> if no number is too few.</summary>
    public LowVolumeRule? LowVolume { get; init; }

    /// <summary>
    /// The baseline episodes of every category that a cell names; empty to test none, which the totals say where there is a rule. Each
    /// category has target and spending of its own before the totals are formed.
    /// </summary>
    public ValueList<CategoryVolume> Volumes { get; init => field = Given.Of(value); } = [];

    /// <summary>Amounts added to spending once, after the episodes, for example a warranty.</summary>
    public ValueList<NamedAmount> AddedSpending { get; init => field = Given.Of(value); } = [];

    /// <summary>
    /// The digest of the terms that made this, if a programme did: the programme of other terms refuses it. <see langword="null"/> for what
    /// was
    /// stated.
    /// </summary>
    public Digest? Terms { get; init; }

    /// <summary>Sums target prices and spending, every step explained; what was left out is listed with its reason.</summary>
    /// <exception cref="SettlementException">A cell or an episode cannot be read; carries all of it.</exception>
    public EpisodeTotals Total()
    {
        var failures = Validate();
        SettlementException.ThrowIfAny(failures);

        var (target, spending) = (new Workings("target"), new Workings("spending"));
        var prices = new Dictionary<PriceCell, (CellPrices Prices, BoundNumbers Bound)>(ReferenceEqualityComparer.Instance);
        var (targets, spent, left, counted, categories) = (new List<Quantity>(), new List<Quantity>(), new List<EpisodeLeftOut>(),
            new List<EpisodeAmounts>(), new List<CategoryTotals>());
        var inCategory = Volumes.ToDictionary(static v => v.Category, static _ => new List<(Quantity Target, Quantity Spending)>(),
            StringComparer.Ordinal);
        foreach (var cell in Cells)
        {
            prices[cell] = (cell.Write(target), cell.Bound?.Write(spending.Part(cell.Id), cell.Id) ?? default);
        }

        foreach (var episode in Episodes)
        {
            if (LeftOut(episode) is { } reason)
            {
                left.Add(new(episode.Id, reason));
                continue;
            }

            var priced = Cells.First(c => c.Id == episode.Cell && c.Holds(episode.Anchor));
            var (cell, bound) = prices[priced];
            var at = target.Part(episode.Id);
            var factors = episode.Factors.Select(f => f.Write(at, episode.Id)).Prepend(cell.Target).ToArray();
            var price = at.Multiply(new("episode-target", "Target price, " + episode.Id, Unit.PerCapita), factors);
            // Only models that revise their prices after the period adjust each episode for risk; elsewhere the cell's price is the whole.
            if (episode.Factors.Count == 0 && priced.Revisions.Count > 0)
            {
                at.Remark("No risk multiplier was stated: 1 is used.");
            }

            var own = spending.Part(episode.Id);
            var cost = SpendingBound.Apply(own, episode.Id,
                own.Given(new("episode-spending", "Spending, " + episode.Id, Unit.PerCapita), episode.Spending), bound);
            if (episode.HeldAtTarget)
            {
                cost = own.Least(new("spending-at-target", "Spending, at most the target price, " + episode.Id, Unit.PerCapita), cost,
                    price);
            }

            (price, cost) = (price with { Name = episode.Id }, cost with { Name = episode.Id });
            var volume = priced.Category is { } category ? Volumes.FirstOrDefault(v => v.Category == category) : null;
            if (volume is not null)
            {
                inCategory[volume.Category].Add((price, cost));
            }
            else
            {
                targets.Add(price);
                spent.Add(cost);
            }

            if (volume is not null && LowVolume!.LeavesOut(volume))
            {
                left.Add(new(episode.Id, LowVolume.Why(volume) + ": the category is not reconciled."));
            }
            else
            {
                counted.Add(new(episode.Id, price.Value, cost.Value));
            }
        }

        var any = counted.Count > 0 || inCategory.Values.Any(static of => of.Count > 0);
        foreach (var volume in Volumes)
        {
            categories.Add(LowVolume!.Write(volume, inCategory[volume.Category], target, spending, targets, spent));
        }

        foreach (var added in AddedSpending)
        {
            spent.Add(spending.Given(new(Keys.Of(added.Name), added.Name, Unit.Money, null, added.Authority), added.Amount));
        }

        var low = categories.Exists(static c => c.IsLowVolume);
        var leftOut = low && LowVolume!.Below == Benchmarks.LowVolume.NotReconciled;
        var none = Figure.Absent(AbsenceKind.NotApplicable, "No episode counts in the period.");
        return new()
        {
            Target = any ? Sum(target, "aggregate-target", "Target price of " + (leftOut ? "the categories reconciled" : "all episodes"),
                targets, leftOut) : none,
            Spending = any ? Sum(spending, "aggregate-spending", leftOut ? "Spending of the categories reconciled"
                : low ? "Spending that counts, of a category of low volume at most its target price" : "Spending of all episodes", spent,
                leftOut || low) : none,
            Episodes = [.. counted],
            LeftOut = [.. left],
            Categories = [.. categories],
            Terms = Terms,
        };
    }

    private Figure Sum(Workings workings, string key, string label, List<Quantity> amounts, bool restsOnVolume)
    {
        var volume = restsOnVolume ? LowVolume!.Authority ?? LowVolume.Minimum.Authority : null;
        var step = new Step(key, label, Unit.Money, null, DaysAuthority?.OrLessCertain(volume) ?? volume);
        var sum = amounts.Count > 0 ? workings.Add(step, [.. amounts])
            : workings.Absent(step, new(AbsenceKind.NotApplicable, FormattableString.Invariant(
                $"No category is reconciled: each has fewer than {LowVolume!.Minimum.Value} baseline episodes. Nothing is settled.")));
        if (LowVolume is { } rule && Volumes.Count == 0 && key == "aggregate-target")
        {
            workings.Remark(FormattableString.Invariant(
                $"No baseline episodes were stated: no category is tested for fewer than {rule.Minimum.Value}."));
        }

        return workings.Figure(sum);
    }

    /// <summary>Everything that is wrong with cells and episodes; empty if nothing is.</summary>
    public ValueList<Failure> Validate()
    {
        var failures = new List<Failure>();
        ValidateVolumes(failures);
        if (Days is < 1 or > MostDays)
        {
            failures.Add(new("count-range", "days", UnitText.Of(Days.Value, Unit.Count),
                FormattableString.Invariant($"A window has 1 to {MostDays:#,##0} days, the anchor date being the first."),
                "State its length, or the last day of every episode."));
        }

        for (var i = 0; i < Cells.Count; i++)
        {
            var at = Paths.Item(string.Empty, "cells", i);
            Cells[i].Validate(at, failures);
            if (Cells.Take(i).Any(c => c.Id == Cells[i].Id && Overlap(c.AnchoredIn, Cells[i].AnchoredIn)))
            {
                failures.Add(new("cell-twice", Paths.Join(at, "id"), Cells[i].Id, "On one anchor date a cell has one price.",
                    "State the anchor dates for which each price holds."));
            }
        }

        var ids = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < Episodes.Count; i++)
        {
            var episode = Episodes[i];
            var at = Paths.Item(string.Empty, "episodes", i);
            if (string.IsNullOrWhiteSpace(episode.Id) || !ids.Add(episode.Id))
            {
                failures.Add(new("id-twice", Paths.Join(at, "id"), episode.Id ?? string.Empty, "Every episode has a name of its own.",
                    "Name it; the same episode counts once."));
            }

            if (episode.Spending is null)
            {
                failures.Add(new("figure-missing", Paths.Join(at, "spending"), string.Empty, "An episode has its spending.",
                    "State it, or state why it is absent."));
            }

            FigureRules.Amount(episode.Spending, Paths.Join(at, "spending"), "The spending of an episode", failures);
            for (var f = 0; f < episode.Factors.Count; f++)
            {
                episode.Factors[f].Validate(Paths.Item(at, "factors", f), failures);
                if (episode.Factors.Take(f).Any(other => other.Name == episode.Factors[f].Name))
                {
                    failures.Add(new("factor-twice", Paths.Join(Paths.Item(at, "factors", f), "name"), episode.Factors[f].Name,
                        "Each factor acts once on an episode.", "Leave out one of the two, or correct its name."));
                }
            }

            if (episode.Excluded is { } excluded && !Enum.IsDefined(excluded))
            {
                failures.Add(new("exclusion-unknown", Paths.Join(at, "excluded"), EnumText.Of(excluded),
                    "An episode is left out for one of the reasons listed.",
                    $"Choose one of {string.Join(", ", Enum.GetNames<EpisodeExclusion>())}."));
            }

            // What follows compares dates, and adds days to them.
            if (!DateRules.Validate(episode.Anchor, Paths.Join(at, "anchor"), failures)
                | (episode.LastDay is { } stated && !DateRules.Validate(stated, Paths.Join(at, "lastDay"), failures)))
            {
                continue;
            }

            if (LastDay(episode) is not { } last)
            {
                failures.Add(new("window-unknown", Paths.Join(at, "lastDay"), string.Empty,
                    "The end of the window is stated with the episode or follows from its length.", "Set LastDay, or Days of the year."));
            }
            else if (last < episode.Anchor)
            {
                failures.Add(new("window-order", Paths.Join(at, "lastDay"), FormattableString.Invariant($"{last:R}"),
                    FormattableString.Invariant($"A window does not end before its anchor date ({episode.Anchor:R})."),
                    "Check the two dates."));
            }
            else if (LeftOut(episode) is null && !Cells.Any(c => c.Id == episode.Cell && c.Holds(episode.Anchor)))
            {
                failures.Add(new("cell-unknown", Paths.Join(at, "cell"), episode.Cell ?? string.Empty,
                    FormattableString.Invariant($"A cell prices the episode on its anchor date, {episode.Anchor:R}."),
                    "Add the price that was in force on that day."));
            }
        }

        return [.. failures];
    }

    private void ValidateVolumes(List<Failure> failures)
    {
        if (Volumes.Count == 0)
        {
            return;
        }

        if (LowVolume is null)
        {
            failures.Add(new("rule-missing", "lowVolume", string.Empty, "Baseline episodes are compared with a minimum.",
                "State the rule of low volume, or leave the volumes out."));
        }

        var names = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < Volumes.Count; i++)
        {
            var at = Paths.Item(string.Empty, "volumes", i);
            if (string.IsNullOrWhiteSpace(Volumes[i].Category) || !names.Add(Volumes[i].Category))
            {
                failures.Add(new("category-twice", Paths.Join(at, "category"), Volumes[i].Category ?? string.Empty,
                    "Every category has a name and is stated once.", "Name it; state its baseline episodes together."));
            }

            if (Volumes[i].BaselineEpisodes < 0)
            {
                failures.Add(new("count-negative", Paths.Join(at, "baselineEpisodes"),
                    UnitText.Of(Volumes[i].BaselineEpisodes, Unit.Count), "A number of episodes is not negative.", "Check the number."));
            }
        }

        for (var i = 0; i < Cells.Count; i++)
        {
            if (Cells[i].Category is not { } category || !names.Contains(category))
            {
                failures.Add(new("volume-missing", Paths.Join(Paths.Item(string.Empty, "cells", i), "category"),
                    Cells[i].Category ?? string.Empty, "The category of every price has its baseline episodes.",
                    "State how many the hospital had in the baseline period, 0 if none."));
            }
        }
    }

    private LocalDate? LastDay(Episode episode) =>
        episode.LastDay ?? (Days is { } days ? Dates.Plus(episode.Anchor, Math.Clamp(days, 1, MostDays) - 1) : null);

    private string? LeftOut(Episode episode)
    {
        if (episode.Excluded is { } reason)
        {
            return reason switch
            {
                EpisodeExclusion.CriterionLost => "A criterion for inclusion was lost.",
                EpisodeExclusion.DiedInAnchorStay => "The patient died during the anchor stay.",
                EpisodeExclusion.ExtremeCircumstances => "Cancelled by extreme and uncontrollable circumstances.",
                EpisodeExclusion.Transferred => "Transferred: the episode belongs to the receiving hospital.",
                EpisodeExclusion.TakesPrecedence => "Another programme or episode takes precedence.",
                _ => "Left out by the contract.",
            };
        }

        var date = CountedBy == EpisodeYearRule.AnchoredIn ? episode.Anchor : LastDay(episode);
        return date is { } day && !Period.Contains(day)
            ? (CountedBy == EpisodeYearRule.AnchoredIn ? "Anchored" : "Ends")
                + FormattableString.Invariant($" on {day:R}, outside {Period.Start:R} to {Period.End:R}.")
            : null;
    }

    private static bool Overlap(DateInterval? one, DateInterval? other) =>
        one is null || other is null || (one.Start <= other.End && other.Start <= one.End);

    /// <summary>The members that were stated, by their names in words.</summary>
    public override string ToString() => Printed.Of(this);
}

/// <summary>An amount with its name, added once.</summary>
/// <param name="Name">What it is, in words.</param>
/// <param name="Amount">The amount: stated or computed.</param>
public sealed record NamedAmount(string Name, Figure Amount)
{
    /// <summary>What it is, in words.</summary>
    public string Name { get; init => field = Given.Of(value); } = Given.Of(Name);

    /// <summary>The amount: stated or computed.</summary>
    public Figure Amount { get; init => field = Given.Of(value); } = Given.Of(Amount);

    /// <summary>Where it comes from.</summary>
    public Authority? Authority { get; init; }

    /// <summary>The members that were stated, by their names in words.</summary>
    public override string ToString() => Printed.Of(this);
}

/// <summary>An episode that does not count.</summary>
/// <param name="Episode">Its name.</param>
/// <param name="Reason">Why, in one sentence.</param>
public sealed record EpisodeLeftOut(string Episode, string Reason)
{
    /// <summary>The episode and the reason.</summary>
    public override string ToString() => $"{Episode}: {Reason}";
}

/// <summary>What one episode brought into the totals.</summary>
/// <param name="Episode">Its name.</param>
/// <param name="Target">Its target price, not rounded; <see langword="null"/> if it could not be computed.</param>
/// <param name="Spending">Its spending counted, not rounded; <see langword="null"/> if it could not be computed.</param>
public sealed record EpisodeAmounts(string Episode, decimal? Target, decimal? Spending)
{
    /// <summary>The episode and its amounts, the same in every culture.</summary>
    public override string ToString() => FormattableString.Invariant($"{Episode}: target {Target}, spending {Spending}");
}

/// <summary>Target and spending of the episodes that are settled together.</summary>
public sealed record EpisodeTotals
{
    private readonly int? counted;

    /// <summary>The totals of a provider whose episodes were counted by the thousand, as stated ones.</summary>
    /// <param name="counted">What was counted.</param>
    public static EpisodeTotals Of(ProviderEpisodes counted)
    {
        ArgumentNullException.ThrowIfNull(counted);
        return new() { Target = counted.Target, Spending = counted.Spending, Counted = counted.Episodes };
    }

    /// <summary>The aggregate target price: the benchmark of the contract.</summary>
    public required Figure Target { get; init => field = Given.Of(value); }

    /// <summary>The aggregate spending after the bounds of each episode: the expenditure of the contract and the variable of its
    /// payoff.</summary>
    public required Figure Spending { get; init => field = Given.Of(value); }

    /// <summary>The episodes that count, each with its two amounts; empty where they were counted only.</summary>
    public ValueList<EpisodeAmounts> Episodes { get; init => field = Given.Of(value); } = [];

    /// <summary>How many episodes count.</summary>
    public int Counted
    {
        get => counted ?? Episodes.Count;
        init => counted = value;
    }

    /// <summary>The episodes that do not, each with its reason.</summary>
    public ValueList<EpisodeLeftOut> LeftOut { get; init => field = Given.Of(value); } = [];

    /// <summary>The categories that were tested for low volume, in the order of the volumes; empty where none was.</summary>
    public ValueList<CategoryTotals> Categories { get; init => field = Given.Of(value); } = [];

    /// <summary>
    /// The digest of the terms that made this, if a programme did: the programme of other terms refuses it. <see langword="null"/> for what
    /// was
    /// stated.
    /// </summary>
    public Digest? Terms { get; init; }

    /// <summary>The members that were stated, by their names in words.</summary>
    public override string ToString() => Printed.Of(this);
}
