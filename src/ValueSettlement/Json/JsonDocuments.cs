using NodaTime;

namespace ValueSettlement;

/// <summary>A settlement as a document: its lines are written out, and it has no way back to the contract that made it.</summary>
internal sealed record SettlementDocument
{
    public required string ContractId { get; init; }

    public required int ContractVersion { get; init; }

    public required string Currency { get; init; }

    public string? Arrangement { get; init; }

    public required decimal Opening { get; init; }

    public required AmountDocument Earned { get; init; }

    public required AmountDocument Payable { get; init; }

    public ValueList<CarriedForward> CarriedForward { get; init; } = [];

    public required ValueList<Line> Lines { get; init; }

    public ValueList<SettlementDocument> Parts { get; init; } = [];

    public static SettlementDocument Of(Settlement settlement) => new()
    {
        ContractId = settlement.ContractId,
        ContractVersion = settlement.ContractVersion,
        Currency = settlement.Currency,
        Arrangement = settlement.Arrangement,
        Opening = settlement.Opening,
        Earned = AmountDocument.Of(settlement.Earned),
        Payable = AmountDocument.Of(settlement.Payable),
        CarriedForward = settlement.CarriedForward,
        Lines = settlement.Lines,
        Parts = settlement.Parts.Select(Of).ToValueList(),
    };

    public Settlement ToSettlement() =>
        new(ContractId, ContractVersion, Currency, Arrangement, Opening, Earned.ToAmount(), Payable.ToAmount(), CarriedForward, Lines, Parts.Select(static part => part.ToSettlement()).ToValueList());

    /// <summary>
    /// A settlement that does not add up was altered or cut: each clause goes on from where the one before it ended, the first one from the
    /// opening amount, and what the last one led to is what was earned and what is payable.
    /// </summary>
    public void Judge(string path, List<Failure> failures)
    {
        var amount = Opening;
        var paying = false;
        for (var i = 0; i < Lines.Count; i++)
        {
            var line = Lines[i];
            if (line.Kind == LineKind.Opening)
            {
                Agree(Opening, line.Value, Paths.Join(Paths.Item(path, "lines", i), "value"), "The opening line has the opening amount.", failures);
            }
            else if (line.Kind == LineKind.Clause)
            {
                if (!paying && line.Path.StartsWith("payment[", StringComparison.Ordinal))
                {
                    Agree(amount, Earned.Unrounded, Paths.Join(path, "earned.unrounded"), "What was earned is what the last clause led to.", failures);
                    paying = true;
                }

                Agree(amount, line.Before, Paths.Join(Paths.Item(path, "lines", i), "before"), "A clause goes on from the amount that the one before it led to.", failures);
                amount = line.Value ?? amount;
            }
        }

        if (!paying)
        {
            Agree(amount, Earned.Unrounded, Paths.Join(path, "earned.unrounded"), "What was earned is what the last clause led to.", failures);
        }

        Agree(amount, Payable.Unrounded, Paths.Join(path, "payable.unrounded"), "What is payable is what the last clause of the payment led to, or what was earned.", failures);
        for (var i = 0; i < Parts.Count; i++)
        {
            Parts[i].Judge(Paths.Item(path, "parts", i), failures);
        }
    }

    private static void Agree(decimal expected, decimal? given, string path, string rule, List<Failure> failures)
    {
        if (given != expected)
        {
            failures.Add(new("settlement-inconsistent", path, given is { } number ? CurveText.Number(number) : string.Empty, rule, $"Take the document as it was issued; {CurveText.Number(expected)} would agree with the other lines."));
        }
    }
}

// A class, because a structure has no members that must be there.

/// <summary>An amount as computed and as published, with who owes it for readers.</summary>
/// <param name="Unrounded">The amount as computed: positive to the provider, negative from it.</param>
/// <param name="Published">The amount as published: rounded as the contract says.</param>
internal sealed record AmountDocument(decimal Unrounded, decimal Published)
{
    /// <summary>Who owes the published amount.</summary>
    public Party Owes => ToAmount().Owes;

    public static AmountDocument Of(SettledAmount amount) => new(amount.Unrounded, amount.Published);

    public SettledAmount ToAmount() => new(Unrounded, Published);
}

/// <summary>First and last day, both inclusive.</summary>
/// <param name="Start">The first day.</param>
/// <param name="End">The last day, not before the first one.</param>
internal sealed record PeriodDocument(LocalDate Start, LocalDate End);

/// <summary>One straight piece; without a lower end if "from" is left out.</summary>
internal sealed record PieceDocument
{
    /// <summary>Where the piece begins; left out for no lower end.</summary>
    public decimal? From { get; init; }

    /// <summary>Whether the amount at which it begins belongs to it.</summary>
    public bool Closed { get; init; } = true;

    public required decimal Slope { get; init; }

    public required decimal Intercept { get; init; }
}

/// <summary>How many decimals, and what happens to halves.</summary>
internal sealed record RoundingDocument
{
    public required int Digits { get; init; }

    public RoundingMode Mode { get; init; }
}
