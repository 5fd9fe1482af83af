using ValueSettlement.Curves;

namespace ValueSettlement;

/// <summary>
/// Terms that are sound each by itself and cannot all be meant: a region that can never be taken, terms for losses after a clause that
/// leaves none, more than the whole as the most or the least of a basis, and what is stated where nothing reads it.
/// </summary>
internal static class Contradictions
{
    public static void Validate(Agreement agreement, string path, List<Failure> failures)
    {
        if (agreement.IsSum)
        {
            ValidateUnread(agreement, path, failures);
        }
        else
        {
            ValidateLetters(agreement.Opening, agreement.Letters, path, failures);
        }

        var earned = ValidateChain(agreement.Clauses, path, "clauses", Open.Both, failures);
        ValidateChain(agreement.Payment, path, "payment", earned, failures);
    }

    private static void ValidateUnread(Agreement agreement, string path, List<Failure> failures)
    {
        if (agreement.Opening != OpeningAmount.BenchmarkLessExpenditure)
        {
            failures.Add(new("opening-unread", Paths.Join(path, "opening"), EnumText.Of(agreement.Opening),
                "What has parts begins with their sum; each part has its own opening amount.",
                "Leave it out, or state it in the parts."));
        }

        if (agreement.Letters is { } letters)
        {
            failures.Add(new("letters-unread", Paths.Join(path, "letters"), letters.ToString(),
                "What has parts begins with their sum, which has no letters; each part has its own.",
                "Leave them out, or state them in the parts."));
        }
    }

    private static void ValidateLetters(OpeningAmount opening, OpeningLetters? letters, string path, List<Failure> failures)
    {
        if (opening == OpeningAmount.Stated && letters is not null
            && (!string.IsNullOrEmpty(letters.Benchmark) || !string.IsNullOrEmpty(letters.Expenditure)))
        {
            failures.Add(new("letters-unread", Paths.Join(path, "letters"), letters.ToString(),
                "An opening amount that is stated is compared with nothing: it has one line, and that line one letter.",
                "Leave the letters of benchmark and expenditure empty."));
        }
    }

    /// <summary>Validates a chain that an amount enters from the sides that are open, and returns the sides on which it can
    /// leave.</summary>
    private static Open ValidateChain(ValueList<Clause> clauses, string path, string member, Open open,
        List<Failure> failures, int depth = 0)
    {
        // What is larger than a contract may be has been said already.
        if (clauses.Count > Clause.MaximumClauses)
        {
            return Open.Both;
        }

        for (var i = 0; i < clauses.Count; i++)
        {
            var at = Paths.Item(path, member, i);
            foreach (var (name, side, term) in TermsOf(clauses[i]))
            {
                ValidateReach(side, open, Paths.Join(at, name), term, failures);
            }

            ValidateWholes(clauses[i], at, failures);
            open = clauses[i] is Choose choice ? ValidateChoice(choice, at, open, failures, depth) : After(clauses[i], open);
        }

        return open;
    }

    private static void ValidateReach(Side side, Open open, string path, string given, List<Failure> failures)
    {
        if ((side == Side.Loss ? open.Losses : open.Gains) is not { } closer)
        {
            return;
        }

        var what = side == Side.Loss ? "losses" : "gains";
        failures.Add(new($"{what}-unreachable", path, given, $"'{closer}' leaves no {what}, so that this term for {what} can never act.",
            $"Leave the term out, or let {what} pass the clause before."));
    }

    /// <summary>The terms of a clause that act on one side of zero only.</summary>
    private static IEnumerable<(string Member, Side Side, string Given)> TermsOf(Clause clause) => clause switch
    {
        MinimumRate c => One("losses", Side.Loss, c.Losses, c.Losses is not null),
        Limit c => [.. One("gain", Side.Gain, c.Gain, c.Gain is not null and not FixedAmount { Amount.Amount: 0m }),
            .. One("loss", Side.Loss, c.Loss, c.Loss is not null and not FixedAmount { Amount.Amount: 0m })],
        SharingRate c => [.. One("gain", Side.Gain, c.Gain, !IsNothing(c.Gain)), .. One("loss", Side.Loss, c.Loss, !IsNothing(c.Loss))],
        MarginalBands c => [.. Bands("gain", Side.Gain, c.Gain), .. Bands("loss", Side.Loss, c.Loss)],
        WholeBands c => [.. Bands("gain", Side.Gain, c.Gain), .. Bands("loss", Side.Loss, c.Loss)],
        Sequestration c => Only(c.AppliesTo),
        Proration c => Only(c.AppliesTo),
        QualityAdjustment c =>
            [.. One("gainReduction", Side.Gain, c.GainReduction.Value, c.GainReduction.Value > Rate.Zero),
            .. One("lossReduction", Side.Loss, c.LossReduction.Value, c.LossReduction.Value > Rate.Zero)],
        Relief c => [(string.Empty, Side.Loss, c.Name)],
        _ => [],
    };

    private static IEnumerable<(string Member, Side Side, string Given)> One(string member, Side side, object? term, bool acts) =>
        acts ? [(member, side, InvariantText.Of(term))] : [];

    private static IEnumerable<(string Member, Side Side, string Given)> Bands(string member, Side side, ValueList<Band> bands) =>
        IsNothing(bands) ? [] : [(member, side, string.Join("; ", bands))];

    private static IEnumerable<(string Member, Side Side, string Given)> Only(AppliesTo applies) => applies switch
    {
        AppliesTo.Gains => [("appliesTo", Side.Gain, "gains")],
        AppliesTo.Losses => [("appliesTo", Side.Loss, "losses")],
        _ => [],
    };

    /// <summary>
    /// The sides on which an amount can leave a clause. A limit of zero closes no side: it is how a contract sets one aside and goes on
    /// with the clauses of the rest.
    /// </summary>
    private static Open After(Clause clause, Open open) => clause switch
    {
        MinimumRate { Losses: null } => open.WithoutLosses(clause),
        SharingRate c => Shared(clause, open, IsNothing(c.Gain), IsNothing(c.Loss)),
        MarginalBands c => Shared(clause, open, IsNothing(c.Gain), IsNothing(c.Loss)),
        WholeBands c => Shared(clause, open, IsNothing(c.Gain), IsNothing(c.Loss)),
        Floor { At: FixedAmount { Amount.Amount: 0m } } => open.WithoutLosses(clause),
        Floor { At: FixedAmount } => Open.Both.WithoutLosses(clause),
        Addition { Amount: FixedAmount } => open with { Gains = null },
        Deduction { Amount: FixedAmount } => open with { Losses = null },
        Floor or Addition or Deduction or PriorSettlement or CurveClause => Open.Both,
        _ => open,
    };

    private static Open Shared(Clause clause, Open open, bool noGains, bool noLosses)
    {
        open = noGains ? open.WithoutGains(clause) : open;
        return noLosses ? open.WithoutLosses(clause) : open;
    }

    private static bool IsNothing(QualityRate rate) => rate is FlatRate { Rate.Fraction: 0m };

    private static bool IsNothing(ValueList<Band> bands) => bands.All(static b => b.ProviderShare == Rate.Zero);

    private static Open ValidateChoice(Choose choice, string path, Open open, List<Failure> failures, int depth)
    {
        var after = new List<Open>();
        for (var i = 0; i < choice.Regions.Count; i++)
        {
            var at = Paths.Item(path, "regions", i);
            ValidateRegion(choice, i, at, open, failures);

            // Another benchmark moves the amount, so that it can lie on either side again.
            after.Add(ValidateChain(choice.Regions[i].Then, at, "then", choice.Regions[i].Benchmark is null ? open : Open.Both, failures,
                depth + 1));
        }

        var whole = choice.Regions.FirstOrDefault(static r => r is { From: null, To: null } && r.When.Count == 0);
        if (whole is not null && choice.Otherwise.Count > 0)
        {
            failures.Add(new("otherwise-unreachable", Paths.Join(path, "otherwise"), UnitText.Of(choice.Otherwise.Count, Unit.Count),
                $"The region '{whole.Name}' contains every amount and has no condition, so that nothing is left for the other clauses.",
                "Leave them out, or give the region an end or a condition."));
        }

        after.Add(ValidateChain(choice.Otherwise, path, "otherwise", open, failures, depth + 1));
        return new(after.TrueForAll(static o => o.Gains is not null) ? after[0].Gains : null,
            after.TrueForAll(static o => o.Losses is not null) ? after[0].Losses : null);
    }

    private static void ValidateRegion(Choose choice, int index, string path, Open open, List<Failure> failures)
    {
        var region = choice.Regions[index];
        var known = failures.Count;
        foreach (var (end, member) in new[] { (region.From, "from.side"), (region.To, "to.side") })
        {
            if (end is not null && end.Side is not (Side.Gain or Side.Loss))
            {
                failures.Add(new("side-unknown", Paths.Join(path, member), EnumText.Of(end.Side),
                    "An end of a region lies on the side of gains or of losses.", "Choose Gain or Loss."));
            }
        }

        if (failures.Count > known)
        {
            return;
        }

        if (IsEmpty(region.From, region.To))
        {
            failures.Add(new("region-empty", path, $"from {Text(region.From!)} to {Text(region.To!)}",
                "No amount lies in the region: it ends before it begins.",
                "Order its ends from losses to gains, or leave the region out."));
            return;
        }

        for (var i = 0; i < index; i++)
        {
            if (Covers(choice.Regions[i], region))
            {
                failures.Add(new("region-unreachable", path, region.Name,
                    $"Every amount of it already lies in '{choice.Regions[i].Name}', which is asked before it and has no condition.",
                    "Put the narrower region first, or leave it out."));
                return;
            }
        }

        if (region.From?.Side == Side.Gain)
        {
            ValidateReach(Side.Gain, open, path, region.Name, failures);
        }
        else if (region.To?.Side == Side.Loss)
        {
            ValidateReach(Side.Loss, open, path, region.Name, failures);
        }
    }

    private static string Text(RegionEnd end) =>
        $"{(end.Side == Side.Loss ? "losses" : "gains")} of {end.At}{(end.Included ? string.Empty : " (not included)")}";

    /// <summary>Whether no amount lies between two ends, whatever the facts.</summary>
    private static bool IsEmpty(RegionEnd? from, RegionEnd? to)
    {
        if (from is null || to is null)
        {
            return false;
        }

        if (from.Side != to.Side)
        {
            // Zero is neither a gain nor a loss, so that a region from gains to losses does not even hold that.
            return from.Side == Side.Gain || (IsZero(from.At) && IsZero(to.At) && !(from.Included && to.Included));
        }

        return Compare(from, to) switch
        {
            > 0 => true,
            0 => !(from.Included && to.Included) || IsZero(from.At),
            _ => false,
        };
    }

    /// <summary>Whether a region that is asked before holds every amount of another one.</summary>
    private static bool Covers(Region before, Region region) => before.When.Count == 0
        && ((before.From is null && before.To is null) || (region.Benchmark is null && Reaches(before.From, region.From, -1)
            && Reaches(before.To, region.To, 1)));

    private static bool Reaches(RegionEnd? before, RegionEnd? end, int direction)
    {
        if (before is null || end is null)
        {
            return before is null;
        }

        var order = before.Side == end.Side ? Compare(before, end) * direction : (before.Side == Side.Gain ? 1 : -1) * direction;
        return order > 0 || (order == 0 && (before.Included || !end.Included));
    }

    /// <summary>The order of two ends on one side; <see langword="null"/> if it depends on facts.</summary>
    private static int? Compare(RegionEnd one, RegionEnd other)
    {
        if (one.At.Comparable is not { } first || other.At.Comparable is not { } second
            || (first.Of != second.Of && first.Share != 0m && second.Share != 0m))
        {
            return null;
        }

        return one.Side == Side.Gain ? first.Share.CompareTo(second.Share) : second.Share.CompareTo(first.Share);
    }

    private static bool IsZero(Level level) => level.Comparable is { Share: 0m };

    private static void ValidateWholes(Clause clause, string path, List<Failure> failures)
    {
        switch (clause)
        {
            case Limit limit:
                ValidateWhole(limit.Gain, Paths.Join(path, "gain"), "limit-above-whole", "A limit", failures);
                ValidateWhole(limit.Loss, Paths.Join(path, "loss"), "limit-above-whole", "A limit", failures);
                break;
            case MinimumRate minimum:
                ValidateWhole(minimum.Savings, Paths.Join(path, "savings"), "minimum-above-whole", "A minimum rate", failures);
                ValidateWhole(minimum.Losses, Paths.Join(path, "losses"), "minimum-above-whole", "A minimum rate", failures);
                break;
            default:
                break;
        }
    }

    private static void ValidateWhole(Level? level, string path, string code, string what, List<Failure> failures)
    {
        // Nesting that is too deep has been said already.
        if (level is null || path.Length > 2_000)
        {
            return;
        }

        switch (level)
        {
            case ShareOf { Share.Fraction: > 1m } share:
                failures.Add(new(code, Paths.Join(path, "share"), share.Share.ToString(),
                    $"{what} is at most the whole of its basis, {Whole(share.Of)}.", "Write it as a fraction: 0.04 for 4 %."));
                break;
            case ShareBySize table:
                for (var i = 0; i < table.Scale.Rows.Count; i++)
                {
                    var row = table.Scale.Rows[i];
                    if (row.AtFrom > 1m || row.AtTo > 1m)
                    {
                        failures.Add(new(code, Paths.Item(Paths.Join(path, "scale"), "rows", i), row.ToString(),
                            $"{what} is at most the whole of its basis, {Whole(table.Of)}.",
                            "Write the rates as fractions: 0.04 for 4 %."));
                    }
                }

                break;
            case FromSize bySize:
                ValidateWhole(bySize.AtLeast, Paths.Join(path, "atLeast"), code, what, failures);
                ValidateWhole(bySize.Below, Paths.Join(path, "below"), code, what, failures);
                break;
            case LesserOf lesser:
                ValidateWhole(lesser.Of, path, code, what, failures);
                break;
            case GreaterOf greater:
                ValidateWhole(greater.Of, path, code, what, failures);
                break;
            default:
                break;
        }
    }

    private static string Whole(Basis basis) => basis.IsBenchmark ? "the benchmark" : Number.InWordsAs(basis.Name, Unit.Money);

    private static void ValidateWhole(ValueList<Level> levels, string path, string code, string what, List<Failure> failures)
    {
        for (var i = 0; i < levels.Count; i++)
        {
            ValidateWhole(levels[i], Paths.Item(path, "of", i), code, what, failures);
        }
    }

    /// <summary>The sides of zero on which an amount can lie; of a side on which it cannot, the clause that closed it.</summary>
    private readonly record struct Open(string? Gains, string? Losses)
    {
        public static Open Both => default;

        public Open WithoutGains(Clause by) => this with { Gains = Gains ?? by.Name };

        public Open WithoutLosses(Clause by) => this with { Losses = Losses ?? by.Name };
    }
}
