using NodaTime;
using ValueSettlement.Tallies;

namespace ValueSettlement.Programs;

/// <summary>
/// What a supplier credits a client for services that were not as agreed.
/// <code>
/// incidents ─► availability ─► tier × charge ─► limit, claim, minimum = credit            (a month of a cloud service)
/// results ─► levels missed × allocation × at risk, less what is earned back = credits     (the months of an outsourcing contract)
/// </code>
/// The tally is the contract's opening amount, negative: the supplier owes it. No credit exceeds the charge, or in a schedule what was at
/// risk.
/// </summary>
public sealed class ServiceLevels : Programme<ServiceLevelsTerms>
{
    private static readonly Basis Charges = new("charges");

    private static readonly Authority Order = Authority.Remembered("Usual order of service credits, not read in one contract",
        "Tier and share first, then the limit, the claim and the minimum; the contract decides.",
        "the service credit section of the agreement of the parties");

    private static readonly ContractWords Words = new()
    {
        Payer = "client",
        Provider = "supplier",
        Gains = "amounts to the supplier",
        Losses = "credits",
    };

    private ServiceLevels(ServiceLevelsTerms terms)
        : base(terms)
    {
    }

    /// <inheritdoc/>
    private protected override string Name => "Service levels";

    /// <summary>The programme under these terms.</summary>
    /// <param name="terms">Availability and credits, or a schedule of levels.</param>
    /// <exception cref="SettlementException">Something is wrong with the terms; carries all of it.</exception>
    public static ServiceLevels For(ServiceLevelsTerms terms) => new(terms);

    /// <summary>The availability of the term.</summary>
    /// <param name="incidents">What happened.</param>
    /// <param name="maintenance">The supplier's maintenance.</param>
    /// <exception cref="SettlementException">The terms have a schedule, or an incident cannot be; carries every reason.</exception>
    public AvailabilityResult Measure(ValueList<Incident> incidents, ValueList<MaintenanceWindow>? maintenance = null) =>
        (Terms.Availability ?? throw Other("a schedule", "Settle its months.")).Measure(Terms.Term, incidents, maintenance);

    /// <summary>The credit of the term, with its tier, its conditions and what became of each incident.</summary>
    /// <param name="charge">The charge of the term, in money, not negative.</param>
    /// <param name="incidents">What happened.</param>
    /// <param name="maintenance">The supplier's maintenance.</param>
    /// <param name="claimed">The day of the claim; <see langword="null"/> if there is none.</param>
    /// <exception cref="SettlementException">The terms have a schedule, or something cannot be; carries every reason.</exception>
    public ServiceCredit Credit(Figure charge, ValueList<Incident> incidents, ValueList<MaintenanceWindow>? maintenance = null,
        LocalDate? claimed = null) =>
        Terms.Credits is { } tiers ? tiers.Credit(Measure(incidents, maintenance), charge, claimed)
            : throw Other("a schedule", "Settle its months.");

    /// <summary>What the contract settles for a month of a service.</summary>
    /// <param name="charge">The charge of the term, in money, not negative.</param>
    /// <param name="incidents">What happened.</param>
    /// <param name="maintenance">The supplier's maintenance.</param>
    /// <param name="claimed">The day of the claim; <see langword="null"/> if there is none.</param>
    /// <exception cref="SettlementException">The terms have a schedule, or something cannot be; carries every reason.</exception>
    public Experience Experience(Figure charge, ValueList<Incident> incidents, ValueList<MaintenanceWindow>? maintenance = null,
        LocalDate? claimed = null)
    {
        ArgumentNullException.ThrowIfNull(charge);
        return Made(new()
        {
            Opening = Credit(charge, incidents, maintenance, claimed).Tally.Amount,
            Facts = [Number.Of(Charges, charge)],
            Counted = CountedDigest.Of(incidents, maintenance ?? [], claimed),
        });
    }

    /// <summary>Credits and what is earned back, month by month.</summary>
    /// <param name="months">Months that follow each other, from the first one of the term on.</param>
    /// <exception cref="SettlementException">The terms have no schedule, or a month cannot be; carries every reason.</exception>
    public ValueList<ServiceMonthTally> Months(ValueList<ServiceMonth> months)
    {
        ArgumentNullException.ThrowIfNull(months);
        var schedule = Terms.Schedule ?? throw Other("credits by availability", "State incidents instead.");
        return months.Count > 0 && months[0].Month.ToDateInterval().Start != Terms.Term.Start
            ? throw new SettlementException([new("months-order", "months[0].month", ServiceMonth.Text(months[0].Month),
                $"The months begin with the term, on {Dates.Text(Terms.Term.Start)}.",
                "State every month from the first one on: rows of misses and what can be earned back come from those before.")])
            : schedule.Settle(months);
    }

    /// <summary>What the contract settles for the months so far.</summary>
    /// <param name="months">Months that follow each other, from the first one of the term on; those before that were paid are stated as
    /// settled before.</param>
    /// <exception cref="SettlementException">The terms have no schedule, or a month cannot be; carries every reason.</exception>
    public Experience Experience(ValueList<ServiceMonth> months)
    {
        var settled = Months(months);
        var workings = new Workings("service-levels");
        var charges = workings.Add(new("charges", "Charges of the months", Unit.Money),
            [.. months.Select(static m => new Quantity(ServiceMonth.Text(m.Month), m.Charge.Value, Unit.Money))]);
        var charge = workings.Figure(charges);
        workings = new("service-levels");
        var amount = workings.Add(new("amount", "Credits less what was earned back", Unit.Money, null, Terms.Schedule?.Authority),
        [
            .. settled.Select(m => workings.Given(new($"month[{ServiceMonth.Text(m.Month)}]", $"Month {ServiceMonth.Text(m.Month)}",
                Unit.Money),
                m.Tally.Amount)),
        ]);
        return Made(new()
        {
            Opening = workings.Figure(amount),
            Facts = [Number.Of(Charges, charge)],
            Counted = CountedDigest.Of(months),
            Period = new(Terms.Term.Start, months[^1].Month.ToDateInterval().End),
        });
    }

    /// <inheritdoc/>
    private protected override Contract Make() => new()
    {
        Id = Terms.Id,
        Currency = Terms.Currency,
        Term = Terms.Term,
        Opening = OpeningAmount.Stated,
        Clauses =
        [
            new Limit
            {
                Label = Terms.Schedule is null ? "Credits at most the charge" : "Credits at most what is at risk",
                Loss = Terms.Schedule is { } schedule ? new ShareOf(schedule.AtRisk, Charges) : new WholeOf(Charges),
                Authority = Terms.Schedule?.Authority ?? Terms.Credits?.Authority,
            },
        ],
        Payment = [new PriorSettlement { Label = "Credits issued before" }],
        OrderAuthority = Order,
        Words = Words,
        Payoff = new("spending", "A credit follows from how well the services ran, whatever was spent."),
    };

    private SettlementException Other(string what, string remedy) =>
        new([new("term-unused", "terms", Terms.Id, $"The terms of this contract are {what}.", remedy)]);
}
