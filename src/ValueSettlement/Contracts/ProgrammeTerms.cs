namespace ValueSettlement;

/// <summary>
/// The terms of a programme: what two parties agree on, before the library makes clauses of it. Every programme has a record of its own;
/// <see cref="Contract"/> makes the contract. A rule that is left out is the programme's own;
/// <see cref="ProgrammeTermsExtensions.Resolved"/>
/// states it with its value and its authority, and so does <see cref="Origin.Terms"/> of the contract.
/// What acts before the first clause (a discount, a retention, an attachment point, a withhold) stands in no clause:
/// it stands here, in the contract's document and in its digest.
/// </summary>
public abstract partial record ProgrammeTerms
{
    private Digest? digest;
    private ProgrammeTerms? resolved;

    private protected ProgrammeTerms()
    {
    }

    /// <summary>Makes a copy; what was found out about the original does not hold for a copy with other values.</summary>
    /// <param name="original">The original.</param>
    protected ProgrammeTerms(ProgrammeTerms original) => ArgumentNullException.ThrowIfNull(original);

    /// <summary>The contract of these terms, the same as the programme's <c>For(terms).Contract</c>.</summary>
    /// <exception cref="SettlementException">The terms never existed; carries every reason.</exception>
    public abstract Contract Contract();

    /// <summary>
    /// Everything that is wrong with the terms, for example a track that was never offered; empty if they are sound. Where each term is
    /// sound by itself, what is wrong with the contract that they make together follows, with paths that begin with <c>contract</c>.
    /// </summary>
    public ValueList<Failure> Validate()
    {
        var failures = Own();
        if (failures.Count == 0)
        {
            failures.AddRange(Digests.Unwritable(this));
        }

        if (failures.Count == 0)
        {
            failures.AddRange(Contract().Validate().Select(static f => f with { Path = Paths.Join("contract", f.Path) }));
        }

        return [.. failures];
    }

    private List<Failure> Own()
    {
        var failures = new List<Failure>();
        Validate(failures);
        return failures;
    }

    /// <summary>Whether the terms are of the same programme; the records add their values.</summary>
    /// <param name="other">Other terms.</param>
    public virtual bool Equals(ProgrammeTerms? other) => other is not null && EqualityContract == other.EqualityContract;

    /// <inheritdoc/>
    public override int GetHashCode() => EqualityContract.GetHashCode();

    /// <summary>
    /// Whether resolved terms make a figure before the fold depend on quality: a withhold, a discount, a price. No clause shows that.
    /// </summary>
    internal virtual bool DependsOnQuality => false;

    /// <summary>What resolved terms say that no clause says, in plain sentences, in their order: what acts before the first
    /// clause.</summary>
    internal virtual IEnumerable<CitedSentence> Sentences => [];

    /// <summary>Adds the figures that a settlement by the terms shows beside those of its clauses: of a sum before its parts are added, of
    /// anything else after its clauses.</summary>
    /// <param name="settled">The settlement of the contract, or of one of its parts.</param>
    /// <param name="lines">Its lines so far.</param>
    internal virtual void Tell(Settlement settled, List<Line> lines)
    {
    }

    /// <summary>The digest of the terms as they stand: every rule by value, without names and citations.</summary>
    internal Digest Digest => digest ?? Interlocked.CompareExchange(ref digest, new(this, Digests.OfTerms), null) ?? digest;

    /// <summary>Whether every rule is stated. Terms that this version of the library refuses were made by another one: they are taken as
    /// they stand.</summary>
    internal bool IsResolved
    {
        get
        {
            try
            {
                return ReferenceEquals(resolved, this) || Resolution.Equals(this);
            }
            catch (SettlementException)
            {
                return true;
            }
        }
    }

    /// <summary>The same terms with every rule stated. One instance, so that contract and experience of the same terms need not be
    /// compared.</summary>
    internal ProgrammeTerms Resolution
    {
        get
        {
            if (resolved is null)
            {
                var failures = Own();
                var full = failures.Count == 0 ? Resolve() : throw new SettlementException(failures);

                // Rules that the caller stated may hold what nobody could read, for example a word outside its list: it has no digest.
                if (full.Equals(this))
                {
                    _ = full.Digest;
                }

                full.resolved = full;
                Interlocked.CompareExchange(ref resolved, full, null);
            }

            return resolved;
        }
    }

    /// <summary>Validates the terms and adds everything that is wrong with them.</summary>
    private protected virtual void Validate(List<Failure> failures)
    {
    }

    /// <summary>
    /// States every rule that was left to the programme, of sound terms; terms that state all of them are returned as they are.
    /// </summary>
    private protected virtual ProgrammeTerms Resolve() => this;
}

/// <summary>Terms in full.</summary>
public static class ProgrammeTermsExtensions
{
    /// <summary>The same terms with every rule stated: its value and its authority, the programme's own where none was given.</summary>
    /// <param name="terms">The terms.</param>
    /// <exception cref="SettlementException">The terms never existed; carries every reason.</exception>
    public static T Resolved<T>(this T terms)
        where T : ProgrammeTerms
    {
        ArgumentNullException.ThrowIfNull(terms);
        return (T)terms.Resolution;
    }
}

/// <summary>How digests are made: the room of documents, which stands below, alone knows the text of everything, and says here how when the
/// library is loaded.</summary>
internal static class Digests
{
    /// <summary>The digest of terms by value.</summary>
    public static Func<object, string> OfTerms { get; private set; } = Unknown;

    /// <summary>The digest of what the terms make of a contract, by value.</summary>
    public static Func<object, string> OfClauses { get; private set; } = Unknown;

    /// <summary>The digest of a contract by value, with its name, version and term.</summary>
    public static Func<Contract, string> OfContract { get; private set; } = Unknown;

    /// <summary>What terms hold that no document can, for example a word outside its list or a text with a control character.</summary>
    public static Func<ProgrammeTerms, IEnumerable<Failure>> Unwritable { get; private set; } = static _ => [];

    public static void Are(Func<ProgrammeTerms, string> terms, Func<Contract, string> clauses, Func<Contract, string> contract,
        Func<ProgrammeTerms, IEnumerable<Failure>> unwritable)
    {
        Unwritable = unwritable;
        OfContract = contract;
        OfTerms = source => terms((ProgrammeTerms)source);
        OfClauses = source => clauses(((ProgrammeTerms)source).Contract());
    }

    private static string Unknown(object source) => throw new InvalidOperationException("The library is loaded in part.");
}
