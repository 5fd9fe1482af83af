namespace ValueSettlement;

/// <summary>What the fold of the clauses begins with.</summary>
public enum OpeningAmount
{
    /// <summary>Benchmark − expenditure: positive is a saving, money to the provider.</summary>
    BenchmarkLessExpenditure,

    /// <summary>Expenditure − benchmark: for plans, which are paid when their cost is above a target.</summary>
    ExpenditureLessBenchmark,

    /// <summary>An amount of its own, stated with the experience: a fee, a tally of priced events, a score times a base.</summary>
    Stated,
}

/// <summary>Who is paid where amounts are summed.</summary>
public enum Payee
{
    /// <summary>The whole: what its parts earned is a step on the way to what it is paid.</summary>
    Whole,

    /// <summary>Each part, what it brought into the sum. The sum itself is paid to nobody.</summary>
    Parts,
}

/// <summary>The programme's own line letters of what a chain begins with. Not part of the digest.</summary>
/// <param name="Benchmark">The letter of the benchmark.</param>
/// <param name="Expenditure">The letter of the expenditure.</param>
/// <param name="Opening">The letter of their difference.</param>
public sealed record OpeningLetters(string Benchmark, string Expenditure, string Opening)
{
    /// <summary>The letter of the benchmark.</summary>
    public string Benchmark { get; init => field = Given.Of(value); } = Given.Of(Benchmark);

    /// <summary>The letter of the expenditure.</summary>
    public string Expenditure { get; init => field = Given.Of(value); } = Given.Of(Expenditure);

    /// <summary>The letter of their difference.</summary>
    public string Opening { get; init => field = Given.Of(value); } = Given.Of(Opening);

    /// <summary>The members that were stated, by their names in words.</summary>
    public override string ToString() => Printed.Of(this);
}

/// <summary>
/// What is settled: an opening amount and clauses in order. The opening amount is found from the figures of its own experience, or is the
/// sum of what its parts earned.
/// <code>parts ─► earned ─► pool ─► Σ = opening ─► clauses ─► earned ─► payment ─► payable</code>
/// A part is an <see cref="Arrangement"/>, which has currency, term and rounding of the contract that it stands in, or a whole
/// <see cref="Contract"/>, which states its own. Parts may have parts, 8 levels deep and 10,000 in all.
/// </summary>
public abstract partial record Agreement
{
    /// <summary>How many parts there may be, those of all levels together.</summary>
    internal const int MostParts = 10_000;

    /// <summary>How many levels of parts there may be.</summary>
    internal const int DeepestPart = 8;

    private protected Agreement()
    {
    }

    /// <summary>Its name; the names of the parts of one sum differ.</summary>
    public required string Id { get; init; }

    /// <summary>What the chain begins with, if it has no parts.</summary>
    public OpeningAmount Opening { get; init; }

    /// <summary>The programme's own line letters of the opening lines, if it prints some.</summary>
    public OpeningLetters? Letters { get; init; }

    /// <summary>What is settled apart and summed; empty for a chain that begins with an opening amount of its own.</summary>
    public ValueList<Agreement> Parts { get; init => field = Given.Of(value); } = [];

    /// <summary>A pool that scales what the parts earned before it is summed; <see langword="null"/> for none.</summary>
    public Pool? Pool { get; init; }

    /// <summary>
    /// The clauses in order, from the opening amount to what is earned. Over a sum their benchmark is the sum of the benchmarks of the
    /// parts; what they do is not allocated back.
    /// </summary>
    public ValueList<Clause> Clauses { get; init => field = Given.Of(value); } = [];

    /// <summary>The clauses from what is earned to what is payable: earlier settlements, recoupment of advances. Only of what is
    /// paid.</summary>
    public ValueList<Clause> Payment { get; init => field = Given.Of(value); } = [];

    /// <summary>Who is paid, where there are parts. Where the parts are paid, no clause acts on their sum.</summary>
    public Payee Pays { get; init; }

    /// <summary>What it calls its parties and amounts; <see langword="null"/> for usual words: of an arrangement those of its contract, of
    /// a contract those of shared savings, and plain gains and losses where no spending is compared with a benchmark. Not part of the
    /// digest.</summary>
    public ContractWords? Words { get; init; }

    /// <summary>What it is and its name: "contract acme-ppo-2026, version 1, 2026-01-01 to 2026-12-31".</summary>
    public sealed override string ToString() => this is not Contract contract ? $"arrangement {Id}"
        : FormattableString.Invariant($"contract {Id}, version {contract.Version}")
            + (contract.Term is null ? string.Empty : $", {Dates.Text(contract.Term)}");

    internal bool IsSum => Parts.Count > 0;

    /// <summary>The agreement and its parts, as far as a sound one can have them: what is larger is refused, and walked by
    /// nobody.</summary>
    internal IEnumerable<Agreement> All
    {
        get
        {
            var waiting = new Stack<(Agreement Agreement, int Depth)>([(this, 0)]);
            for (var left = MostParts; waiting.TryPop(out var next) && left >= 0; left--)
            {
                yield return next.Agreement;
                for (var i = Math.Min(next.Agreement.Parts.Count, left) - 1; i >= 0 && next.Depth < DeepestPart; i--)
                {
                    waiting.Push((next.Agreement.Parts[i], next.Depth + 1));
                }
            }
        }
    }

    /// <summary>Of <see cref="All"/>, what has no parts: everything that begins with an opening amount of its own.</summary>
    internal IEnumerable<Agreement> Leaves => All.Where(static agreement => !agreement.IsSum);
}

/// <summary>A part of a contract without terms of its own besides its opening amount, its clauses and its parts.</summary>
public sealed record Arrangement : Agreement;
