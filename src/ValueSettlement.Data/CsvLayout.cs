using ValueSettlement.Population;

namespace ValueSettlement.Data;

/// <summary>Which columns of a file hold what. Columns that are not named here are not read.</summary>
public sealed record CsvLayout
{
    /// <summary>Column of the organisation: its number from 0, or one of <see cref="Organisations"/>.</summary>
    public string Organisation { get; init; } = "organisation";

    /// <summary>Column of the stratum: its place from 0, or one of <see cref="Strata"/>.</summary>
    public string Stratum { get; init; } = "stratum";

    /// <summary>Column of the months, 1 to 12.</summary>
    public string Months { get; init; } = "months";

    /// <summary>Column of the expenditure: whole cents, or an amount if <see cref="IsAmount"/>.</summary>
    public string Expenditure { get; init; } = "cents";

    /// <summary>Whether expenditure is an amount with at most two decimals, such as 1234.5, and not whole cents.</summary>
    public bool IsAmount { get; init; }

    /// <summary>Column of the risk score with at most four decimals, such as 1.0250; left out where nobody asks for risk.</summary>
    public string? Risk { get; init; }

    /// <summary>Column of the beneficiary: its number, or one of <see cref="Beneficiaries"/>; left out where beneficiaries are not
    /// compared.</summary>
    public string? Beneficiary { get; init; }

    /// <summary>The organisations' names in the order of their numbers; empty if the file holds numbers.</summary>
    public ValueList<string> Organisations { get; init; } = [];

    /// <summary>The strata's names in the order of their places; empty if the file holds places.</summary>
    public ValueList<string> Strata { get; init; } = [];

    /// <summary>The beneficiaries' ids, if the file holds texts; left out if it holds numbers. <see cref="CsvRows.Ids"/> numbers those of
    /// files.</summary>
    public BeneficiaryIds? Beneficiaries { get; init; }

    /// <summary>What stands between columns.</summary>
    public char Separator { get; init; } = ',';

    /// <summary>Whether fields can stand in quotation marks. Without them a file is read several times faster.</summary>
    public bool IsQuoted { get; init; }

    /// <summary>The columns in words.</summary>
    public override string ToString() => string.Join(Separator, ((string?[])[Organisation, Stratum, Months, Expenditure, Risk, Beneficiary])
        .Where(static c => c is not null));
}
