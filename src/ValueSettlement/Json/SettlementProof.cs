using System.Globalization;

namespace ValueSettlement;

/// <summary>What a settlement document says that does not follow from the rest of it.</summary>
internal static class SettlementProof
{
    private const string Remedy = "Take the document as it was issued.";

    /// <summary>
    /// Proves what can be proven from the document alone: each line replays from its operands and lies in its interval, the chain is closed
    /// from the opening amount
    /// to what was earned and payable, the parts add up, and what is published follows from what was computed.
    /// </summary>
    public static void Validate(SettlementDocument document, string path, List<Failure> failures)
    {
        ValidateAmounts(document, path, failures);
        ValidatePublishedParts(document, path, failures);
        if (document.Lines is { } lines)
        {
            ValidateLines(document, lines, path, failures);
        }
        else if (path.Length > 0 && document.Parts.Count > 0)
        {
            Fail(path, string.Empty, "A part has no parts of its own.", failures);
        }

        var named = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < document.Parts.Count; i++)
        {
            var at = Paths.Item(path, "parts", i);
            var part = document.Parts[i];
            if (string.IsNullOrWhiteSpace(part.Arrangement) || !named.Add(part.Arrangement))
            {
                Fail(Paths.Join(at, "arrangement"), part.Arrangement ?? string.Empty, "Every part names its arrangement, each once.",
                    failures);
            }

            Agree(document.Contract.Id, part.Contract.Id, Paths.Join(at, "contract.id"), "A part belongs to the contract of the whole.",
                failures);
            Agree(document.Contract.Currency, part.Contract.Currency, Paths.Join(at, "contract.currency"),
                "A part is in the currency of the whole.", failures);
            Validate(part, at, failures);
        }

        if (CanBeAdded(document.Parts))
        {
            Agree(document.Parts.Sum(static p => p.Earned.Unrounded), document.Opening, Paths.Join(path, "opening"),
                "The opening amount is the sum of what the parts earned.", failures);
        }
    }

    private static void ValidateAmounts(SettlementDocument document, string path, List<Failure> failures)
    {
        foreach (var (amount, name) in new[] { (document.Earned, "earned"), (document.Payable, "payable") })
        {
            var at = Paths.Join(path, name);
            if (!InRange(amount.Unrounded) || Carried.Carry(amount.Unrounded) != amount.Unrounded)
            {
                Fail(Paths.Join(at, "unrounded"), NumberText.Number(amount.Unrounded),
                    "An amount lies within ±10^16 and has at most twelve decimals.", failures);
                continue;
            }

            // The parts of a sum are published together, so that they add up to it.
            if (path.Length == 0)
            {
                Agree(SettledAmount.Of(amount.Unrounded, document.Contract.Publishing).Published, amount.Published,
                    Paths.Join(at, "published"),
                    $"The published amount is the amount rounded by the contract's rule ({document.Contract.Publishing}).", failures);
            }
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

    private static void ValidatePublishedParts(SettlementDocument document, string path, List<Failure> failures)
    {
        if (!CanBeAdded(document.Parts))
        {
            return;
        }

        var exact = document.Parts.Select(static p => Allocation.ExactPart.Of(p.Arrangement ?? string.Empty, p.Earned.Unrounded)).ToArray();
        var published = Settlement.Published(exact, document.Parts.Sum(static p => p.Earned.Unrounded), document.Contract.Publishing);
        for (var i = 0; i < published.Length; i++)
        {
            foreach (var (amount, name) in new[] { (document.Parts[i].Earned, "earned"), (document.Parts[i].Payable, "payable") })
            {
                Agree(published[i], amount.Published, Paths.Join(Paths.Join(Paths.Item(path, "parts", i), name), "published"),
                    "Parts are published so that they add up to their published sum.", failures);
            }
        }
    }

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
                    ValidateSum(document, line, at, failures);
                }
            }
            else if (line.Kind == LineKind.Clause)
            {
                if (!paying && line.Path.StartsWith("payment[", StringComparison.Ordinal))
                {
                    Agree(amount, document.Earned.Unrounded, Paths.Join(path, "earned.unrounded"),
                        "What was earned is what the last clause led to.", failures);
                    paying = true;
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

        Agree(amount, document.Payable.Unrounded, Paths.Join(path, "payable.unrounded"),
            "What is payable is what the last clause of the payment led to, or what was earned.", failures);
    }

    private static void ValidateSum(SettlementDocument document, Line opening, string at, List<Failure> failures)
    {
        if (opening.Operands.Count != document.Parts.Count)
        {
            Fail(Paths.Join(at, "operands"), opening.Operands.Count.ToString(CultureInfo.InvariantCulture),
                "The opening amount is the sum of the parts that stand in the document.", failures);
            return;
        }

        for (var i = 0; i < opening.Operands.Count; i++)
        {
            Agree(document.Parts[i].Earned.Unrounded, opening.Operands[i].Value, Paths.Join(Paths.Item(at, "operands", i), "value"),
                "Each operand of the sum is what its part earned.", failures);
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
        parts.Count > 0 && parts.All(static p => InRange(p.Earned.Unrounded) && Carried.Carry(p.Earned.Unrounded) == p.Earned.Unrounded);

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
