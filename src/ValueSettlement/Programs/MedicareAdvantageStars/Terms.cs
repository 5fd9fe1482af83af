namespace ValueSettlement.Programs;

/// <summary>Whether a plan has stars.</summary>
public enum StarStanding
{
    /// <summary>It has stars.</summary>
    Rated,

    /// <summary>It is new, and has none yet.</summary>
    New,

    /// <summary>It did not report: it counts as below 3.5 stars.</summary>
    NotReported,
}

/// <summary>What decides bonus and rebate of a Medicare Advantage plan in one county and year.</summary>
public sealed record AdvantageStarsTerms : ProgrammeTerms
{
    /// <summary>The plan year, 2014 to 2100.</summary>
    public required int Year { get; init; }

    /// <summary>The county's applicable percentage, 0.95 to 1.15: <see cref="MedicareAdvantageStars.PercentageOf"/>.</summary>
    public required Cited<Rate> ApplicablePercentage { get; init => field = Given.Of(value); }

    /// <summary>Whether the county is a qualifying one, in which the bonus is doubled.</summary>
    public bool IsQualifyingCounty { get; init; }

    /// <summary>The rules of the year; what is left out is the programme's own.</summary>
    public AdvantageStarsRules? Rules { get; init; }

    /// <summary>A name for the contract; <see langword="null"/> for one made of the terms.</summary>
    public string? Id { get; init; }

    /// <inheritdoc/>
    public override Contract Contract() => MedicareAdvantageStars.For(this).Contract;

    internal override bool DependsOnQuality => true;

    private static readonly Authority Premium = Authority.Remembered("42 CFR 422.262(a)",
        "The basic premium of a member is what the bid is above the benchmark.", "42 CFR 422.262(a) in full");

    /// <summary>The key of the line with the months of all members.</summary>
    internal const string MonthsKey = "member-months";

    /// <summary>The key of the line with the county's base amount, which begins every benchmark of the programme.</summary>
    internal const string BaseKey = "base-amount";

    /// <inheritdoc/>
    internal override void Tell(Settlement settled, List<Line> lines)
    {
        var own = lines.Where(static l => l.Path.Length == 0 && l.Key is "benchmark" or "expenditure").ToArray();
        var w = new Workings();
        if (own is [{ Value: { } benchmark }, { Value: { } bid }, ..] && bid > benchmark)
        {
            w.Subtract(new("paid-by-members", "Bid above the benchmark, which members pay as premiums", Unit.Money, null,
                Premium), Quantity.Of("bid", bid, Unit.Money), Quantity.Of("benchmark", benchmark, Unit.Money));
        }

        if (lines.Exists(static l => l.Key == BaseKey) && !lines.Exists(static l => l.Key == MonthsKey))
        {
            w.Add(new(Line.SettledForKey, "Amount for one member and one month", Unit.Money),
                Quantity.Of("owed", settled.Earned.Unrounded, Unit.Money));
            w.Remark("For each member and month: the months of all members were not stated. For the year it is times those months.");
        }

        lines.AddRange(w.Lines);
    }

    internal override IEnumerable<CitedSentence> Sentences
    {
        get
        {
            yield return new("Benchmark and bid are amounts for a member and month, times the months of all members where they are stated; "
                + "without them what is settled is for each member and month.");
            yield return new($"The benchmark is the county's base amount times {ApplicablePercentage.Value} and the bonus points, at most "
                + "the amount that applied before the Affordable Care Act.", ApplicablePercentage.Authority);
            if (Rules is { Bonus: { } bonus, BonusFrom: { } from, NewPlanBonus: { } anew, QualifyingCounty: { } times })
            {
                yield return new($"The bonus is {bonus.Value} from {NumberText.Number(from.Value)} stars on, of a new plan {anew.Value}"
                    + (IsQualifyingCounty ? $", in this qualifying county {NumberText.Number(times.Value)} times as much." : "."),
                    bonus.Authority);
            }

            yield return new("The score of the rebate is stars ÷ 5. A plan that did not report counts as below 3.5 stars: 0.",
                Rules?.Rebate?.Authority);
            if (Rules is { NewPlanStars: { } counted })
            {
                yield return new($"For the rebate a new plan counts as having {NumberText.Number(counted.Value)} stars.",
                    counted.Authority);
            }

            yield return new("What a bid is above the benchmark is paid by members, as premiums.", Premium);
        }
    }

    private protected override void Validate(List<Failure> failures)
    {
        if (Year is < 2014 or > 2100)
        {
            failures.Add(new("year-unknown", "year", FormattableString.Invariant($"{Year}"),
                "Bonus and rebate are known for plan years from 2014 on.",
                "State a plan year from 2014; 2012 and 2013 had rules of transition."));
        }

        if (ApplicablePercentage.Value.Fraction is < 0.95m or > 1.15m)
        {
            failures.Add(new("rate-range", "applicablePercentage.value", ApplicablePercentage.Value.ToString(),
                "An applicable percentage lies between 95 and 115 %.", "Write 107.5 % as 1.075; bonus points are added by the programme."));
        }

        TextRules.Validate(ApplicablePercentage.Authority, "applicablePercentage", failures);
        TextRules.Validate(Id, string.Empty, "id", failures);
        Rules?.Validate(failures);
    }

    private protected override AdvantageStarsTerms Resolve() => this with { Rules = (Rules ?? new()).On(new(Year, 1, 1)) };

    /// <summary>The members that were stated, by their names in words.</summary>
    public override string ToString() => Printed.Of(this);
}

/// <summary>What a plan bid, and what it was rated.</summary>
public sealed record PlanBid
{
    private static readonly decimal[] Halves = [0m, 0.5m, 1m, 1.5m, 2m, 2.5m, 3m, 3.5m, 4m, 4.5m, 5m];

    /// <summary>The county's base amount in dollars for a member and month, above 0: what CMS published for the year.</summary>
    public required Figure BaseAmount { get; init => field = Given.Of(value); }

    /// <summary>The bid in dollars for a member and month, 0 or more.</summary>
    public required Figure Bid { get; init => field = Given.Of(value); }

    /// <summary>The amount that applied in the county before the Affordable Care Act, above 0: the benchmark is not above it.
    /// <see langword="null"/> where it does not bind.</summary>
    public Figure? ApplicableAmount { get; init; }

    /// <summary>The stars, 0 to 5 in halves; only of a plan that is rated.</summary>
    public decimal? Stars { get; init; }

    /// <summary>Whether the plan has stars.</summary>
    public StarStanding Standing { get; init; }

    /// <summary>The months of all members, 0 or more: everything is settled for all of them. <see langword="null"/> to settle one member
    /// and month.</summary>
    public decimal? MemberMonths { get; init; }

    /// <summary>The members that were stated, by their names in words.</summary>
    public override string ToString() => Printed.Of(this);

    internal void Validate(List<Failure> failures)
    {
        Check(BaseAmount, "baseAmount", zero: false);
        Check(Bid, "bid", zero: true);
        if (ApplicableAmount is { } most)
        {
            Check(most, "applicableAmount", zero: false);
        }

        if (!Enum.IsDefined(Standing))
        {
            failures.Add(new("standing-unknown", "standing", EnumText.Of(Standing), "A plan is rated, new, or did not report.",
                "Choose one."));
        }
        else if ((Standing == StarStanding.Rated) != (Stars is not null))
        {
            failures.Add(new("stars-standing", "stars", Stars is { } given ? NumberText.Number(given) : string.Empty,
                "A plan that is rated has stars; one that is new or did not report has none.",
                "State the stars, or the standing of a plan without them."));
        }

        if (Stars is { } stars && !Halves.Contains(stars))
        {
            failures.Add(new("stars-range", "stars", NumberText.Number(stars), "Stars are 0 to 5, in halves.",
                "State the overall or summary rating as published."));
        }

        if (MemberMonths is < 0m or > 1_000_000_000m)
        {
            failures.Add(new("months-range", "memberMonths", NumberText.Number(MemberMonths.Value),
                "The months of all members are 0 to 1,000,000,000.", "Check the number, or leave it out."));
        }

        void Check(Figure figure, string path, bool zero)
        {
            const string Remedy = "State it in dollars for one member and month.";
            if (FigureRules.UnitOf(figure, path, Unit.PerCapita, "An amount for a member and month is money.", Remedy) is { } other)
            {
                failures.Add(other);
            }
            else if (figure.Value is not { } value || value < 0m || (value == 0m && !zero) || value > 1_000_000m)
            {
                failures.Add(new("plan-amount", path, figure.Value is { } wrong ? NumberText.Number(wrong)
                    : figure.Absence?.ToString() ?? string.Empty, "An amount for a member and month lies above 0 and is at most 1,000,000.",
                    Remedy));
            }
        }
    }
}

/// <summary>What a bid comes to before the rebate; each figure has the lines that led to it.</summary>
public sealed record PlanBenchmark
{
    /// <summary>The stars that count.</summary>
    public required Figure Stars { get; init => field = Given.Of(value); }

    /// <summary>The bonus in percentage points: 0.05 for 5.</summary>
    public required Figure Bonus { get; init => field = Given.Of(value); }

    /// <summary>The benchmark in dollars for a member and month.</summary>
    public required Figure Benchmark { get; init => field = Given.Of(value); }

    /// <summary>The share of what the bid stays below the benchmark that is the rebate, 0 to 1.</summary>
    public required Figure RebateShare { get; init => field = Given.Of(value); }

    /// <summary>What a member pays for a bid above the benchmark, in dollars a month, 0 or more.</summary>
    public required Figure MemberPremium { get; init => field = Given.Of(value); }

    /// <summary>How many stars are missing to the next step of bonus or rebate, above 0; absent if there is none, or if the plan has no
    /// stars.</summary>
    public required Figure ToNextStep { get; init => field = Given.Of(value); }

    /// <summary>The members that were stated, by their names in words.</summary>
    public override string ToString() => Printed.Of(this);
}
