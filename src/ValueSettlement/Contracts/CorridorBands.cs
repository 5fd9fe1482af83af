namespace ValueSettlement;

/// <summary>The two tables of a corridor, as a parameter that has a date and an authority; <see cref="MarginalBands"/> is the clause that
/// applies them.</summary>
/// <param name="Gain">Bands for amounts to the plan or provider: the share of each band that it receives.</param>
/// <param name="Loss">Bands for amounts owed by it: the share of each band that it owes.</param>
public sealed record CorridorBands(ValueList<Band> Gain, ValueList<Band> Loss)
{
    /// <summary>Bands for amounts to the plan or provider: the share of each band that it receives.</summary>
    public ValueList<Band> Gain { get; init => field = Given.Of(value); } = Given.Of(Gain);

    /// <summary>Bands for amounts owed by it: the share of each band that it owes.</summary>
    public ValueList<Band> Loss { get; init => field = Given.Of(value); } = Given.Of(Loss);

    /// <summary>The same table on both sides.</summary>
    /// <param name="bands">The bands, ends ascending, the last one open.</param>
    public static CorridorBands Symmetric(params ReadOnlySpan<Band> bands)
    {
        var table = ValueList.Create(bands);
        return new(table, table);
    }

    /// <summary>The clause that applies the tables.</summary>
    /// <param name="authority">Where they come from.</param>
    /// <param name="label">What the contract calls the rule.</param>
    public MarginalBands Clause(Authority authority, string label = "Risk corridor") =>
        new() { Gain = Gain, Loss = Loss, Authority = authority, Label = label };

    /// <summary>Whether an end of a band is a share of the basis, so that its amount has to be stated.</summary>
    internal bool Reads(Basis basis)
    {
        var reads = new FactSet();
        Band.ReadTable(Gain, reads);
        Band.ReadTable(Loss, reads);
        return reads.Has(basis);
    }

    /// <summary>The two tables in words.</summary>
    public override string ToString() =>
        string.Join(", ", Gain) is var gain && string.Join(", ", Loss) is var loss && gain == loss ? $"both sides {gain}"
            : $"gains {gain}; losses {loss}";
}
