using NodaTime;
using ValueSettlement.Tallies;

namespace ValueSettlement.Programs;

/// <summary>
/// An outcomes-based agreement between a manufacturer and a payer: what a drug costs depends on what became of the patients.
/// <code>
/// outcomes of patients ─► tally by the form of the agreement ─► cap on all rebates ─► less what was settled before
/// ─► held until it is certified
/// </code>
/// A rebate is owed by the manufacturer and negative; instalments are owed by the payer and positive. <see cref="Count"/> says what became
/// of each patient and which lowest price of a unit was reached; <see cref="Experience"/> is what the contract settles.
/// </summary>
public sealed partial class DrugAgreement : Programme<DrugAgreementTerms>
{
    private static readonly Authority Order = Authority.Remembered("Usual order of such agreements, not read in one",
        "The refunds of all patients are added up before the cap; the agreement decides.",
        "the sections on refunds and their limit in the agreement of the parties");

    private static readonly ContractWords RebateWords = new()
    {
        Payer = "payer",
        Provider = "manufacturer",
        Expenditure = "Spend",
        Gains = "payments",
        Losses = "rebates",
    };

    private DrugAgreement(DrugAgreementTerms terms)
        : base(terms)
    {
    }

    /// <summary>The certificate of the adjudicator, without which what is found is held: a <see cref="Certificate"/> of this
    /// name among the facts.</summary>
    public const string CertificateName = "outcomes-certified";

    /// <summary>What is held until the adjudicator certifies; carried forward under this name.</summary>
    public static Basis Held { get; } = new("held");

    /// <summary>The number among the facts of an experience that states what was paid for all patients.</summary>
    public static Basis Spend { get; } = new("spend");

    /// <inheritdoc/>
    private protected override string Name => "Drug agreement";

    /// <summary>The programme under these terms.</summary>
    /// <param name="terms">Period, form and cap.</param>
    /// <exception cref="SettlementException">Something is wrong with the terms; carries all of it.</exception>
    public static DrugAgreement For(DrugAgreementTerms terms) => new(terms);

    /// <summary>What the patients come to on a day, before the cap.</summary>
    /// <param name="patients">The patients; those whose treatment began outside of the term do not count.</param>
    /// <param name="asOf">The day of settlement.</param>
    /// <exception cref="SettlementException">A patient cannot be; carries every reason.</exception>
    public DrugTally Count(ValueList<TreatedPatient> patients, LocalDate asOf) => Terms.Form.Count(patients, asOf, Terms.Term);

    /// <summary>What the contract settles.</summary>
    /// <param name="patients">The patients; those whose treatment began outside of the term do not count.</param>
    /// <param name="asOf">The day of settlement.</param>
    /// <exception cref="SettlementException">A patient cannot be; carries every reason.</exception>
    /// <param name="certificate">What the adjudicator of the terms decided; <see langword="null"/> while nobody has: what is found is then
    /// held.</param>
    public Experience Experience(ValueList<TreatedPatient> patients, LocalDate asOf, Certificate? certificate = null)
    {
        if (certificate is not null)
        {
            RefuseOther(certificate);
        }

        var counted = Count(patients, asOf);
        return Made(new()
        {
            Opening = counted.Tally.Amount,
            Facts = [Number.Of(Spend, counted.Spend), .. certificate is null ? Array.Empty<Fact>() : [certificate]],
            Counted = CountedDigest.Of(patients, asOf),
        });
    }

    private void RefuseOther(Certificate certificate)
    {
        var failures = new List<Failure>();
        if (certificate.Name != CertificateName || certificate.By != Terms.CertifiedBy)
        {
            failures.Add(new("certificate-of-other", "certificate.by", certificate.By,
                Terms.CertifiedBy is { } adjudicator ? $"The certificate '{CertificateName}' of {adjudicator} releases what is found."
                    : "The terms name no adjudicator, and nothing is held.",
                "Give the certificate of the adjudicator that the terms name, or leave it out."));
        }

        if (DateRules.Validate(certificate.On, "certificate.on", failures) && certificate.On < Terms.Term.Start)
        {
            failures.Add(new("date-order", "certificate.on", Dates.Text(certificate.On),
                $"Outcomes are certified after the first treatment can have begun, on {Dates.Text(Terms.Term.Start)}.",
                "Correct the day, or give the certificate of this term."));
        }

        SettlementException.ThrowIfAny(failures);
    }

    /// <summary>What a settlement comes to for the payer: what was moved, not what was found and is held or forfeited.</summary>
    /// <param name="settlement">A settlement of <see cref="Programme{TTerms}.Contract"/>.</param>
    /// <param name="counted">The tally that it settles.</param>
    /// <exception cref="SettlementException">It is a settlement of other terms or another tally, or was read without the line that says
    /// what is held.</exception>
    public DrugResult Result(Settlement settlement, DrugTally counted)
    {
        ArgumentNullException.ThrowIfNull(settlement);
        ArgumentNullException.ThrowIfNull(counted);
        if (!IsOfTheseTerms(settlement) || settlement.Opening != counted.Tally.Amount.Value)
        {
            throw new SettlementException([new("settlement-of-other-contract", "settlement", settlement.ContractId,
                $"A result is that of a settlement of the contract '{Terms.Id}', of these terms, and of the tally that it settles.",
                "Settle the experience of the same patients and the same day with the contract of the same terms.")]);
        }

        if (Terms.CertifiedBy is not null && !settlement.HasLines)
        {
            throw new SettlementException([new("lines-missing", "settlement", settlement.ContractId,
                "What is held and what is forfeited stands in a line of the settlement.",
                "Read a document with its lines, or settle again.")]);
        }

        var workings = new Workings("result");
        var spend = workings.Given(new("spend", "Spend", Unit.Money), counted.Spend);
        Figure? cap = Terms.Cap is not { } share ? null : workings.Figure(workings.Multiply(
            new("cap", "Cap on rebates", Unit.Money, null, share.Authority), spend,
            Quantity.Of("cap", share.Value.Fraction, Unit.Rate)));
        var holds = settlement.Lines.Where(static line => line is { Key: Hold.ClauseKey, Kind: LineKind.Clause })
            .Select(static line => Quantity.Of("change by the hold", line.Delta, Unit.Money)).ToArray();
        Quantity Kept(bool here, Step step) => here && holds.Length > 0
            ? workings.Subtract(step, [Quantity.Of("nothing", 0m, Unit.Money), .. holds]) : workings.Given(step, 0m);
        var isHeld = settlement.CarriedForward.Any(static left => left.Basis == Held && left.Amount != 0m);
        var earned = workings.Given(new("earned", "Found, after the cap", Unit.Money), settlement.Earned.Unrounded);
        var held = Kept(isHeld, new("held", "Held until it is certified", Unit.Money));
        var forfeited = Kept(!isHeld, new("forfeited", "Forfeited: the certificate was refused", Unit.Money));
        var settled = workings.Subtract(new("settled", "Settled", Unit.Money), earned, held, forfeited);
        var amount = workings.Figure(settled);
        return new()
        {
            Cap = cap,
            Settled = amount,
            Held = workings.Figure(held),
            Forfeited = workings.Figure(forfeited),
            NetSpend = Terms.Form.PayerOwes ? amount
                : workings.Figure(workings.Add(new("net-spend", "Spend after rebates", Unit.Money), spend, settled)),
        };
    }

    // A settlement that was read has no terms, but their digest, and as a part of a sum not even that.
    private bool IsOfTheseTerms(Settlement settlement) =>
        settlement.ContractId == Terms.Id && settlement.Currency == Terms.Currency && settlement.Contract.Term == Terms.Term
        && settlement.Contract.Programme == Name
        && (settlement.Terms is { } terms ? terms.Digest.Equals(Terms.Digest)
            : settlement.Digests is not { } stated || stated.Contract == Digests.OfContract(Contract));

    /// <inheritdoc/>
    private protected override Contract Make()
    {
        // Without a cap the whole of what was paid is the most that comes back, and the whole price the most that is due.
        var all = new ShareOf(Rate.One, Spend);
        var limit = Terms.Form.PayerOwes ? new Limit { Label = "Price in full", Gain = all, Authority = Terms.Form.Authority }
            : Terms.Cap is not { } share ? new Limit { Label = "All that was paid", Loss = all, Authority = Terms.Form.Authority }
            : new Limit { Label = "Cap on rebates", Loss = new ShareOf(share.Value, Spend), Authority = share.Authority };
        return new()
        {
            Id = Terms.Id,
            Currency = Terms.Currency,
            Term = Terms.Term,
            Opening = OpeningAmount.Stated,
            Clauses = [limit],
            Payment = Payment(),
            OrderAuthority = Order,
            Words = RebateWords,
            Payoff = new("spending", "Outcomes of patients decide, whatever was spent."),
        };
    }

    // What was settled before comes first: only what would be paid now is held, and nothing that was paid comes back meanwhile.
    private ValueList<Clause> Payment() => Terms.CertifiedBy is not { } adjudicator ? [new PriorSettlement()]
        :
        [
            new PriorSettlement(),
            new Hold
            {
                Label = $"Held until {adjudicator} certifies the outcomes",
                Certificate = CertificateName,
                By = adjudicator,
                AppliesTo = AppliesTo.Both,
                Held = Held,
                Authority = Terms.Form.Authority,
            },
        ];
}

/// <summary>What a settlement of a drug agreement comes to, in money, not rounded; each figure has its lines.</summary>
public sealed record DrugResult
{
    /// <summary>The most that could come back, not negative; <see langword="null"/> without a cap.</summary>
    public Figure? Cap { get; init; }

    /// <summary>What was settled, with what was settled before: negative to the payer (rebates), positive to the manufacturer
    /// (instalments). What is held or forfeited is not in it.</summary>
    public required Figure Settled { get; init => field = Given.Of(value); }

    /// <summary>What is held until somebody certifies it, in the same direction; 0 where nothing is.</summary>
    public required Figure Held { get; init => field = Given.Of(value); }

    /// <summary>What would be paid now and is not, because the certificate was refused, in the same direction; 0 where it was
    /// not.</summary>
    public required Figure Forfeited { get; init => field = Given.Of(value); }

    /// <summary>What the payer bears: spend less the rebates that were settled, or the instalments.</summary>
    public required Figure NetSpend { get; init => field = Given.Of(value); }

    /// <summary>The members that were stated, by their names in words.</summary>
    public override string ToString() => Printed.Of(this);
}
