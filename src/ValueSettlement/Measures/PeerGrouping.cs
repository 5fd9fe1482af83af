namespace ValueSettlement.Measures;

/// <summary>Which group providers of an equal figure belong to. There is no default: where many have the same, the rule moves
/// them.</summary>
public enum PeerTies
{
    /// <summary>All of them to the group of the first of them; groups may then differ in size, or be empty.</summary>
    Lower = 1,

    /// <summary>All of them to the group of the last of them; groups may then differ in size, or be empty.</summary>
    Higher,

    /// <summary>In the order of their ids: groups differ by one provider at most, and equals may be parted.</summary>
    ById,
}

/// <summary>A provider among its peers.</summary>
/// <param name="Id">Its id, once in the list.</param>
/// <param name="By">The figure that groups it, for example the share of stays of dually eligible people. Without one it has no
/// group.</param>
/// <param name="Result">Its own result; an absent one does not enter the reference of its group.</param>
public sealed record PeerProvider(string Id, Figure By, Figure Result)
{
    /// <summary>Its id, once in the list.</summary>
    public string Id { get; init => field = Given.Of(value); } = Given.Of(Id);

    /// <summary>The figure that groups it.</summary>
    public Figure By { get; init => field = Given.Of(value); } = Given.Of(By);

    /// <summary>Its own result.</summary>
    public Figure Result { get; init => field = Given.Of(value); } = Given.Of(Result);

    /// <summary>The provider and its figures.</summary>
    public override string ToString() => $"{Id}: {By}, result {Result}";
}

/// <summary>A group of peers.</summary>
public sealed record PeerGroup
{
    /// <summary>Its number: 1 for the smallest figures.</summary>
    public required int Number { get; init; }

    /// <summary>How many providers it has.</summary>
    public required int Providers { get; init; }

    /// <summary>How many of them have a result.</summary>
    public required int Results { get; init; }

    /// <summary>The stated percentile of their results, in the unit of these, or why there is none.</summary>
    public required Figure Reference { get; init => field = Given.Of(value); }

    /// <summary>The group in words.</summary>
    public override string ToString() =>
        FormattableString.Invariant($"group {Number}: {Providers} providers, {Results} results, reference {Reference}");
}

/// <summary>A provider's place among its peers.</summary>
public sealed record PeerPlace
{
    /// <summary>The provider.</summary>
    public required string Id { get; init => field = Given.Of(value); }

    /// <summary>The number of its group, from 1, with its rank; absent for the reason for which its figure is.</summary>
    public required Figure Group { get; init => field = Given.Of(value); }

    /// <summary>The reference of its group, with the results that it comes from; absent where it has no group, or the group no
    /// result.</summary>
    public required Figure Reference { get; init => field = Given.Of(value); }

    /// <summary>The place in words.</summary>
    public override string ToString() => Group.Value is { } group
        ? $"{Id}: group {NumberText.Number(group)}, reference {Reference}" : $"{Id}: no group ({Group})";
}

/// <summary>What a grouping came to.</summary>
/// <param name="Groups">The groups, that of the smallest figures first.</param>
/// <param name="Places">The providers, in the order in which they were given.</param>
public sealed record PeerComparison(ValueList<PeerGroup> Groups, ValueList<PeerPlace> Places)
{
    /// <summary>The groups, that of the smallest figures first.</summary>
    public ValueList<PeerGroup> Groups { get; init => field = Given.Of(value); } = Given.Of(Groups);

    /// <summary>The providers, in the order in which they were given.</summary>
    public ValueList<PeerPlace> Places { get; init => field = Given.Of(value); } = Given.Of(Places);

    /// <summary>The groups in words.</summary>
    public override string ToString() => string.Join("; ", Groups.Take(20));
}

/// <summary>
/// Groups of peers, so that a provider is compared with those that care for similar people: providers in groups of equal size by the rank
/// of a figure, and a percentile of the results of each group. The Hospital Readmissions Reduction Program does this with five groups by
/// the share of dually eligible stays and the median (42 CFR 412.152); it publishes its medians, and its terms state them.
/// <code>
/// group = ⌊(rank − 1) × groups ÷ providers⌋ + 1, ranks from 1 for the smallest figure
/// reference: n × percentile whole: the mean of that result and the next one, ascending; otherwise the next one
/// </code>
/// Nothing is rounded, and groups differ by one provider at most where no figures are equal. One of several tools for fairness; none of
/// them is combined with another unless a contract says so.
/// </summary>
public sealed record PeerGrouping
{
    /// <summary>The most providers that are grouped at once.</summary>
    public const int MostProviders = 100_000;

    /// <summary>How many groups, 2 to 100.</summary>
    public required int Groups { get; init; }

    /// <summary>Which group providers of an equal figure belong to.</summary>
    public required PeerTies Ties { get; init; }

    /// <summary>Which percentile of the results is the reference, above 0 and below 1: the median by default.</summary>
    public Rate Percentile { get; init; } = 50.Percent();

    /// <summary>Where the grouping stands.</summary>
    public Authority? Authority { get; init; }

    /// <summary>Everything that is wrong with the grouping; empty if it is sound.</summary>
    public ValueList<Failure> Validate()
    {
        var failures = new List<Failure>();
        TextRules.Validate(Authority, string.Empty, failures);
        if (Groups is < 2 or > 100)
        {
            failures.Add(new("peer-groups", "groups", NumberText.Number(Groups), "There are 2 to 100 groups.",
                "State how many; with one there is nobody to tell apart."));
        }

        if (!Enum.IsDefined(Ties))
        {
            failures.Add(new("peer-ties", "ties", EnumText.Of(Ties), "Providers of an equal figure go to the group of the first of them "
                + "(Lower), of the last (Higher), or by their ids (ById).", "State which; there is no default."));
        }

        if (Percentile.Fraction is <= 0m or >= 1m)
        {
            failures.Add(new("peer-percentile", "percentile", Percentile.ToString(), "A percentile lies above 0 and below 100 %.",
                "Write the median as 50.Percent()."));
        }

        return [.. failures];
    }

    /// <summary>The groups of providers, their references, and each provider's place.</summary>
    /// <param name="providers">The providers, 100,000 at most; at least as many of them with a figure as there are groups.</param>
    /// <exception cref="SettlementException">The grouping is not sound, an id stands twice or is empty, figures count different things, or
    /// there are too few or too many providers; carries every reason.</exception>
    public PeerComparison Of(ValueList<PeerProvider> providers)
    {
        ArgumentNullException.ThrowIfNull(providers);
        var failures = Validate().ToList();
        Validate(providers, failures);
        SettlementException.ThrowIfAny(failures);

        var ranked = providers.Where(static p => p.By.Value is not null).OrderBy(static p => p.By.Value!.Value)
            .ThenBy(static p => p.Id, StringComparer.Ordinal).ToArray();
        var ranks = Ranks(ranked);
        var members = ranked.Select((p, i) => (Provider: p, Group: GroupOf(ranks[i], ranked.Length)))
            .ToLookup(static p => p.Group, static p => p.Provider);
        PeerGroup[] groups = [.. Enumerable.Range(1, Groups).Select(g => Referred(g, [.. members[g]]))];
        var rankOf = ranked.Select((p, i) => (p.Id, Rank: ranks[i])).ToDictionary(static p => p.Id, static p => p.Rank,
            StringComparer.Ordinal);
        return new([.. groups], providers.Select(p => Place(p, rankOf, ranked.Length, groups)).ToValueList());
    }

    /// <summary>The grouping in words.</summary>
    public override string ToString() => FormattableString.Invariant(
        $"{Groups} groups by rank, equals {EnumText.Of(Ties)}, reference {Percentile} of results");

    private void Validate(ValueList<PeerProvider> providers, List<Failure> failures)
    {
        if (providers.Count > MostProviders)
        {
            failures.Add(new("peer-count", "providers", NumberText.Number(providers.Count),
                "At most 100,000 providers are grouped at once.", "Group them by region or kind first."));
            return;
        }

        var with = providers.Count(static p => p.By.Value is not null);
        if (with < Groups)
        {
            failures.Add(new("peer-count", "providers", NumberText.Number(with),
                FormattableString.Invariant($"At least as many providers have a figure as there are groups ({Groups})."),
                "Form fewer groups, or give the figures that are missing."));
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < providers.Count; i++)
        {
            var (provider, path) = (providers[i], Paths.Item(string.Empty, "providers", i));
            TextRules.Validate(provider.Id, path, "id", failures);
            if (string.IsNullOrWhiteSpace(provider.Id) || !seen.Add(provider.Id))
            {
                failures.Add(new("peer-id", Paths.Join(path, "id"), provider.Id, "A provider has an id and stands once in the list.",
                    "Name it, and leave the second one out."));
            }

            SameUnit(provider.By, providers[0].By, Paths.Join(path, "by"), failures);
            SameUnit(provider.Result, providers[0].Result, Paths.Join(path, "result"), failures);
        }
    }

    private static void SameUnit(Figure figure, Figure first, string path, List<Failure> failures)
    {
        if (figure.Value is not null && figure.Unit != first.Unit)
        {
            failures.Add(new("figure-unit", path, figure.ToString(),
                $"Figures that are compared count the same; the first one counts {EnumText.Of(first.Unit)}.",
                "State all of them in one unit."));
        }
    }

    /// <summary>The ranks of providers in their order, from 1; equals have one rank where they stay together.</summary>
    private int[] Ranks(PeerProvider[] ranked)
    {
        var ranks = new int[ranked.Length];
        for (var from = 0; from < ranked.Length;)
        {
            var end = from + 1;
            while (end < ranked.Length && ranked[end].By.Value == ranked[from].By.Value)
            {
                end++;
            }

            for (var i = from; i < end; i++)
            {
                ranks[i] = Ties switch { PeerTies.Lower => from + 1, PeerTies.Higher => end, _ => i + 1 };
            }

            from = end;
        }

        return ranks;
    }

    private int GroupOf(int rank, int count) => (int)((rank - 1L) * Groups / count) + 1;

    private PeerGroup Referred(int number, PeerProvider[] members)
    {
        var results = members.Where(static p => p.Result.Value is not null).OrderBy(static p => p.Result.Value!.Value)
            .ThenBy(static p => p.Id, StringComparer.Ordinal).ToArray();
        var w = new Workings(FormattableString.Invariant($"groups[{number}]"));
        var unit = results.Length == 0 ? Unit.Unstated : results[0].Result.Unit;
        var step = new Step("peer-reference", FormattableString.Invariant($"{Percentile} of the results of group {number}"), unit, null,
            Authority);
        return new()
        {
            Number = number,
            Providers = members.Length,
            Results = results.Length,
            Reference = w.Figure(results.Length == 0
                ? w.Absent(step, new(AbsenceKind.Missing, "No provider of the group has a result."))
                : Percentage(w, step, results)),
        };
    }

    private Quantity Percentage(Workings w, Step step, PeerProvider[] results)
    {
        var place = Percentile.Numerator * results.Length / Percentile.Denominator;
        var below = (int)decimal.Floor(place);
        if (place != below)
        {
            return w.Add(step, Entered(below));
        }

        return w.Mean(step, Quantity.Of("weight", 1m), Entered(below - 1), Quantity.Of("weight", 1m), Entered(below));

        Quantity Entered(int i) => w.Given(new("peer-result",
            FormattableString.Invariant($"Result {i + 1} of {results.Length} ({results[i].Id})"), step.Unit), results[i].Result);
    }

    private PeerPlace Place(PeerProvider provider, Dictionary<string, int> rankOf, int count, PeerGroup[] groups)
    {
        var w = new Workings(Paths.Named("providers", provider.Id));
        var by = w.Given(new("peer-figure", "What groups it", provider.By.Unit), provider.By);
        var step = new Step("peer-group", "Group", Unit.Count, null, Authority);
        if (!rankOf.TryGetValue(provider.Id, out var rank))
        {
            var none = by.Absence ?? new(AbsenceKind.Missing, "What groups it is not known.");
            return new()
            {
                Id = provider.Id,
                Group = w.Figure(w.Absent(step, none)),
                Reference = Figure.Absent(none.Kind, none.Reason, provider.Result.Unit),
            };
        }

        var number = GroupOf(rank, count);
        var group = w.Given(step, number);
        w.Remark(FormattableString.Invariant($"Rank {rank} of {count}: the whole part of ({rank} − 1) × {Groups} ÷ {count}, and 1."));
        return new() { Id = provider.Id, Group = w.Figure(group), Reference = groups[number - 1].Reference };
    }
}
