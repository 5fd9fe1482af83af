using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ValueSettlement;

/// <summary>What two parties compare: terms and facts by value, and nothing of how they are worded, cited or sourced.</summary>
internal static class JsonDigest
{
    // Raised when the form changes, so that digests of two forms never agree by accident.
    private const int Form = 1;

    /// <summary>Whether a member only says how something is called, cited or sourced.</summary>
    public static bool IsWording(Type type, string member) =>
        typeof(Clause).IsAssignableFrom(type) ? member is "label" or "letter" or "lossLetter" or "authority"
        : type == typeof(Region) ? member is "name" or "authority"
        : type == typeof(Contract) ? member is "letters" or "payoff" or "origin"
        : type == typeof(Arrangement) && member is "letters";

    public static string Of(Contract? contract, Experience? experience)
    {
        var text = new StringBuilder("{");
        if (contract is not null)
        {
            text.Append("\"contract\":").Append(Terms(contract)).Append(',');
        }

        if (experience is not null)
        {
            text.Append("\"experience\":").Append(Terms(contract is null ? experience : Framed(experience, contract))).Append(',');
        }

        text.Append("\"form\":").Append(Form).Append('}');
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    // Left out, currency and period are the contract's: with the contract at hand, saying so or not is the same fact.
    private static Experience Framed(Experience experience, Contract contract) => experience with
    {
        Currency = experience.Currency ?? contract.Currency,
        Period = experience.Period ?? contract.Term,
        Parts = experience.Parts.Select(part => Framed(part, contract)).ToValueList(),
    };

    /// <summary>The canonical text of terms or facts that the digest is made of. Facts and parts are sets: their order is no fact.</summary>
    public static string Terms<T>(T value) => CanonicalText.Of(JsonWrite.Utf8(value, JsonSetup.DigestOptions, indented: false), static member => member is "facts" or "parts");
}

/// <summary>A figure in a digest: its value, or which kind of absence. Who stated it and how it was computed is evidence.</summary>
internal sealed class JsonFigureValue : JsonConverter<Figure>
{
    public override Figure Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new NotSupportedException("A digest is not read.");

    public override void Write(Utf8JsonWriter writer, Figure value, JsonSerializerOptions options)
    {
        if (value.Value is { } number)
        {
            writer.WriteNumberValue(number);
        }
        else
        {
            JsonSerializer.Serialize(writer, value.Absence?.Kind ?? AbsenceKind.Missing, JsonSetup.Info<AbsenceKind>(options));
        }
    }
}
