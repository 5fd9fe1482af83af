using NodaTime;
using ValueSettlement.Json;

namespace ValueSettlement;

/// <summary>What a line of a bill is.</summary>
public enum InvoiceKind
{
    /// <summary>The provider (supplier, manufacturer) bills the payer.</summary>
    Invoice = 1,

    /// <summary>The provider credits the payer.</summary>
    CreditNote,
}

/// <summary>One line of an invoice or a credit note, of a settlement that is paid: the published amount, for whom, and what proves
/// it.</summary>
public sealed record InvoiceLine
{
    /// <summary>Whether it is billed or credited.</summary>
    public required InvoiceKind Kind { get; init; }

    /// <summary>Who receives the money.</summary>
    public required string Creditor { get; init => field = Given.Of(value); }

    /// <summary>Who pays it.</summary>
    public required string Debtor { get; init => field = Given.Of(value); }

    /// <summary>What it is for: the contract, its part, and the days that it covers.</summary>
    public required string Text { get; init => field = Given.Of(value); }

    /// <summary>The amount, not negative, as published.</summary>
    public required decimal Amount { get; init; }

    /// <summary>The currency of the amount.</summary>
    public required string Currency { get; init => field = Given.Of(value); }

    /// <summary>The days that it covers, both inclusive.</summary>
    public required DateInterval Period { get; init => field = Given.Of(value); }

    /// <summary>The digests of contract and facts, so that the line can be found and settled again; <see langword="null"/> for a settlement
    /// that was read without them.</summary>
    public string? Proof { get; init; }

    /// <summary>The line as a person would write it.</summary>
    public override string ToString() => $"{(Kind == InvoiceKind.Invoice ? "Invoice" : "Credit note")}: {Text}, "
        + $"{UnitText.Of(Amount, Unit.Money)} {Currency}, payable by the {Debtor} to the {Creditor}";
}

/// <summary>Bills of settlements.</summary>
public static class InvoiceExtensions
{
    /// <summary>The lines of a bill: one for the settlement, or one for each part where the parts are paid; none for an amount of
    /// zero.</summary>
    /// <param name="settlement">The settlement.</param>
    public static ValueList<InvoiceLine> InvoiceLines(this Settlement settlement)
    {
        ArgumentNullException.ThrowIfNull(settlement);
        return [.. Paid(settlement).Where(static paid => paid.Payable.Published != 0m).Select(paid => LineOf(paid, settlement))];
    }

    private static IEnumerable<Settlement> Paid(Settlement settlement) =>
        settlement.PaysParts ? settlement.Parts.SelectMany(Paid) : [settlement];

    private static InvoiceLine LineOf(Settlement paid, Settlement whole)
    {
        var words = paid.Contract.Words;
        var (debtor, creditor) = words.Of(paid.Payable.Owes);
        var proof = whole.ContractDigest is { } contract && whole.FactsDigest is { } facts ? $"contract {contract}, facts {facts}" : null;
        return new()
        {
            Kind = paid.Payable.Owes == Party.Payer ? InvoiceKind.Invoice : InvoiceKind.CreditNote,
            Creditor = creditor,
            Debtor = debtor,
            Text = FormattableString.Invariant($"{whole.ContractId}, version {whole.ContractVersion}")
                + (paid.Arrangement is { } part ? $", {part}" : string.Empty) + $", {Dates.Text(paid.Period)}",
            Amount = Math.Abs(paid.Payable.Published),
            Currency = paid.Currency,
            Period = paid.Period,
            Proof = proof,
        };
    }
}
