namespace ValueSettlement.Programs;

/// <summary>What decides a BPCI Advanced contract for one model year.</summary>
public sealed record BundledPaymentsTerms : ProgrammeTerms
{
    /// <summary>The model year, 1 to 8: October 2018 to December 2025.</summary>
    public required int ModelYear { get; init; }

    /// <summary>The rules of the year; <see langword="null"/> for the programme's own. <c>BundledPaymentsAdvanced.Rules(year) with { … }</c> replaces single values, each with its citation.</summary>
    public BundledPaymentsRules? Rules { get; init; }

    /// <summary>A name for the contract, for example the initiator's; <see langword="null"/> for one made of the terms.</summary>
    public string? Id { get; init; }

    /// <inheritdoc/>
    public override Contract Contract() => BundledPaymentsAdvanced.Contract(this);

    private protected override BundledPaymentsTerms Resolve() => this with { Rules = Rules ?? BundledPaymentsAdvanced.Rules(ModelYear) };
}

/// <summary>Every rule of one model year as data: value and authority. None of them stands in a regulation: the participation agreement decides, and overrides what is remembered here.</summary>
public sealed record BundledPaymentsRules
{
    /// <summary>The discount on surgical episodes.</summary>
    public required Cited<Rate> SurgicalDiscount { get; init => field = Given.Of(value); }

    /// <summary>The discount on medical episodes.</summary>
    public required Cited<Rate> MedicalDiscount { get; init => field = Given.Of(value); }

    /// <summary>How much of a gain a score of nothing takes, and how much of a loss a full score forgives.</summary>
    public required Cited<Rate> QualityReduction { get; init => field = Given.Of(value); }

    /// <summary>Stop-gain and stop-loss of one initiator, as a share of its total target amount.</summary>
    public required Cited<Rate> Limit { get; init => field = Given.Of(value); }

    /// <summary>How far the peer group trend factor may lie from 1; <see langword="null"/> in years in which it is not applied.</summary>
    public required Cited<Rate>? PeerTrendWithin { get; init; }

    /// <summary>Days of the window from the anchor discharge or procedure on.</summary>
    public required Cited<int> Days { get; init => field = Given.Of(value); }
}
