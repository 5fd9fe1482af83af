using ValueSettlement.Curves;

namespace ValueSettlement;

/// <summary>
/// Shares in whole bands: the entire amount is shared at the rate of the one band that it ends in, gains and losses by tables of their own.
/// The payment jumps at each end.
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

    private protected override void Say(Phrase phrase) => Band.Say(phrase, "the whole amount at the rate of its band", Gain, Loss);

    internal override void Emit(ref Run run)
    {
        if (run.Gains())
        {
            EmitSide(ref run, Gain);
        }

        if (run.Losses())
        {
            EmitSide(ref run, Loss);
        }
    }

    private void EmitSide(ref Run run, ValueList<Band> bands)
    {
        for (var i = 0; i < bands.Count && !run.HasPiece; i++)
        {
            var share = bands[i].ProviderShare;
            var here = bands[i].UpTo is { } upTo
                ? run.Piece(Band.End(ref run, upTo, i, Authority), true, 0m, 0m, share.Top, share.Denominator)
                : run.LastShare(share.Top, share.Denominator);
            if (here)
            {
                run.Say("provider's share", note: FormattableString.Invariant($"The whole amount lies in band {i + 1}."));
            }
        }
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
