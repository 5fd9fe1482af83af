using ValueSettlement.Curves;

namespace ValueSettlement;

/// <summary>One band of a table of shares.</summary>
/// <param name="ProviderShare">The provider's share, 0 to 1: of a gain it is kept, of a loss it is owed.</param>
/// <param name="UpTo">The upper end of the band, a magnitude, belonging to the band; <see langword="null"/> for the open last band.</param>
public sealed record Band(Rate ProviderShare, Level? UpTo = null)
{
    /// <summary>The band in words.</summary>
    public override string ToString() => UpTo is null ? $"beyond: {ProviderShare}" : $"up to {UpTo}: {ProviderShare}";

    internal static void ValidateTable(ValueList<Band> bands, string path, string member, List<Failure> failures)
    {
        if (bands.Count is 0 or > 100)
        {
            failures.Add(new("band-count", Paths.Join(path, member), UnitText.Of(bands.Count, Unit.Count),
                "A table has 1 to 100 bands for each side.",
                "Write the bands; for a side that is not shared, one open band with a share of 0."));
        }

        for (var i = 0; i < bands.Count; i++)
        {
            var at = Paths.Item(path, member, i);
            var last = i == bands.Count - 1;
            if (bands[i].ProviderShare.Fraction is < 0m or > 1m)
            {
                failures.Add(new("rate-range", Paths.Join(at, "providerShare"), bands[i].ProviderShare.ToString(),
                    "A share lies between 0 and 100 %.",
                    "Write the provider's share as a fraction: 0.5 for 50 %."));
            }

            if (bands[i].UpTo is null != last)
            {
                failures.Add(new("band-open", Paths.Join(at, "upTo"), bands[i].UpTo?.ToString() ?? string.Empty,
                    "Every band but the last has an upper end, and the last one is open.",
                    last ? "Leave out the upper end of the last band." : "Give the band an upper end."));
            }

            bands[i].UpTo?.Validate(Paths.Join(at, "upTo"), failures);
            if (i > 0 && bands[i].UpTo?.Comparable is { } end && bands[i - 1].UpTo?.Comparable is { } start && end.Of == start.Of
                && end.Share <= start.Share)
            {
                failures.Add(new("band-order", Paths.Join(at, "upTo"), bands[i].UpTo!.ToString(),
                    $"The upper ends of the bands ascend (the band before ends at {bands[i - 1].UpTo}).", "Order the bands."));
            }
        }
    }

    /// <summary>Both tables in words.</summary>
    internal static void Say(Phrase phrase, string how, ValueList<Band> gain, ValueList<Band> loss)
    {
        phrase.Add(how).Add("; ").Add(phrase.Names.Gains).Add(": ");
        SaySide(phrase, gain);
        phrase.Add("; ").Add(phrase.Names.Losses).Add(": ");
        SaySide(phrase, loss);
    }

    private static void SaySide(Phrase phrase, ValueList<Band> bands)
    {
        for (var i = 0; i < bands.Count; i++)
        {
            phrase.Add(i == 0 ? string.Empty : ", ").Add(bands[i].ProviderShare.ToString());
            if (bands[i].UpTo is { } end)
            {
                phrase.Add(" up to ").Add(end);
            }
            else if (i > 0)
            {
                phrase.Add(" beyond");
            }
        }
    }

    internal static void ReadTable(ValueList<Band> bands, FactSet facts)
    {
        foreach (var band in bands)
        {
            band.UpTo?.Reads(facts);
        }
    }

    /// <summary>The end of a band.</summary>
    internal static Exact End(ref Run run, Level upTo, int index, Authority? authority) => run.Words is null
        ? upTo.Magnitude(ref run, string.Empty, "End of a band", authority)
        : upTo.Magnitude(ref run, FormattableString.Invariant($"band-{index + 1}-end"),
            FormattableString.Invariant($"End of band {index + 1}"), authority);
}

/// <summary>
/// Shares in marginal bands: each part of the amount is shared at the rate of the band that it lies in, gains and losses by tables of their
/// own.
/// <code>f(x) = shared up to the band's start + (|x| − start) × share of the band, with the sign of x</code>
/// Continuous, so that it does not matter which band owns an end. <see cref="WholeBands"/> is the other kind.
/// </summary>
public sealed record MarginalBands : Clause
{
    /// <summary>The bands for gains, ends ascending, the last one open.</summary>
    public required ValueList<Band> Gain { get; init => field = Given.Of(value); }

    /// <summary>The bands for losses, ends ascending, the last one open.</summary>
    public required ValueList<Band> Loss { get; init => field = Given.Of(value); }

    internal override string Key => "marginal-bands";

    internal override string UsualLabel => "Marginal sharing bands";

    private protected override void Say(Phrase phrase) => Band.Say(phrase, "each band at its own rate", Gain, Loss);

    internal override void Emit(ref Run run)
    {
        if (run.Gains())
        {
            EmitSide(ref run, Gain, 1m);
        }

        if (run.Losses())
        {
            EmitSide(ref run, Loss, -1m);
        }
    }

    private void EmitSide(ref Run run, ValueList<Band> bands, decimal sign)
    {
        Exact start = default, shared = default;
        for (var i = 0; i < bands.Count && !run.HasPiece; i++)
        {
            var share = bands[i].ProviderShare;
            if (bands[i].UpTo is not { } upTo)
            {
                if (run.Last(start, shared, share.Top, share.Denominator))
                {
                    Say(ref run, i);
                }

                return;
            }

            var end = Band.End(ref run, upTo, i, Authority);
            if (Exact.Compare(end, start) <= 0)
            {
                continue;
            }

            if (run.Piece(end, true, start, shared, share.Top, share.Denominator))
            {
                Say(ref run, i);
            }
            else if (!run.HasPiece)
            {
                shared = Shared(ref run, i, sign, shared, end, start, share);
                start = end;
            }
        }
    }

    private static void Say(ref Run run, int band) =>
        run.Say("provider's share", note: FormattableString.Invariant($"The amount ends in band {band + 1}."),
        from: "start of the band", known: "shared up to the start of the band");

    /// <summary>What a whole band shares, added to what the bands before it share: a constant of the next band.</summary>
    private Exact Shared(ref Run run, int band, Exact sign, Exact shared, Exact end, Exact start, Rate share)
    {
        var value = Formulas.Anchored(default, end, start, share.Top, share.Denominator).Carried(Carried.Digits);
        if (run.Words is { } words)
        {
            var head = Head.Amount(FormattableString.Invariant($"band-{band + 1}"),
                FormattableString.Invariant($"Band {band + 1}, {words.Names.Provider}'s share"), Authority);
            Term at = new("end of the band", sign * end, Unit.Money), from = new("start of the band", sign * start, Unit.Money),
                nothing = new("nothing before", default, Unit.Money);
            Term part = new("provider's share", share.Top, share.Denominator == 1 ? Unit.Rate : Unit.Count),
                over = new("divided by", (decimal)share.Denominator, Unit.Count);
            if (share.Denominator != 1)
            {
                words.Figure(head, Operation.Anchored, sign * value, nothing, at, from, part, over);
            }
            else
            {
                words.Figure(head, Operation.Anchored, sign * value, nothing, at, from, part);
            }

            if (shared.Sign != 0)
            {
                words.Figure(head with
                {
                    Key = head.Key + "-shared",
                    Label = FormattableString.Invariant($"Shared up to the end of band {band + 1}")
                }, Operation.Sum,
                    sign * (shared + value),
                    new("shared before", sign * shared, Unit.Money), new("band", sign * value, Unit.Money));
            }
        }

        return shared + value;
    }

    internal override void Validate(string path, List<Failure> failures)
    {
        Band.ValidateTable(Gain, path, "gain", failures);
        Band.ValidateTable(Loss, path, "loss", failures);
    }

    internal override void Reads(FactSet facts)
    {
        Band.ReadTable(Gain, facts);
        Band.ReadTable(Loss, facts);
    }
}
