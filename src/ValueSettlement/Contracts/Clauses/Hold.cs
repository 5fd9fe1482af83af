using NodaTime;

namespace ValueSettlement;

/// <summary>What somebody decided who may decide.</summary>
public enum CertificateDecision
{
    /// <summary>Certified: what was held is paid.</summary>
    Granted = 1,

    /// <summary>Refused: what was held is forfeited.</summary>
    Refused,
}

/// <summary>
/// What is found is held until somebody certifies it: an adjudicator the outcomes, a safeguarding board that no adverse event is open. What
/// is held can be offset by nothing that follows, and is carried forward.
/// <code>
/// certificate granted  →  x
/// certificate refused  →  0, forfeited
/// no certificate       →  0, and x is held
/// </code>
/// It stands where the amount is that it holds: before a base fee is added it holds the bonus and leaves the base alone.
/// </summary>
public sealed record Hold : Clause
{
    /// <summary>The certificate that releases it: lower case words joined by hyphens, for example "no-open-adverse-event".</summary>
    public required string Certificate { get; init => field = Given.Of(value); }

    /// <summary>Who decides: a certificate of anybody else is refused; <see langword="null"/> where the contract leaves it open.</summary>
    public string? By { get; init; }

    /// <summary>Which amounts are held: gains for a bonus, losses for what the other side is owed, or both.</summary>
    public required AppliesTo AppliesTo { get; init; }

    /// <summary>The name under which what is held is carried forward; positive to the provider.</summary>
    public Basis Held { get; init; } = new("held");

    /// <summary>The key of its lines.</summary>
    internal const string ClauseKey = "hold";

    internal override string Key => ClauseKey;

    internal override string UsualLabel => "Hold";

    // An amount of zero holds nothing, and the settlement says so.
    internal override bool KeepsZero => false;

    private protected override void Say(Phrase phrase) =>
        phrase.Add($"{phrase.Of(AppliesTo)} held until the certificate '{NumberName.InWords(Certificate)}' is granted "
            + $"{(By is null ? string.Empty : $"by {By}, ")}and forfeited if it is refused; what is held is carried forward as "
            + $"'{Held.InWords}'");

    internal override void Emit(ref Run run)
    {
        var certificate = run.FindCertificate(Certificate);
        if (certificate is not null && By is not null && certificate.By != By)
        {
            run.Fail(new("certificate-of-other", "facts", certificate.By, $"The certificate '{Certificate}' is one of {By}.",
                "Give the certificate of whoever the contract names, or leave it out: what is found is then held."));
            return;
        }

        run.Words?.CarriedForward.Add(new(Held, certificate is null && Holds(run.Amount) ? Carried.Decide(run.Amount) : 0m));
        if (run.Gains())
        {
            EmitSide(ref run, certificate);
        }

        if (run.Losses())
        {
            EmitSide(ref run, certificate);
        }

        if (run.Words is not null && run.IsZero)
        {
            run.SayZero();
        }
    }

    private void EmitSide(ref Run run, Certificate? certificate)
    {
        if (run.Skips(AppliesTo))
        {
            return;
        }

        if (run.LastShare(certificate?.Decision == CertificateDecision.Granted ? 1m : 0m))
        {
            run.Say("share paid now", note: certificate is null
                ? $"Held: there is no certificate '{NumberName.InWords(Certificate)}'."
                : certificate.Sentence);
        }
    }

    private bool Holds(decimal amount) => AppliesTo == AppliesTo.Both || AppliesTo == (amount > 0m ? AppliesTo.Gains : AppliesTo.Losses);

    internal override void Validate(string path, List<Failure> failures)
    {
        TextRules.Validate(By, path, "by", failures);
        if (By is not null && string.IsNullOrWhiteSpace(By))
        {
            failures.Add(new("name-empty", Paths.Join(path, "by"), By, "Whoever decides has a name.", "Name them, or leave it out."));
        }

        CertificateRules.ValidateName(Certificate, Paths.Join(path, "certificate"), failures);
        ValidateChoice(AppliesTo, path, "appliesTo", "applies-unknown", "A hold applies to None, Gains, Losses or Both.", failures);
        if (Held == Basis.Benchmark)
        {
            failures.Add(new("basis-is-benchmark", Paths.Join(path, "held"), Held.Name, "What is held is not the benchmark.",
                "Name what is held, for example held-bonus."));
        }
    }

    internal override void Reads(FactSet facts) => facts.AddCertificate(Certificate);
}

/// <summary>Somebody who may decide has decided: a certificate that a <see cref="Hold"/> waits for.</summary>
public sealed record Certificate : Fact
{
    private static readonly CertificateRules Rules = new();

    /// <summary>Its name, as the clause that reads it has it.</summary>
    public required string Name { get; init => field = Given.Of(value); }

    /// <summary>What was decided.</summary>
    public required CertificateDecision Decision { get; init; }

    /// <summary>Who decided: the adjudicator or board that the contract names.</summary>
    public required string By { get; init => field = Given.Of(value); }

    /// <summary>The day of the decision; it may lie after the term.</summary>
    public required LocalDate On { get; init; }

    /// <summary>Where it can be found, for example a number of a file; <see langword="null"/> for none.</summary>
    public string? Reference { get; init; }

    /// <summary>Why it was decided so; stated for a refusal.</summary>
    public string? Reason { get; init; }

    internal override string InWords => $"the certificate '{NumberName.InWords(Name)}'";

    internal override string Said => $"{NumberName.InWords(Name)}: {Sentence}";

    internal override string Identity => Name;

    internal override bool HasSoundWords =>
        DateRules.Hold(On) && TextRules.Hold(By) && TextRules.Hold(Reference) && TextRules.Hold(Reason, TextRules.Sentence);

    internal override void ValidateWords(string path, List<Failure> failures)
    {
        _ = DateRules.Validate(On, Paths.Join(path, "on"), failures);
        TextRules.Validate(By, path, "by", failures);
        TextRules.Validate(Reference, path, "reference", failures);
        TextRules.Validate(Reason, path, "reason", failures, TextRules.Sentence);
    }

    /// <summary>How the sentence of a refusal begins.</summary>
    internal const string RefusedBy = "Refused by ";

    /// <summary>The decision in a sentence.</summary>
    internal string Sentence => (Decision == CertificateDecision.Granted ? "Granted by " : RefusedBy) + By + " on " + Dates.Text(On)
        + (Reference is null ? string.Empty : $" ({Reference})") + (Reason is null ? "." : $": {Reason}");

    internal override bool FitsInto(DateInterval term) => !DateRules.Hold(On) || On >= term.Start;

    internal override Failure Outside(DateInterval term, string path) => new("date-outside-term", Paths.Join(path, "on"), Dates.Text(On),
        $"What is certified happened in the contract's term, which begins on {Dates.Text(term.Start)}.",
        "Check the date, or use the certificate of this term.");

    internal override bool Holds() => Rules.Hold(this);

    internal override void Validate(string path, List<Failure> failures) => Rules.Validate(this, path, failures);
}

/// <summary>What a certificate must be.</summary>
internal sealed class CertificateRules : Rules<Certificate>
{
    public CertificateRules()
    {
        Rule("certificate-name", "name", f => f.Name, static f => NumberName.Holds(f.Name),
            "A certificate is named by lower case words joined by hyphens, at most 64 characters.",
            "Write the name as the contract has it, for example no-open-adverse-event.");
        Rule("certificate-decision", "decision", f => f.Decision,
            static f => f.Decision is CertificateDecision.Granted or CertificateDecision.Refused,
            "A certificate is granted or refused; while nobody has decided there is none.", "State the decision, or leave it out.");
        Rule("certificate-by", "by", f => f.By, static f => !string.IsNullOrWhiteSpace(f.By), "A certificate says who decided.",
            "Name the adjudicator or the board.");
        Rule("certificate-reason", "reason", f => f.Reason,
            static f => f.Decision != CertificateDecision.Refused || !string.IsNullOrWhiteSpace(f.Reason),
            "A refusal says why.", "State the reason of the refusal.");
    }

    public static void ValidateName(string name, string path, List<Failure> failures)
    {
        if (!NumberName.Holds(name))
        {
            failures.Add(new("certificate-name", path, NumberName.Shown(name),
                "A certificate is named by lower case words joined by hyphens, at most 64 characters.",
                "Write, for example, no-open-adverse-event."));
        }
    }
}
