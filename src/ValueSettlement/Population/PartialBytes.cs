using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;

namespace ValueSettlement.Population;

/// <summary>
/// The frame of partials and surveys as bytes: kind and version, the fingerprint of the rules, the content as little-endian integers, and
/// SHA-256 of all that. Equal contents have equal bytes.
/// </summary>
internal static class PartialBytes
{
    public const uint Partial = 0x3150_5356; // "VSP1"
    public const uint Survey = 0x3153_5356; // "VSS1"
    public const long MostRows = 1L << 48;
    private const int Frame = 4 + 32 + 32;

    public static byte[] Seal(uint kind, ReadOnlySpan<byte> fingerprint, ReadOnlySpan<byte> content)
    {
        var bytes = new byte[Frame + content.Length];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, kind);
        fingerprint.CopyTo(bytes.AsSpan(4));
        content.CopyTo(bytes.AsSpan(36));
        _ = SHA256.HashData(bytes.AsSpan(0, bytes.Length - 32), bytes.AsSpan(bytes.Length - 32));
        return bytes;
    }

    /// <summary>The content of bytes that are whole, of this kind and of these rules.</summary>
    public static Cursor Open(uint kind, ReadOnlySpan<byte> fingerprint, ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < Frame || BinaryPrimitives.ReadUInt32LittleEndian(bytes) != kind)
        {
            throw Refused("partial-kind", "These are not the bytes of such a partial, or of a later version.",
                "Pass what ToBytes() made, with this version of the library.");
        }

        if (!SHA256.HashData(bytes[..^32]).AsSpan().SequenceEqual(bytes[^32..]))
        {
            throw Refused("partial-digest", "The bytes were altered or cut: they are not those that were sealed.", "Fetch them again.");
        }

        return bytes.Slice(4, 32).SequenceEqual(fingerprint) ? new(bytes[36..^32])
            : throw Refused("partial-rules", "The partial was made with other organisations, strata or truncation.",
                "Read it with the rules that it was made with.");
    }

    public static SettlementException Refused(string code, string rule, string remedy) =>
        new([new(code, "partial", string.Empty, rule, remedy)]);

    public static SettlementException Impossible(string what) => Refused("partial-content",
        $"The content is possible for rows; here it is not: {what}.", "Make the partial again from its rows.");

    public static void Write(this ArrayBufferWriter<byte> into, long value)
    {
        BinaryPrimitives.WriteInt64LittleEndian(into.GetSpan(8), value);
        into.Advance(8);
    }

    public static void Write(this ArrayBufferWriter<byte> into, Int128 value)
    {
        BinaryPrimitives.WriteInt128LittleEndian(into.GetSpan(16), value);
        into.Advance(16);
    }

    /// <summary>A place in content that is read once, from its beginning to its end.</summary>
    internal ref struct Cursor(ReadOnlySpan<byte> content)
    {
        private ReadOnlySpan<byte> rest = content;

        public readonly bool AtEnd => rest.IsEmpty;

        public long Long() => BinaryPrimitives.ReadInt64LittleEndian(Take(8));

        public Int128 Wide() => BinaryPrimitives.ReadInt128LittleEndian(Take(16));

        /// <summary>A number of entries that the rest has room for.</summary>
        public int Entries(int size, long most)
        {
            var count = Long();
            return count >= 0 && count <= most && count <= rest.Length / size ? (int)count : throw Impossible("a count of entries");
        }

        public long Within(long low, long high, string what)
        {
            var value = Long();
            return value >= low && value <= high ? value : throw Impossible(what);
        }

        private ReadOnlySpan<byte> Take(int length)
        {
            if (rest.Length < length)
            {
                throw Impossible("it ends too early");
            }

            var taken = rest[..length];
            rest = rest[length..];
            return taken;
        }
    }
}
