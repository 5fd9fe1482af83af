using NodaTime;

namespace ValueSettlement;

/// <summary>An amount as it was computed and as it is published.</summary>
/// <param name="Unrounded">As computed, to twelve decimals; positive to the provider, negative owed by it.</param>
/// <param name="Published">Rounded as the contract says, from the amount at nine decimals.</param>
public readonly record struct SettledAmount(decimal Unrounded, decimal Published)
{
    /// <summary>Who owes it: positive amounts are owed by the payer, negative ones by the provider.</summary>
    public Party Owes => Published switch { > 0m => Party.Payer, < 0m => Party.Provider, _ => Party.Neither };

    /// <summary>An amount published by a rule: read at nine decimals, then rounded once.</summary>
    internal static SettledAmount Of(decimal unrounded, Rounding publishing) => new(unrounded, publishing.Apply(Carried.Decide(unrounded)));

    /// <summary>The published amount.</summary>
    public override string ToString() => UnitText.Of(Published, Unit.Money);
}

/// <summary>Something that is left over for a later settlement.</summary>
/// <param name="Basis">What it is a balance of.</param>
/// <param name="Amount">What remains, not rounded.</param>
public sealed record CarriedForward(Basis Basis, decimal Amount)
{
    /// <summary>The basis and the amount in invariant notation.</summary>
    public override string ToString() => $"{Basis.InWords} {UnitText.Of(Amount, Unit.Money)}";
}

/// <summary>What one clause did in one settlement.</summary>
/// <param name="Path">Where the clause stands, for example "clauses[2]".</param>
/// <param name="Label">Its name.</param>
/// <param name="Effect">Whether it changed anything.</param>
/// <param name="Note">Why, where the formula cannot say.</param>
public sealed record ClauseCoverage(string Path, string Label, Effect Effect, string? Note);

/// <summary>What a settlement says of the contract that it settled, so that it can be read, printed and compared without it.</summary>
public sealed record SettledContract
{
    /// <summary>The contract's name.</summary>
    public required string Id { get; init; }

    /// <summary>The contract's version.</summary>
    public required int Version { get; init; }

    /// <summary>The currency of every amount.</summary>
    public required string Currency { get; init; }

    /// <summary>The contract's term, both days inclusive.</summary>
    public required DateInterval Term { get; init; }

    /// <summary>How earned and payable amounts were rounded when they were published.</summary>
    public required Rounding Publishing { get; init; }

    /// <summary>What the contract calls its parties and amounts.</summary>
    public required ContractWords Words { get; init; }

    /// <summary>Why the clauses act in their order, if an authority says so.</summary>
    public Authority? OrderAuthority { get; init; }

    /// <summary>The programme whose terms the contract was made of; <see langword="null"/> for a contract of its own.</summary>
    public string? Programme { get; init; }

    /// <summary>The version of this library that made the contract of the programme's terms.</summary>
    public string? ProgrammeVersion { get; init; }

    internal static SettledContract Of(Contract contract) => new()
    {
        Id = contract.Id,
        Version = contract.Version,
        Currency = contract.Currency,
        Term = contract.Term,
        Publishing = contract.PublishingRule,
        Words = contract.WordsUsed,
        OrderAuthority = contract.OrderAuthority,
        Programme = contract.Origin?.Programme,
        ProgrammeVersion = contract.Origin?.LibraryVersion,
    };
}

/// <summary>
/// The result: an exact amount, who owes it, and every step that led there, as plain data that survives a document with its statement.
/// The pass that computes keeps nothing but its amounts; when the lines are first asked for, the same pass is made again in words.
/// Equal to another one with the same contract, amounts and lines.
/// </summary>
public sealed class Settlement : IEquatable<Settlement>
{
    private readonly PreparedContract? prepared;
    private readonly Experience? experience;
    private readonly Arrangement? arrangement;
    private readonly SettlementRecord? recorded;
    private LineWriter? told;
    private ValueList<Line>? lines;

    internal Settlement(PreparedContract prepared, Arrangement? arrangement, Experience experience, decimal opening, decimal earned,
        decimal payable, ValueList<Settlement> parts)
    {
        (this.prepared, this.arrangement, this.experience) = (prepared, arrangement, experience);
        var publishing = prepared.Contract.PublishingRule;
        Opening = opening;
        Earned = SettledAmount.Of(earned, publishing);
        Payable = prepared.Contract.Payment.Count == 0 ? Earned : SettledAmount.Of(payable, publishing);
        Parts = parts;
    }

    internal Settlement(SettlementRecord recorded)
    {
        this.recorded = recorded;
        (Opening, Earned, Payable, Parts, lines) = (recorded.Opening, recorded.Earned, recorded.Payable, recorded.Parts, recorded.Lines);
    }

    /// <summary>What was settled: name, version, currency, term, rounding, words and origin of the contract.</summary>
    public SettledContract Contract => recorded?.Contract ?? prepared!.Settled;

    /// <summary>The contract's name.</summary>
    public string ContractId => Contract.Id;

    /// <summary>The contract's version.</summary>
    public int ContractVersion => Contract.Version;

    /// <summary>The currency of every amount.</summary>
    public string Currency => Contract.Currency;

    /// <summary>The version of this library that settled.</summary>
    public string LibraryVersion => recorded?.LibraryVersion ?? ValueSettlement.LibraryVersion.Text;

    /// <summary>The days that the figures cover, both inclusive.</summary>
    public DateInterval Period => recorded?.Period ?? experience!.Period ?? Contract.Term;

    /// <summary>Which arrangement was settled, for a part of a contract with several; otherwise <see langword="null"/>.</summary>
    public string? Arrangement => recorded is null ? arrangement?.Id : recorded.Arrangement;

    /// <summary>The opening amount that the clauses began with, to twelve decimals.</summary>
    public decimal Opening { get; }

    /// <summary>What the clauses led to: positive to the provider.</summary>
    public SettledAmount Earned { get; private set; }

    /// <summary>Who owes what was earned: nobody has to guess a sign.</summary>
    public Party Owes => Earned.Owes;

    /// <summary>What is left to pay after earlier settlements and recoupment.</summary>
    public SettledAmount Payable { get; private set; }

    /// <summary>What remains for later settlements, for example advances not yet recouped.</summary>
    public ValueList<CarriedForward> CarriedForward => recorded?.CarriedForward ?? [.. Told.CarriedForward];

    /// <summary>
    /// The settlements of the arrangements, if the contract has several. Their published amounts add up to the published opening amount
    /// (<see cref="Allocation"/>).
    /// </summary>
    public ValueList<Settlement> Parts { get; }

    /// <summary>
    /// Every step in order: figures, the opening amount, what each clause did. Opening plus the deltas of the clauses (without those of the
    /// payment) is what was
    /// earned. Empty for a settlement read from a document that left them out (<see cref="HasLines"/>).
    /// </summary>
    public ValueList<Line> Lines => lines ??= recorded is null ? [.. Told.Lines] : [];

    /// <summary>Whether the lines are known: a document may leave them out.</summary>
    public bool HasLines => recorded is null or { Lines: not null };

    /// <summary>
    /// The line of a key, for example "sequestration" or "final-sharing-rate" (<see cref="Line.Key"/>): the last one, where a rule acted
    /// more than once; <see langword="null"/> if there is none, or if the lines were left out of the document
    /// (<see cref="HasLines"/>). A contract with arrangements has their lines in its <see cref="Parts"/>.
    /// </summary>
    /// <param name="key">The key.</param>
    public Line? Find(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return Lines.LastOrDefault(line => string.Equals(line.Key, key, StringComparison.Ordinal));
    }

    /// <summary>Which clauses changed something, which did not, and which could not be applied.</summary>
    public ValueList<ClauseCoverage> Coverage => Lines.Where(static line => line.Kind == LineKind.Clause)
        .Select(static line => new ClauseCoverage(line.Path, line.Label, line.Effect, line.Note)).ToValueList();

    /// <summary>What was settled, if this settlement was computed here and not read from a document.</summary>
    internal (Contract Contract, Experience Experience)? Source =>
        recorded is null && arrangement is null ? (prepared!.Contract, experience!) : null;

    /// <summary>The digests as recorded in a document, or once they were computed.</summary>
    internal (string Contract, string Facts)? Digests
    {
        get => field ?? recorded?.Digests;
        set;
    }

    /// <summary>The state of the origin as a document recorded it.</summary>
    internal int? RecordedState => recorded?.OriginState;

    // The pass once more, in words. Two threads may both make it and find the same.
    private LineWriter Told => told ??= Tell();

    /// <summary>
    /// Publishes the settled arrangements of one contract, so that they add up to their published sum. Called before anybody sees them.
    /// </summary>
    internal static void PublishTogether(ReadOnlySpan<Settlement> parts, decimal sum, Rounding publishing)
    {
        var exact = new Allocation.ExactPart[parts.Length];
        for (var i = 0; i < exact.Length; i++)
        {
            exact[i] = Allocation.ExactPart.Of(parts[i].Arrangement!, parts[i].Earned.Unrounded);
        }

        var published = Published(exact, sum, publishing);
        for (var i = 0; i < exact.Length; i++)
        {
            parts[i].Earned = parts[i].Payable = new(parts[i].Earned.Unrounded, published[i]);
        }
    }

    /// <summary>What the parts of a sum are published as: together what the sum is published as.</summary>
    internal static decimal[] Published(ReadOnlySpan<Allocation.ExactPart> exact, decimal sum, Rounding publishing) =>
        Allocation.Publish(exact, SettledAmount.Of(sum, publishing).Published, publishing);

    /// <inheritdoc/>
    public bool Equals(Settlement? other) =>
        other is not null && Contract == other.Contract && LibraryVersion == other.LibraryVersion && Period == other.Period
            && Arrangement == other.Arrangement
        && Opening == other.Opening && Earned == other.Earned && Payable == other.Payable && CarriedForward.Equals(other.CarriedForward)
        && Parts.Equals(other.Parts) && Lines.Equals(other.Lines);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Settlement);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(ContractId, ContractVersion, Arrangement, Opening, Earned, Payable);

    /// <summary>One sentence: who owes what was earned, and what is left to pay where that is another amount.</summary>
    public override string ToString()
    {
        var earned = Owes == Party.Neither ? $"{ContractId}: nobody owes anything" : $"{ContractId}: {Said(Earned, "owes")}";
        return Payable.Unrounded == Earned.Unrounded ? earned + "."
            : Payable.Owes == Party.Neither ? earned + "; nothing is left to pay."
            : $"{earned}; {Said(Payable, "pays")} now.";
    }

    private string Said(SettledAmount amount, string verb) =>
        $"the {Contract.Words.Of(amount.Owes).Debtor} {verb} {UnitText.Of(Math.Abs(amount.Published), Unit.Money)} {Currency}";

    private LineWriter Tell()
    {
        var contract = prepared!.Contract;
        var words = new LineWriter { Names = contract.WordsUsed };
        if (arrangement is null && Parts.Count > 0)
        {
            words.Lines.Add(SumOfParts());
        }
        else
        {
            WriteOpening(words, arrangement?.Opening ?? contract.Opening, arrangement is null ? contract.Letters : arrangement.Letters);
        }

        var run = new Run { Facts = experience!.Facts.AsSpan(), Benchmark = experience.Benchmark?.Value ?? 0m, Words = words };
        var earned = Clause.Fold((arrangement?.Clauses ?? contract.Clauses).AsSpan(), Opening, ref run);
        if (arrangement is null)
        {
            words.Chain = (string.Empty, "payment");
            Clause.Fold(contract.Payment.AsSpan(), earned, ref run);
        }

        return words;
    }

    private Line SumOfParts() => new()
    {
        Key = "opening",
        Label = "Sum of the arrangements",
        Kind = LineKind.Opening,
        Operation = Operation.Sum,
        Unit = Unit.Money,
        Decimals = Carried.Digits,
        Operands = [.. Parts.Select(static p => new Operand(p.Arrangement ?? string.Empty, p.Earned.Unrounded, Unit.Money))],
        Value = Opening,
    };

    private void WriteOpening(LineWriter words, OpeningAmount kind, OpeningLetters? letters)
    {
        if (kind == OpeningAmount.Stated)
        {
            AddFigure(words, "opening", "Opening amount", letters?.Opening, experience!.Opening!, LineKind.Opening);
            AddFacts(words);
            return;
        }

        var names = words.Names;
        AddFigure(words, "benchmark", names.Benchmark, letters?.Benchmark, experience!.Benchmark!, LineKind.Figure);
        AddFigure(words, "expenditure", names.Expenditure, letters?.Expenditure, experience.Expenditure!, LineKind.Figure);
        AddFacts(words);
        var benchmark = new Operand(names.Benchmark, experience.Benchmark!.Value, Unit.Money);
        var expenditure = new Operand(names.Expenditure, experience.Expenditure!.Value, Unit.Money);
        var reversed = kind == OpeningAmount.ExpenditureLessBenchmark;
        var (first, second) = reversed ? (names.Expenditure, names.Benchmark) : (names.Benchmark, names.Expenditure);
        words.Lines.Add(new Line
        {
            Key = "opening",
            Letter = letters?.Opening,
            Label = $"{first} less {ContractWords.Inside(second)}",
            Kind = LineKind.Opening,
            Operation = Operation.Difference,
            Operands = reversed ? [expenditure, benchmark] : [benchmark, expenditure],
            Value = Opening,
            Unit = Unit.Money,
            Decimals = Carried.Digits,
        });
    }

    private void AddFacts(LineWriter words)
    {
        foreach (var fact in experience!.Facts)
        {
            words.Lines.AddRange(fact.Lines);
        }
    }

    private static void AddFigure(LineWriter words, string key, string label, string? letter, Figure figure, LineKind kind)
    {
        words.Lines.AddRange(figure.Lines);
        words.Lines.Add(new Line
        {
            Key = key,
            Letter = letter,
            Label = label,
            Kind = kind,
            Operation = Operation.Stated,
            Operands = [new Operand(figure.Source ?? label, figure.Value, Unit.Money)],
            Value = kind == LineKind.Opening ? Carried.Carry(figure.Value ?? 0m) : figure.Value,
            Unit = Unit.Money,
            Decimals = kind == LineKind.Opening ? Carried.Digits : 28,
        });
    }
}

/// <summary>A settlement as a document recorded it.</summary>
internal sealed record SettlementRecord
{
    public required SettledContract Contract { get; init; }

    public required string LibraryVersion { get; init; }

    public required DateInterval Period { get; init; }

    public string? Arrangement { get; init; }

    public required decimal Opening { get; init; }

    public required SettledAmount Earned { get; init; }

    public required SettledAmount Payable { get; init; }

    public ValueList<CarriedForward> CarriedForward { get; init; } = [];

    /// <summary>The lines; <see langword="null"/> where the document left them out.</summary>
    public ValueList<Line>? Lines { get; init; }

    public ValueList<Settlement> Parts { get; init; } = [];

    public (string Contract, string Facts)? Digests { get; init; }

    public int? OriginState { get; init; }
}
