using System.Globalization;

namespace ValueSettlement.Json;

/// <summary>What a settlement document says that does not follow from the rest of it.</summary>
internal static class SettlementProof
{
    private const string Remedy = "Take the document as it was issued.";

    /// <summary>
    /// Proves what can be proven from the document alone: each line replays from its operands and lies in its interval, the chain is closed
    /// from the opening amount to what was earned and payable, the parts add up through a pool, and what is published follows from what was
    /// computed.
    /// </summary>
    public static void Validate(SettlementDocument document, string path, List<Failure> failures)
    {
        ValidateDescription(document, path, failures);
        ValidateAmounts(document, path, failures);
        ValidateParts(document, path, failures);
        if (document.Lines is { } lines)
        {
            ValidateLines(document, lines, path, failures);
        }

        // Of a part that stands alone the whole, with which it was published, is not at hand.
        if (path.Length == 0 && document.Arrangement is null)
        {
            ValidatePayable(document, failures);
        }
    }

    /// <summary>What a document says of itself is read, or refused: nothing is dropped.</summary>
    private static void ValidateDescription(SettlementDocument document, string path, List<Failure> failures)
    {
        if (string.IsNullOrWhiteSpace(document.LibraryVersion))
        {
            Fail(Paths.Join(path, "libraryVersion"), string.Empty, "A settlement names the version of the library that settled.", failures);
        }

        var (contract, facts) = (document.ContractDigest, document.FactsDigest);
        if (contract is null != facts is null || (path.Length > 0 && contract is not null))
        {
            Fail(Paths.Join(path, contract is null ? "factsDigest" : "contractDigest"), contract ?? facts!,
                "The digests of contract and facts stand together, and only at the whole.", failures);
        }

        foreach (var (digest, member) in new[] { (contract, "contractDigest"), (facts, "factsDigest") })
        {
            if (digest is not null && !Digest.IsText(digest))
            {
                Fail(Paths.Join(path, member), digest, "A digest is 64 hexadecimal digits in lower case.", failures);
            }
        }

        foreach (var part in document.Parts)
        {
            if (part.Lines is null != document.Lines is null)
            {
                Fail(Paths.Join(path, "lines"), document.Lines is null ? string.Empty : UnitText.Of(document.Lines.Count, Unit.Count),
                    "A document has the lines of the whole and of every part, or none of them.", failures);
                break;
            }
        }

        if (document.Counted && document.Arrangement is null)
        {
            Fail(Paths.Join(path, "counted"), "true", "Only a part is counted; the whole is paid, or pays its parts.", failures);
        }

        if ((document.Edited || document.LibraryDiffers) && document.Contract.Programme is null)
        {
            Fail(Paths.Join(path, document.Edited ? "edited" : "libraryDiffers"), "true",
                "Only a contract that a programme made stands to its terms in some way.", failures);
        }
    }

    private static void ValidateParts(SettlementDocument document, string path, List<Failure> failures)
    {
        var named = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < document.Parts.Count; i++)
        {
            var at = Paths.Item(path, "parts", i);
            var part = document.Parts[i];
            if (string.IsNullOrWhiteSpace(part.Arrangement) || !named.Add(part.Arrangement))
            {
                Fail(Paths.Join(at, "arrangement"), part.Arrangement ?? string.Empty, "Every part has a name of its own.", failures);
            }

            if (part.Contract.Id != part.Arrangement)
            {
                Agree(document.Contract.Id, part.Contract.Id, Paths.Join(at, "contract.id"),
                    "A part belongs to the contract of the whole, or is a contract of its own name.", failures);
            }

            if (part.Counted != (document.Counted || document.Pays != Payee.Parts))
            {
                Fail(Paths.Join(at, "counted"), part.Counted ? "true" : "false",
                    "A part is paid itself where every whole above it pays its parts, and otherwise counted.", failures);
            }

            Agree(document.LibraryVersion, part.LibraryVersion, Paths.Join(at, "libraryVersion"),
                "A part was settled by the library that settled the whole.", failures);
            Agree(document.Contract.Currency, part.Contract.Currency, Paths.Join(at, "contract.currency"),
                "A part is in the currency of the whole.", failures);
            Agree(document.Contract.Publishing.ToString(), part.Contract.Publishing.ToString(), Paths.Join(at, "contract.publishing"),
                "A part is published like the whole.", failures);
            Validate(part, at, failures);
        }

        if (document.Parts.Count == 0)
        {
            Agree(EnumText.Of(Payee.Whole), EnumText.Of(document.Pays), Paths.Join(path, "pays"), "Only a sum pays parts.", failures);
            if (document.LeftInPool is { } left)
            {
                Fail(Paths.Join(path, "leftInPool"), UnitText.Exact(left.Unrounded, Unit.Money), "Only a sum has a pool.", failures);
            }
        }
        else if (CanBeAdded(document.Parts) && InRange(document.Opening))
        {
            ValidateSum(document, path, failures);
        }
    }

    // Only a pool that holds an amount scales up, and the claims are those that its lines state.
    private static bool CanScaleUp(SettlementDocument document, decimal claims, decimal paid) =>
        document.LeftInPool is not null && claims > 0m && paid <= Pool.MostClaims
        && (document.Lines is not { } lines || PoolLine(lines, Pool.ClaimsKey)?.Value == claims);

    /// <summary>A line of the sum's own pool: those stand right before its opening amount. A figure among the facts may bring lines of
    /// another pool.</summary>
    private static Line? PoolLine(ValueList<Line>? lines, string key)
    {
        var i = (lines?.Count ?? 0) - 1;
        while (i >= 0 && lines![i].Kind != LineKind.Opening)
        {
            i--;
        }

        while (--i >= 0 && lines![i].Key.StartsWith(Pool.Keys, StringComparison.Ordinal))
        {
            if (string.Equals(lines[i].Key, key, StringComparison.Ordinal))
            {
                return lines[i];
            }
        }

        return null;
    }

    /// <summary>What is left in a pool that holds an amount, which its lines state: what it holds less what is paid.</summary>
    private static void ValidateLeft(SettlementDocument document, decimal paid, string path, List<Failure> failures)
    {
        const string Rule = "What is left in the pool is what it holds less what is paid.";
        var at = Paths.Join(path, "leftInPool");
        var left = document.LeftInPool;
        if (left is not null && (left.Unrounded is < 0m or > Carried.Largest || !InRange(paid)))
        {
            Fail(Paths.Join(at, "unrounded"), UnitText.Exact(left.Unrounded, Unit.Money), "A pool does not pay more than it holds.",
                failures);
        }
        else if (left is not null)
        {
            Agree(Pool.Left(paid + left.Unrounded, paid, document.Contract.Publishing).Published, left.Published,
                Paths.Join(at, "published"), Rule, failures);
        }

        if (document.Lines is { } lines)
        {
            var holds = PoolLine(lines, Pool.AvailableKey)?.Value;
            if (holds is { } known ? !InRange(known) || left?.Unrounded != known - paid : left is not null)
            {
                Fail(Paths.Join(at, "unrounded"), left is null ? string.Empty : UnitText.Exact(left.Unrounded, Unit.Money), Rule, failures);
            }
        }
    }

    /// <summary>What the parts earned is the opening amount, after a pool if there is one; each brings in its share.</summary>
    private static void ValidateSum(SettlementDocument document, string path, List<Failure> failures)
    {
        var (claims, charges) = Totals(document);
        var paid = document.Opening - charges;
        var pool = PoolLine(document.Lines, Pool.PaidKey);
        var isUp = paid > claims;
        if (paid != claims && (paid < 0m || claims > Pool.MostClaims || (document.Lines is not null && pool is null)
            || (isUp && !CanScaleUp(document, claims, paid))))
        {
            Agree(Formulas.Unsigned(claims + charges), document.Opening, Paths.Join(path, "opening"),
                "The opening amount is the sum of what the parts earned.", failures);
            return;
        }

        if (pool is not null)
        {
            Agree(paid, pool.Value, Paths.Join(path, "lines"), "What is paid from the pool is what goes into the sum.", failures);
        }

        ValidateLeft(document, paid, path, failures);
        var exact = new Allocation.ExactPart[document.Parts.Count];
        for (var i = 0; i < exact.Length; i++)
        {
            var (part, at) = (document.Parts[i], Paths.Join(Paths.Item(path, "parts", i), "broughtIn"));
            var (name, earned) = (part.Arrangement ?? string.Empty, part.Earned.Unrounded);
            var isScaled = paid != claims && earned > 0m;
            var brought = isScaled ? Pool.Share(earned, paid, claims) : earned;
            exact[i] = Allocation.ExactPart.Of(name, Carried.Decide(brought));
            Agree(brought, part.BroughtIn?.Unrounded, Paths.Join(at, "unrounded"),
                "A part brings in what it earned, after the pool if there is one.", failures);
        }

        var published = Settlement.Published(exact, document.Opening, document.Contract.Publishing);
        for (var i = 0; i < published.Length; i++)
        {
            Agree(published[i], document.Parts[i].BroughtIn?.Published, Paths.Join(Paths.Item(path, "parts", i), "broughtIn.published"),
                "Parts are published so that they add up to their published sum.", failures);
        }
    }

    private static (decimal Claims, decimal Charges) Totals(SettlementDocument document) =>
        (document.Parts.Sum(static p => Math.Max(p.Earned.Unrounded, 0m)),
            document.Parts.Sum(static p => Math.Min(p.Earned.Unrounded, 0m)));

    /// <summary>What is payable of the whole, and of its parts where they are paid.</summary>
    private static void ValidatePayable(SettlementDocument document, List<Failure> failures)
    {
        Agree(Published(document.Payable.Unrounded, document), document.Payable.Published, "payable.published", PublishedRule(document),
            failures);
        ValidatePayable(document, string.Empty, isPaid: true, failures);
    }

    private static void ValidatePayable(SettlementDocument document, string path, bool isPaid, List<Failure> failures)
    {
        var arePaid = isPaid && document.Pays == Payee.Parts;
        if (!isPaid)
        {
            Agree(EnumText.Of(Payee.Whole), EnumText.Of(document.Pays), Paths.Join(path, "pays"),
                "Where a whole is paid, nothing below it is paid.", failures);
        }

        for (var i = 0; i < document.Parts.Count; i++)
        {
            var (part, at) = (document.Parts[i], Paths.Item(path, "parts", i));
            if (!arePaid)
            {
                Agree(part.Earned.Unrounded, part.Payable.Unrounded, Paths.Join(at, "payable.unrounded"),
                    "Nothing is paid of a part of a whole that is paid: it states what it earned.", failures);
                Agree(part.Earned.Published, part.Payable.Published, Paths.Join(at, "payable.published"),
                    "Nothing is paid of a part of a whole that is paid: it states what it earned.", failures);
            }

            ValidatePayable(part, at, arePaid, failures);
        }

        if (arePaid && CanBeAdded(document.Parts) && InRange(document.Opening)
            && document.Parts.All(static p => IsCarried(p.Payable.Unrounded) && p.BroughtIn is { } brought && IsCarried(brought.Unrounded)))
        {
            ValidatePaidParts(document, path, failures);
        }
    }

    private static void ValidatePaidParts(SettlementDocument document, string path, List<Failure> failures)
    {
        var parts = document.Parts.Select(static part =>
            (part.Arrangement ?? string.Empty, part.BroughtIn!.ToAmount(), part.Payable.Unrounded)).ToArray();
        var sum = document.Opening;
        foreach (var (_, brought, payable) in parts)
        {
            sum += payable - brought.Unrounded;
        }

        Agree(Formulas.Unsigned(sum), document.Payable.Unrounded, Paths.Join(path, "payable.unrounded"),
            "Where the parts are paid, what is payable of the whole is what is payable of them together.", failures);
        if (!InRange(sum))
        {
            return;
        }

        var published = Settlement.PublishedPayables(parts, document.Payable.Published, document.Contract.Publishing);
        for (var i = 0; i < published.Length; i++)
        {
            Agree(published[i], document.Parts[i].Payable.Published, Paths.Join(Paths.Item(path, "parts", i), "payable.published"),
                "Parts are published so that they add up to their published sum.", failures);
        }
    }

    private static void ValidateAmounts(SettlementDocument document, string path, List<Failure> failures)
    {
        foreach (var (amount, name) in new[]
        {
            (document.Earned, "earned"), (document.Payable, "payable"), (document.BroughtIn, "broughtIn"),
        })
        {
            if (amount is not null && !IsCarried(amount.Unrounded))
            {
                Fail(Paths.Join(Paths.Join(path, name), "unrounded"), NumberText.Number(amount.Unrounded),
                    "An amount lies within ±10^16 and has at most twelve decimals.", failures);
            }
        }

        if (IsCarried(document.Earned.Unrounded))
        {
            Agree(Published(document.Earned.Unrounded, document), document.Earned.Published, Paths.Join(path, "earned.published"),
                PublishedRule(document), failures);
        }

        if (path.Length == 0 && document.Arrangement is null && document.BroughtIn is { } brought)
        {
            Fail("broughtIn", NumberText.Number(brought.Unrounded), "Only a part brings something into a sum.", failures);
        }

        var contract = document.Contract;
        if (!Contract.IsVersion(contract.Version))
        {
            Fail(Paths.Join(path, "contract.version"), contract.Version.ToString(CultureInfo.InvariantCulture),
                "A version is a whole number from 1.", failures);
        }

        if (!Denomination.IsCode(contract.Currency))
        {
            Fail(Paths.Join(path, "contract.currency"), contract.Currency, "A currency is three capital letters (ISO 4217).", failures);
        }

        if (!contract.Term.Contains(document.Period.Start) || !contract.Term.Contains(document.Period.End))
        {
            Fail(Paths.Join(path, "period"), Dates.Text(document.Period),
                "The figures cover days inside the contract's term.", failures);
        }

        if (!InRange(document.Opening))
        {
            Fail(Paths.Join(path, "opening"), NumberText.Number(document.Opening), "An amount lies within ±10^16.", failures);
        }
    }

    private static decimal Published(decimal unrounded, SettlementDocument document) =>
        IsCarried(unrounded) ? SettledAmount.Of(unrounded, document.Contract.Publishing).Published : 0m;

    private static string PublishedRule(SettlementDocument document) =>
        $"The published amount is the amount rounded by the contract's rule ({document.Contract.Publishing}).";

    private static void ValidateLines(SettlementDocument document, ValueList<Line> lines, string path, List<Failure> failures)
    {
        var amount = document.Opening;
        var (opened, paying) = (0, false);
        for (var i = 0; i < lines.Count; i++)
        {
            var line = lines[i];
            var at = Paths.Item(path, "lines", i);
            ValidateLine(line, at, failures);
            if (line.Kind == LineKind.Opening)
            {
                opened++;
                Agree(document.Opening, line.Value, Paths.Join(at, "value"), "The opening line has the opening amount.", failures);
                if (document.Parts.Count > 0)
                {
                    ValidateOperands(document, line, at, failures);
                }
            }
            else if (line.Kind == LineKind.Clause)
            {
                if (!paying && line.Path.StartsWith("payment[", StringComparison.Ordinal))
                {
                    Agree(amount, document.Earned.Unrounded, Paths.Join(path, "earned.unrounded"),
                        "What was earned is what the last clause led to.", failures);
                    (paying, amount) = (true, document.BroughtIn?.Unrounded ?? amount);
                }

                Agree(amount, line.Before, Paths.Join(at, "before"), "A clause goes on from the amount that the one before it led to.",
                    failures);
                amount = line.Value ?? amount;
            }
        }

        if (opened != 1)
        {
            Fail(Paths.Join(path, "lines"), opened.ToString(CultureInfo.InvariantCulture), "A settlement has one opening line.", failures);
        }

        if (!paying)
        {
            Agree(amount, document.Earned.Unrounded, Paths.Join(path, "earned.unrounded"),
                "What was earned is what the last clause led to.", failures);
        }

        // What the whole pays its parts is asked of the parts; of a part without a payment it is what it brought in, or what it earned.
        if (document.Pays == Payee.Whole && (paying || document.Payable.Unrounded != document.BroughtIn?.Unrounded))
        {
            Agree(amount, document.Payable.Unrounded, Paths.Join(path, "payable.unrounded"),
                "What is payable is what the last clause of the payment led to, or what was earned.", failures);
        }
    }

    private static void ValidateOperands(SettlementDocument document, Line opening, string at, List<Failure> failures)
    {
        var paid = PoolLine(document.Lines, Pool.PaidKey)?.Value;
        var isScaled = paid is not null && paid != document.Parts.Where(static p => InRange(p.Earned.Unrounded))
            .Sum(static p => Math.Max(p.Earned.Unrounded, 0m));
        decimal?[] expected = isScaled
            ? [paid, .. document.Parts.Select(static p => p.Earned.Unrounded).Where(static e => e <= 0m).Cast<decimal?>()]
            : [.. document.Parts.Select(static p => (decimal?)p.Earned.Unrounded)];
        if (opening.Operands.Count != expected.Length)
        {
            Fail(Paths.Join(at, "operands"), opening.Operands.Count.ToString(CultureInfo.InvariantCulture),
                "The opening amount is the sum of the parts that stand in the document.", failures);
            return;
        }

        for (var i = 0; i < expected.Length; i++)
        {
            Agree(expected[i]!.Value, opening.Operands[i].Value, Paths.Join(Paths.Item(at, "operands", i), "value"),
                "Each operand of the sum is what its part earned, or what is paid from the pool.", failures);
        }
    }

    /// <summary>What one line must keep: its value follows from its operands, its effect from its amounts, and the amount before it lies in
    /// its interval.</summary>
    private static void ValidateLine(Line line, string at, List<Failure> failures)
    {
        if (line.Value is null && line.Absence is null)
        {
            Fail(Paths.Join(at, "value"), string.Empty, "A line has a value, or a reason why it has none.", failures);
        }

        if (line.Value is { } value && line.Replay() != value)
        {
            Fail(Paths.Join(at, "value"), NumberText.Number(value), "The value of a line follows from its operands.", failures);
        }

        if (line.Kind != LineKind.Clause)
        {
            return;
        }

        if (line.Before is not { } before || line.Value is not { } after)
        {
            Fail(at, string.Empty, "The line of a clause has an amount before it and a value.", failures);
            return;
        }

        if (!InRange(before) || line.Within is not { } within || !within.Contains(Carried.Decide(before)))
        {
            Fail(Paths.Join(at, "within"), line.Within?.ToString() ?? string.Empty,
                "The amount before a clause lies in the interval for which its formula holds.", failures);
        }

        // A choice that took a region bound, whether or not the region moves the amount.
        var agrees = line.Effect == Effect.Bound ? before != after || line.Key == Choose.ChoiceKey : before == after;
        if (!agrees)
        {
            Fail(Paths.Join(at, "effect"), EnumText.Of(line.Effect), "A clause bound if it changed the amount, and only then.", failures);
        }
    }

    /// <summary>There are parts, and what each earned is an amount that a settlement can have: what is not has a failure of its
    /// own.</summary>
    private static bool CanBeAdded(ValueList<SettlementDocument> parts) =>
        parts.Count > 0 && parts.All(static p => IsCarried(p.Earned.Unrounded));

    private static bool IsCarried(decimal amount) => InRange(amount) && Carried.Carry(amount) == amount;

    private static bool InRange(decimal amount) => amount is <= Carried.Largest and >= -Carried.Largest;

    private static void Agree(decimal expected, decimal? given, string path, string rule, List<Failure> failures)
    {
        if (given != expected)
        {
            failures.Add(new("settlement-inconsistent", path, given is { } number ? NumberText.Number(number) : string.Empty, rule,
                $"{Remedy} {NumberText.Number(expected)} would agree with the rest of it."));
        }
    }

    private static void Agree(string expected, string given, string path, string rule, List<Failure> failures)
    {
        if (given != expected)
        {
            Fail(path, given, rule, failures);
        }
    }

    private static void Fail(string path, string given, string rule, List<Failure> failures) =>
        failures.Add(new("settlement-inconsistent", path, given, rule, Remedy));
}
