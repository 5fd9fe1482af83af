using System.Runtime.CompilerServices;

namespace ValueSettlement;

/// <summary>What the parts of one settled sum came to. Amounts have at most twelve decimals.</summary>
/// <param name="Claims">The sum of the positive amounts.</param>
/// <param name="Charges">The sum of the negative amounts.</param>
/// <param name="Holds">What the pool holds; zero without a pool.</param>
/// <param name="Paid">What of the claims goes into the sum: all of them without a pool.</param>
/// <param name="Benchmark">The sum of the benchmarks.</param>
internal sealed record PartsOfSum(decimal Claims, decimal Charges, decimal Holds, decimal Paid, decimal Benchmark)
{
    /// <summary>What is payable to the parts together, where the parts are paid.</summary>
    public decimal Payable { get; set; }

    /// <summary>The whole beside the parts.</summary>
    public AdditivityComparison Comparison { get; set; } = AdditivityComparison.None;

    /// <summary>What the chain over the sum begins with.</summary>
    public decimal Opening => Formulas.Unsigned(Paid + Charges);

    /// <summary>Whether the pool pays another amount than is claimed.</summary>
    public bool IsScaled => Paid != Claims;
}

/// <content>A sum of parts: each settled as it would be alone, then added up.</content>
public sealed partial class PreparedContract
{
    private const int MostOnTheStack = 64;

    private Dictionary<string, int>? byName;
    private bool isAlike;

    internal bool IsSum => parts.Length > 0;

    private void PrepareSum(IEqualityComparer<string> names)
    {
        if (parts.Length == 0)
        {
            return;
        }

        byName = new(parts.Length, names);
        for (var i = 0; i < parts.Length; i++)
        {
            byName.Add(parts[i].agreement.Id, i);
        }

        isAlike = Additivity.IsAlike(agreement.Parts);
    }

    /// <summary>The part of a name.</summary>
    internal PreparedContract? PartOf(string? name) =>
        name is not null && byName is not null && byName.TryGetValue(name, out var index) ? parts[index] : null;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private Settlement? SettleSum(Experience experience, bool explained, ref List<Failure>? failures, out decimal earned,
        out decimal benchmark)
    {
        var before = failures?.Count ?? 0;
        Check(experience, string.Empty, ref failures);
        Span<int> places = parts.Length <= MostOnTheStack ? stackalloc int[parts.Length] : new int[parts.Length];
        var unknown = Place(experience, places);
        experience = Foldable(experience, failures);
        var settled = explained ? new Settlement[parts.Length] : [];
        var (claims, charges) = (0m, 0m);
        benchmark = 0m;
        for (var i = 0; i < parts.Length; i++)
        {
            if (places[i] < 0)
            {
                (failures ??= []).Add(PartMissing(parts[i].agreement.Id));
                continue;
            }

            var known = failures?.Count ?? 0;
            var part = parts[i].SettleInto(experience.Parts[places[i]], explained, ref failures, out var amount, out var own);
            At(failures, known, places[i]);
            benchmark += own;
            Count(amount, ref claims, ref charges);
            if (explained && part is not null)
            {
                settled[i] = part;
            }
        }

        SayUnknown(experience, unknown, ref failures);
        ValidateSum(claims, charges, benchmark, before, ref failures);
        var holds = agreement.Pool?.Holds(charges, experience, ref failures) ?? 0m;
        if (failures is not null)
        {
            // Nothing is settled; the clauses are asked only for the facts that they miss.
            earned = Fold(agreement.Clauses, claims + charges, experience, Math.Clamp(benchmark, 0m, Money.Largest), ref failures);
            return null;
        }

        var sum = new PartsOfSum(claims, charges, holds, agreement.Pool?.Paid(claims, holds) ?? claims, benchmark);
        if (explained)
        {
            BringIn(settled, sum, places, ref failures);
        }

        earned = Fold(agreement.Clauses, sum.Opening, experience, benchmark, ref failures);
        return explained ? Explained(experience, sum.Opening, earned, sum, new(settled), ref failures) : null;
    }

    private static void Count(decimal amount, ref decimal claims, ref decimal charges)
    {
        if (amount > 0m)
        {
            claims = Math.Min(claims, Carried.Largest) + amount;
        }
        else
        {
            charges = Math.Max(charges, -Carried.Largest) + amount;
        }
    }

    private void ValidateSum(decimal claims, decimal charges, decimal benchmark, int before, ref List<Failure>? failures)
    {
        var most = agreement.Pool is null ? Carried.Largest : Pool.MostClaims;
        if (claims > most || charges < -Carried.Largest)
        {
            (failures ??= []).Add(OutOfRange(claims > most ? claims : charges));
        }

        // Where a part has something wrong, its benchmark may be what is wrong.
        if ((failures?.Count ?? 0) == before && reads.HasBenchmark && benchmark is <= 0m or > Money.Largest)
        {
            (failures ??= []).Add(new("benchmark-of-sum", "parts", UnitText.Of(benchmark, Unit.Money),
                "A clause over a sum takes a share of the sum of the benchmarks of its parts: positive and at most 10^15.",
                "State the benchmarks of the parts, or let the clause take a share of a basis of its own."));
        }
    }

    private static Failure OutOfRange(decimal amount) => new("amount-range", "parts", UnitText.Of(amount, Unit.Money),
        "What the parts earned, and what they owe, is at most 10^16 together, and at most 10^14 where a pool divides it.",
        "Check the units of the amounts.");

    /// <summary>
    /// What each part brings into the sum, published so that the published parts add up to their published sum; and what is payable of it
    /// where the parts are paid.
    /// </summary>
    private void BringIn(Settlement[] settled, PartsOfSum sum, ReadOnlySpan<int> places, ref List<Failure>? failures)
    {
        var rule = Contract.PublishingRule;
        var exact = new Allocation.ExactPart[settled.Length];
        var brought = new decimal[settled.Length];
        for (var i = 0; i < settled.Length; i++)
        {
            var (name, amount) = (parts[i].agreement.Id, settled[i].Earned.Unrounded);
            var isScaled = sum.IsScaled && amount > 0m;
            brought[i] = isScaled ? Pool.Share(amount, sum.Paid, sum.Claims) : amount;
            exact[i] = Allocation.ExactPart.Of(name, Carried.Decide(brought[i]));
        }

        var published = Settlement.Published(exact, sum.Opening, rule);
        var arePaid = IsPaid && agreement.Pays == Payee.Parts;
        sum.Payable = sum.Opening;
        for (var i = 0; i < settled.Length; i++)
        {
            var payable = 0m;
            if (arePaid)
            {
                var known = failures?.Count ?? 0;
                payable = parts[i].PayableIn(settled[i], brought[i], ref failures);
                At(failures, known, places[i]);
                sum.Payable += payable - brought[i];
                if (sum.Payable is > Carried.Largest or < -Carried.Largest)
                {
                    (failures ??= []).Add(OutOfRange(sum.Payable));
                    return;
                }
            }

            settled[i].Join(new(brought[i], published[i]), arePaid ? SettledAmount.Of(payable, rule) : settled[i].Earned, sum);
        }

        if (isAlike)
        {
            sum.Comparison = new(() => Additivity.Of(agreement.Parts[0], [.. settled.Select(static s => s.Experience)]));
        }
    }

    /// <summary>
    /// Publishes what is payable to the parts so that it adds up to what is published of the whole: from the whole down, so that what is
    /// paid below adds up as well.
    /// </summary>
    private void PublishPayables(Settlement settlement)
    {
        if (agreement.Pays != Payee.Parts)
        {
            return;
        }

        var published = Settlement.PublishedPayables([.. settlement.Parts.Select(static part =>
            (part.Arrangement!, part.BroughtIn!.Value, part.Payable.Unrounded))], settlement.Payable.Published, Contract.PublishingRule);
        for (var i = 0; i < parts.Length; i++)
        {
            settlement.Parts[i].Publish(published[i]);
            parts[i].PublishPayables(settlement.Parts[i]);
        }
    }

    /// <summary>What is left to pay of what the part brought into a sum that pays its parts.</summary>
    private decimal PayableIn(Settlement settled, decimal brought, ref List<Failure>? failures) =>
        agreement.Pays == Payee.Parts ? settled.Payable.Unrounded
            : PayableOf(brought, settled.Experience, settled.Sum, ref failures);

    /// <summary>Finds the experience of each part; the others are returned.</summary>
    private List<int>? Place(Experience experience, Span<int> places)
    {
        List<int>? unknown = null;
        places.Fill(-1);
        var given = experience.Parts.AsSpan();
        for (var i = 0; i < given.Length; i++)
        {
            if (given[i].Arrangement is not { } name || !byName!.TryGetValue(name, out var index) || places[index] >= 0)
            {
                (unknown ??= []).Add(i);
                continue;
            }

            places[index] = i;
        }

        return unknown;
    }

    private void SayUnknown(Experience experience, List<int>? unknown, ref List<Failure>? failures)
    {
        foreach (var i in unknown ?? [])
        {
            SayUnknownPart(experience.Parts[i], string.Empty, i, failures ??= []);
        }
    }

    private static Failure PartMissing(string name) =>
        new("part-missing", "parts", name, "Every part of the contract has its part of the experience.",
            "Add an Experience whose Arrangement names it.");

    // A part is settled as if it stood alone; where it stands is said only where something is wrong.
    private static void At(List<Failure>? failures, int known, int place)
    {
        for (var i = known; i < (failures?.Count ?? 0); i++)
        {
            failures![i] = failures[i] with { Path = Paths.Join(Paths.Item(string.Empty, "parts", place), failures[i].Path) };
        }
    }
}
