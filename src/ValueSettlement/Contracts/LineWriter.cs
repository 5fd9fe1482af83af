namespace ValueSettlement;

/// <summary>Collects the lines of an explanation while a pass is made in words.</summary>
internal sealed class LineWriter
{
    private Operation operation;
    private string? label;
    private string? note;
    private Operand[] operands = [];

    // A chain of people has a dozen clauses with a line or two each.
    private const int UsualLines = 24;

    public List<Line> Lines { get; } = new(UsualLines);

    public List<CarriedForward> CarriedForward { get; } = [];

    /// <summary>What is due besides money.</summary>
    public List<DueConsequence> Consequences { get; } = [];

    /// <summary>What the contract calls its parties and amounts.</summary>
    public required ContractWords Names { get; init; }

    /// <summary>Where the chain stands whose clauses follow, and what it is called there.</summary>
    public (string Path, string Member) Chain { get; set; } = (string.Empty, "clauses");

    public string Path { get; private set; } = string.Empty;

    public Interval? Within { get; set; }

    /// <summary>What the piece under the amount made of it, as the fold carries it.</summary>
    public Exact Kept { get; private set; }

    /// <summary>The way of the amount through the clauses, for whoever asks for it; <see langword="null"/> if nobody does.</summary>
    public List<FoldStep>? Steps { get; init; }

    private AnchoredPiece piece;
    private Outward outward;
    private bool bounded;
    private Exact start;
    private bool startIncluded;

    /// <summary>Pieces follow in a direction.</summary>
    public void Begin(Outward direction) =>
        (outward, start, startIncluded, bounded) = (direction, default, false, direction != Outward.Ascending);

    /// <summary>The amount lies beyond the end of a piece, where the next one begins.</summary>
    public void Pass(Exact upTo, bool included)
    {
        var order = Exact.Compare(upTo, start);
        if (!bounded || order > 0 || (order == 0 && startIncluded && included))
        {
            (start, startIncluded, bounded) = (upTo, !included, true);
        }
    }

    /// <summary>The piece under the amount, and the interval in which it lies.</summary>
    public void Keep(Exact after, in AnchoredPiece under, Exact upTo, End end)
    {
        (Kept, piece) = (after, under);
        var (ends, included) = (end != End.None, end == End.Included);
        Within = outward == Outward.Loss
            ? new(ends ? Formulas.Unsigned(-upTo) : null, included, Formulas.Unsigned(-start), startIncluded)
            : new(bounded ? start : null, bounded && startIncluded, ends ? upTo : null, included);
    }

    /// <summary>The amount moves as it is: a choice acts on it by another benchmark.</summary>
    public void Move(decimal by) => piece = new(default, by, Exact.One, 1);

    /// <summary>What the piece under the amount means, where the formula says it all.</summary>
    public void SayPiece(in Term running, string share, string? called, string? remark, string from, string known)
    {
        var ratio = piece.Divisor != 1;
        var (x, y) = outward == Outward.Loss ? ((-piece.X).Unsigned, (-piece.Y).Unsigned) : (piece.X.Unsigned, piece.Y.Unsigned);
        Term part = new(share, piece.Slope, ratio ? Unit.Count : Unit.Rate), over = new("divided by", (decimal)piece.Divisor, Unit.Count);
        Term begin = new(from, x, Unit.Money), before = new(known, y, Unit.Money);
        switch (x.Sign == 0, y.Sign == 0, ratio)
        {
            case (true, true, true):
                Say(Operation.ProductQuotient, called, remark, running, part, over);
                break;
            case (true, true, false):
                Say(Operation.Product, called, remark, running, part);
                break;
            case (_, true, false) when piece.Slope == 1m:
                Say(Operation.Difference, called, remark, running, begin);
                break;
            case (_, _, false):
                Say(Operation.Anchored, called, remark, before, running, begin, part);
                break;
            default:
                Say(Operation.Anchored, called, remark, before, running, begin, part, over);
                break;
        }
    }

    /// <summary>Whether the clause could not be applied for want of a fact that it can do without.</summary>
    public bool CouldNotApply { get; set; }

    /// <summary>Whether a region was taken: that counts as binding, whether or not it moves the amount.</summary>
    public bool TookRegion { get; set; }

    /// <summary>The authority of the line of a clause, where it is not the clause's own.</summary>
    public Authority? Authority { get; set; }

    // Where the figures of the clause begin.
    private int entered;

    public void Enter(int index)
    {
        Path = Paths.Item(Chain.Path, Chain.Member, index);
        entered = Lines.Count;
        (operation, label, note, operands) = (Operation.Stated, null, null, []);
        (Within, CouldNotApply, TookRegion, Authority) = (null, false, false, null);
        (piece, outward) = (new(default, default, Exact.One, 1), Outward.Ascending);
    }

    /// <summary>What the piece under the amount means.</summary>
    public void Say(Operation how, string? called, string? remark, params ReadOnlySpan<Term> numbers) =>
        (operation, label, note, operands) = (how, called, remark, Written(numbers));

    /// <summary>A fact that the clause can do without was not stated, and so it left the amount as it is.</summary>
    public void NotApplied(string why)
    {
        CouldNotApply = true;
        note = why;
    }

    /// <summary>"Provider's share of savings", in the contract's own words.</summary>
    public string ShareOf(bool gains) => $"{ContractWords.Sentence(Names.Provider)}'s share of {(gains ? Names.Gains : Names.Losses)}";

    /// <summary>How many lines there are, so that those of a region that was not taken can be taken back.</summary>
    public int Mark() => Lines.Count;

    public void Forget(int mark) => Lines.RemoveRange(mark, Lines.Count - mark);

    /// <summary>A sentence on the last line.</summary>
    public void Remark(string sentence) => Lines[^1] = Lines[^1] with { Note = sentence };

    public void Figure(in Head head, Operation how, Exact value, params ReadOnlySpan<Term> numbers) => Lines.Add(new Line
    {
        Key = head.Key,
        Path = Path,
        Label = head.Label,
        Operation = how,
        Operands = new(Written(numbers)),
        Value = Formulas.Unsigned(value),
        Unit = head.Unit,
        Decimals = head.Decimals,
        Authority = head.Authority,
    });

    /// <summary>The line of a clause that took the amount from one value to another.</summary>
    public void Clause(Clause clause, decimal before, decimal after)
    {
        Steps?.Add(new(Path, Within ?? FoldStep.SideOf(before), piece, outward == Outward.Loss));
        Lines.Add(LineOf(clause, before, after));
    }

    private Line LineOf(Clause clause, decimal before, decimal after) => new()
    {
        Key = clause.Key,
        Path = Path,
        Letter = before < 0m ? clause.LossLetter ?? clause.Letter : clause.Letter,
        Label = clause.Label ?? label ?? clause.UsualLabel,
        Kind = LineKind.Clause,
        Operation = operation,
        Operands = new(operands.Length == 0 ? [new("running amount", before, Unit.Money)] : operands),
        Before = before,
        Value = after,
        Within = Within ?? Interval.All,
        Unit = Unit.Money,
        Decimals = Carried.Digits,
        Effect = CouldNotApply ? Effect.CouldNotApply : before == after && !TookRegion ? Effect.DidNotBind : Effect.Bound,
        Note = note,
        Authority = RestingOn(Authority ?? clause.Authority),
    };

    /// <summary>
    /// The authority of a clause's line, which rests on the figures of its terms as well: an unconfirmed one is never lost, and a clause
    /// without an authority shows that of its last term.
    /// </summary>
    private Authority? RestingOn(Authority? own)
    {
        for (var i = Lines.Count - 1; i >= entered; i--)
        {
            own = own?.OrLessCertain(Lines[i].Authority) ?? Lines[i].Authority;
        }

        return own;
    }

    private static Operand[] Written(ReadOnlySpan<Term> numbers)
    {
        var written = new Operand[numbers.Length];
        for (var i = 0; i < written.Length; i++)
        {
            written[i] = new(numbers[i].Name, Formulas.Unsigned(numbers[i].Number), numbers[i].Unit);
        }

        return written;
    }
}
