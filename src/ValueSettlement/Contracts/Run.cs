using System.Runtime.CompilerServices;

namespace ValueSettlement;

/// <summary>The direction in which a clause emits its pieces.</summary>
internal enum Outward
{
    /// <summary>Over the whole line, from the left.</summary>
    Ascending,

    /// <summary>From zero upwards.</summary>
    Gain,

    /// <summary>From zero downwards, in magnitudes.</summary>
    Loss,
}

/// <summary>How a piece ends.</summary>
internal enum End
{
    /// <summary>It does not end.</summary>
    None,

    /// <summary>At an amount that belongs to the next piece.</summary>
    Excluded,

    /// <summary>At an amount of its own.</summary>
    Included,
}

/// <summary>
/// One pass over a chain: the facts, the amount, and who listens to the pieces that the clauses emit. At a point, the piece under the amount is kept and the
/// rest is not asked for; everywhere, every piece becomes part of a curve; in words, the pass at the point is made again and the piece under the amount says
/// what it means. It lives on the stack, and a pass at a point allocates nothing unless something is wrong.
/// </summary>
internal ref struct Run
{
    public ReadOnlySpan<Fact> Facts;
    public decimal Benchmark;
    public List<Failure>? Failures;

    /// <summary>Listens everywhere; <see langword="null"/> at a point.</summary>
    public PieceCollector? Pieces;

    /// <summary>Listens in words; <see langword="null"/> when nobody asked for the lines.</summary>
    public LineWriter? Words;

    /// <summary>The running amount before the clause.</summary>
    public decimal Amount;

    // The amount as edges see it; in the direction of losses its magnitude.
    private decimal decided;
    private int side;
    private Outward outward;
    private bool bounded;
    private decimal start;
    private bool startIncluded;
    private bool found;
    private bool asCarried;
    private decimal kept;
    private decimal x0;
    private decimal y0;
    private decimal slope;
    private int divisor;

    /// <summary>Whether the amount is neither a gain nor a loss.</summary>
    public readonly bool IsZero => side == 0;

    /// <summary>Whether a piece under the amount was emitted.</summary>
    public readonly bool HasPiece => found;

    /// <summary>Whether the clause acts over the whole line, where it may leave more than it was given; outward from zero none does.</summary>
    public readonly bool IsWholeLine => found && outward == Outward.Ascending;

    /// <summary>Enters a clause with an amount.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Enter()
    {
        // Most amounts have no more decimals than edges are compared at: then nothing is copied.
        asCarried = Amount.Scale <= Carried.DecidedDigits;
        if (asCarried)
        {
            side = decimal.Sign(Amount);
        }
        else
        {
            decided = Carried.Decide(Amount);
            side = decimal.Sign(decided);
        }

        found = false;
    }

    /// <summary>Whether somebody listens to the pieces of gains; they follow, from zero upwards.</summary>
    public bool Gains() => Begin(Outward.Gain, side > 0);

    /// <summary>Whether somebody listens to the pieces of losses; they follow, in magnitudes, from zero downwards.</summary>
    public bool Losses() => Begin(Outward.Loss, side < 0);

    /// <summary>The pieces of the whole line follow, from the left.</summary>
    public void WholeLine() => Begin(Outward.Ascending, true);

    private bool Begin(Outward direction, bool here)
    {
        if (!here && Pieces is null)
        {
            return false;
        }

        outward = direction;
        start = 0m;
        startIncluded = false;
        bounded = direction != Outward.Ascending;
        Pieces?.Begin(direction);
        return true;
    }

    /// <summary>
    /// The next piece, from where the last one ended: y₀ + (x − x₀) × slope. In the direction of losses every number is a magnitude, and the result is owed.
    /// </summary>
    /// <returns>Whether somebody listens in words and the amount lies in the piece: then the piece says what it means.</returns>
    public bool Piece(decimal upTo, bool included, decimal fromX, decimal fromY, decimal share, int over = 1) =>
        Pieces is not null ? Collect(upTo, included, fromX, fromY, share, over) : IsHere(upTo, included) && Keep(fromX, fromY, share, over, upTo, included ? End.Included : End.Excluded);

    /// <summary>A piece that leaves the amount as it is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool PieceSame(decimal upTo, bool included) =>
        Pieces is not null ? Collect(upTo, included, 0m, 0m, 1m, 1) : IsHere(upTo, included) && KeepSame(upTo, included ? End.Included : End.Excluded);

    /// <summary>A piece that leaves nothing.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool PieceNothing(decimal upTo, bool included) =>
        Pieces is not null ? Collect(upTo, included, 0m, 0m, 0m, 1) : IsHere(upTo, included) && KeepNothing(upTo, included ? End.Included : End.Excluded);

    /// <summary>The last piece of its direction, which has no end.</summary>
    /// <returns>Whether somebody listens in words and the amount lies in the piece.</returns>
    public bool Last(decimal fromX, decimal fromY, decimal share, int over = 1) =>
        Pieces is not null ? CollectLast(fromX, fromY, share, over) : !found && Keep(fromX, fromY, share, over, 0m, End.None);

    /// <summary>A last piece that leaves the amount as it is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool LastSame() => Pieces is not null ? CollectLast(0m, 0m, 1m, 1) : !found && KeepSame(0m, End.None);

    /// <summary>A last piece that takes a share of the amount.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool LastShare(decimal share, int over = 1) => Pieces is not null ? CollectLast(0m, 0m, share, over) : !found && KeepShare(share, over);

    /// <summary>In words: what the piece under the amount made of it, as the fold carries it. At a point it is the amount already.</summary>
    public readonly decimal Result => found ? kept : Amount;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool IsHere(decimal upTo, bool included)
    {
        if (found)
        {
            return false;
        }

        var order = outward == Outward.Loss
            ? asCarried ? decimal.Compare(decimal.Negate(upTo), Amount) : decimal.Compare(decimal.Negate(upTo), decided)
            : asCarried ? decimal.Compare(Amount, upTo) : decimal.Compare(decided, upTo);
        return order < 0 || (order == 0 && included) || Passed(upTo, included);
    }

    /// <summary>The amount lies beyond the end of a piece, where the next one begins.</summary>
    private bool Passed(decimal upTo, bool included)
    {
        if (!bounded || upTo > start || (upTo == start && startIncluded && included))
        {
            (start, startIncluded, bounded) = (upTo, !included, true);
        }

        return false;
    }

    private bool Collect(decimal upTo, bool included, decimal fromX, decimal fromY, decimal share, int over)
    {
        if (!bounded || upTo > start || (upTo == start && startIncluded && included))
        {
            Pieces!.Add(upTo, included, fromX, fromY, over == 1 ? share : share / over);
            (start, startIncluded, bounded) = (upTo, !included, true);
        }

        return false;
    }

    private readonly bool CollectLast(decimal fromX, decimal fromY, decimal share, int over)
    {
        Pieces!.Add(null, true, fromX, fromY, over == 1 ? share : share / over);
        return false;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool KeepSame(decimal upTo, End end)
    {
        found = true;
        return Words is not null && Tell(Amount, 0m, 0m, 1m, 1, upTo, end);
    }

    private bool KeepNothing(decimal upTo, End end)
    {
        found = true;
        if (Words is not null)
        {
            return Tell(0m, 0m, 0m, 0m, 1, upTo, end);
        }

        Amount = 0m;
        return false;
    }

    // A share of a gain and of a loss is the same share.
    private bool KeepShare(decimal share, int over)
    {
        found = true;
        var after = Carried.Carry(over == 1 ? Amount * share : Amount * share / over);
        if (Words is not null)
        {
            return Tell(after, 0m, 0m, share, over, 0m, End.None);
        }

        Amount = after;
        return false;
    }

    private bool Keep(decimal fromX, decimal fromY, decimal share, int over, decimal upTo, End end)
    {
        found = true;
        var after = Carried.Carry(outward == Outward.Loss
            ? decimal.Negate(Formulas.Anchored(fromY, decimal.Negate(Amount), fromX, share, over))
            : Formulas.Anchored(fromY, Amount, fromX, share, over));
        if (Words is not null)
        {
            return Tell(after, fromX, fromY, share, over, upTo, end);
        }

        Amount = after;
        return false;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool Tell(decimal after, decimal fromX, decimal fromY, decimal share, int over, decimal upTo, End end)
    {
        (kept, x0, y0, slope, divisor) = (after, fromX, fromY, share, over);
        var (ends, included) = (end != End.None, end == End.Included);
        Words!.Within = outward == Outward.Loss
            ? new(ends ? Formulas.Unsigned(-upTo) : null, included, Formulas.Unsigned(-start), startIncluded)
            : new(bounded ? start : null, bounded && startIncluded, ends ? upTo : null, included);
        return true;
    }

    /// <summary>The running amount as an operand.</summary>
    public readonly Quantity Running() => new("running amount", Amount, Unit.Money);

    /// <summary>What the piece under the amount means, where the formula says it all: the operation is read off the piece.</summary>
    /// <param name="share">What the slope is called.</param>
    /// <param name="label">What the rule is called on this piece; <see langword="null"/> for its usual name.</param>
    /// <param name="note">What the formula cannot say.</param>
    /// <param name="from">What x₀ is called.</param>
    /// <param name="known">What y₀ is called.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public readonly void Say(string share, string? label = null, string? note = null, string from = "", string known = "")
    {
        var sign = outward == Outward.Loss ? -1m : 1m;
        var (x, y) = (Formulas.Unsigned(sign * x0), Formulas.Unsigned(sign * y0));
        Quantity part = new(share, slope, Unit.Rate);
        Quantity over = new("divided by", divisor, Unit.Count);
        if (x == 0m && y == 0m)
        {
            if (divisor != 1)
            {
                Words!.Say(Operation.ProductQuotient, label, note, Running(), part with { Unit = Unit.Count }, over);
            }
            else
            {
                Words!.Say(Operation.Product, label, note, Running(), part);
            }
        }
        else if (slope == 1m && divisor == 1 && y == 0m)
        {
            Words!.Say(Operation.Difference, label, note, Running(), new(from, x, Unit.Money));
        }
        else if (divisor == 1)
        {
            Words!.Say(Operation.Anchored, label, note, new(known, y, Unit.Money), Running(), new(from, x, Unit.Money), part);
        }
        else
        {
            Words!.Say(Operation.Anchored, label, note, new(known, y, Unit.Money), Running(), new(from, x, Unit.Money), part with { Unit = Unit.Count }, over);
        }
    }

    /// <summary>Nothing was earned and nothing is owed, so that there is nothing to act on.</summary>
    public readonly void SayZero()
    {
        Words!.Within = Interval.Closed(0m, 0m);
        SayUnchanged("The amount is zero.");
    }

    /// <summary>The clause leaves the amount as it is, and says why.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public readonly void SayUnchanged(string note) => Words!.Say(Operation.Stated, null, note, Running());

    /// <summary>The direction that follows is one that the clause does not apply to: the amount passes as it is.</summary>
    public bool Skips(AppliesTo sides)
    {
        var applies = sides == AppliesTo.Both || sides == (outward == Outward.Loss ? AppliesTo.Losses : AppliesTo.Gains);
        if (!applies && LastSame())
        {
            SayUnchanged(sides switch
            {
                AppliesTo.Gains => "Applies to gains only.",
                AppliesTo.Losses => "Applies to losses only.",
                _ => "Applies to nothing.",
            });
        }

        return !applies;
    }

    // Inlined, the question for one kind of fact is a comparison of two pointers.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly T? Find<T>()
        where T : Fact
    {
        foreach (var fact in Facts)
        {
            if (fact is T found)
            {
                return found;
            }
        }

        return null;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T? Need<T>(string fact, string remedy)
        where T : Fact
    {
        var found = Find<T>();
        if (found is null)
        {
            Missing(fact, remedy);
        }

        return found;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly bool TryAmount(Basis basis, out decimal amount)
    {
        if (basis.IsBenchmark)
        {
            amount = Benchmark;
            return true;
        }

        return TryStated(basis, out amount);
    }

    private readonly bool TryStated(Basis basis, out decimal amount)
    {
        foreach (var fact in Facts)
        {
            if (fact is BasisAmount stated && stated.Basis == basis)
            {
                amount = stated.Amount.Value ?? 0m;
                return true;
            }
        }

        amount = 0m;
        return false;
    }

    public decimal BasisOf(Basis basis)
    {
        if (!TryAmount(basis, out var amount))
        {
            Missing($"the amount of '{basis.InWords}'", $"Add a BasisAmount for '{basis.Name}' to the facts.");
        }

        return amount;
    }

    /// <summary>What the rate of a side is called: the programme's usual name for savings and losses, otherwise a rate for the contract's own word.</summary>
    public readonly string RateName(string usual, bool gains)
    {
        var word = gains ? Words?.Names.Gains : Words?.Names.Losses;
        return word is null or "savings" or "gains" or "losses" ? usual : "Rate for " + word;
    }

    /// <summary>What the contract calls a basis; asked for in words only.</summary>
    public readonly string NameOf(Basis basis) => Words is null ? string.Empty : basis.IsBenchmark ? Words.Names.Benchmark : basis.InWords;

    public void Missing(string what, string remedy) =>
        Fail(new("fact-missing", "facts", string.Empty, $"A clause needs {what} here and it was not given.", remedy));

    public void Negative(string what, decimal amount) => Fail(new(
        "level-negative", "facts", UnitText.Of(amount, Unit.Money), $"'{what}' is a magnitude, and the amount stated for its basis makes it negative.",
        "State the amount without a sign; the clause knows the side."));

    /// <summary>A failure that says nothing new where another one was reported.</summary>
    public void FailUnless(string reported, Failure failure)
    {
        if (Failures?.Exists(f => f.Code == reported) != true)
        {
            Fail(failure);
        }
    }

    public void Fail(Failure failure)
    {
        Failures ??= [];
        if (!Failures.Contains(failure))
        {
            Failures.Add(failure);
        }
    }

    /// <summary>A longer name where something is written; the hot path keeps the short one and allocates nothing.</summary>
    public readonly string Named(string name, string more) => Words is null ? name : name + more;

    // What is told stays out of the pass at a point: its operands would cost every pass a larger frame.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private readonly void Tell(in Head head, Operation how, decimal value, in Quantity a) => Words!.Figure(head, how, value, a);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private readonly void Tell(in Head head, Operation how, decimal value, in Quantity a, in Quantity b) => Words!.Figure(head, how, value, a, b);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private readonly void Tell(in Head head, Operation how, decimal value, in Quantity a, in Quantity b, in Quantity c) => Words!.Figure(head, how, value, a, b, c);

    /// <summary>What the piece under the amount means, where the operation is the clause's own.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public readonly void SayAs(Operation how, string name, decimal number, string? called = null) =>
        Words!.Say(how, called, null, Running(), new Quantity(name, number, how == Operation.Reduce ? Unit.Rate : Unit.Money));

    /// <summary>
    /// The lesser or greater of the amount and an edge. An amount that meets the edge but for the guard digits passes as it is:
    /// the lesser or greater of the two numbers could be the other one.
    /// </summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public readonly void SayHeld(Operation how, string name, decimal edge, string? called = null)
    {
        if (Amount != edge && Carried.Decide(Amount) == edge)
        {
            SayUnchanged(FormattableString.Invariant($"The amount is the {name.ToLowerInvariant()}."));
            return;
        }

        SayAs(how, name, edge, called);
    }

    /// <summary>A number that is stated: itself, and in words its line.</summary>
    public readonly decimal Stated(in Head head, in Quantity a)
    {
        var value = head.Carry(a.Number);
        if (Words is not null)
        {
            Tell(head, Operation.Stated, value, a);
        }

        return value;
    }

    /// <summary>A term with an authority of its own says so on a line of its own; every other one stands in the line of its clause.</summary>
    public readonly Rate Term(RateTerm term, string key, string label)
    {
        if (Words is not null && term.Authority is not null)
        {
            RateLine(new(key, label, Unit.Rate, term.Authority), term.Value, label);
        }

        return term.Value;
    }

    /// <summary>A rate that is stated, as a ratio where it is one.</summary>
    public readonly decimal RateLine(in Head head, Rate rate, string name)
    {
        if (rate.Denominator == 1)
        {
            return Stated(head, new(name, rate.Numerator, head.Unit));
        }

        var value = head.Carry(rate.Fraction);
        if (Words is not null)
        {
            Tell(head, Operation.Quotient, value, new(name, rate.Numerator, Unit.Count), new("divided by", rate.Denominator, Unit.Count));
        }

        return value;
    }

    /// <summary>a × b.</summary>
    public readonly decimal Product(in Head head, in Quantity a, in Quantity b)
    {
        var value = head.Carry(a.Number * b.Number);
        if (Words is not null)
        {
            Tell(head, Operation.Product, value, a, b);
        }

        return value;
    }

    /// <summary>A share of an amount; a ratio is multiplied before it is divided.</summary>
    public readonly decimal Share(in Head head, Rate share, string name, in Quantity of)
    {
        if (share.Denominator == 1)
        {
            return Product(head, new(name, share.Numerator, Unit.Rate), of);
        }

        var value = head.Carry(of.Number * share.Numerator / share.Denominator);
        if (Words is not null)
        {
            Tell(head, Operation.ProductQuotient, value, of, new(name, share.Numerator, Unit.Count), new("divided by", share.Denominator, Unit.Count));
        }

        return value;
    }

    /// <summary>a held between b and c.</summary>
    public readonly decimal Clamp(in Head head, in Quantity a, in Quantity low, in Quantity high)
    {
        var value = head.Carry(Math.Min(Math.Max(a.Number, low.Number), high.Number));
        if (Words is not null)
        {
            Tell(head, Operation.Clamp, value, a, low, high);
        }

        return value;
    }

    /// <summary>1 − a × b.</summary>
    public readonly decimal Complement(in Head head, in Quantity a, in Quantity b)
    {
        var value = head.Carry(1m - (a.Number * b.Number));
        if (Words is not null)
        {
            Tell(head, Operation.Complement, value, a, b);
        }

        return value;
    }

    /// <summary>a if b is at least c, otherwise nothing.</summary>
    public readonly decimal IfAtLeast(in Head head, in Quantity a, in Quantity b, in Quantity c, string? note = null)
    {
        var value = b.Number >= c.Number ? a.Number : 0m;
        if (Words is not null)
        {
            Tell(head, Operation.IfAtLeast, value, a, b, c);
        }

        if (note is not null)
        {
            Words?.Remark(note);
        }

        return value;
    }
}

/// <summary>What a figure inside the fold is called, on whose authority, and to how many decimals it is carried.</summary>
internal readonly record struct Head(string Key, string Label, Unit Unit, Authority? Authority, int Decimals = 28)
{
    /// <summary>What is added to the running amount or taken from it: carried as the amount itself is, so that many of them add up.</summary>
    public static Head Amount(string key, string label, Authority? authority) => new(key, label, Unit.Money, authority, Carried.Digits);

    /// <summary>What the running amount is compared with: a level or an edge, a multiple of 10⁻⁹.</summary>
    public static Head Level(string key, string label, Authority? authority) => new(key, label, Unit.Money, authority, Carried.DecidedDigits);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public decimal Carry(decimal value) => value.Scale <= Decimals ? value : Carried.Round(value, Decimals);
}

/// <summary>Collects the lines of an explanation while a pass is made in words.</summary>
internal sealed class LineWriter
{
    private Operation operation;
    private string? label;
    private string? note;
    private Operand[] operands = [];

    public List<Line> Lines { get; } = [];

    public List<CarriedForward> CarriedForward { get; } = [];

    /// <summary>What the contract calls its parties and amounts.</summary>
    public required ContractWords Names { get; init; }

    /// <summary>Where the chain stands whose clauses follow, and what it is called there.</summary>
    public (string Path, string Member) Chain { get; set; } = (string.Empty, "clauses");

    public string Path { get; private set; } = string.Empty;

    public Interval? Within { get; set; }

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
    }

    /// <summary>What the piece under the amount means.</summary>
    public void Say(Operation how, string? called, string? remark, params ReadOnlySpan<Quantity> numbers) =>
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

    public void Figure(in Head head, Operation how, decimal value, params ReadOnlySpan<Quantity> numbers) => Lines.Add(new Line
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
    public void Clause(Clause clause, decimal before, decimal after) => Lines.Add(new Line
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
    });

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

    private static Operand[] Written(ReadOnlySpan<Quantity> numbers)
    {
        var written = new Operand[numbers.Length];
        for (var i = 0; i < written.Length; i++)
        {
            written[i] = new(numbers[i].Name, Formulas.Unsigned(numbers[i].Number), numbers[i].Unit);
        }

        return written;
    }
}

/// <summary>Collects the pieces of one clause into a curve.</summary>
internal sealed class PieceCollector
{
    private readonly List<Piece> rising = [];
    private readonly List<Piece> falling = [];
    private Outward outward;
    private decimal start;
    private bool closed;

    public void Clear()
    {
        rising.Clear();
        falling.Clear();
        outward = Outward.Ascending;
    }

    public void Begin(Outward direction) => (outward, start, closed) = (direction, direction == Outward.Ascending ? Piece.Unbounded : 0m, true);

    /// <summary>The piece from the end of the one before; it is kept by where it begins.</summary>
    public void Add(decimal? upTo, bool included, decimal x0, decimal y0, decimal slope)
    {
        var intercept = y0 - (slope * x0);
        if (outward == Outward.Loss)
        {
            falling.Add(new(-upTo ?? Piece.Unbounded, included, slope, -intercept));
            return;
        }

        rising.Add(new(start, closed, slope, intercept));
        (start, closed) = (upTo ?? Piece.Unbounded, !included);
    }

    /// <summary>The curve; a side without pieces leaves the amount as it is.</summary>
    public Curve Build()
    {
        if (rising.Count > 0 && rising[0].From == Piece.Unbounded)
        {
            return Curve.Of([.. rising]);
        }

        falling.Reverse();
        if (falling.Count == 0)
        {
            falling.Add(Piece.Line(1m, 0m));
        }

        if (rising.Count == 0)
        {
            rising.Add(new(0m, true, 1m, 0m));
        }

        return Curve.Of([.. falling, .. rising]);
    }
}
