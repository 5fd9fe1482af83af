using ValueSettlement.Curves;

namespace ValueSettlement.Tests.Contracts;

/// <summary>Walks contracts without knowing how clauses compute: their levels, and the same contract with every amount of money
/// multiplied.</summary>
internal static class ContractWalk
{
    public static IEnumerable<Level> Levels(Contract contract) =>
        contract.All.SelectMany(static a => a.Clauses.Concat(a.Payment)).SelectMany(Levels);

    public static IEnumerable<Clause> Clauses(IEnumerable<Clause> chain) =>
        chain.SelectMany(static c =>
            c is Choose choice ? Clauses(choice.Otherwise.Concat(choice.Regions.SelectMany(static r => r.Then))).Prepend(c) : [c]);

    /// <summary>Whether a region may be taken that has a benchmark of its own without asking whether it was stated.</summary>
    public static bool NeedsOwnBenchmark(IEnumerable<Clause> chain) =>
        Clauses(chain).OfType<Choose>()
            .Any(static c => c.Regions.Any(static r => r.Benchmark is not null && !r.When.Any(static w => w is LargerBenchmark)));

    /// <summary>Levels, rates and conditions, those inside others included.</summary>
    public static IEnumerable<object> Kinds(Contract contract) =>
        Clauses(contract.All.SelectMany(static a => a.Clauses)).SelectMany(static clause => clause switch
    {
        SharingRate c => Inside(c.Gain).Concat(Inside(c.Loss)),
        Choose c => c.Regions.SelectMany(static r => r.When),
        _ => Enumerable.Empty<object>(),
    }).Concat(Levels(contract).SelectMany(Inside));

    private static IEnumerable<object> Inside(QualityRate rate) => rate switch
    {
        RateByStandard r => Inside(r.Met).Concat(Inside(r.Alternative)).Concat(Inside(r.NotMet)).Prepend(r),
        PartOfRate r => Inside(r.Of).Prepend(r),
        WithinInfluence r => Inside(r.Share).Prepend(r),
        _ => [rate],
    };

    private static IEnumerable<object> Inside(Level level) => level switch
    {
        FromSize l => Inside(l.AtLeast).Concat(Inside(l.Below)).Prepend(l),
        LesserOf l => l.Of.SelectMany(Inside).Prepend(l),
        GreaterOf l => l.Of.SelectMany(Inside).Prepend(l),
        _ => [level],
    };

    private static IEnumerable<Level> Levels(Clause clause) => clause switch
    {
        MinimumRate c => Present(c.Savings, c.Losses),
        Limit c => Present(c.Gain, c.Loss),
        Floor c => [c.At],
        Deduction c => [c.Amount],
        Addition c => [c.Amount],
        MarginalBands c => c.Gain.Concat(c.Loss).Select(static b => b.UpTo).OfType<Level>(),
        WholeBands c => c.Gain.Concat(c.Loss).Select(static b => b.UpTo).OfType<Level>(),
        Choose c => c.Regions.SelectMany(static r => Present(r.From?.At, r.To?.At).Concat(r.Then.SelectMany(Levels)))
            .Concat(c.Otherwise.SelectMany(Levels)),
        _ => [],
    };

    private static IEnumerable<Level> Present(params Level?[] levels) => levels.OfType<Level>();

    public static Contract Scale(Contract contract, decimal factor) => (Contract)Scale((Agreement)contract, factor);

    private static Agreement Scale(Agreement agreement, decimal factor) => agreement with
    {
        Clauses = Scale(agreement.Clauses, factor),
        Payment = Scale(agreement.Payment, factor),
        Parts = [.. agreement.Parts.Select(part => Scale(part, factor))],
    };

    public static Experience Scale(Experience experience, decimal factor) => experience with
    {
        Benchmark = Scale(experience.Benchmark, factor),
        Expenditure = Scale(experience.Expenditure, factor),
        Opening = Scale(experience.Opening, factor),
        Facts = experience.Facts.Select(f => f switch
        {
            Number { Figure.Unit: Unit.Money } n => n with { Figure = Scale(n.Figure, factor)! },
            _ => f,
        }).ToValueList(),
        Parts = experience.Parts.Select(p => Scale(p, factor)).ToValueList(),
    };

    private static Figure? Scale(Figure? figure, decimal factor) => figure is null ? null : figure with { Value = figure.Value * factor };

    private static ValueList<Clause> Scale(ValueList<Clause> clauses, decimal factor) =>
        clauses.Select(c => Scale(c, factor)).ToValueList();

    private static Clause Scale(Clause clause, decimal factor) => clause switch
    {
        MinimumRate c => c with { Savings = Scale(c.Savings, factor), Losses = c.Losses is null ? null : Scale(c.Losses, factor) },
        Limit c => c with { Gain = c.Gain is null ? null : Scale(c.Gain, factor), Loss = c.Loss is null ? null : Scale(c.Loss, factor) },
        Floor c => c with { At = Scale(c.At, factor) },
        Deduction c => c with { Amount = Scale(c.Amount, factor) },
        Addition c => c with { Amount = Scale(c.Amount, factor) },
        MarginalBands c => c with { Gain = Scale(c.Gain, factor), Loss = Scale(c.Loss, factor) },
        WholeBands c => c with { Gain = Scale(c.Gain, factor), Loss = Scale(c.Loss, factor) },
        CurveClause c =>
            c with
            {
                Pieces = c.Pieces.Select(p =>
            p with { From = p.From == Piece.Unbounded ? p.From : p.From * factor, Intercept = p.Intercept * factor }).ToValueList()
            },
        Choose c => c with
        {
            Otherwise = Scale(c.Otherwise, factor),
            Regions = c.Regions.Select(r => r with
            {
                From = r.From is null ? null : r.From with { At = Scale(r.From.At, factor) },
                To = r.To is null ? null : r.To with { At = Scale(r.To.At, factor) },
                Then = Scale(r.Then, factor),
            }).ToValueList(),
        },
        SharingRate or Sequestration or Proration or Recoupment or PriorSettlement or QualityAdjustment or QualityGate or Relief
            or EarlyTermination or Hold or Deferral or Escalation or Earmark or ChangeLimit or Consequence => clause,
        _ => throw new NotSupportedException($"Say how a {clause.GetType().Name} scales."),
    };

    private static ValueList<Band> Scale(ValueList<Band> bands, decimal factor) =>
        bands.Select(b => b with { UpTo = b.UpTo is null ? null : Scale(b.UpTo, factor) }).ToValueList();

    private static Level Scale(Level level, decimal factor) => level switch
    {
        FixedAmount l => new FixedAmount(Money.Of(l.Amount.Amount * factor)),
        FromSize l => l with { AtLeast = Scale(l.AtLeast, factor), Below = Scale(l.Below, factor) },
        LesserOf l => new LesserOf(l.Of.Select(o => Scale(o, factor)).ToValueList()),
        GreaterOf l => new GreaterOf(l.Of.Select(o => Scale(o, factor)).ToValueList()),
        ShareOf or WholeOf or ShareBySize => level,
        _ => throw new NotSupportedException($"Say how a {level.GetType().Name} scales."),
    };
}
