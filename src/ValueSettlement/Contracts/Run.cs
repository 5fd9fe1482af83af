using System.Runtime.CompilerServices;
using ValueSettlement.Curves;

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
/// One pass over a chain: the facts, the amount, and who listens to the pieces that the clauses emit. At a point, the piece under the
/// amount is kept and the
/// rest is not asked for; everywhere, every piece becomes part of a curve; in words, the pass at the point is made again and the piece
/// under the amount says
/// what it means. It lives on the stack, and a pass at a point allocates nothing unless something is wrong.
/// </summary>
internal ref struct Run
{
    public ReadOnlySpan<Fact> Facts;
    public Exact Benchmark;
    public List<Failure>? Failures;

    /// <summary>Listens everywhere; <see langword="null"/> at a point.</summary>
    public PieceCollector? Pieces;

    /// <summary>Listens in words; <see langword="null"/> when nobody asked for the lines.</summary>
    public LineWriter? Words;

    /// <summary>The running amount before the clause.</summary>
    public Exact Amount;

    // The amount as edges see it.
    private Exact decided;
    private int side;
    private Outward outward;
    private bool found;

    /// <summary>Whether the amount is neither a gain nor a loss.</summary>
    public readonly bool IsZero => side == 0;

    /// <summary>Whether a piece under the amount was emitted.</summary>
    public readonly bool HasPiece => found;

    /// <summary>Whether the clause acts over the whole line, where it may leave more than it was given; outward from zero none
    /// does.</summary>
    public readonly bool IsWholeLine
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => found && outward == Outward.Ascending;
    }

    /// <summary>Enters a clause with an amount.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Enter()
    {
        decided = Amount.Carried(Carried.DecidedDigits);
        side = decided.Sign;
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
        Pieces?.Begin(direction);
        Words?.Begin(direction);
        return true;
    }

    /// <summary>
    /// The next piece, from where the last one ended: y₀ + (x − x₀) × slope. In the direction of losses every number is a magnitude, and
    /// the result is owed.
    /// </summary>
    /// <returns>Whether somebody listens in words and the amount lies in the piece: then the piece says what it means.</returns>
    public bool Piece(Exact upTo, bool included, Exact fromX, Exact fromY, Exact share, int over = 1) =>
        Pieces is not null ? Pieces.Add(upTo, included, fromX, fromY, share, over) : IsHere(upTo, included)
            && Keep(fromX, fromY, share, over, upTo, included ? End.Included : End.Excluded);

    /// <summary>A piece that leaves the amount as it is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool PieceSame(Exact upTo, bool included) =>
        Pieces is not null ? Pieces.Add(upTo, included, default, default, Exact.One, 1) : IsHere(upTo, included)
            && KeepSame(upTo, included ? End.Included : End.Excluded);

    /// <summary>A piece that leaves nothing.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool PieceNothing(Exact upTo, bool included) =>
        Pieces is not null ? Pieces.Add(upTo, included, default, default, default, 1) : IsHere(upTo, included)
            && KeepNothing(upTo, included ? End.Included : End.Excluded);

    /// <summary>The last piece of its direction, which has no end.</summary>
    /// <returns>Whether somebody listens in words and the amount lies in the piece.</returns>
    public bool Last(Exact fromX, Exact fromY, Exact share, int over = 1) =>
        Pieces is not null ? Pieces.AddLast(fromX, fromY, share, over) : !found && Keep(fromX, fromY, share, over, default, End.None);

    /// <summary>A last piece that leaves the amount as it is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool LastSame() => Pieces is not null ? Pieces.AddLast(default, default, Exact.One, 1) : !found && KeepSame(default, End.None);

    /// <summary>A last piece that takes a share of the amount.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool LastShare(Exact share, int over = 1) =>
        Pieces is not null ? Pieces.AddLast(default, default, share, over) : !found && KeepShare(share, over);

    /// <summary>In words: what the piece under the amount made of it, as the fold carries it. At a point it is the amount
    /// already.</summary>
    public readonly decimal Result => found ? Words!.Kept : Amount;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly bool IsHere(Exact upTo, bool included)
    {
        if (found)
        {
            return false;
        }

        var order = outward == Outward.Loss ? Exact.Compare(-upTo, decided) : Exact.Compare(decided, upTo);
        return order < 0 || (order == 0 && included) || Passed(upTo, included);
    }

    /// <summary>The amount lies beyond the end of a piece, where the next one begins.</summary>
    private readonly bool Passed(Exact upTo, bool included)
    {
        Words?.Pass(upTo, included);
        return false;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool KeepSame(Exact upTo, End end)
    {
        found = true;
        return Words is not null && Tell(Amount, default, default, Exact.One, 1, upTo, end);
    }

    private bool KeepNothing(Exact upTo, End end)
    {
        found = true;
        if (Words is not null)
        {
            return Tell(default, default, default, default, 1, upTo, end);
        }

        Amount = default;
        return false;
    }

    // A share of a gain and of a loss is the same share.
    private bool KeepShare(Exact share, int over)
    {
        found = true;
        var part = Amount * share;
        var after = (over == 1 ? part : part / over).Carried(Carried.Digits);
        if (Words is not null)
        {
            return Tell(after, default, default, share, over, default, End.None);
        }

        Amount = after;
        return false;
    }

    private bool Keep(Exact fromX, Exact fromY, Exact share, int over, Exact upTo, End end)
    {
        found = true;
        var after = (outward == Outward.Loss ? -Formulas.Anchored(fromY, -Amount, fromX, share, over)
            : Formulas.Anchored(fromY, Amount, fromX, share, over))
            .Carried(Carried.Digits);
        if (Words is not null)
        {
            return Tell(after, fromX, fromY, share, over, upTo, end);
        }

        Amount = after;
        return false;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private readonly bool Tell(Exact after, Exact fromX, Exact fromY, Exact share, int over, Exact upTo, End end)
    {
        Words!.Keep(after, new(fromX, fromY, share, over), upTo, end);
        return true;
    }

    /// <summary>The running amount as an operand.</summary>
    public readonly Term Running() => new("running amount", Amount, Unit.Money);

    /// <summary>What the piece under the amount means, where the formula says it all: the operation is read off the piece.</summary>
    /// <param name="share">What the slope is called.</param>
    /// <param name="label">What the rule is called on this piece; <see langword="null"/> for its usual name.</param>
    /// <param name="note">What the formula cannot say.</param>
    /// <param name="from">What x₀ is called.</param>
    /// <param name="known">What y₀ is called.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public readonly void Say(string share, string? label = null, string? note = null, string from = "", string known = "") =>
        Words!.SayPiece(Running(), share, label, note, from, known);

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

    /// <summary>The certificate of a name; <see langword="null"/> while nobody has decided.</summary>
    public readonly Certificate? FindCertificate(string name)
    {
        foreach (var fact in Facts)
        {
            if (fact is Certificate certificate && certificate.Name == name)
            {
                return certificate;
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
            FactMissing("facts", fact, remedy);
        }

        return found;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly bool TryAmount(Basis basis, out Exact amount)
    {
        if (basis.IsBenchmark)
        {
            amount = Benchmark;
            return true;
        }

        return TryStated(basis, out amount);
    }

    private readonly bool TryStated(Basis basis, out Exact amount)
    {
        var stated = Find(basis.Name);
        amount = stated is null ? default : stated.Figure.Number;
        return stated is not null;
    }

    /// <summary>The number of a name.</summary>
    public readonly Number? Find(string name)
    {
        foreach (var fact in Facts)
        {
            if (fact is Number number && ReferenceEquals(number.Name, name))
            {
                return number;
            }
        }

        return FindByText(name);
    }

    // A well-known name is one text wherever it stands; one of the user's own may come from a document.
    private readonly Number? FindByText(string name)
    {
        foreach (var fact in Facts)
        {
            if (fact is Number { Row: null } number && number.Name == name)
            {
                return number;
            }
        }

        return null;
    }

    /// <summary>A well-known number.</summary>
    public Number? Need(NumberRow row)
    {
        var found = Find(row.Name);
        if (found is null)
        {
            Missing(row.Name, row.Words);
        }

        return found;
    }

    /// <summary>A number in the unit of its use.</summary>
    public Number? Need(string name, Unit use)
    {
        var found = Find(name);
        if (found is null)
        {
            Missing(name, WellKnown.Of(name)?.Words ?? Number.InWordsAs(name, use));
        }

        return found;
    }

    public Exact BasisOf(Basis basis)
    {
        if (!TryAmount(basis, out var amount))
        {
            Missing(basis.Name, Number.InWordsAs(basis.Name, Unit.Money));
        }

        return amount;
    }

    /// <summary>What the rate of a side is called: the programme's usual name for savings and losses, otherwise a rate for the contract's
    /// own word.</summary>
    public readonly string RateName(string usual, bool gains)
    {
        var word = gains ? Words?.Names.Gains : Words?.Names.Losses;
        return word is null or "savings" or "gains" or "losses" ? usual : "Rate for " + word;
    }

    /// <summary>What the contract calls a basis; asked for in words only.</summary>
    public readonly string NameOf(Basis basis) => Words is null ? string.Empty : basis.IsBenchmark ? Words.Names.Benchmark : basis.InWords;

    /// <summary>A number that a clause needs was not given.</summary>
    public void Missing(string name, string what) => FactMissing(Number.PathOf(name), what, Number.Remedy(name));

    /// <summary>A fact that a clause needs, or a member of it, was not given.</summary>
    public void FactMissing(string path, string what, string remedy) =>
        Fail(new("fact-missing", path, string.Empty, $"A clause needs {what} here and it was not given.", remedy));

    public void Negative(string what, decimal amount, string? basis) => Fail(new(
        "level-negative", basis is null ? "numbers" : Number.PathOf(basis), UnitText.Of(amount, Unit.Money),
            $"'{what}' is a magnitude, and the amount stated for its basis makes it negative.",
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
    private readonly void Tell(in Head head, Operation how, Exact value, in Term a) => Words!.Figure(head, how, value, a);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private readonly void Tell(in Head head, Operation how, Exact value, in Term a, in Term b) => Words!.Figure(head, how, value, a, b);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private readonly void Tell(in Head head, Operation how, Exact value, in Term a, in Term b, in Term c) =>
        Words!.Figure(head, how, value, a, b, c);

    /// <summary>What the piece under the amount means, where the operation is the clause's own.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public readonly void SayAs(Operation how, string name, Exact number, string? called = null) =>
        Words!.Say(how, called, null, Running(), new Term(name, number, how == Operation.Reduce ? Unit.Rate : Unit.Money));

    /// <summary>
    /// The lesser or greater of the amount and an edge. An amount that meets the edge but for the guard digits passes as it is:
    /// the lesser or greater of the two numbers could be the other one.
    /// </summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public readonly void SayHeld(Operation how, string name, Exact edge, string? called = null)
    {
        if (Exact.Compare(Amount, edge) != 0 && Exact.Compare(decided, edge) == 0)
        {
            SayUnchanged(FormattableString.Invariant($"The amount is the {name.ToLowerInvariant()}."));
            return;
        }

        SayAs(how, name, edge, called);
    }

    /// <summary>A number that is stated: itself, and in words its line.</summary>
    public readonly Exact Stated(in Head head, in Term a)
    {
        var value = head.Carry(a.Number);
        if (Words is not null)
        {
            Tell(head, Operation.Stated, value, a);
        }

        return value;
    }

    /// <summary>A term with an authority of its own says so on a line of its own; every other one stands in the line of its
    /// clause.</summary>
    public readonly Rate Rate(RateTerm term, string key, string label)
    {
        if (Words is not null && term.Authority is not null)
        {
            RateLine(new(key, label, Unit.Rate, term.Authority), term.Value, label);
        }

        return term.Value;
    }

    /// <summary>A rate that is stated, as a ratio where it is one.</summary>
    public readonly Exact RateLine(in Head head, Rate rate, string name)
    {
        if (rate.Denominator == 1)
        {
            return Stated(head, new(name, rate.Top, head.Unit));
        }

        var value = head.Carry(rate.Fraction);
        if (Words is not null)
        {
            Tell(head, Operation.Quotient, value, new(name, rate.Top, Unit.Count),
                new("divided by", (decimal)rate.Denominator, Unit.Count));
        }

        return value;
    }

    /// <summary>a × b.</summary>
    public readonly Exact Product(in Head head, in Term a, in Term b)
    {
        var value = head.Carry(a.Number * b.Number);
        if (Words is not null)
        {
            Tell(head, Operation.Product, value, a, b);
        }

        return value;
    }

    /// <summary>What the row of a scale gives for x, times a basis where there is one. The lines say which row it is.</summary>
    public readonly Exact ByRow(in Head head, ScaleRow row, in Term at, in Term? basis)
    {
        var value = head.Carry(row.At(at.Number, basis is { } of ? of.Number : Exact.One));
        if (Words is not null)
        {
            TellRow(head, row, at, basis, value);
        }

        return value;
    }

    private readonly void TellRow(in Head head, ScaleRow row, in Term at, in Term? basis, Exact value)
    {
        Term[] numbers = [.. row.Read(new(at.Name, at.Number, at.Unit), Unit.Rate).Select(static n => new Term(n.Name, n.Number, n.Unit))];
        if (basis is not { } of)
        {
            Words!.Figure(head, row.IsFlat ? Operation.Stated : Operation.Interpolate, value, numbers);
        }
        else if (row.IsFlat)
        {
            Words!.Figure(head, Operation.Product, value, [.. numbers, of]);
        }
        else
        {
            var label = $"{head.Label}, rate for {UnitText.Of(at.Number, at.Unit)} {at.Name}";
            var rate = new Head(head.Key + "-rate", label, Unit.Rate, head.Authority);
            Words!.Figure(rate, Operation.Interpolate, row.At(at.Number, Exact.One), numbers);
            Words!.Figure(head, Operation.Interpolate, value, [.. numbers, of]);
        }

        Words!.Remark(row.InWords(at.Unit));
    }

    /// <summary>A share of an amount; a ratio is multiplied before it is divided.</summary>
    public readonly Exact Share(in Head head, in Rate share, string name, in Term of)
    {
        if (share.Denominator == 1)
        {
            return Product(head, new(name, share.Top, Unit.Rate), of);
        }

        var value = head.Carry(of.Number * share.Top / share.Denominator);
        if (Words is not null)
        {
            Tell(head, Operation.ProductQuotient, value, of, new(name, share.Top, Unit.Count),
                new("divided by", (decimal)share.Denominator, Unit.Count));
        }

        return value;
    }

    /// <summary>a held between b and c.</summary>
    public readonly Exact Clamp(in Head head, in Term a, in Term low, in Term high)
    {
        var value = head.Carry(Exact.Compare(a.Number, low.Number) < 0 ? Least(low.Number, high.Number) : Least(a.Number, high.Number));
        if (Words is not null)
        {
            Tell(head, Operation.Clamp, value, a, low, high);
        }

        return value;
    }

    /// <summary>1 − a × b.</summary>
    public readonly Exact Complement(in Head head, in Term a, in Term b)
    {
        var value = head.Carry(Exact.One - (a.Number * b.Number));
        if (Words is not null)
        {
            Tell(head, Operation.Complement, value, a, b);
        }

        return value;
    }

    /// <summary>a if b is at least c, otherwise nothing.</summary>
    public readonly Exact IfAtLeast(in Head head, in Term a, in Term b, in Term c, string? note = null)
    {
        var value = Exact.Compare(b.Number, c.Number) >= 0 ? a.Number : default;
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

    private static Exact Least(Exact one, Exact other) => Exact.Compare(one, other) <= 0 ? one : other;
}
