using NodaTime;
using ValueSettlement.Tallies;

namespace ValueSettlement.Programs;

/// <summary>A contract that pays for outcomes. Every rule is the contract's own: nothing is preset.</summary>
public sealed record OutcomePaymentsTerms : ProgrammeTerms
{
    /// <summary>The contract's name.</summary>
    public required string Id { get; init; }

    /// <summary>The currency: three capital letters (ISO 4217).</summary>
    public required string Currency { get; init; }

    /// <summary>First and last day, both inclusive: the days whose events are counted.</summary>
    public required DateInterval Term { get; init; }

    /// <summary>Prices of outcomes; <see langword="null"/> where there are only prices by quantity.</summary>
    public RateCard? RateCard { get; init; }

    /// <summary>Prices by quantity: events of its outcome are counted by it and the others by the rate card. <see langword="null"/> for
    /// none.</summary>
    public QuantityPrices? Quantities { get; init; }

    /// <summary>What is paid whatever the outcomes; <see langword="null"/> for nothing.</summary>
    public ServiceFee? ServiceFee { get; init; }

    /// <summary>What the contract calls who pays and who is paid.</summary>
    public PartyNames Parties { get; init => field = Given.Of(value); } = new("commissioner", "provider");

    /// <summary>The contract's name and period.</summary>
    public override string ToString() => StatedFrame.Text(Id, Term);

    /// <inheritdoc/>
    public override Contract Contract() => OutcomePayments.For(this).Contract;

    /// <inheritdoc/>
    internal override IEnumerable<CitedSentence> Sentences =>
    [
        .. RateCard is { } card ? AgreedWords.Of(card) : [],
        .. Quantities is { } quantities ? AgreedWords.Of(quantities) : [],
    ];

    private protected override void Validate(List<Failure> failures)
    {
        StatedFrame.Validate(Id, Currency, Term, failures);
        if (RateCard is null && Quantities is null)
        {
            failures.Add(new("prices-missing", "rateCard", string.Empty, "A contract that pays for outcomes has prices.",
                "State a rate card, prices by quantity, or both."));
        }

        RateCard?.Validate("rateCard", failures);
        Quantities?.Validate("quantities", failures);
        if (Quantities is { } quantities && RateCard?.Outcomes.Any(o => o.Name == quantities.Outcome) == true)
        {
            failures.Add(new("outcome-twice", "quantities.outcome", quantities.Outcome, "An outcome is priced once.",
                "Take it out of the rate card, or name the quantity otherwise."));
        }

        if (ServiceFee is { } fee)
        {
            TallyRules.Amount(fee.PerMonth, "serviceFee", "perMonth", failures, zero: false);
            if (fee.Months is < 1 or > 1_200)
            {
                failures.Add(new("fee-months", "serviceFee.months", NumberText.Number(fee.Months), "A fee is paid for 1 to 1,200 months.",
                    "State the months, or leave the fee out."));
            }
        }

        Parties.Validate("parties", failures);
    }
}

/// <summary>A fee that does not depend on outcomes.</summary>
public sealed record ServiceFee
{
    /// <summary>The fee of one month, above 0 and at most 1,000,000,000, at most four decimals.</summary>
    public required Money PerMonth { get; init; }

    /// <summary>For how many months, 1 to 1,200.</summary>
    public required int Months { get; init; }

    /// <summary>Where it stands.</summary>
    public Authority? Authority { get; init; }

    /// <summary>The fee in words.</summary>
    public override string ToString() => $"{PerMonth} a month for {TallyRules.Counted(Months, "month")}";
}

/// <summary>What a contract calls its parties.</summary>
/// <param name="Payer">Who pays, for example "commissioner", "client".</param>
/// <param name="Provider">Who is paid, for example "provider", "supplier".</param>
public sealed record PartyNames(string Payer, string Provider)
{
    /// <summary>Who pays.</summary>
    public string Payer { get; init => field = Given.Of(value); } = Given.Of(Payer);

    /// <summary>Who is paid.</summary>
    public string Provider { get; init => field = Given.Of(value); } = Given.Of(Provider);

    /// <summary>The two names.</summary>
    public override string ToString() => Printed.Of(this);

    internal ContractWords Words(string gains) => new() { Payer = Payer, Provider = Provider, Gains = gains, Losses = "amounts owed" };

    internal void Validate(string path, List<Failure> failures)
    {
        TallyRules.Name(Payer, path, "payer", failures);
        TallyRules.Name(Provider, path, "provider", failures);
    }
}
