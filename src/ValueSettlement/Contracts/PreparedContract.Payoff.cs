using ValueSettlement.Curves;

namespace ValueSettlement;

/// <content>The curve from the opening amount of one part to what the whole earns, the others held fixed.</content>
public sealed partial class PreparedContract
{
    /// <summary>The part that a path of names leads to; <see langword="null"/> if it leads nowhere.</summary>
    internal PreparedContract? Find(ReadOnlySpan<string> names) =>
        names.IsEmpty ? this : PartOf(names[0])?.Find(names[1..]);

    /// <summary>The contracts that the part stands in, its own first.</summary>
    internal IEnumerable<Contract> Frames
    {
        get
        {
            for (var node = this; node is not null; node = node.whole)
            {
                if (node.agreement is Contract contract)
                {
                    yield return contract;
                }
            }
        }
    }

    /// <summary>The names of the parts, where there are parts.</summary>
    internal IEnumerable<string> PartNames => parts.Select(static part => part.agreement.Id);

    /// <summary>The curve from the opening amount of the part to what the whole earns, and the fold that it stands for.</summary>
    internal OpeningCurve CurveOfOpening(Experience experience, ReadOnlySpan<string> names, ref List<Failure>? failures)
    {
        if (names.IsEmpty)
        {
            Check(experience, string.Empty, ref failures, spendingKnown: false);
            var compared = Foldable(experience, failures);
            var benchmark = (decimal)NumberOf(compared.Benchmark);
            return new(ChainCurve(compared, benchmark, ref failures), [new(this, compared, benchmark, 0m, 0m, 0m)], []);
        }

        var before = failures?.Count ?? 0;
        Check(experience, string.Empty, ref failures);
        Span<int> places = new int[parts.Length];
        var unknown = Place(experience, places);
        experience = Foldable(experience, failures);
        var (claims, charges, compare) = (0m, 0m, 0m);
        var inner = default(OpeningCurve?);
        var held = new List<Experience>();
        for (var i = 0; i < parts.Length; i++)
        {
            if (places[i] < 0)
            {
                (failures ??= []).Add(PartMissing(parts[i].agreement.Id));
                continue;
            }

            var known = failures?.Count ?? 0;
            var given = experience.Parts[places[i]];
            if (ReferenceEquals(parts[i], PartOf(names[0])))
            {
                inner = parts[i].CurveOfOpening(given, names[1..], ref failures);
                compare += inner.Levels[^1].Benchmark;
            }
            else
            {
                _ = parts[i].SettleInto(given, explained: false, ref failures, out var amount, out var own);
                compare += own;
                Count(amount, ref claims, ref charges);
                held.Add(given);
            }

            At(failures, known, places[i]);
        }

        SayUnknown(experience, unknown, ref failures);
        ValidateSum(claims, charges, compare, before, ref failures);
        var holds = agreement.Pool?.Holds(charges, experience, ref failures) ?? 0m;
        var chain = ChainCurve(experience, Math.Clamp(compare, 0m, Money.Largest), ref failures);
        if (failures is not null || inner is null)
        {
            return new(Curve.Zero, inner?.Levels ?? [new(this, experience, compare, claims, charges, holds)], []);
        }

        var sum = agreement.Pool?.Sum(claims, charges, holds) ?? Curve.Line(1m, claims + charges);
        return new(inner.Curve.Then(sum, decided: true).Then(chain, decided: true),
            [.. inner.Levels, new(this, experience, compare, claims, charges, holds)], [.. held, .. inner.HeldParts]);
    }

    /// <summary>The curve from the opening amount to what is payable of the whole: that of what it earns, then its payment.</summary>
    internal Curve CurveOfPayable(OpeningCurve found, ref List<Failure>? failures)
    {
        var top = found.Levels[^1];
        return agreement.Payment.Count == 0 ? found.Curve
            : found.Curve.Then(ChainCurve(agreement.Payment, top.Experience, top.Benchmark, ref failures), decided: true);
    }

    /// <summary>What is payable of the whole for an opening amount, as the fold has it.</summary>
    internal SettledAmount PayableAt(OpeningCurve found, decimal opening, ref List<Failure>? failures)
    {
        var (top, earned) = (found.Levels[^1], found.Earned(opening));
        return SettledAmount.Of(agreement.Payment.Count == 0 ? earned
            : Fold(agreement.Payment, earned, top.Experience, top.Benchmark, ref failures), Contract.PublishingRule);
    }

    private Curve ChainCurve(Experience experience, decimal benchmark, ref List<Failure>? failures) =>
        ChainCurve(agreement.Clauses, experience, benchmark, ref failures);

    private static Curve ChainCurve(ValueList<Clause> chain, Experience experience, decimal benchmark, ref List<Failure>? failures)
    {
        var run = new Run
        {
            Facts = experience.Facts.AsSpan(),
            Benchmark = benchmark,
            Failures = failures,
            Pieces = new()
        };
        var curve = Clause.Compose(chain.AsSpan(), ref run);
        failures = run.Failures;
        return curve;
    }

    /// <summary>A curve of the opening amount of a part, with what it holds fixed.</summary>
    /// <param name="Curve">From the opening amount of the part to what the whole earns.</param>
    /// <param name="Levels">The part and the sums that it stands in, the whole last.</param>
    /// <param name="HeldParts">The experiences of the other parts, those of the whole first.</param>
    internal sealed record OpeningCurve(Curve Curve, ValueList<OpeningLevel> Levels, ValueList<Experience> HeldParts)
    {
        /// <summary>The part whose opening amount varies.</summary>
        public OpeningLevel Varied => Levels[0];

        /// <summary>What the fold itself gives for an opening amount of the part: for the amounts beside an edge.</summary>
        public decimal Earned(decimal opening)
        {
            var amount = Varied.Earned(Carried.Carry(opening));
            foreach (var level in Levels.AsSpan()[1..])
            {
                amount = level.EarnedWith(amount);
            }

            return amount;
        }
    }

    /// <summary>One level above what varies, and what it holds fixed.</summary>
    /// <param name="Node">The part, or the sum.</param>
    /// <param name="Experience">Its experience.</param>
    /// <param name="Benchmark">Its benchmark.</param>
    /// <param name="Claims">What the other parts claim.</param>
    /// <param name="Charges">What the other parts owe, negative.</param>
    /// <param name="Holds">What a pool of a stated amount holds.</param>
    internal sealed record OpeningLevel(PreparedContract Node, Experience Experience, decimal Benchmark, decimal Claims, decimal Charges,
        decimal Holds)
    {
        /// <summary>What the chain gives for an amount.</summary>
        public decimal Earned(decimal amount)
        {
            var run = new Run { Facts = Experience.Facts.AsSpan(), Benchmark = Benchmark };
            return Clause.Fold(Node.agreement.Clauses.AsSpan(), amount, ref run);
        }

        /// <summary>What the chain gives for an amount, and what is wrong with it.</summary>
        public decimal Earned(decimal amount, ref List<Failure>? failures)
        {
            var run = new Run { Facts = Experience.Facts.AsSpan(), Benchmark = Benchmark, Failures = failures };
            decimal earned = Clause.Fold(Node.agreement.Clauses.AsSpan(), amount, ref run);
            failures = run.Failures;
            return earned;
        }

        /// <summary>The way of an amount through the chain; <see langword="null"/> if it leaves the range of the fold.</summary>
        public List<FoldStep>? StepsOf(decimal amount)
        {
            var words = new LineWriter { Names = Node.Words, Steps = [] };
            var run = new Run { Facts = Experience.Facts.AsSpan(), Benchmark = Benchmark, Words = words };
            Clause.Fold(Node.agreement.Clauses.AsSpan(), amount, ref run);
            return run.Failures is null ? words.Steps : null;
        }

        /// <summary>What the sum and its chain give for what the part that varies earned.</summary>
        public decimal EarnedWith(decimal amount)
        {
            var (claims, charges) = (Claims + Math.Max(amount, 0m), Charges + Math.Min(amount, 0m));
            var holds = Node.agreement.Pool?.Funding == PoolFunding.Charges ? Carried.Unsigned(-charges) : Holds;
            return Earned((Node.agreement.Pool?.Paid(claims, holds) ?? claims) + charges);
        }
    }
}
