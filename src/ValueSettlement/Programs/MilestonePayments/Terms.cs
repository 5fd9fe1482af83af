using NodaTime;
using ValueSettlement.Tallies;

namespace ValueSettlement.Programs;

/// <summary>A contract that pays by milestones. Every rule is the contract's own: nothing is preset.</summary>
public sealed record MilestonePaymentsTerms : ProgrammeTerms
{
    /// <summary>The contract's name.</summary>
    public required string Id { get; init; }

    /// <summary>The currency: three capital letters (ISO 4217).</summary>
    public required string Currency { get; init; }

    /// <summary>First and last day, both inclusive.</summary>
    public required DateInterval Term { get; init; }

    /// <summary>The milestones.</summary>
    public required MilestonePlan Plan { get; init => field = Given.Of(value); }

    /// <summary>What the contract calls who pays and who is paid.</summary>
    public PartyNames Parties { get; init => field = Given.Of(value); } = new("client", "supplier");

    /// <summary>The contract's name and period.</summary>
    public override string ToString() => StatedFrame.Text(Id, Term);

    /// <inheritdoc/>
    public override Contract Contract() => MilestonePayments.For(this).Contract;

    /// <inheritdoc/>
    internal override IEnumerable<CitedSentence> Sentences => AgreedWords.Of(Plan);

    private protected override void Validate(List<Failure> failures)
    {
        StatedFrame.Validate(Id, Currency, Term, failures);
        Plan.Validate("plan", failures, Term);
        Parties.Validate("parties", failures);
    }
}
