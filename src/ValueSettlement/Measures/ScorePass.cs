using ValueSettlement.Statistics;

namespace ValueSettlement.Measures;

/// <summary>From observations to a score: measures, domains, score, bonus, gates.</summary>
internal sealed class ScorePass
{
    private readonly MeasureSet set;
    private readonly ObservedMeasures observed;
    private readonly Workings total = new("score");
    private readonly List<MeasureScore> measures = [];
    private readonly List<(MeasureDomain Domain, Figure Score)> domains = [];
    private readonly List<string> held = [];

    private ScorePass(MeasureSet set, ObservedMeasures observed) => (this.set, this.observed) = (set, observed);

    public static SetScore Of(MeasureSet set, ObservedMeasures observed, Figure? bonus) => new ScorePass(set, observed).Run(bonus);

    private SetScore Run(Figure? bonus)
    {
        foreach (var domain in set.Domains)
        {
            domains.Add((domain, Score(domain)));
        }

        var (score, scores) = Weigh();
        score = WithBonus(score, bonus);
        foreach (var gate in set.Gates)
        {
            score = gate.Apply(total, score, Asked(gate, score));
        }

        if (held.Count > 0)
        {
            score = total.Absent(new("score-held", "Score", Unit.Points), new(AbsenceKind.Missing, $"Held: {string.Join(" ", held)}"));
        }

        var points = total.Figure(score);
        var step = new Step("quality-score", "Score as a fraction", Unit.Rate, null, set.Authority);
        // Held, too small or missing: the reason and its kind go with the score to whoever reads it.
        var fraction = score.Value is null ? total.Absent(step, score.Absence ?? new(AbsenceKind.Missing, "There is no score."))
            : total.Divide(step, score, Quantity.Of("maximum", set.Maximum, Unit.Points));
        return new()
        {
            Period = set.Period,
            Points = points,
            Fraction = total.Figure(fraction),
            Domains = [.. scores],
            Measures = [.. measures],
            Stage = set.Measures.Min(m => observed.Of(m.Measure).Stage),
        };
    }

    private Figure Score(MeasureDomain domain)
    {
        var w = new Workings(Paths.Named("domains", domain.Name));
        var (weights, points, possible) = (new List<Quantity>(), new List<Quantity>(), new List<Quantity>());
        string? blocked = null;
        foreach (var scored in domain.Measures)
        {
            var (score, figure, policy) = Score(scored, domain.Name);
            measures.Add(score);
            if (scored.Measure.Status == MeasureStatus.ReportingOnly)
            {
                continue;
            }

            blocked ??= policy == UnscoredPolicy.NoDomainScore ? $"{scored.Measure.Id}: {score.Points.Absence?.Reason}" : null;
            var entered = w.Given(new("measure-points", $"Points, {scored.Measure.Title}", Unit.Points, null, scored.Points.Authority),
                figure);
            if (score.IsCounted)
            {
                weights.Add(Quantity.Of("weight", scored.Weight, Unit.Factor));
                points.Add(entered);
                possible.Add(Quantity.Of($"possible, {scored.Measure.Id}", scored.Points.Most, Unit.Points));
            }
        }

        var step = new Step("domain-score", $"Score, {domain.Name}", Unit.Points, null, set.Authority);
        if (blocked is not null || points.Count < domain.MinimumMeasures)
        {
            return w.Figure(w.Absent(step, blocked is not null ? new(AbsenceKind.NotCalculable, blocked)
                : new(AbsenceKind.TooSmall, FormattableString.Invariant(
                    $"{points.Count} measures have points; at least {domain.MinimumMeasures} are needed."))));
        }

        if (domain.Measures is [{ Measure: var only, Points: var rule }] && rule.Most == set.Maximum
            && rule.TakesAsStated(new(only.Title, measures[^1].Result.Value, only.Unit), only.Form))
        {
            return w.Figure(w.Write(step, Operation.Stated, points[0]));
        }

        var earned = Together(w, new("domain-points", $"Points, {domain.Name}", Unit.Points), weights, points);
        var all = Together(w, new("domain-possible", $"Points possible, {domain.Name}", Unit.Points), weights, possible);
        return w.Figure(AtMostAll(w, w.Prorate(step, earned, Quantity.Of("maximum", set.Maximum, Unit.Points), all), step));
    }

    /// <summary>The score, and the maximum where the last of 28 digits lies beyond it.</summary>
    private Quantity AtMostAll(Workings w, Quantity score, Step step) => score.Value > set.Maximum
        ? w.Least(step with { Key = step.Key + "-most", Label = $"{step.Label}, at most the maximum" }, score,
            Quantity.Of("maximum", set.Maximum, Unit.Points))
        : score;

    private static Quantity Together(Workings w, Step step, List<Quantity> weights, List<Quantity> points) =>
        weights.All(static weight => weight.Value == 1m) ? w.Add(step, [.. points])
            : w.Blend(step, [.. weights.Zip(points).SelectMany(static pair => new[] { pair.First, pair.Second })]);

    /// <summary>A measure: its result, its points, and what its absence means.</summary>
    private (MeasureScore Score, Figure Points, UnscoredPolicy? Without) Score(ScoredMeasure scored, string domain)
    {
        var (measure, observation) = (scored.Measure, observed.Of(scored.Measure));
        var w = new Workings(Paths.Named("measures", measure.Id));
        var result = measure.Read(w, observation);
        var read = w.Figure(result);
        if (measure.Status == MeasureStatus.ReportingOnly)
        {
            var none = Figure.Absent(AbsenceKind.NotApplicable, "It is reported only.", Unit.Points);
            return (Of(scored, domain, read, none, counted: false), read, null);
        }

        var points = scored.Points.Score(w, Scored.Of(measure, observation, result));
        if (points.Value is not null)
        {
            var earned = w.Figure(points);
            return (Of(scored, domain, read, earned, counted: true) with { Band = BandOf(scored, observation) }, earned, null);
        }

        var absence = result.Absence ?? points.Absence ?? new(AbsenceKind.Missing, "There are no points.");
        var without = measure.Without(absence);
        var step = new Step("unscored", $"{measure.Title}: without points", Unit.Points, null, measure.Authority);
        if (without.Policy == UnscoredPolicy.Hold)
        {
            held.Add($"{measure.Id} ({absence.Reason})");
        }

        var counted = without.Policy is UnscoredPolicy.Zero or UnscoredPolicy.Neutral;
        var figure = w.Figure(counted ? w.Given(step, without.NeutralPoints ?? 0m) : w.Absent(step, absence));
        return (Of(scored, domain, read, figure, counted), figure, without.Policy);
    }

    private static FunnelJudgement? BandOf(ScoredMeasure scored, Observation observation) => scored.Points is BandPoints rule
        ? rule.Judge(scored.Measure.Direction.GetValueOrDefault(), (long)observation.Numerator.Value.GetValueOrDefault(),
            observation.CasesOf(scored.Measure.Form).GetValueOrDefault())
        : null;

    private MeasureScore Of(ScoredMeasure scored, string domain, Figure result, Figure points, bool counted) => new()
    {
        Note = observed.Of(scored.Measure).Note,
        Measure = scored.Measure.Id,
        Domain = domain,
        Result = result,
        Points = points,
        Possible = scored.Points.Most,
        IsCounted = counted,
    };

    /// <summary>The weighted mean of the domains, and what each contributes.</summary>
    private (Quantity Score, List<DomainScore> Domains) Weigh()
    {
        var step = new Step("total-score", "Score", Unit.Points, null, set.Authority);
        var entered = domains.Select(d => (d.Domain, d.Score, Used: Enter(d.Domain, d.Score))).ToArray();
        if (WhyNone(entered) is { } none)
        {
            return (total.Absent(step, none), [.. domains.Select(d => Without(d.Domain, d.Score, none))]);
        }

        var used = entered.Where(static d => d.Used.Value is not null).ToArray();
        var weights = total.Add(new("weights-scored", "Weights of the domains that count", Unit.Rate),
            [.. used.Select(static d => WeightOf(d.Domain))]);
        var score = AtMostAll(total, total.Mean(step, [.. used.SelectMany(static d => new[] { WeightOf(d.Domain), d.Used })]), step);
        return (score, [.. entered.Select(d => d.Used.Value is null
            ? Without(d.Domain, d.Score, d.Score.Absence!) : Contribution(d.Domain, d.Score, d.Used, weights))]);
    }

    /// <summary>Why the domains that entered give no score; nothing if they do.</summary>
    private Absence? WhyNone((MeasureDomain Domain, Figure Score, Quantity Used)[] entered)
    {
        if (set.WithoutScore == UnscoredDomain.NoScore && Array.Find(entered, static d => d.Used.Value is null).Domain is { } missing)
        {
            return new(AbsenceKind.TooSmall, $"The domain {missing.Name} has no score.");
        }

        var scored = domains.Count(static d => d.Score.Value is not null);
        if (scored < set.MinimumDomains)
        {
            return new(AbsenceKind.TooSmall, FormattableString.Invariant(
                $"{scored} of {domains.Count} domains have a score; at least {set.MinimumDomains} are needed."));
        }

        var counted = measures.Count(static m => m.IsCounted);
        if (counted < set.MinimumMeasures)
        {
            return new(AbsenceKind.TooSmall, FormattableString.Invariant(
                $"{counted} measures have points; at least {set.MinimumMeasures} are needed."));
        }

        return entered.Where(static d => d.Used.Value is not null).Sum(static d => d.Domain.Weight.Fraction) == 0m
            ? new(AbsenceKind.NotCalculable, "The domains that have a score have no weight.") : null;
    }

    private Quantity Enter(MeasureDomain domain, Figure score)
    {
        var step = new Step("domain", domain.Name, Unit.Points, null, set.Authority);
        var entered = total.Given(step, score);
        if (entered.Value is not null || set.WithoutScore is UnscoredDomain.Reweighted or UnscoredDomain.NoScore)
        {
            return entered;
        }

        return total.Given(step with { Key = "domain-without", Label = $"{domain.Name}, without a score" }, set.NeutralScore ?? 0m);
    }

    private DomainScore Contribution(MeasureDomain domain, Figure score, Quantity used, Quantity weights)
    {
        var w = new Workings(Paths.Named("domains", domain.Name));
        var (weight, authority) = (WeightOf(domain), set.Authority);
        return new()
        {
            Name = domain.Name,
            Score = score,
            WeightUsed = w.Figure(w.Divide(new("weight-used", $"Weight, {domain.Name}", Unit.Rate, null, authority), weight, weights)),
            Contribution = w.Figure(w.Prorate(new("contribution", $"Contribution, {domain.Name}", Unit.Points, null, authority), weight,
                used, weights)),
        };
    }

    private static DomainScore Without(MeasureDomain domain, Figure score, Absence none) => new()
    {
        Name = domain.Name,
        Score = score,
        WeightUsed = Figure.Absent(none.Kind, none.Reason, Unit.Rate),
        Contribution = Figure.Absent(none.Kind, none.Reason, Unit.Points),
    };

    private static Quantity WeightOf(MeasureDomain domain) => Quantity.Of($"weight, {domain.Name}", domain.Weight.Fraction, Unit.Rate);

    private Quantity WithBonus(Quantity score, Figure? bonus)
    {
        if (bonus is null || set.MostBonus is not { } most)
        {
            return score;
        }

        var given = total.Given(new("bonus", "Bonus points", Unit.Points), bonus);
        var capped = total.Least(new("bonus-capped", "Bonus points, at most all of them", Unit.Points), given,
            Quantity.Of("most", most, Unit.Points));
        var with = total.Add(new("score-and-bonus", "Score and bonus", Unit.Points), score, capped);
        return total.Least(new("score-with-bonus", "Score with bonus, at most the maximum", Unit.Points, null, set.Authority), with,
            Quantity.Of("maximum", set.Maximum, Unit.Points));
    }

    private Quantity Asked(ScoreGate gate, Quantity score)
    {
        if (gate.Measure is not { } id)
        {
            return score;
        }

        var (measure, result) = (set.Measures.First(m => m.Measure.Id == id).Measure, measures.First(m => m.Measure == id).Result);
        return new(measure.Title, result.Value, measure.Unit, result.Absence);
    }
}
