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
public sealed record ClauseCoverage(string Path, string Label, Effect Effect, string? Note)
{
    /// <summary>The members that were stated, by their names in words.</summary>
    public override string ToString() => Printed.Of(this);
}

/// <summary>What a settlement says of the contract that it settled, so that it can be read, printed and compared without it.</summary>
public sealed record SettledContract
{
    /// <summary>The contract's name.</summary>
    public required string Id { get; init => field = Given.Of(value); }

    /// <summary>The contract's version.</summary>
    public required int Version { get; init; }

    /// <summary>The currency of every amount.</summary>
    public required string Currency { get; init => field = Given.Of(value); }

    /// <summary>The contract's term, both days inclusive.</summary>
    public required DateInterval Term { get; init => field = Given.Of(value); }

    /// <summary>How earned and payable amounts were rounded when they were published.</summary>
    public required Rounding Publishing { get; init; }

    /// <summary>What the contract calls its parties and amounts.</summary>
    public required ContractWords Words { get; init => field = Given.Of(value); }

    /// <summary>Why the clauses act in their order, if an authority says so.</summary>
    public Authority? OrderAuthority { get; init; }

    /// <summary>The programme whose terms the contract was made of; <see langword="null"/> for a contract of its own.</summary>
    public string? Programme { get; init; }

    /// <summary>The version of this library that made the contract of the programme's terms.</summary>
    public string? ProgrammeVersion { get; init; }

    /// <summary>The members that were stated, by their names in words.</summary>
    public override string ToString() => Printed.Of(this);

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
    private readonly SettlementRecord? recorded;
    private Membership? joined;
    private LineWriter? told;
    private ValueList<Line>? lines;

    internal Settlement(PreparedContract prepared, Experience experience, decimal opening, decimal earned, decimal payable,
        PartsOfSum? sum, ValueList<Settlement> parts)
    {
        (this.prepared, this.experience, Sum, Opening, Parts) = (prepared, experience, sum, opening, parts);
        var publishing = prepared.Contract.PublishingRule;
        Earned = SettledAmount.Of(earned, publishing);
        Payable = payable == earned ? Earned : SettledAmount.Of(payable, publishing);
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

    /// <summary>Which part of the whole was settled; <see langword="null"/> for the whole.</summary>
    public string? Arrangement => recorded is null ? prepared!.PartName : recorded.Arrangement;

    /// <summary>Who is paid, where there are parts.</summary>
    public Payee Pays => recorded?.Pays ?? prepared!.Agreement.Pays;

    /// <summary>Whether its <see cref="Payable"/> is paid. A part is paid itself where every whole above it pays its parts
    /// (<see cref="Payee.Parts"/>); otherwise it is only counted in the sum.</summary>
    public bool IsPaid => recorded?.IsPaid ?? prepared!.IsPaid;

    /// <summary>Whether its parts are paid, and nothing of their sum.</summary>
    internal bool PaysParts => Parts.Count > 0 && Pays == Payee.Parts;

    /// <summary>The opening amount that the clauses began with, to twelve decimals.</summary>
    public decimal Opening { get; }

    /// <summary>What the clauses led to: positive to the provider.</summary>
    public SettledAmount Earned { get; }

    /// <summary>Who owes what was earned: nobody has to guess a sign.</summary>
    public Party Owes => Earned.Owes;

    /// <summary>
    /// Of a part what it brought into the sum of the whole: what it earned, after the pool if there is one. The published amounts of all
    /// parts add up to the published opening amount of the whole (<see cref="Allocation"/>). <see langword="null"/> for the whole.
    /// </summary>
    public SettledAmount? BroughtIn => joined?.BroughtIn ?? recorded?.BroughtIn;

    /// <summary>
    /// Of a sum with a pool that holds an amount, what is left in it: nothing where it is all paid. It is published as what the pool
    /// holds less what is paid from it, each published, so that no unit is lost. <see langword="null"/> without such a pool.
    /// </summary>
    public SettledAmount? LeftInPool => recorded is null
        ? Sum is { } sum && prepared!.Agreement.Pool is { HoldsAmount: true } ? Pool.Left(sum.Holds, sum.Paid, Contract.Publishing) : null
        : recorded.LeftInPool;

    /// <summary>
    /// What is left to pay after earlier settlements and recoupment. Where the parts are paid (<see cref="Pays"/>), that of each part, and
    /// of the whole their sum, to which the published amounts of the parts add up. Of a part of which nothing is paid, what it earned.
    /// </summary>
    public SettledAmount Payable { get; private set; }

    /// <summary>What remains for later settlements, for example advances not yet recouped, or what is held. What the clauses of a part
    /// leave stands in the settlement of the part; a statement lists both.</summary>
    public ValueList<CarriedForward> CarriedForward => recorded?.CarriedForward ?? [.. Told.CarriedForward];

    /// <summary>What is due besides money, in the order of the clauses that say so (<see cref="Consequence"/>). What the clauses of a part
    /// say stands in the settlement of the part; a statement lists both.</summary>
    public ValueList<DueConsequence> Consequences => recorded?.Consequences ?? [.. Told.Consequences];

    /// <summary>The settlements of the parts, in the order of the contract; each has its statement.</summary>
    public ValueList<Settlement> Parts { get; }

    /// <summary>
    /// Where the parts have the same clauses, as parts of one population have: the clauses for which settling the parts and adding up
    /// differs from settling the whole. Found when first read: the whole is then settled beside the parts, clause by clause.
    /// </summary>
    public ValueList<NonAdditive> Warnings => recorded?.Warnings ?? Sum?.Comparison.Found ?? [];

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
    /// (<see cref="HasLines"/>). The lines of its parts are those of <see cref="Parts"/>.
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
        recorded is null && prepared!.PartName is null ? (prepared.Contract, experience!) : null;

    /// <summary>The contract, or that of a part, if this settlement was computed here and not read from a document.</summary>
    internal Contract? SettledHere => recorded is null ? prepared!.Contract : null;

    /// <summary>What happened, if this settlement was computed here.</summary>
    internal Experience Experience => experience!;

    /// <summary>The terms that made its contract, or the one that it is a part of, if a programme made it and it was computed
    /// here.</summary>
    internal ProgrammeTerms? Terms => prepared?.TermsAbove;

    /// <summary>What its parts came to, if it has parts and was computed here.</summary>
    internal PartsOfSum? Sum { get; }

    internal Operand AsOperand() => new(Arrangement ?? ContractId, Earned.Unrounded, Unit.Money);

    /// <summary>The digests as recorded in a document, or once they were computed.</summary>
    internal (string Contract, string Facts)? Digests
    {
        get => field ?? recorded?.Digests;
        set;
    }

    /// <summary>The state of the origin as a document recorded it.</summary>
    internal int? RecordedState => recorded?.OriginState;

    /// <summary>What a part brought into a sum, and what the sum came to; most settlements are no parts, and hold none.</summary>
    private sealed record Membership(SettledAmount BroughtIn, PartsOfSum Sum);

    // The pass once more, in words. Two threads may both make it and find the same.
    private LineWriter Told => told ??= Tell();

    /// <summary>Makes it a part of a sum: what it brings in, and what is payable of it. Called before anybody sees it.</summary>
    internal void Join(SettledAmount brought, SettledAmount payable, PartsOfSum sum) =>
        (Payable, joined) = (payable, new(brought, sum));

    /// <summary>Publishes what is payable of it together with that of the other parts. Called before anybody sees it.</summary>
    internal void Publish(decimal payable) => Payable = Payable with { Published = payable };

    /// <summary>What the parts of a sum are published as: together what the sum is published as.</summary>
    internal static decimal[] Published(ReadOnlySpan<Allocation.ExactPart> exact, decimal sum, Rounding publishing) =>
        Allocation.Publish(exact, SettledAmount.Of(sum, publishing).Published, publishing);

    /// <summary>
    /// What is payable of the parts is published as: what each brought in as published, plus what its payment adds or takes, divided so
    /// that they add up to what is published of the whole. A part without payment is paid what it brought in.
    /// </summary>
    internal static decimal[] PublishedPayables(ReadOnlySpan<(string Name, SettledAmount BroughtIn, decimal Payable)> parts, decimal whole,
        Rounding publishing)
    {
        var (payments, payables) = (new Allocation.ExactPart[parts.Length], new Allocation.ExactPart[parts.Length]);
        var left = whole;
        for (var i = 0; i < parts.Length; i++)
        {
            var (name, brought, payable) = (parts[i].Name, parts[i].BroughtIn, Carried.Decide(parts[i].Payable));
            payments[i] = Allocation.ExactPart.Of(name, payable - Carried.Decide(brought.Unrounded));
            payables[i] = Allocation.ExactPart.Of(name, payable);
            left -= brought.Published;
        }

        var published = Allocation.Publish(payments, left, publishing);
        for (var i = 0; i < parts.Length; i++)
        {
            left -= published[i];
            published[i] += parts[i].BroughtIn.Published;
        }

        // Rounded by themselves, sum and payments may meet a unit beside what is payable, and beyond a limit of it: then that is divided
        // as a whole.
        return left == 0m && AreWithinAUnit(published, payables, publishing) ? published
            : Allocation.Publish(payables, whole, publishing);
    }

    private static bool AreWithinAUnit(decimal[] published, Allocation.ExactPart[] exact, Rounding publishing)
    {
        var unit = new decimal(1, 0, 0, isNegative: false, (byte)publishing.Digits);
        for (var i = 0; i < published.Length; i++)
        {
            if (Math.Abs(published[i] - exact[i].Nearest()) >= unit)
            {
                return false;
            }
        }

        return true;
    }

    /// <inheritdoc/>
    public bool Equals(Settlement? other) =>
        other is not null && Contract == other.Contract && LibraryVersion == other.LibraryVersion && Period == other.Period
        && Arrangement == other.Arrangement && Pays == other.Pays && IsPaid == other.IsPaid
        && Opening == other.Opening && Earned == other.Earned && BroughtIn == other.BroughtIn && LeftInPool == other.LeftInPool
        && Payable == other.Payable
        && CarriedForward.Equals(other.CarriedForward) && Consequences.Equals(other.Consequences)
        && Parts.Equals(other.Parts) && Warnings.Equals(other.Warnings)
        && Lines.Equals(other.Lines);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Settlement);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(ContractId, ContractVersion, Arrangement, Opening, Earned, Payable);

    /// <summary>One sentence: who owes what was earned, and what is left to pay where that is another amount; of a whole that pays its
    /// parts, what the payments come to together. A part that is not paid itself is said to be counted.</summary>
    public override string ToString()
    {
        var name = Arrangement is null || Arrangement == ContractId ? ContractId : $"{ContractId}, {Arrangement}";
        if (PaysParts)
        {
            var together = Payable.Owes == Party.Neither ? "that is nothing" : Said(Payable, "pays");
            return $"{name}: each part is paid by itself; together {together}.";
        }

        // After a pool what is paid can go the other way than what was claimed.
        if (IsPaid && BroughtIn is { } brought && brought.Unrounded != Earned.Unrounded)
        {
            return $"{name}: {(Payable.Owes == Party.Neither ? "nothing is left to pay" : Said(Payable, "pays"))}.";
        }

        var earned = Owes == Party.Neither ? $"{name}: nobody owes anything" : $"{name}: {Said(Earned, "owes")}";
        return !IsPaid ? earned + ", counted in the sum."
            : Payable == Earned ? earned + "."
            : Payable.Owes == Party.Neither ? earned + "; nothing is left to pay."
            : $"{earned}; {Said(Payable, "pays")} now.";
    }

    private string Said(SettledAmount amount, string verb) =>
        $"the {Contract.Words.Of(amount.Owes).Debtor} {verb} {UnitText.Of(Math.Abs(amount.Published), Unit.Money)} {Currency}";

    private LineWriter Tell()
    {
        var agreement = prepared!.Agreement;
        var words = new LineWriter { Names = prepared.Words };
        if (Sum is not null)
        {
            WriteSum(words, agreement, Sum);
        }
        else
        {
            WriteOpening(words, agreement.Opening, agreement.Letters);
        }

        var run = new Run
        {
            Facts = experience!.Facts.AsSpan(),
            Benchmark = Sum?.Benchmark ?? experience.Benchmark?.Value ?? 0m,
            Words = words,
        };
        var earned = Clause.Fold(agreement.Clauses.AsSpan(), Opening, ref run);
        if (Sum is null)
        {
            prepared.TermsAbove?.Tell(this, words.Lines);
        }

        if (joined?.Sum is { } sum && earned > 0m && prepared.PoolAbove is { } pool && (sum.IsScaled || pool.Payout == PoolPayout.InFull))
        {
            words.Lines.Add(pool.ShareOfPart(this, sum));
        }

        if (prepared.IsPaid)
        {
            words.Chain = (string.Empty, "payment");
            Clause.Fold(agreement.Payment.AsSpan(), BroughtIn?.Unrounded ?? earned, ref run);
        }

        if (PaysParts)
        {
            WritePayments(words);
        }

        return words;
    }

    /// <summary>The clauses of the payment that changed the amount of a part.</summary>
    internal IEnumerable<Line> Payments => Lines.Where(static line => line is { Kind: LineKind.Clause, Effect: Effect.Bound }
        && line.Path.StartsWith("payment[", StringComparison.Ordinal));

    /// <summary>What each clause of the parts' payments came to over all of them: where there are several, their sum alone would not say
    /// what became of the money.</summary>
    private void WritePayments(LineWriter words)
    {
        var all = Parts.SelectMany(static part => part.Payments.Select(line => (Name: part.Arrangement!, Line: line)))
            .GroupBy(static p => (p.Line.Path, p.Line.Key, p.Line.Label)).OrderBy(static g => g.Key.Path, StringComparer.Ordinal).ToArray();
        foreach (var clause in all.Length > 1 ? all : [])
        {
            words.Lines.Add(OfParts(clause.Key.Key + "-of-parts", clause.Key.Label + ", all parts", LineKind.Figure,
                clause.Sum(static p => p.Line.Delta),
                clause.Select(static p => new Operand(p.Name, p.Line.Delta, Unit.Money)).ToValueList()) with
            {
                Path = Paths.Join("parts", clause.Key.Path),
                Decimals = Carried.Digits,
                Authority = clause.First().Line.Authority,
            });
        }
    }

    private void WriteSum(LineWriter words, Agreement agreement, PartsOfSum sum)
    {
        AddFacts(words);
        prepared!.TermsAbove?.Tell(this, words.Lines);
        if (prepared.ComparesSum)
        {
            words.Lines.Add(OfParts("benchmark", "Sum of the benchmarks", LineKind.Figure, sum.Benchmark,
                [.. Parts.Where(static p => p.Benchmark != 0m).Select(static p =>
                    new Operand(p.Arrangement!, p.Benchmark, Unit.Money))]));
        }

        agreement.Pool?.Tell(words, sum, Parts, experience!);
        words.Lines.Add(OfParts("opening", "Sum of the parts", LineKind.Opening, Opening, sum.IsScaled
            ? [new("paid from the pool", sum.Paid, Unit.Money),
                .. Parts.Where(static p => p.Earned.Unrounded <= 0m).Select(static p => p.AsOperand())]
            : [.. Parts.Select(static p => p.AsOperand())]));
    }

    // What it is compared with in a sum that asks for it.
    private decimal Benchmark => Sum?.Benchmark ?? experience!.Benchmark?.Value ?? 0m;

    private static Line OfParts(string key, string label, LineKind kind, decimal value, ValueList<Operand> operands) => new()
    {
        Key = key,
        Label = label,
        Kind = kind,
        Operation = Operation.Sum,
        Unit = Unit.Money,
        Decimals = kind == LineKind.Opening ? Carried.Digits : 28,
        Operands = operands,
        Value = value,
    };

    private void WriteOpening(LineWriter words, OpeningAmount kind, OpeningLetters? letters)
    {
        if (kind == OpeningAmount.Stated)
        {
            AddFigure(words, "opening", "Opening amount", letters?.Opening, experience!.Opening!, LineKind.Opening);
            SayCounted(words);
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
            Authority = experience.Benchmark.Doubt ?? experience.Expenditure.Doubt,
        });
        SayCounted(words);
    }

    /// <summary>On the opening amount: which evidence was counted, so that a statement can be held against it.</summary>
    private void SayCounted(LineWriter words)
    {
        if (experience!.Counted is { } counted)
        {
            words.Remark($"What was counted has the SHA-256 {counted}.");
        }
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
            Authority = figure.Doubt,
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

    public ValueList<DueConsequence> Consequences { get; init; } = [];

    /// <summary>The lines; <see langword="null"/> where the document left them out.</summary>
    public ValueList<Line>? Lines { get; init; }

    public ValueList<Settlement> Parts { get; init; } = [];

    public SettledAmount? BroughtIn { get; init; }

    public SettledAmount? LeftInPool { get; init; }

    public Payee Pays { get; init; }

    public required bool IsPaid { get; init; }

    public ValueList<NonAdditive> Warnings { get; init; } = [];

    public (string Contract, string Facts)? Digests { get; init; }

    public int? OriginState { get; init; }
}
