namespace ValueSettlement;

/// <summary>
/// SHA-256 of something by value: with it two parties show each other that they hold the same.
/// It is made when it is first read, so that carrying one costs nothing. Equal to another one of the same text.
/// </summary>
public sealed class Digest : IEquatable<Digest>
{
    private readonly object? source;
    private readonly Func<object, string>? make;
    private string? text;

    private Digest(string text) => this.text = text;

    /// <summary>A digest that is made when it is first read.</summary>
    /// <param name="source">What it is made of; two digests of equal sources are equal unread.</param>
    /// <param name="make">How; the same method for every digest of the same meaning.</param>
    internal Digest(object source, Func<object, string> make) => (this.source, this.make) = (source, make);

    /// <summary>64 digits in lower-case hexadecimal.</summary>
    /// <exception cref="SettlementException">It is made of something that no document can hold, for example levels nested without
    /// end.</exception>
    public string Text => text ??= make!(source!);

    /// <summary>A digest that somebody stated.</summary>
    /// <param name="hexadecimal">64 digits in lower-case hexadecimal.</param>
    /// <exception cref="ArgumentException">The text is no such digest.</exception>
    public static Digest Of(string hexadecimal) => IsText(hexadecimal)
        ? new(hexadecimal)
        : throw new ArgumentException("A digest is 64 digits in lower-case hexadecimal.", nameof(hexadecimal));

    /// <summary>Whether a text is one of a digest.</summary>
    internal static bool IsText(string text) => text is { Length: 64 } && text.All(char.IsAsciiHexDigitLower);

    /// <inheritdoc/>
    public bool Equals(Digest? other) => other is not null
        && (ReferenceEquals(this, other)
            || (source is not null && make == other.make && source.Equals(other.source))
            || Text == other.Text);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Digest);

    /// <inheritdoc/>
    public override int GetHashCode() => Text.GetHashCode(StringComparison.Ordinal);

    /// <summary>The text.</summary>
    public override string ToString() => Text;
}
