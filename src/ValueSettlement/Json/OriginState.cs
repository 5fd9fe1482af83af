using ValueSettlement.Json;

namespace ValueSettlement;

/// <summary>How a contract stands to the terms that it comes from. Both marks may hold.</summary>
[Flags]
public enum OriginState
{
    /// <summary>The clauses are those that the terms made, and this library makes the same of them.</summary>
    AsMade = 0,

    /// <summary>The contract was changed after the programme made it: other clauses, another opening, publishing rule, currency or
    /// term, or the name of another programme.</summary>
    Edited = 1,

    /// <summary>This version of the library makes other clauses of the same terms than the recorded one, or none. What is settled stays
    /// what the contract holds.</summary>
    LibraryDiffers = 2,
}

/// <summary>Contracts compared with the terms that made them.</summary>
public static class OriginExtensions
{
    /// <summary>
    /// Whether a contract still is what its terms made; <see langword="null"/> if no programme made it.
    /// It reports and changes nothing: the clauses are what is settled.
    /// </summary>
    /// <param name="contract">The contract.</param>
    /// <exception cref="SettlementException">The contract holds something that no document can, for example levels nested without
    /// end.</exception>
    public static OriginState? OriginState(this Contract contract)
    {
        ArgumentNullException.ThrowIfNull(contract);
        if (contract.Origin is not { } origin)
        {
            return null;
        }

        // A contract that is equal to what its terms make has its digest too: none need be made.
        var again = Expanded(origin.Terms, static again => again);
        if (again == contract)
        {
            return ValueSettlement.OriginState.AsMade;
        }

        // The name stands at the head of every statement, and in no digest.
        var renamed = origin.LibraryVersion == LibraryVersion.Text && again?.Origin is { } mine && mine.Programme != origin.Programme;
        var made = origin.Clauses.Text;
        return (!renamed && JsonDigest.OfClauses(contract) == made ? ValueSettlement.OriginState.AsMade
                : ValueSettlement.OriginState.Edited)
            | (Expanded(origin.Terms, JsonDigest.OfClauses) == made ? ValueSettlement.OriginState.AsMade
                : ValueSettlement.OriginState.LibraryDiffers);
    }

    /// <summary>What this library makes of the terms now; nothing if it refuses them.</summary>
    private static T? Expanded<T>(ProgrammeTerms terms, Func<Contract, T> read)
        where T : class
    {
        try
        {
            return read(terms.Contract());
        }
        catch (SettlementException)
        {
            return null;
        }
    }
}

/// <summary>The origin of a contract as a statement says it.</summary>
internal static class OriginWords
{
    /// <summary>The programme, the version that made the terms, and what is no longer as it was made. Plain text, not escaped.</summary>
    public static string Of(string programme, string version, OriginState? state, string settledBy) =>
        $"{programme}. Terms made by ValueSettlement {version}"
            + (state?.HasFlag(OriginState.Edited) == true ? "; the contract was edited since." : ".")
            + (state?.HasFlag(OriginState.LibraryDiffers) == true
                ? $" ValueSettlement {settledBy} makes other clauses of these terms; the recorded ones were settled."
                : string.Empty);
}
