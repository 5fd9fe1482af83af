using System.Collections.Frozen;

namespace ValueSettlement;

/// <summary>
/// A currency and how amounts in it are published, as one value: to state the currency's own rounding is the same as to leave it out.
/// </summary>
internal readonly struct Denomination : IEquatable<Denomination>
{
    // Currencies whose minor unit is not a hundredth: ISO 4217, list one (SIX Group as maintenance agency, version of 2024-06-25).
    // The funds codes CLF and UYW have four decimals. Codes without a minor unit (gold, special drawing rights) and unknown codes keep two.
    private static readonly FrozenDictionary<string, int> MinorUnits = new[]
    {
        ("BIF", 0), ("CLP", 0), ("DJF", 0), ("GNF", 0), ("ISK", 0), ("JPY", 0), ("KMF", 0), ("KRW", 0), ("PYG", 0), ("RWF", 0),
        ("UGX", 0), ("UYI", 0), ("VND", 0), ("VUV", 0), ("XAF", 0), ("XOF", 0), ("XPF", 0),
        ("BHD", 3), ("IQD", 3), ("JOD", 3), ("KWD", 3), ("LYD", 3), ("OMR", 3), ("TND", 3), ("CLF", 4), ("UYW", 4),
    }.ToFrozenDictionary(static unit => unit.Item1, static unit => unit.Item2, StringComparer.Ordinal);

    private readonly Rounding? stated;

    private Denomination(string? currency, Rounding? stated) => (Currency, this.stated) = (currency, stated);

    /// <summary>The currency; <see langword="null"/> while none is given.</summary>
    public string? Currency { get; }

    /// <summary>Another rounding than the currency's own; <see langword="null"/> for that one.</summary>
    public Rounding? Publishing => stated is { } other && other != Own(Currency) ? other : null;

    /// <summary>The rounding that holds.</summary>
    public Rounding Rule => stated ?? Own(Currency);

    public static Rounding Own(string? currency) =>
        new(currency is not null && MinorUnits.TryGetValue(currency, out var digits) ? digits : 2);

    /// <summary>Whether a text has the form of a currency's code: three capital letters (ISO 4217).</summary>
    public static bool IsCode(string? currency) => currency is { Length: 3 } && currency.All(char.IsAsciiLetterUpper);

    public Denomination In(string? currency) => new(currency, stated);

    public Denomination Published(Rounding? rounding) => new(Currency, rounding);

    public bool Equals(Denomination other) => Currency == other.Currency && Rule == other.Rule;

    public override bool Equals(object? obj) => obj is Denomination other && Equals(other);

    public override int GetHashCode() => HashCode.Combine(Currency, Rule);
}
