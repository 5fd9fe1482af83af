using System.Text.Json;
using ValueSettlement.Programs;

namespace ValueSettlement.Tests.Vectors;

/// <summary>MIPS: one clinician with a stated scaling factor, and pools that find it. A published amount of a part of a pool may lie a cent
/// beside the change rounded alone.</summary>
public sealed class MipsVectorsTests
{
    private static readonly Authority Given = Authority.Of("vector");

    public static TheoryData<VectorCase> Cases => VectorCase.Family("mips");

    [Theory]
    [MemberData(nameof(Cases))]
    public void Adjusts(VectorCase vector) => vector.Check(Compare);

    internal static void Compare(VectorCase vector)
    {
        var single = vector.Text("calculation") == "single";
        MipsClinician[] clinicians = single ? [Of("clinician", vector.Inputs)]
            : [.. vector.Inputs.GetProperty("clinicians").EnumerateArray()
                .Select(static c => Of(c.GetProperty("clinicianId").GetString()!, c))];
        var mips = Mips.For(new()
        {
            Year = 2026,
            Clinicians = clinicians.Select(static c => c.Id).ToValueList(),
            ScalingFactor = vector.NumberOrNull("scalingFactor") is { } factor ? new(factor, Given) : null,
            Rules = new()
            {
                Threshold = new(vector.Number("performanceThreshold"), Given),
                ApplicablePercent = new(Rate.Of(vector.Number("applicableRate")), Given),
            },
        });
        var adjusted = mips.Adjust([.. clinicians]);
        var settled = mips.Contract.Settle(mips.Experience([.. clinicians]));
        EpisodeChecks.Replays(settled);
        if (single)
        {
            One(string.Empty, adjusted.Clinicians[0]);
            return;
        }

        vector.Near("negativeTotalUsd", adjusted.Decreases.Value);
        vector.Near("positiveUnscaledUsd", adjusted.Increases.Value);
        vector.Near("scalingFactor", adjusted.ScalingFactor.Value);
        vector.Each("clinicians", adjusted.Clinicians, (path, one) =>
        {
            vector.Same(path + ".clinicianId", one.Id);
            One(path + ".", one);
        });
        vector.Near("netUsd", adjusted.Net.Value);
        Assert.True(Math.Abs(adjusted.Net.Value!.Value - settled.Payable.Unrounded) <= 1e-9m, $"{adjusted.Net} and {settled.Payable}");
        Assert.Equal(settled.Payable.Published, settled.Parts.Sum(static p => p.Payable.Published));

        void One(string path, MipsAdjustment one)
        {
            var (part, change) = (settled.Parts.Single(p => p.Arrangement == one.Id), one.Change.Value!.Value);
            vector.Near(path + "adjustment", one.Adjustment.Value);
            vector.Near(path + "paymentChangeUsd", change);
            vector.Same(path + "publishedUsd", Rounding.Cents.Apply(change));
            Assert.True(Math.Abs(change - part.Payable.Unrounded) <= 1e-9m, $"{one.Id}: {change} and {part.Payable.Unrounded}");
            Assert.True(Math.Abs(Rounding.Cents.Apply(change) - part.Payable.Published) <= (single ? 0m : 0.01m),
                $"{one.Id}: {part.Payable}");
            Assert.All(one.Change.Lines, static line => Assert.Equal(line.Value, line.Replay()));
        }
    }

    private static MipsClinician Of(string id, JsonElement from) => new(id,
        Money.Of(VectorCase.Parse(from.GetProperty("allowedChargesUsd"))),
        new() { Value = VectorCase.Parse(from.GetProperty("score")), Unit = Unit.Points });
}
