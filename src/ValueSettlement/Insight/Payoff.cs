using ValueSettlement.Curves;

namespace ValueSettlement;

/// <summary>
/// What a contract pays for every amount of spending, with every fact held as it is: the composed curve of its clauses.
/// Composed in the units of the fold (amounts carried to twelve decimals, compared at nine), and every edge asked of the fold itself at the
/// whole cents beside it, or at the whole units of a currency that is counted finer:
/// there it publishes what settling publishes, and differs from it by less than 10⁻⁹.
/// </summary>
public sealed record Payoff
{
    internal Payoff(string variable, Curve curve, ValueList<string> heldFixed) =>
        (Variable, Curve, HeldFixed) = (variable, curve, heldFixed);

    /// <summary>What the contract calls the amount that varies, for example "spending" or "adjusted allowable cost".</summary>
    public string Variable { get; }

    /// <summary>Spending → earned: positive to the provider, not rounded.</summary>
    public Curve Curve { get; }

    /// <summary>What the curve holds fixed, in words.</summary>
    public ValueList<string> HeldFixed { get; }

    /// <summary>Where the payoff changes sign, or begins or ends to be zero: amounts of spending, ascending.</summary>
    public IReadOnlyList<BreakEven> BreakEvens => Curve.BreakEvens;

    /// <summary>What is earned at an amount of spending, not rounded.</summary>
    /// <param name="spending">Spending.</param>
    public decimal At(decimal spending) => Carried.Carry(Curve.At(spending));

    /// <summary>The amounts of spending at which at least <paramref name="least"/> and at most <paramref name="most"/> is earned.</summary>
    /// <param name="least">The least amount earned.</param>
    /// <param name="most">The most earned; <see langword="null"/> for any amount from <paramref name="least"/> on.</param>
    public IReadOnlyList<Interval> SpendingToEarn(decimal least, decimal? most = null) =>
        Curve.InverseImage(new Interval(least, true, most, most is not null));

    /// <summary>The curve in words.</summary>
    public override string ToString() => Curve.ToString();
}

/// <summary>Payoffs of contracts.</summary>
public static class PayoffExtensions
{
    private const int MostNames = 20;

    /// <summary>What the contract pays for every amount of spending: of a contract with parts what the whole earns, as the spending of one
    /// part varies.</summary>
    /// <param name="contract">The contract.</param>
    /// <param name="experience">Benchmark and facts; the expenditure that varies is not needed and not read.</param>
    /// <param name="part">
    /// Whose spending varies, if the contract has parts: the name of the part, and of a part of a part the names from the outermost in,
    /// <c>"east", "north"</c>. Everything else is held fixed; pools and clauses over sums act.
    /// </param>
    /// <exception cref="SettlementException">Something is wrong with the contract or the experience; carries all of it.</exception>
    public static Payoff PayoffOverSpending(this Contract contract, Experience experience, params ReadOnlySpan<string> part)
    {
        ArgumentNullException.ThrowIfNull(contract);
        return contract.Prepare().PayoffOverSpending(experience, part);
    }

    /// <summary>What the contract pays for every amount of spending: of a contract with parts what the whole earns, as the spending of one
    /// part varies.</summary>
    /// <param name="prepared">The prepared contract.</param>
    /// <param name="experience">Benchmark and facts; the expenditure that varies is not needed and not read.</param>
    /// <param name="part">
    /// Whose spending varies, if the contract has parts: the name of the part, and of a part of a part the names from the outermost in,
    /// <c>"east", "north"</c>. Everything else is held fixed; pools and clauses over sums act.
    /// </param>
    /// <exception cref="SettlementException">Something is wrong with the experience, or what is paid is no curve of spending; carries all
    /// of it.</exception>
    public static Payoff PayoffOverSpending(this PreparedContract prepared, Experience experience, params ReadOnlySpan<string> part)
    {
        ArgumentNullException.ThrowIfNull(prepared);
        ArgumentNullException.ThrowIfNull(experience);
        return Find(prepared, experience, part).Payoff;
    }

    /// <summary>
    /// The payoff over spending in whole cents, for very many amounts of spending: the cents that settling publishes as earned, every one
    /// of them, from integers.
    /// </summary>
    /// <param name="prepared">The prepared contract, without parts; it publishes cents or coarser units.</param>
    /// <param name="experience">Benchmark and facts; the expenditure that varies is not needed and not read.</param>
    /// <exception cref="SettlementException">Something is wrong with the experience, or what is published is no number of cents over
    /// spending; carries all of it.</exception>
    public static CentPayoff PayoffInCents(this PreparedContract prepared, Experience experience)
    {
        ArgumentNullException.ThrowIfNull(prepared);
        var failures = new List<Failure>();
        if (prepared.IsSum)
        {
            failures.Add(new("cents-of-sum", "parts", prepared.Contract.Id, "A payoff in cents is that of a contract without parts.",
                "Ask for the payoff of each part's own contract, or settle each case."));
        }

        if (prepared.Contract.PublishingRule is { Digits: > CentFold.MostDigits } rule)
        {
            failures.Add(new("cents-finer", "publishing", rule.ToString(), "A payoff in cents is that of a contract that publishes cents "
                + "or coarser units.", "Settle each case, or publish two decimals."));
        }

        SettlementException.ThrowIfAny(failures);

        var (payoff, varied) = Find(prepared, experience, []);
        return new(payoff, new CentFold(varied));
    }

    private static (Payoff Payoff, PreparedContract.OpeningLevel Varied) Find(PreparedContract prepared, Experience experience,
        ReadOnlySpan<string> part)
    {
        var varied = Varied(prepared, part);
        List<Failure>? failures = null;
        try
        {
            var found = prepared.CurveOfOpening(experience, part, ref failures);
            if (varied.Agreement.Opening == OpeningAmount.Stated)
            {
                (failures ??= []).Add(new("no-spending", "opening", EnumText.Of(varied.Agreement.Opening),
                    "The opening amount is stated, not found from spending, so there is no payoff over spending.",
                        "Settle with other opening amounts instead."));
            }

            return failures is null ? (Over(found), found.Varied) : throw new SettlementException(failures);
        }
        catch (InvalidOperationException problem)
        {
            throw new SettlementException([new("payoff-range", "clauses", string.Empty, problem.Message,
                "Use fewer bands and regions, or smaller slopes.")]);
        }
    }

    /// <summary>The part whose spending varies; that there is none, or no curve of it, is a failure.</summary>
    internal static PreparedContract Varied(PreparedContract prepared, ReadOnlySpan<string> part)
    {
        if (prepared.Find(part) is not { IsSum: false } varied)
        {
            throw new SettlementException([Unknown("part-unknown", prepared, part, prepared.PartNames.Any()
                ? "The contract is a sum, and spending varies in one of its parts that has no parts of its own."
                : "The contract has no parts, and its own spending varies.")]);
        }

        if (varied.Frames.FirstOrDefault(static contract => contract.Payoff.NoPayoff is not null) is { Payoff: var payoff })
        {
            throw new SettlementException([new("no-payoff", "payoff", payoff.Name,
                $"What this contract pays is no piecewise-linear curve of {payoff.Name}: {payoff.NoPayoff}",
                "Settle each case instead.")]);
        }

        return varied;
    }

    /// <summary>A part that is not there, or one too many or too few: the names among which to choose at the place where the search
    /// ended.</summary>
    internal static Failure Unknown(string code, PreparedContract prepared, ReadOnlySpan<string> part, string rule)
    {
        var (node, known) = (prepared, 0);
        while (known < part.Length && node.PartOf(part[known]) is { } next)
        {
            (node, known) = (next, known + 1);
        }

        var names = node.PartNames.ToArray();
        var at = known == 0 ? "the contract" : $"'{part[known - 1]}'";
        var remedy = names.Length == 0 ? known == 0 ? "Leave the name out." : $"Name nothing after {at}, which has no parts."
            : (known < part.Length ? NearName.Meant(part[known], names) : string.Empty)
                + $"The parts of {at} are {string.Join(", ", names.Take(MostNames))}{(names.Length > MostNames ? ", …" : string.Empty)}; "
                + "of a part of a part all names, from the outermost in.";
        return new(code, "part", string.Join(", ", part.ToArray()), rule, remedy);
    }

    private static Payoff Over(PreparedContract.OpeningCurve found)
    {
        var (varied, benchmark) = (found.Varied.Node, found.Varied.Benchmark);
        var reversed = varied.Agreement.Opening == OpeningAmount.ExpenditureLessBenchmark;
        var spending = reversed ? Curve.Line(1m, -benchmark) : Curve.Line(-1m, benchmark);
        var curve = spending.Then(found.Curve, decided: true).Settled(
            x => found.Earned(reversed ? x - benchmark : benchmark - x),
            Math.Max(2, Rounding.OfCurrency(varied.Contract.Currency).Digits));
        var words = varied.Words;
        return new(varied.Contract.Payoff.Name, curve, [
            $"{ContractWords.Inside(words.Benchmark)} {UnitText.Of(benchmark, Unit.Money)}",
            .. HeldFacts(found),
        ]);
    }

    /// <summary>The facts and the other parts that a curve of an opening amount holds fixed, in words.</summary>
    internal static IEnumerable<string> HeldFacts(PreparedContract.OpeningCurve found) =>
    [
        .. found.Levels.Reverse().SelectMany(static level => level.Experience.Facts).Select(static f => f.Said),
        .. found.HeldParts.Select(p => Held(p, found.Varied.Node.Words)),
    ];

    /// <summary>What another part is held at: its amounts, its facts, and how many parts it has.</summary>
    private static string Held(Experience part, ContractWords words)
    {
        IEnumerable<string> amounts = new[] { (words.Benchmark, part.Benchmark), (words.Expenditure, part.Expenditure),
            ("Opening amount", part.Opening) }
            .Where(static amount => amount.Item2 is not null)
            .Select(static amount => $"{ContractWords.Inside(amount.Item1)} {amount.Item2}");
        var below = part.Parts.Count == 0 ? [] : new[] { FormattableString.Invariant($"{part.Parts.Count} parts") };
        return $"the part '{part.Arrangement}' ({string.Join("; ", amounts.Concat(part.Facts.Select(static f => f.Said)).Concat(below))})";
    }
}
