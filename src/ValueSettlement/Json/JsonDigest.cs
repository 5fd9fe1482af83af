using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using NodaTime;
using ValueSettlement.Benchmarks;
using ValueSettlement.Measures;

namespace ValueSettlement.Json;

/// <summary>What two parties compare: terms and facts by value, and nothing of how they are worded, cited or sourced.</summary>
internal static class JsonDigest
{
    // Raised when the form changes, so that digests of two forms never agree by accident.
    private const int Form = 4;

    /// <summary>Whether a member only says how something is called, cited or sourced.</summary>
    public static bool IsWording(Type type, string member) =>
        typeof(Clause).IsAssignableFrom(type) ? member is "label" or "letter" or "lossLetter" or "authority"
        : typeof(Level).IsAssignableFrom(type) || typeof(QualityRate).IsAssignableFrom(type) ? member is "authority"
        : type == typeof(Region) ? member is "name" or "authority"
        : type == typeof(Pool) ? member is "authority"
        : typeof(Agreement).IsAssignableFrom(type) ? member is "letters" or "payoff" or "orderAuthority"
        : type == typeof(ContractWords) ? member is "benchmark" or "expenditure" or "gains" or "losses"
        : type == typeof(ExperienceDocument) ? member is "terms"
        : typeof(ProgrammeTerms).IsAssignableFrom(type) ? member is "id" or "authority"
        : type == typeof(BenchmarkMethod) ? member is "letters"
        : type == typeof(Measure) ? member is "title" or "authority"
        : member is "authority" && type != typeof(Line);

    /// <summary>The digest of terms as they stand.</summary>
    public static string OfTerms(ProgrammeTerms terms) => Of("terms", terms, null);

    /// <summary>The digest of what a programme makes of a contract: everything but its name, its version and its origin.</summary>
    public static string OfClauses(Contract contract) =>
        Of("clauses", contract with { Id = string.Empty, Version = 1, Origin = null }, null);

#pragma warning disable CA2255 // The rooms above carry and compare digests; how one is made, only this room can know.
    [ModuleInitializer]
    internal static void Introduce() => Digests.Are(OfTerms, OfClauses, static contract => Of(contract, null), Unwritable);
#pragma warning restore CA2255

    private static List<Failure> Unwritable(ProgrammeTerms terms)
    {
        var failures = new List<Failure>();
        if (terms.GetType().Assembly != typeof(JsonDigest).Assembly)
        {
            // A programme that the tests make up has no kind of document.
            return failures;
        }

        try
        {
            using var document = JsonDocument.Parse(JsonWrite.Utf8(terms, JsonSetup.Options, indented: false));
            _ = JsonAudit.Of(document.RootElement, JsonSetup.Info<ProgrammeTerms>(JsonSetup.Options), failures);
        }
        catch (SettlementException problem)
        {
            failures.AddRange(problem.Failures);
        }

        return failures;
    }

    public static string Of(Contract? contract, Experience? experience) =>
        Of("contract", contract, experience is null || contract is null ? experience
            : Bounded(experience, contract));

    private static Experience Bounded(Experience experience, Contract contract)
    {
        AgreementRules.RefuseTooLarge(contract);
        experience.RefuseTooManyParts();
        return Framed(experience, contract, contract);
    }

    private static string Of<T>(string name, T? terms, Experience? experience)
        where T : class
    {
        var text = new StringBuilder("{");
        void Add(string member, string value) => text.Append('"').Append(member).Append("\":").Append(value).Append(',');

        // Members stand in the order of their names, as in every canonical text.
        if (terms is not null && string.CompareOrdinal(name, "experience") < 0)
        {
            Add(name, Terms(terms));
        }

        if (experience is not null)
        {
            Add("experience", Terms(ExperienceDocument.Of(experience)));
        }

        text.Append("\"form\":").Append(Form);
        if (terms is not null && string.CompareOrdinal(name, "form") > 0)
        {
            text.Append(",\"").Append(name).Append("\":").Append(Terms(terms));
        }

        text.Append('}');
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    // Left out, currency and period are the contract's: with the contract at hand, saying so or not is the same fact.
    // Parts nested deeper than a document can be are left as they are: writing them is refused, with the reason.
    private static Experience Framed(Experience experience, Agreement? agreement, Contract frame, int depth = 0)
    {
        if (depth > DeepestPart)
        {
            return experience;
        }

        var parts = new Dictionary<string, Agreement>(StringComparer.Ordinal);
        foreach (var part in experience.Parts.Count == 0 ? [] : agreement?.Parts ?? [])
        {
            _ = parts.TryAdd(part.Id ?? string.Empty, part);
        }

        return experience with
        {
            Currency = experience.Currency ?? frame.Currency,
            Period = experience.Period ?? frame.Term,
            Parts = experience.Parts.Select(given =>
            {
                var part = parts.GetValueOrDefault(given.Arrangement ?? string.Empty);
                return Framed(given, part, part as Contract ?? frame, depth + 1);
            }).ToValueList(),
        };
    }

    private const int DeepestPart = 128;

    /// <summary>The canonical text of terms or facts that the digest is made of. Facts and parts of an experience are sets: their order is
    /// no fact. The parts of a contract have the order of its settlement.</summary>
    public static string Terms<T>(T value) => CanonicalText.Of(JsonWrite.Utf8(value, JsonSetup.DigestOptions, indented: false),
        value is ExperienceDocument ? static member => member is "facts" or "parts" : null);
}

/// <summary>A rule that is nothing but its authority (it is in force, or it is not) in a digest: that it is in force.</summary>
internal sealed class JsonAuthorityPresence : JsonConverter<Authority>
{
    public override Authority Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException("A digest is not read.");

    public override void Write(Utf8JsonWriter writer, Authority value, JsonSerializerOptions options) => writer.WriteBooleanValue(true);
}

/// <summary>
/// An origin in a digest: its terms. They are asked for when there are some: the metadata of the terms of every programme takes a process
/// longer than all the rest of its first digest.
/// </summary>
internal sealed class JsonOriginTerms : JsonConverter<Origin>
{
    public override Origin Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException("A digest is not read.");

    public override void Write(Utf8JsonWriter writer, Origin value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WritePropertyName("terms");
        JsonSerializer.Serialize(writer, value.Terms, JsonSetup.Info<ProgrammeTerms>(options));
        writer.WriteEndObject();
    }
}

/// <summary>A figure in a digest: its value, or which kind of absence. Who stated it and how it was computed is evidence.</summary>
internal sealed class JsonFigureValue : JsonConverter<Figure>
{
    public override Figure Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException("A digest is not read.");

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
