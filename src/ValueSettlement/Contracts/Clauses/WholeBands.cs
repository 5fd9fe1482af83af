namespace ValueSettlement;

/// <summary>
/// Shares in whole bands: the entire amount is shared at the rate of the one band that it ends in, gains and losses by tables of their own. The payment jumps at each end.
/// <code>f(x) = x × share of the band with end_{i−1} &lt; |x| ≤ end_i</code>
/// An upper end belongs to its own band. <see cref="MarginalBands"/> is the other kind; there is no default between them.
/// </summary>
public sealed record WholeBands : Clause
{
    /// <summary>The bands for gains, ends ascending, the last one open.</summary>
    public required ValueList<Band> Gain { get; init => field = Given.Of(value); }

    /// <summary>The bands for losses, ends ascending, the last one open.</summary>
    public required ValueList<Band> Loss { get; init => field = Given.Of(value); }

    internal override string Key => "whole-bands";

    internal override string UsualLabel => "Whole sharing bands";

    internal override int PieceBound => Gain.Count + Loss.Count;

    internal override bool KeepsZero => true;

    internal override int Write(ref Run run, Span<Piece> pieces)
    {
        var count = 0;
        if ((run.Sides & Sides.Loss) != 0)
        {
            var start = 0m;
            for (var i = 0; i < Loss.Count; i++)
            {
                var end = Loss[i].UpTo?.Magnitude(ref run, Key, Name, Authority);
                if (end is { } reached && reached <= start)
                {
                    continue;
                }

                pieces[count++] = new(end is { } far ? -far : Piece.Unbounded, true, Loss[i].ProviderShare.Fraction, 0m);
                start = end ?? start;
            }

            pieces[..count].Reverse();
        }
        else
        {
            pieces[count++] = Piece.Line(0m, 0m);
        }

        if ((run.Sides & Sides.Gain) != 0)
        {
            var start = 0m;
            for (var i = 0; i < Gain.Count; i++)
            {
                var end = Gain[i].UpTo?.Magnitude(ref run, Key, Name, Authority);
                if (end is { } reached && reached <= start)
                {
                    continue;
                }

                pieces[count++] = new(start, false, Gain[i].ProviderShare.Fraction, 0m);
                start = end ?? start;
            }
        }

        return count;
    }

    internal override void Explain(ref Run run, decimal before, decimal after)
    {
        var bands = before < 0m ? Loss : Gain;
        for (var i = 0; i < bands.Count; i++)
        {
            var end = bands[i].UpTo?.Magnitude(ref run, FormattableString.Invariant($"band-{i + 1}-end"), FormattableString.Invariant($"End of band {i + 1}"), Authority);
            if (end is null || Math.Abs(before) <= end)
            {
                run.Writer!.Effect(Key, Name, before, after, Changed(before, after), Operation.Product, Authority, LetterFor(before), FormattableString.Invariant($"The whole amount lies in band {i + 1}."),
                    Running(before), new Operand("provider's share", bands[i].ProviderShare.Fraction, Unit.Rate));
                return;
            }
        }
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
