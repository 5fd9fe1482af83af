namespace ValueSettlement;

/// <summary>Where a contract comes from: the programme whose terms made its clauses. The terms are what was agreed; the clauses are what is
/// settled.</summary>
public sealed record Origin
{
    /// <summary>The programme, for example "Medicare Shared Savings Program, ENHANCED, 2024". Not part of the digest.</summary>
    public required string Programme { get; init => field = Given.Of(value); }

    /// <summary>The version of this library that made the clauses. Not part of the digest.</summary>
    public required string LibraryVersion { get; init => field = Given.Of(value); }

    /// <summary>The terms, every rule stated. Each rule's value is part of the contract's digest; citations are not.</summary>
    public required ProgrammeTerms Terms { get; init => field = Given.Of(value); }

    /// <summary>
    /// The digest of what the terms made: opening, parts, pool, clauses, payment, publishing, currency and term.
    /// If the contract's own differs, it was edited since. Not part of the contract's digest.
    /// </summary>
    public required Digest Clauses { get; init => field = Given.Of(value); }

    /// <summary>The programme and the version.</summary>
    public override string ToString() => $"{Programme}, made by ValueSettlement {LibraryVersion}";

    internal static Origin Of(string programme, ProgrammeTerms terms) => new()
    {
        Programme = programme,
        LibraryVersion = ValueSettlement.LibraryVersion.Text,
        Terms = terms.Resolution,
        Clauses = new(terms.Resolution, Digests.OfClauses),
    };
}
