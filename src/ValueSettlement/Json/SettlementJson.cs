using System.Diagnostics.CodeAnalysis;
using System.Text;
using ValueSettlement.Json;

namespace ValueSettlement;

/// <summary>
/// Contracts, experiences and settlements as JSON documents: every digit kept, nothing unknown accepted, everything that is
/// wrong reported at once.
/// <para>Numbers are written as JSON numbers, which JavaScript reads with at most 17 digits; strings with a number in them are read as
/// numbers, for clients that must keep all of them.</para>
/// <para>Members with their default value are left out.</para>
/// <para>
/// Reading judges the form of a document and what it says, in one list: a contract that was read is sound
/// (<see cref="Contract.Validate"/>), and an experience is sound as far as that can be seen without its contract; settling judges the rest.
/// Where the form is wrong, every part whose form is sound is still judged by itself (a contract, an arrangement, a clause, a region, a
/// level, a rate, a condition, a number, a fact, a pool, and the plain members of a contract); only rules that compare such a part with
/// something outside it wait until the form is corrected.
/// </para>
/// <para>
/// An experience holds its numbers by their names, <c>"numbers": { "assigned-beneficiaries": 74992 }</c>, each bare or as a figure with its
/// source; <c>{ "value": 74992 }</c> is the same number. The rest stands in its list of facts.
/// </para>
/// <para>Writing does not judge: a contract that is not sound can be written, and is refused when it is read.</para>
/// <para>The outermost object may carry a text <c>$schema</c>, by which editors find the schema; it says nothing and is not kept.</para>
/// </summary>
public static class SettlementJson
{
    /// <summary>How large a document may be, in bytes of UTF-8: 16 MiB.</summary>
    public const int MaximumSize = 16 * 1024 * 1024;

    /// <summary>Writes a contract.</summary>
    /// <param name="contract">The contract.</param>
    /// <param name="indented">Whether to write it over several lines, for people.</param>
    /// <exception cref="SettlementException">The contract holds something that no document can: a null that must not be one, a value
    /// outside its enumeration, levels nested without end.</exception>
    public static string Write(Contract contract, bool indented = false) => Text(contract, indented);

    /// <summary>Writes an experience.</summary>
    /// <param name="experience">The experience.</param>
    /// <param name="indented">Whether to write it over several lines, for people.</param>
    /// <exception cref="SettlementException">The experience holds something that no document can.</exception>
    public static string Write(Experience experience, bool indented = false) => Text(Document(experience), indented);

    /// <summary>Writes a settlement; each line's formula, delta and bearer are written for readers and compared when the document is
    /// read.</summary>
    /// <param name="settlement">The settlement.</param>
    /// <param name="indented">Whether to write it over several lines, for people.</param>
    /// <param name="lines">Whether to write the lines, those of the parts too. Without them the document is short, and its statement has
    /// no steps.</param>
    /// <exception cref="SettlementException">The settlement holds something that no document can, or has more values or bytes than are
    /// read: a sum of thousands of parts is written without its lines.</exception>
    public static string Write(Settlement settlement, bool indented = false, bool lines = true) =>
        Text(Document(settlement, lines), indented);

    /// <summary>Reads a contract. What was read is sound: preparing it finds nothing.</summary>
    /// <param name="json">The document.</param>
    /// <exception cref="SettlementException">Something is wrong with the document; carries all of it, each with its path.</exception>
    public static Contract ReadContract(string json) =>
        TryReadContract(json, out var contract, out var failures) ? contract : throw new SettlementException(failures);

    /// <summary>Reads an experience.</summary>
    /// <param name="json">The document.</param>
    /// <exception cref="SettlementException">Something is wrong with the document; carries all of it, each with its path.</exception>
    public static Experience ReadExperience(string json) =>
        TryReadExperience(json, out var experience, out var failures) ? experience : throw new SettlementException(failures);

    /// <summary>Reads a settlement and proves what can be proven from the document alone. It is equal to the one that was written; whether
    /// it is true, <see cref="SettlementVerification.Verify"/> says with contract and facts.</summary>
    /// <param name="json">The document.</param>
    /// <exception cref="SettlementException">Something is wrong with the document, or its lines do not add up; carries all of it, each with
    /// its path.</exception>
    public static Settlement ReadSettlement(string json) =>
        TryReadSettlement(json, out var settlement, out var failures) ? settlement : throw new SettlementException(failures);

    /// <summary>Reads a contract; what is wrong, in its form and in what it says, comes back as failures.</summary>
    /// <param name="json">The document.</param>
    /// <param name="contract">The contract, or <see langword="null"/>.</param>
    /// <param name="failures">Everything that is wrong; empty if the contract was read.</param>
    public static bool TryReadContract(string json, [NotNullWhen(true)] out Contract? contract, out ValueList<Failure> failures) =>
        Done(JsonRead.Of<Contract>(json, out failures), out contract);

    /// <summary>Reads an experience; what is wrong comes back as failures.</summary>
    /// <param name="json">The document.</param>
    /// <param name="experience">The experience, or <see langword="null"/>.</param>
    /// <param name="failures">Everything that is wrong; empty if the experience was read.</param>
    public static bool TryReadExperience(string json, [NotNullWhen(true)] out Experience? experience, out ValueList<Failure> failures) =>
        Done(JsonRead.Of<ExperienceDocument>(json, out failures)?.ToExperience(), out experience);

    /// <summary>Reads a settlement; what is wrong comes back as failures.</summary>
    /// <param name="json">The document.</param>
    /// <param name="settlement">The settlement, or <see langword="null"/>.</param>
    /// <param name="failures">Everything that is wrong; empty if the settlement was read.</param>
    public static bool TryReadSettlement(string json, [NotNullWhen(true)] out Settlement? settlement, out ValueList<Failure> failures) =>
        Done(Checked(JsonRead.Of<SettlementDocument>(json, out failures), ref failures), out settlement);

    /// <summary>Reads a contract from UTF-8, for example the bytes of a file.</summary>
    /// <param name="utf8">The document.</param>
    /// <exception cref="SettlementException">Something is wrong with the document; carries all of it, each with its path.</exception>
    public static Contract ReadContract(ReadOnlyMemory<byte> utf8) =>
        JsonRead.Of<Contract>(utf8, out var failures) ?? throw new SettlementException(failures);

    /// <summary>Reads an experience from UTF-8, for example the bytes of a file.</summary>
    /// <param name="utf8">The document.</param>
    /// <exception cref="SettlementException">Something is wrong with the document; carries all of it, each with its path.</exception>
    public static Experience ReadExperience(ReadOnlyMemory<byte> utf8) =>
        JsonRead.Of<ExperienceDocument>(utf8, out var failures)?.ToExperience() ?? throw new SettlementException(failures);

    /// <summary>Reads a settlement from UTF-8, for example the bytes of a file.</summary>
    /// <param name="utf8">The document.</param>
    /// <exception cref="SettlementException">Something is wrong with the document, or its lines do not add up; carries all of it, each with
    /// its path.</exception>
    public static Settlement ReadSettlement(ReadOnlyMemory<byte> utf8) =>
        Checked(JsonRead.Of<SettlementDocument>(utf8, out var failures), ref failures) ?? throw new SettlementException(failures);

    /// <summary>The one text of a contract: members in the order of their names, no white space, defaults left out, numbers without
    /// trailing zeros or exponent. Equal contracts have equal texts.</summary>
    /// <param name="contract">The contract.</param>
    /// <exception cref="SettlementException">The contract holds something that no document can.</exception>
    public static string Canonical(Contract contract) => CanonicalText.Of(JsonWrite.Utf8(contract, JsonSetup.Options, indented: false));

    /// <summary>The one text of an experience: members in the order of their names, no white space, defaults left out, numbers without
    /// trailing zeros or exponent. Equal experiences have equal texts.</summary>
    /// <param name="experience">The experience.</param>
    /// <exception cref="SettlementException">The experience holds something that no document can.</exception>
    public static string Canonical(Experience experience) =>
        CanonicalText.Of(JsonWrite.Utf8(Document(experience), JsonSetup.Options, indented: false));

    /// <summary>The one text of a settlement: members in the order of their names, no white space, defaults left out, numbers without
    /// trailing zeros or exponent. Equal settlements have equal texts.</summary>
    /// <param name="settlement">The settlement.</param>
    /// <exception cref="SettlementException">The settlement holds something that no document can.</exception>
    public static string Canonical(Settlement settlement) =>
        CanonicalText.Of(JsonWrite.Utf8(Document(settlement), JsonSetup.Options, indented: false));

    /// <summary>
    /// SHA-256, in lower-case hexadecimal, of what was agreed, by value: the clauses, and the terms of the programme that made them, with
    /// every rule.
    /// Labels, line letters, names of regions, the name of the payoff's variable, authorities, the name of the programme, the version of
    /// the library,
    /// trailing zeros and the order of members do not enter; every term does, the contract's name, version and term among them.
    /// </summary>
    /// <param name="contract">The contract.</param>
    /// <exception cref="SettlementException">The contract holds something that no document can.</exception>
    public static string Digest(Contract contract)
    {
        ArgumentNullException.ThrowIfNull(contract);
        return JsonDigest.Of(contract, null);
    }

    /// <summary>
    /// The digest of a programme's terms with every rule stated, by value, without names and citations: what <see cref="Experience.Terms"/>
    /// of figures
    /// made with them holds.
    /// </summary>
    /// <param name="terms">The terms.</param>
    /// <exception cref="SettlementException">The terms never existed, or hold something that no document can.</exception>
    public static string Digest(ProgrammeTerms terms) => terms.Resolved().Digest.Text;

    /// <summary>
    /// SHA-256, in lower-case hexadecimal, of the facts by value. A figure enters by its number or by the kind of its absence: not who
    /// stated it,
    /// nor the lines that led to it, nor the reason in words, nor the terms that made it, which are the contract's. What a programme
    /// counted enters by its own digest (<see cref="Experience.Counted"/>). Neither the order of numbers, facts and parts enters, nor
    /// whether a number stands bare.
    /// </summary>
    /// <param name="experience">The experience.</param>
    /// <exception cref="SettlementException">The experience holds something that no document can.</exception>
    public static string Digest(Experience experience)
    {
        ArgumentNullException.ThrowIfNull(experience);
        return JsonDigest.Of(null, experience);
    }

    /// <summary>SHA-256, in lower-case hexadecimal, of terms and facts by value: with it two parties show each other that they settled the
    /// same contract on the same facts. A currency or period that the experience leaves out is the contract's.</summary>
    /// <param name="contract">The contract.</param>
    /// <param name="experience">The experience.</param>
    /// <exception cref="SettlementException">One of the two holds something that no document can.</exception>
    public static string Digest(Contract contract, Experience experience)
    {
        ArgumentNullException.ThrowIfNull(contract);
        ArgumentNullException.ThrowIfNull(experience);
        return JsonDigest.Of(contract, experience);
    }

    /// <summary>The JSON schema (draft 2020-12) of a contract, with descriptions and bounds, from which a form can be made.</summary>
    public static string ContractSchema() => JsonSchemas.Of("contract");

    /// <summary>The JSON schema (draft 2020-12) of an experience.</summary>
    public static string ExperienceSchema() => JsonSchemas.Of("experience");

    /// <summary>The JSON schema (draft 2020-12) of a settlement.</summary>
    public static string SettlementSchema() => JsonSchemas.Of("settlement");

    internal static Failure TooLarge(long size) => new("document-too-large", "$", FormattableString.Invariant($"{size:#,##0} bytes"),
        FormattableString.Invariant($"A document has at most {MaximumSize:#,##0} bytes."), "Split the contract or the experience.");

    internal static Failure TooLong(string given) => new("document-too-long", "$", given,
        FormattableString.Invariant($"A document has at most {JsonAudit.MostElements:#,##0} values."),
        "Split the contract or the experience.");

    private static string Text<T>(T value, bool indented) =>
        Encoding.UTF8.GetString(JsonWrite.Utf8(value, JsonSetup.Options, indented).Span);

    private static SettlementDocument Document(Settlement settlement, bool lines = true)
    {
        ArgumentNullException.ThrowIfNull(settlement);
        return SettlementDocument.Of(settlement, lines);
    }

    private static ExperienceDocument Document(Experience experience)
    {
        ArgumentNullException.ThrowIfNull(experience);
        return ExperienceDocument.Of(experience);
    }

    private static bool Done<T>(T? read, [NotNullWhen(true)] out T? value)
        where T : class
    {
        value = read;
        return read is not null;
    }

    private static Settlement? Checked(SettlementDocument? document, ref ValueList<Failure> failures)
    {
        if (document is null)
        {
            return null;
        }

        var found = new List<Failure>();
        SettlementProof.Validate(document, string.Empty, found);
        failures = [.. found];
        return found.Count == 0 ? document.ToSettlement() : null;
    }
}
