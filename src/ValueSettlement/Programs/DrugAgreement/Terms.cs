using NodaTime;
using ValueSettlement.Tallies;

namespace ValueSettlement.Programs;

/// <summary>What decides an outcomes-based drug agreement for one period. Every rule is the agreement's own: nothing is preset.</summary>
public sealed record DrugAgreementTerms : ProgrammeTerms
{
    /// <summary>The agreement's name.</summary>
    public required string Id { get; init => field = Given.Of(value); }

    /// <summary>The currency: three capital letters (ISO 4217).</summary>
    public required string Currency { get; init => field = Given.Of(value); }

    /// <summary>First and last day, both inclusive, within which the treatments that are settled begin.</summary>
    public required DateInterval Term { get; init => field = Given.Of(value); }

    /// <summary>How the price depends on outcomes.</summary>
    public required DrugForm Form { get; init => field = Given.Of(value); }

    /// <summary>What prices are net of, for example "net of the confidential discount of schedule 1"; <see langword="null"/> for list
    /// prices. Two parties that mean different prices have different agreements.</summary>
    public string? PriceBasis { get; init; }

    /// <summary>The most that comes back, as a share of all spend, above 0 and at most 1; <see langword="null"/> for no cap. Rebates
    /// alone have one.</summary>
    public Cited<Rate>? Cap { get; init; }

    /// <summary>Who certifies the outcomes: without the certificate what is found is held; <see langword="null"/> where nobody
    /// does.</summary>
    public string? CertifiedBy { get; init; }

    /// <summary>The agreement's name and period.</summary>
    public override string ToString() => $"{Id}, {Dates.Text(Term)}";

    /// <inheritdoc/>
    public override Contract Contract() => DrugAgreement.For(this).Contract;

    /// <summary>Outcomes decide what is settled, before the first clause.</summary>
    internal override bool DependsOnQuality => Form.DependsOnOutcomes;

    /// <inheritdoc/>
    internal override IEnumerable<CitedSentence> Sentences =>
    [
        new($"Patients whose treatment begins within the term are settled, at prices that are {PriceBasis ?? "list prices"}."),
        .. Form.Sentences.Select(sentence => new CitedSentence(sentence, Form.Authority)),
        .. Cap is not { } cap ? Array.Empty<CitedSentence>() :
            [new($"All rebates together are at most {cap.Value} of what was paid for all patients, those that are left out included.",
                cap.Authority)],
        .. CertifiedBy is not { } adjudicator ? Array.Empty<CitedSentence>() :
            [new($"Nothing is paid until {adjudicator} certifies the outcomes; what would be paid is held until then, and forfeited if "
                + "the certificate is refused.", Form.Authority)],
    ];

    private protected override void Validate(List<Failure> failures)
    {
        ValidateFrame(failures);
        Form.Validate("form", failures);
        TextRules.Validate(PriceBasis, string.Empty, "priceBasis", failures);
        TextRules.Validate(CertifiedBy, string.Empty, "certifiedBy", failures);
        if (CertifiedBy is not null && string.IsNullOrWhiteSpace(CertifiedBy))
        {
            failures.Add(new("name-empty", "certifiedBy", CertifiedBy, "Whoever certifies has a name.",
                "Name the adjudicator, or leave it out where nobody certifies."));
        }

        if (PriceBasis is not null && string.IsNullOrWhiteSpace(PriceBasis))
        {
            failures.Add(new("name-empty", "priceBasis", PriceBasis, "What prices are net of is said in words.",
                "Say it, or leave it out for list prices."));
        }

        if (Cap is not { } cap)
        {
            return;
        }

        TextRules.Validate(cap.Authority, "cap", failures);
        if (cap.Value <= Rate.Zero || cap.Value > Rate.One)
        {
            failures.Add(new("rate-range", "cap", cap.Value.ToString(), "A cap on rebates is above 0 and at most 100 % of spend.",
                "Write it as a fraction: 0.2 for 20 %; leave it out for no cap."));
        }

        if (Form.PayerOwes)
        {
            failures.Add(new("term-unused", "cap", cap.Value.ToString(), "Instalments are payments and no rebates: nothing comes back.",
                "Leave the cap out."));
        }
    }

    // The contract says the same; counting needs no contract.
    private void ValidateFrame(List<Failure> failures)
    {
        TextRules.Validate(Id, string.Empty, "id", failures);
        if (string.IsNullOrWhiteSpace(Id))
        {
            failures.Add(new("name-empty", "id", Id ?? string.Empty, "An agreement has a name.", "Name it."));
        }

        if (!Denomination.IsCode(Currency))
        {
            failures.Add(new("currency", "currency", Currency ?? string.Empty, "A currency is three capital letters (ISO 4217).",
                "Write, for example, USD."));
        }

        if (Term is null)
        {
            failures.Add(new("term-missing", "term", string.Empty, "An agreement has a term.",
                "State first and last day of the performance period."));
        }
        else
        {
            DateRules.Validate(Term, "term", failures);
        }
    }
}
