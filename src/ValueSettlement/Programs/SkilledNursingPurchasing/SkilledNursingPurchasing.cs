using ValueSettlement.Measures;

namespace ValueSettlement.Programs;

/// <summary>
/// Value-based purchasing of skilled nursing facilities, 42 USC 1395yy(h), 42 CFR 413.338: 2 % of payments are withheld, and a part of it
/// comes back by score.
/// <code>
/// score = 100 × points ÷ points possible, of the measures that have points
/// rate = withhold × transform(score) × slope;  slope = payback × Σ payments ÷ Σ (payments × transform)
/// factor = 1 + rate − withhold;  net = payments × (factor − 1);  Σ net = −(1 − payback) × withhold × Σ payments
/// </code>
/// An <see cref="ExchangePool"/> whose curve is the transform.
/// </summary>
public sealed partial class SkilledNursingPurchasing : ExchangeProgramme<SkilledNursingTerms>
{
    /// <summary>The one domain that every standard has.</summary>
    public const string Domain = "SNF VBP";

    internal static readonly ExchangeWords Words = new()
    {
        Earned = "Incentive rate",
        Contract = new() { Payer = "Medicare program", Provider = "facility", Gains = "claims" },
        Order = Authority.Of("42 CFR 413.338(c)", "Withholds and claims of all come first, then the slope, then each factor."),
    };

    private MeasureSet? set;

    private SkilledNursingPurchasing(SkilledNursingTerms terms)
        : base(terms)
    {
    }

    /// <summary>Every rule of the terms: value and authority.</summary>
    public SkilledNursingRules Rules => Terms.Rules!;

    /// <inheritdoc/>
    private protected override string Name => FormattableString.Invariant($"Skilled nursing facility purchasing, fiscal year {Terms.Year}");

    /// <summary>The programme under these terms.</summary>
    /// <param name="terms">Fiscal year, facilities and transform.</param>
    /// <exception cref="SettlementException">The terms never existed; carries every reason.</exception>
    public static SkilledNursingPurchasing For(SkilledNursingTerms terms) => new(terms);

    /// <summary>The score of what was observed of a facility, 0 to 100 points; absent, with the reason, if too few measures have
    /// points.</summary>
    /// <param name="observations">A result for each measure, with its baseline for improvement and its cases; for stated points the points
    /// as the result.</param>
    /// <exception cref="SettlementException">The terms have no standards, or an observation cannot be; carries every reason.</exception>
    public SetScore Score(ValueList<Observation> observations)
    {
        if (Terms.Standards is not { } standards)
        {
            throw new SettlementException([new("standards-missing", "standards", string.Empty, "The terms hold no standards.",
                "State the standards of the year in the terms, or the scores of the facilities.")]);
        }

        var score = (set ??= MakeSet(standards)).Score(PurchasingMeasures.Checked(standards.Value, observations));
        var w = new Workings("score");
        w.Given(new("measures-scored", $"Measures with points, of which {NumberText.Number(Rules.MinimumMeasures!.Value)} are needed",
            Unit.Count, null, Rules.MinimumMeasures.Authority), score.Measures.Count(static m => m.IsCounted));
        return score with { Points = score.Points with { Lines = [.. w.Lines, .. score.Points.Lines] } };
    }

    /// <summary>
    /// The places of the scored facilities, best score first, and how many of the lowest 40 % do not lose. The statute wants all of them to
    /// lose (42 USC 1395yy(h)(4)(C)); nothing here enforces it.
    /// </summary>
    /// <param name="facilities">Every facility of the terms once.</param>
    /// <exception cref="SettlementException">Something is wrong with a facility; carries all of it.</exception>
    public FacilityRanking Ranks(ValueList<ExchangeParticipant> facilities)
    {
        var exchanged = Exchange(facilities);
        var scores = Scored(facilities).Where(static f => f.Score.Value is not null)
            .ToDictionary(static f => f.Id, static f => f.Score.Value!.Value, StringComparer.Ordinal);
        var ranks = exchanged.Participants.Where(p => scores.ContainsKey(p.Id))
            .Select(p => new FacilityRank(p.Id, 1 + scores.Count(s => s.Value > scores[p.Id]))).ToValueList();
        var net = exchanged.Participants.ToDictionary(static p => p.Id, static p => p.Net.Value, StringComparer.Ordinal);
        return new(ranks, ranks.Count(r => r.Rank * 10L > scores.Count * 6L && net[r.Id] >= 0m));
    }

    /// <inheritdoc/>
    private protected override ExchangePool MakePool() => ExchangePool.For(Terms.Exchange(), Words);

    /// <inheritdoc/>
    private protected override ValueList<ExchangeParticipant> Scored(ValueList<ExchangeParticipant> participants)
    {
        ArgumentNullException.ThrowIfNull(participants);
        return !Rules.Suppressed!.Value ? participants : participants.Select(p => p.Score.Value is null ? p : p with { Score = Nothing(p) })
            .ToValueList();
    }

    private Figure Nothing(ExchangeParticipant facility)
    {
        var workings = new Workings(facility.Id);
        workings.Given(new("own-score", "Score before it was suppressed", Unit.Points), facility.Score);
        var nothing = workings.Given(new("suppressed", "Score, suppressed", Unit.Points, null, Rules.Suppressed!.Authority), 0m);
        return workings.Figure(nothing);
    }

    private MeasureSet MakeSet(Cited<ValueList<PerformanceStandard>> standards) => PurchasingMeasures.Set(
        Terms.Exchange().Id, Terms.Year, Terms.Exchange().Term, new(Terms.Domains, Rules.MinimumMeasures!.Authority), standards,
        Rules.Achievement, Rules.Improvement);
}

/// <summary>The place of a facility.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Rank">Its place, 1 for the best score; facilities with the same score share the better place.</param>
public sealed record FacilityRank(string Id, int Rank)
{
    /// <summary>The place and the name.</summary>
    public override string ToString() => FormattableString.Invariant($"{Rank}. {Id}");
}

/// <summary>The places of the scored facilities.</summary>
/// <param name="Ranks">One for each scored facility, in the order of the terms.</param>
/// <param name="LowestThatDoNotLose">How many facilities with a place beyond the first 60 % have a net amount of nothing or
/// more.</param>
public sealed record FacilityRanking(ValueList<FacilityRank> Ranks, int LowestThatDoNotLose)
{
    /// <summary>The members that were stated, by their names in words.</summary>
    public override string ToString() => Printed.Of(this);
}
