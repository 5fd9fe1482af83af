using NodaTime;

namespace ValueSettlement.Json;

/// <summary>A settlement as a document: plain data, with everything that its statement needs.</summary>
internal sealed record SettlementDocument
{
    /// <summary>What was settled: name, version, currency, term, rounding, words and origin of the contract.</summary>
    public required SettledContract Contract { get; init; }

    /// <summary>The version of the library that settled.</summary>
    public required string LibraryVersion { get; init; }

    /// <summary>The days that the figures cover, both inclusive.</summary>
    public required DateInterval Period { get; init; }

    /// <summary>SHA-256 of the contract's terms by value; not for a part.</summary>
    public string? ContractDigest { get; init; }

    /// <summary>SHA-256 of the facts by value; not for a part.</summary>
    public string? FactsDigest { get; init; }

    /// <summary>Whether the contract was edited after its programme's terms had made it.</summary>
    public bool Edited { get; init; }

    /// <summary>Whether the library that settled makes other clauses of the programme's terms than the contract holds.</summary>
    public bool LibraryDiffers { get; init; }

    public string? Arrangement { get; init; }

    public required decimal Opening { get; init; }

    public required AmountDocument Earned { get; init; }

    public AmountDocument? BroughtIn { get; init; }

    public AmountDocument? LeftInPool { get; init; }

    public required AmountDocument Payable { get; init; }

    public ValueList<CarriedForward> CarriedForward { get; init; } = [];

    public ValueList<DueConsequence> Consequences { get; init; } = [];

    /// <summary>Every step in order; left out where the document is to be short.</summary>
    public ValueList<Line>? Lines { get; init; }

    public Payee Pays { get; init; }

    /// <summary>Whether it is a part that is only counted in the sum: nothing is paid of it by itself.</summary>
    public bool Counted { get; init; }

    public ValueList<SettlementDocument> Parts { get; init; } = [];

    public ValueList<NonAdditive> Warnings { get; init; } = [];

    public static SettlementDocument Of(Settlement settlement, bool lines) => new()
    {
        Edited = settlement.OriginState?.HasFlag(OriginState.Edited) ?? false,
        LibraryDiffers = settlement.OriginState?.HasFlag(OriginState.LibraryDiffers) ?? false,
        Contract = settlement.Contract,
        LibraryVersion = settlement.LibraryVersion,
        Period = settlement.Period,
        ContractDigest = settlement.Arrangement is null ? settlement.ContractDigest : null,
        FactsDigest = settlement.Arrangement is null ? settlement.FactsDigest : null,
        Arrangement = settlement.Arrangement,
        Opening = settlement.Opening,
        Earned = AmountDocument.Of(settlement.Earned),
        BroughtIn = settlement.BroughtIn is { } brought ? AmountDocument.Of(brought) : null,
        LeftInPool = settlement.LeftInPool is { } left ? AmountDocument.Of(left) : null,
        Payable = AmountDocument.Of(settlement.Payable),
        CarriedForward = settlement.CarriedForward,
        Consequences = settlement.Consequences,
        Lines = lines && settlement.HasLines ? settlement.Lines : null,
        Pays = settlement.Pays,
        Counted = !settlement.IsPaid,
        Parts = settlement.Parts.Select(part => Of(part, lines)).ToValueList(),
        Warnings = settlement.Warnings,
    };

    public Settlement ToSettlement() => new(new SettlementRecord
    {
        Contract = Contract,
        LibraryVersion = LibraryVersion,
        Period = Period,
        Arrangement = Arrangement,
        Opening = Opening,
        Earned = Earned.ToAmount(),
        BroughtIn = BroughtIn?.ToAmount(),
        LeftInPool = LeftInPool?.ToAmount(),
        Payable = Payable.ToAmount(),
        CarriedForward = CarriedForward,
        Consequences = Consequences,
        Lines = Lines,
        Pays = Pays,
        IsPaid = !Counted,
        Parts = Parts.Select(static part => part.ToSettlement()).ToValueList(),
        Warnings = Warnings,
        OriginState = Contract.Programme is null ? null
            : (int)((Edited ? OriginState.Edited : OriginState.AsMade) | (LibraryDiffers ? OriginState.LibraryDiffers
            : OriginState.AsMade)),
        Digests = ContractDigest is { } contract && FactsDigest is { } facts ? (contract, facts) : null,
    });
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

/// <summary>The amounts for which a line's formula holds; an end that is left out is unbounded.</summary>
internal sealed record IntervalDocument
{
    /// <summary>The lower end; left out where there is none.</summary>
    public decimal? Low { get; init; }

    /// <summary>Whether the lower end belongs to the interval.</summary>
    public bool LowIncluded { get; init; }

    /// <summary>The upper end; left out where there is none.</summary>
    public decimal? High { get; init; }

    /// <summary>Whether the upper end belongs to the interval.</summary>
    public bool HighIncluded { get; init; }
}

/// <summary>A rate with its authority.</summary>
internal sealed record RateTermDocument
{
    /// <summary>The rate.</summary>
    public required Rate Value { get; init; }

    /// <summary>Where it comes from; left out where the clause's own authority stands for it.</summary>
    public Authority? Authority { get; init; }
}

/// <inheritdoc cref="Figure"/>
internal sealed record FigureDocument
{
    public decimal? Value { get; init; }

    public Absence? Absence { get; init; }

    public Unit Unit { get; init; } = Unit.Unstated;

    public string? Source { get; init; }

    public ValueList<Line> Lines { get; init => field = Given.Of(value); } = [];

    public static FigureDocument Of(Figure figure) => new()
    {
        Value = figure.Value,
        Absence = figure.Absence,
        Unit = figure.Unit,
        Source = figure.Source,
        Lines = figure.Lines,
    };

    public Figure ToFigure() => new() { Value = Value, Absence = Absence, Unit = Unit, Source = Source, Lines = Lines };
}
