namespace ValueSettlement;

/// <summary>An amount as it was computed and as it is published.</summary>
/// <param name="Unrounded">As computed; positive to the provider, negative owed by it.</param>
/// <param name="Published">Rounded as the contract says.</param>
public readonly record struct SettledAmount(decimal Unrounded, decimal Published)
{
    /// <summary>Who owes it: positive amounts are owed by the payer, negative ones by the provider.</summary>
    public Party Owes => Published switch { > 0m => Party.Payer, < 0m => Party.Provider, _ => Party.Neither };

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

/// <summary>
/// The result: an exact amount, who owes it, and every step that led there. Equal to another one with the same amounts and lines.
/// The pass that computes records each clause's amounts; lines and words are made from that record when they are first asked for.
/// </summary>
public sealed class Settlement : IEquatable<Settlement>
{
    private readonly Trail? trail;
    private ValueList<Line>? lines;

    internal Settlement(PreparedContract prepared, Arrangement? arrangement, Experience experience, decimal opening, decimal earned, decimal payable, TraceStep[] trace, ValueList<Settlement> parts, int steps)
    {
        var contract = prepared.Contract;
        ContractId = contract.Id;
        ContractVersion = contract.Version;
        Currency = contract.Currency;
        Arrangement = arrangement?.Id;
        Opening = opening;
        Earned = new(earned, contract.PublishingRule.Apply(earned));
        Payable = payable == earned ? Earned : new(payable, contract.PublishingRule.Apply(payable));
        Parts = parts;
        trail = new(prepared, arrangement, experience, opening, trace, steps, parts);
    }

    internal Settlement(string contractId, int contractVersion, string currency, string? arrangement, decimal opening, SettledAmount earned, SettledAmount payable, ValueList<CarriedForward> carriedForward, ValueList<Line> lines, ValueList<Settlement> parts)
    {
        (ContractId, ContractVersion, Currency, Arrangement, Opening, Earned, Payable, Parts) = (contractId, contractVersion, currency, arrangement, opening, earned, payable, parts);
        this.lines = lines;
        Carried = carriedForward;
    }

    /// <summary>The contract's name.</summary>
    public string ContractId { get; }

    /// <summary>The contract's version.</summary>
    public int ContractVersion { get; }

    /// <summary>The currency of every amount.</summary>
    public string Currency { get; }

    /// <summary>Which arrangement was settled, for a part of a contract with several; otherwise <see langword="null"/>.</summary>
    public string? Arrangement { get; }

    /// <summary>The opening amount that the clauses began with, not rounded.</summary>
    public decimal Opening { get; }

    /// <summary>What the clauses led to: positive to the provider.</summary>
    public SettledAmount Earned { get; private set; }

    /// <summary>Who owes what was earned: nobody has to guess a sign.</summary>
    public Party Owes => Earned.Owes;

    /// <summary>What is left to pay after earlier settlements and recoupment.</summary>
    public SettledAmount Payable { get; private set; }

    /// <summary>What remains for later settlements, for example advances not yet recouped.</summary>
    public ValueList<CarriedForward> CarriedForward => Carried ?? trail!.CarriedForward();

    /// <summary>
    /// The settlements of the arrangements, if the contract has several. Their published amounts add up to the published opening amount
    /// (<see cref="Allocation"/>).
    /// </summary>
    public ValueList<Settlement> Parts { get; }

    /// <summary>Every step in order: figures, the opening amount, what each clause did. Opening plus the deltas of the clauses (without those of the payment) is what was earned.</summary>
    public ValueList<Line> Lines => lines ??= trail!.Explain();

    /// <summary>Which clauses changed something, which did not, and which could not be applied.</summary>
    public ValueList<ClauseCoverage> Coverage => Lines.Where(static line => line.Kind == LineKind.Clause).Select(static line => new ClauseCoverage(line.Path, line.Label, line.Effect, line.Note)).ToValueList();

    /// <summary>What was settled, if this settlement was computed here and not read from a document.</summary>
    internal (Contract Contract, Experience Experience)? Source => trail is null ? null : (trail.Prepared.Contract, trail.Experience);

    private ValueList<CarriedForward>? Carried { get; }

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

        var published = Allocation.Publish(exact, publishing.Apply(sum), publishing);
        for (var i = 0; i < exact.Length; i++)
        {
            parts[i].Earned = parts[i].Payable = new(parts[i].Earned.Unrounded, published[i]);
        }
    }

    /// <inheritdoc/>
    public bool Equals(Settlement? other) =>
        other is not null && ContractId == other.ContractId && ContractVersion == other.ContractVersion && Currency == other.Currency && Arrangement == other.Arrangement
        && Opening == other.Opening && Earned == other.Earned && Payable == other.Payable && CarriedForward.Equals(other.CarriedForward) && Parts.Equals(other.Parts) && Lines.Equals(other.Lines);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Settlement);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(ContractId, ContractVersion, Arrangement, Opening, Earned, Payable);

    /// <summary>One sentence.</summary>
    public override string ToString() => Owes switch
    {
        Party.Payer => $"{ContractId}: the payer owes {UnitText.Of(Earned.Published, Unit.Money)} {Currency}.",
        Party.Provider => $"{ContractId}: the provider owes {UnitText.Of(-Earned.Published, Unit.Money)} {Currency}.",
        _ => $"{ContractId}: nobody owes anything.",
    };

    private sealed class Trail(PreparedContract prepared, Arrangement? arrangement, Experience experience, decimal opening, TraceStep[] trace, int steps, ValueList<Settlement> parts)
    {
        public PreparedContract Prepared => prepared;

        public Experience Experience => experience;

        public ValueList<CarriedForward> CarriedForward()
        {
            var run = new Run { Facts = experience.Facts.AsSpan() };
            var left = new List<CarriedForward>();
            for (var i = 0; i < steps; i++)
            {
                if (trace[i].Clause is Recoupment recoupment && run.TryAmount(recoupment.Balance, out var balance))
                {
                    left.Add(new(recoupment.Balance, Formulas.Unsigned(balance - (Before(i) - trace[i].After))));
                }
            }

            return [.. left];
        }

        public ValueList<Line> Explain()
        {
            var writer = new LineWriter();
            WriteOpening(writer);
            var paths = new string[steps];
            var benchmarks = new decimal[steps];
            for (var i = 0; i < steps; i++)
            {
                var step = trace[i];
                paths[i] = step.Parent switch
                {
                    -1 => Paths.Item(string.Empty, "clauses", step.Index),
                    PreparedContract.PaymentRoot => Paths.Item(string.Empty, "payment", step.Index),
                    _ => step.Branch < 0
                        ? Paths.Item(paths[step.Parent], "otherwise", step.Index)
                        : Paths.Item(Paths.Item(paths[step.Parent], "regions", step.Branch), "then", step.Index),
                };
                writer.Path = paths[i];
                benchmarks[i] = step.Parent < 0
                    ? experience.Benchmark?.Value ?? 0m
                    : ((Choose)trace[step.Parent].Clause).BenchmarkOf(step.Branch, experience, benchmarks[step.Parent]);
                var run = new Run { Facts = experience.Facts.AsSpan(), Benchmark = benchmarks[i], Writer = writer, Branch = step.Taken, Sides = Sides.Both };
                step.Clause.Explain(ref run, Before(i), step.After);
            }

            return [.. writer.Lines];
        }

        private decimal Before(int step) => step == 0 ? opening : trace[step - 1].After;

        private void WriteOpening(LineWriter writer)
        {
            var kind = arrangement?.Opening ?? prepared.Contract.Opening;
            var letters = arrangement is null ? prepared.Contract.Letters : arrangement.Letters;
            if (arrangement is null && prepared.HasArrangements)
            {
                writer.Lines.Add(new Line
                {
                    Key = "opening",
                    Label = "Sum of the arrangements",
                    Kind = LineKind.Opening,
                    Operation = Operation.Sum,
                    Unit = Unit.Money,
                    Operands = [.. parts.Select(static p => new Operand(p.Arrangement ?? string.Empty, p.Earned.Unrounded, Unit.Money))],
                    Value = opening,
                });
                return;
            }

            if (kind == OpeningAmount.Stated)
            {
                AddFigure(writer, "opening", "Opening amount", letters?.Opening, experience.Opening!, LineKind.Opening);
                AddFacts(writer);
                return;
            }

            AddFigure(writer, "benchmark", "Benchmark", letters?.Benchmark, experience.Benchmark!, LineKind.Figure);
            AddFigure(writer, "expenditure", "Expenditure", letters?.Expenditure, experience.Expenditure!, LineKind.Figure);
            AddFacts(writer);
            var benchmark = new Operand("benchmark", experience.Benchmark!.Value, Unit.Money);
            var expenditure = new Operand("expenditure", experience.Expenditure!.Value, Unit.Money);
            var reversed = kind == OpeningAmount.ExpenditureLessBenchmark;
            writer.Lines.Add(new Line
            {
                Key = "opening",
                Letter = letters?.Opening,
                Label = reversed ? "Expenditure less benchmark" : "Benchmark less expenditure",
                Kind = LineKind.Opening,
                Operation = Operation.Difference,
                Operands = reversed ? [expenditure, benchmark] : [benchmark, expenditure],
                Value = PreparedContract.Opening(experience, kind),
                Unit = Unit.Money,
            });
        }

        private void AddFacts(LineWriter writer)
        {
            foreach (var fact in experience.Facts)
            {
                writer.Lines.AddRange(fact.Lines);
            }
        }

        private static void AddFigure(LineWriter writer, string key, string label, string? letter, Figure figure, LineKind kind)
        {
            writer.Lines.AddRange(figure.Lines);
            writer.Lines.Add(new Line
            {
                Key = key,
                Letter = letter,
                Label = label,
                Kind = kind,
                Operation = Operation.Stated,
                Operands = [new Operand(figure.Source ?? label, figure.Value, Unit.Money)],
                Value = figure.Value,
                Unit = Unit.Money,
            });
        }
    }
}
