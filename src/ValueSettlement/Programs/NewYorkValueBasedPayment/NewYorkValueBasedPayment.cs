namespace ValueSettlement.Programs;

/// <summary>
/// Shared savings and losses of a New York Medicaid contract: the roadmap's table of level and quality goals gives ranges, and the parties
/// choose a share inside of each.
/// <code>
/// goals met ─► band (all; at least half; fewer, or worse than before) ─► chosen share of savings, of losses from level 2 on
/// </code>
/// A share outside of its range is refused; what was chosen is in the terms, each with where it stands.
/// </summary>
public sealed partial class NewYorkValueBasedPayment : Programme<NewYorkPaymentTerms>
{
    private const string GoalsMet = "percent-of-quality-goals-counted-as-met";

    private static readonly ContractWords Words = new() { Payer = "plan", Provider = "contractor", Benchmark = "Target budget" };

    private NewYorkValueBasedPayment(NewYorkPaymentTerms terms)
        : base(terms)
    {
    }

    /// <inheritdoc/>
    private protected override string Name => "New York Medicaid value-based payment";

    /// <summary>The programme under these terms.</summary>
    /// <param name="terms">Level, period and the shares that were chosen.</param>
    /// <exception cref="SettlementException">Something is wrong with the terms; carries all of it.</exception>
    public static NewYorkValueBasedPayment For(NewYorkPaymentTerms terms) => new(terms);

    /// <summary>What the contract settles.</summary>
    /// <param name="budget">The target budget, in dollars.</param>
    /// <param name="expenditure">What was spent, in dollars.</param>
    /// <param name="goalsMet">How many quality goals were met, 0 to all of them.</param>
    /// <param name="goals">How many quality goals there are, 1 to 1,000.</param>
    /// <param name="worsened">Whether quality is worse than before: no goal counts as met then.</param>
    /// <exception cref="SettlementException">More goals were met than there are, or there are none.</exception>
    public Experience Experience(Figure budget, Figure expenditure, int goalsMet, int goals, bool worsened = false)
    {
        if (goals is < 1 or > 1_000 || goalsMet < 0 || goalsMet > goals)
        {
            throw new SettlementException([new("goals-range", "goalsMet", FormattableString.Invariant($"{goalsMet} of {goals}"),
                "There are 1 to 1,000 quality goals, and of them none to all are met.", "Check the two numbers.")]);
        }

        var w = new Workings("goals");
        var (met, all) = (w.Given(new("goals-met", "Quality goals met", Unit.Count), goalsMet),
            w.Given(new("goals", "Quality goals", Unit.Count), goals));
        const string Counted = "Percent of quality goals counted as met";
        var percent = w.Prorate(new("percent-of-goals", worsened ? "Percent of quality goals met" : Counted, Unit.Count),
            Quantity.Of("percent", 100m, Unit.Count), met, all);
        if (worsened)
        {
            percent = w.Given(new("percent-counted", Counted, Unit.Count, null, Table.Authority), 0m);
            w.Remark("Quality is worse than before: no goal counts as met.");
        }

        return Made(new()
        {
            Benchmark = budget,
            Expenditure = expenditure,
            Facts = [Number.Of(GoalsMet, w.Figure(percent))],
        });
    }

    /// <inheritdoc/>
    private protected override Contract Make()
    {
        var authority = Table.Authority;
        Region Band(string name, GoalsBand band, params ValueList<Condition> when) => new()
        {
            Name = name,
            When = when,
            Then = [Shares(band)],
            Authority = authority,
        };
        return new()
        {
            Id = Terms.Id,
            Currency = "USD",
            Term = Terms.Term,
            Opening = OpeningAmount.BenchmarkLessExpenditure,
            Clauses =
            [
                new Choose
                {
                    Label = "Quality goals",
                    Regions =
                    [
                        Band("All quality goals met", GoalsBand.All, new AtLeastCount(GoalsMet, 100m)),
                        Band("At least half of the quality goals met", GoalsBand.AtLeastHalf, new AtLeastCount(GoalsMet, 50m)),
                        Band("Fewer than half of the quality goals met, or quality worse than before", GoalsBand.Fewer),
                    ],
                    Authority = authority,
                },
            ],
            Payment = [new PriorSettlement()],
            OrderAuthority = authority with
            {
                Reading = "Quality goals choose the shares of all savings and losses, from the first dollar; the contract may say more.",
            },
            Words = Words,
            Payoff = new("expenditure"),
        };
    }

    private DatedEntry<ValueList<NewYorkShareRange>> Table => Ranges.On(Terms.Term.Start);

    private SharingRate Shares(GoalsBand band)
    {
        var gain = Terms.Savings.Of(band)!;
        return new()
        {
            Label = "Contractor's share",
            Gain = gain,
            Loss = Terms.Losses?.Of(band) is { } loss ? loss : Rate.Zero,
            Authority = gain.Authority,
        };
    }
}
