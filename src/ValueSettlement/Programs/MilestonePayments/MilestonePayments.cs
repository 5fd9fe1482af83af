using NodaTime;
using ValueSettlement.Tallies;

namespace ValueSettlement.Programs;

/// <summary>
/// Payment by milestones: software, construction, research.
/// <code>
/// reports up to a day ─► earned − retained = payable so far ─► − paid before = payable now
/// </code>
/// <see cref="Count"/> says what is payable of each milestone; <see cref="MilestonePlan.States"/> also what is retained, forfeited and
/// waiting.
/// </summary>
public sealed class MilestonePayments : Programme<MilestonePaymentsTerms>
{
    private static readonly Authority Order = Authority.Remembered("Usual order of such contracts, not read in one",
        "Everything earned up to the day is counted, and what was paid before is taken from it; the contract decides.",
        "the payment schedule of the contract of the parties");

    private MilestonePayments(MilestonePaymentsTerms terms)
        : base(terms)
    {
    }

    /// <inheritdoc/>
    private protected override string Name => "Milestone payments";

    /// <summary>The programme under these terms.</summary>
    /// <param name="terms">Period and plan.</param>
    /// <exception cref="SettlementException">Something is wrong with the terms; carries all of it.</exception>
    public static MilestonePayments For(MilestonePaymentsTerms terms) => new(terms);

    /// <summary>What is payable of each milestone by a day.</summary>
    /// <param name="events">The latest report of each milestone, in any order.</param>
    /// <param name="on">The day that is looked from; <see langword="null"/> for the last day of the term.</param>
    /// <exception cref="SettlementException">A report cannot be; carries every reason.</exception>
    public Tally Count(ValueList<MilestoneReport> events, LocalDate? on = null) =>
        Terms.Plan.Count(events, on ?? Terms.Term.End, Terms.Term);

    /// <summary>What the contract settles by a day.</summary>
    /// <param name="events">The latest report of each milestone, in any order.</param>
    /// <param name="on">The day that is looked from; <see langword="null"/> for the last day of the term.</param>
    /// <param name="paidBefore">What was paid for milestones before, in money; <see langword="null"/> for nothing.</param>
    /// <exception cref="SettlementException">A report cannot be; carries every reason.</exception>
    public Experience Experience(ValueList<MilestoneReport> events, LocalDate? on = null, Figure? paidBefore = null) => Made(new()
    {
        Opening = Count(events, on).Amount,
        Counted = CountedDigest.Of(events, on ?? Terms.Term.End),
        Facts = paidBefore is null ? [] : [Number.Of(Basis.PreviouslySettled, paidBefore)],
    });

    /// <inheritdoc/>
    private protected override Contract Make() => new()
    {
        Id = Terms.Id,
        Currency = Terms.Currency,
        Term = Terms.Term,
        Opening = OpeningAmount.Stated,
        Clauses = [new SharingRate { Label = "Milestones payable, in full", Gain = Rate.One, Loss = Rate.Zero }],
        Payment = [new PriorSettlement { Label = "Paid before" }],
        OrderAuthority = Order,
        Words = Terms.Parties.Words("milestones"),
        Payoff = new("spending", "Milestones are paid for, whatever was spent."),
    };
}
