namespace ValueSettlement;

/// <summary>One band of a table of shares.</summary>
/// <param name="ProviderShare">The provider's share, 0 to 1: of a gain it is kept, of a loss it is owed.</param>
/// <param name="UpTo">The upper end of the band, a magnitude, belonging to the band; <see langword="null"/> for the open last band.</param>
public sealed record Band(Rate ProviderShare, Level? UpTo = null)
{
    /// <summary>The band in words.</summary>
    public override string ToString() => UpTo is null ? $"beyond: {ProviderShare}" : $"up to {UpTo}: {ProviderShare}";

    internal static void JudgeTable(ValueList<Band> bands, string path, string member, List<Failure> failures)
    {
        if (bands.Count is 0 or > 100)
        {
            failures.Add(new("band-count", Paths.Join(path, member), UnitText.Of(bands.Count, Unit.Count), "A table has 1 to 100 bands for each side.", "Write the bands; for a side that is not shared, one open band with a share of 0."));
        }

        for (var i = 0; i < bands.Count; i++)
        {
            var at = Paths.Item(path, member, i);
            var last = i == bands.Count - 1;
            if (bands[i].ProviderShare.Fraction is < 0m or > 1m)
            {
                failures.Add(new("rate-range", Paths.Join(at, "providerShare"), bands[i].ProviderShare.ToString(), "A share lies between 0 and 100 %.", "Write the provider's share as a fraction: 0.5 for 50 %."));
            }

            if (bands[i].UpTo is null != last)
            {
                failures.Add(new("band-open", Paths.Join(at, "upTo"), bands[i].UpTo?.ToString() ?? string.Empty, "Every band but the last has an upper end, and the last one is open.", last ? "Leave out the upper end of the last band." : "Give the band an upper end."));
            }

            bands[i].UpTo?.Judge(Paths.Join(at, "upTo"), failures);
            if (i > 0 && bands[i].UpTo?.Comparable is { } end && bands[i - 1].UpTo?.Comparable is { } start && end.Of == start.Of && end.Share <= start.Share)
            {
                failures.Add(new("band-order", Paths.Join(at, "upTo"), bands[i].UpTo!.ToString(), $"The upper ends of the bands ascend (the band before ends at {bands[i - 1].UpTo}).", "Order the bands."));
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
}

/// <summary>
/// Shares in marginal bands: each part of the amount is shared at the rate of the band that it lies in, gains and losses by tables of their own.
/// <code>f(x) = Σ share_i × max(0, min(|x|, end_i) − end_{i−1}), with the sign of x</code>
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

    internal override int PieceBound => Gain.Count + Loss.Count;

    internal override bool KeepsZero => true;

    internal override int Write(ref Run run, Span<Piece> pieces)
    {
        var count = 0;
        if ((run.Sides & Sides.Loss) != 0)
        {
            // Losses run outwards from zero, pieces run from the left: written outwards first, then reversed.
            decimal start = 0m, shared = 0m;
            for (var i = 0; i < Loss.Count; i++)
            {
                var share = Loss[i].ProviderShare.Fraction;
                var end = Loss[i].UpTo?.Magnitude(ref run, Key, Name, Authority);
                if (end is { } reached && reached <= start)
                {
                    continue;
                }

                pieces[count++] = new(end is { } far ? -far : Piece.Unbounded, true, share, (share * start) - shared);
                if (end is { } next)
                {
                    shared += share * (next - start);
                    start = next;
                }
            }

            pieces[..count].Reverse();
        }
        else
        {
            pieces[count++] = Piece.Line(0m, 0m);
        }

        if ((run.Sides & Sides.Gain) != 0)
        {
            decimal start = 0m, shared = 0m;
            for (var i = 0; i < Gain.Count; i++)
            {
                var share = Gain[i].ProviderShare.Fraction;
                var end = Gain[i].UpTo?.Magnitude(ref run, Key, Name, Authority);
                if (end is { } reached && reached <= start)
                {
                    continue;
                }

                pieces[count++] = new(start, false, share, shared - (share * start));
                if (end is { } next)
                {
                    shared += share * (next - start);
                    start = next;
                }
            }
        }

        return count;
    }

    internal override void Explain(ref Run run, decimal before, decimal after)
    {
        var writer = run.Writer!;
        var bands = before < 0m ? Loss : Gain;
        var sign = before < 0m ? -1m : 1m;
        var parts = new List<Operand>();
        var start = 0m;
        for (var i = 0; i < bands.Count && start < Math.Abs(before); i++)
        {
            var end = bands[i].UpTo?.Magnitude(ref run, FormattableString.Invariant($"band-{i + 1}-end"), FormattableString.Invariant($"End of band {i + 1}"), Authority);
            if (end is { } reached && reached <= start)
            {
                continue;
            }

            var part = Math.Min(Math.Abs(before), end ?? decimal.MaxValue) - start;
            var value = writer.Figure(FormattableString.Invariant($"band-{i + 1}"), FormattableString.Invariant($"Band {i + 1}, provider's share"), Unit.Money, Operation.Product, Authority, null,
                new Operand("part of the amount in the band", sign * part, Unit.Money), new Operand("provider's share", bands[i].ProviderShare.Fraction, Unit.Rate));
            parts.Add(new(FormattableString.Invariant($"band {i + 1}"), value, Unit.Money));
            start = end ?? decimal.MaxValue;
        }

        writer.Effect(Key, Name, before, after, Changed(before, after), Operation.Sum, Authority, LetterFor(before), parts.Count == 0 ? "Nothing to share." : null, [.. parts]);
    }

    internal override void Judge(string path, List<Failure> failures)
    {
        Band.JudgeTable(Gain, path, "gain", failures);
        Band.JudgeTable(Loss, path, "loss", failures);
    }

    internal override void Reads(FactSet facts)
    {
        Band.ReadTable(Gain, facts);
        Band.ReadTable(Loss, facts);
    }
}
