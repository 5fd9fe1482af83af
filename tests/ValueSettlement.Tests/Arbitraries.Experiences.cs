using NodaTime;
using ValueSettlement.Curves;
using ValueSettlement.Programs;

namespace ValueSettlement.Tests;

/// <summary>Experiences that fit a contract: every fact that its clauses read and no other, and an opening amount at one of its
/// edges.</summary>
internal sealed partial class ContractMaker
{
    private decimal largestEdge;

    private static readonly int[] Headcounts = [1, 499, 500, 501, 999, 4_999, 5_000, 5_001, 59_999, 60_000, 74_992];
    private static readonly decimal[] Benchmarks = [1_000_000m, 966_116_777m, 123_456_789.01m, 5_000_000_000.00m];
    private static readonly Basis[] OptionalBases = [MedicareSharedSavings.TwoWayBenchmark, Basis.AdvanceBalance, Basis.PreviouslySettled];

    /// <summary>The contract with an experience that it settles.</summary>
    public (Contract Contract, Experience Experience) Fit(Contract contract)
    {
        // The claims on a pool have a bound of their own.
        largestEdge = contract.All.Any(static agreement => agreement.Pool is not null) ? 20_000_000_000_000m : 900_000_000_000_000m;
        return (contract, Framed(contract, Fit(contract, contract)));
    }

    private Experience Fit(Agreement agreement, Contract frame)
    {
        if (agreement.Parts.Count == 0)
        {
            return Experience(frame with
            {
                Parts = [],
                Pool = null,
                Pays = Payee.Whole,
                Opening = agreement.Opening,
                Clauses = agreement.Clauses,
                Payment = agreement.Payment,
            });
        }

        var parts = agreement.Parts.Select(part => Fit(part, part as Contract ?? frame) with { Arrangement = part.Id }).ToList();
        if (Maybe(0.3))
        {
            parts.Reverse();
        }

        var facts = Facts(Reads(agreement.Clauses.Concat(agreement.Payment)), Pick(Benchmarks));
        return new()
        {
            Facts = agreement.Pool?.Available is not { } pool || facts.Any(f => f is Number stated && stated.Name == pool.Name) ? facts
                : [.. facts, Number.Of(pool, Figure(Pick(0m, 1_000_000m, 12_345_678.90m), Unit.Money))],
            Parts = [.. parts],
        };
    }

    /// <summary>Any fact, fitting no contract in particular.</summary>
    public Fact Fact()
    {
        var reads = new FactSet();
        reads.Add<Quality>();
        reads.Add<RevenueCategory>();
        reads.Add<Termination>();
        reads.Add(WellKnown.AssignedBeneficiaries);
        reads.Add(WellKnown.MinimumRate);
        reads.AddEither(WellKnown.Relief, WellKnown.ReliefMonths, WellKnown.ReliefBeneficiaries);
        reads.Add<BenchmarkReplaced>();
        reads.Add(Reconciliation);
        reads.AddCount(LifeYears);
        Fact[] facts = [.. Facts(reads, Pick(Benchmarks)), new BenchmarkReplaced(MedicareSharedSavings.TwoWayBenchmark)];
        return Pick(facts);
    }

    /// <summary>A number stated, or computed with its lines; sometimes absent if that may be.</summary>
    public Figure Figure(decimal value, Unit unit, bool mayBeAbsent = false)
    {
        if (mayBeAbsent && Maybe(0.2))
        {
            return ValueSettlement.Figure.Absent(Pick(Enum.GetValues<AbsenceKind>()), "Fewer than 11 people.", unit);
        }

        if (Maybe(0.7))
        {
            return new() { Value = value, Unit = unit, Source = Maybe(0.5) ? "Payer's report, table 2" : null };
        }

        var workings = new Workings("figure");
        var first = workings.Given(new("first", "First half", unit, "A"), value / 2m);
        var second = workings.Given(new("second", "Second half", unit, null, Authority.Of("Exhibit C")), value - (value / 2m));
        return workings.Figure(workings.Add(new("sum", "Both halves", unit), first, second));
    }

    private Experience Experience(Contract simple)
    {
        var reads = Reads(simple.Clauses.Concat(simple.Payment));
        var stated = simple.Opening == OpeningAmount.Stated;
        var benchmark = Pick(Benchmarks);
        var experience = new Experience
        {
            Benchmark = !stated || reads.Has(Basis.Benchmark) ? Figure(benchmark, Unit.Money) : null,
            Facts = Facts(reads, benchmark),
        };

        if (Contracts.ContractWalk.NeedsOwnBenchmark(simple.Clauses)
            && !experience.Facts.Any(static f => f is Number n && n.Name == MedicareSharedSavings.TwoWayBenchmark.Name))
        {
            experience = experience with
            {
                Facts = [.. experience.Facts,
                Number.Of(MedicareSharedSavings.TwoWayBenchmark, Figure(benchmark + 5_000_000m, Unit.Money))]
            };
        }

        var opening = OpeningAt(simple, experience);
        return stated
            ? experience with { Opening = Figure(opening, Unit.Money) }
            : experience with
            {
                Expenditure = Figure(simple.Opening == OpeningAmount.BenchmarkLessExpenditure ? benchmark - opening
                : benchmark + opening, Unit.Money)
            };
    }

    // Nearly every case lies on an edge of the composed curve, a cent beside it, or on the cent nearest to it.
    private decimal OpeningAt(Contract simple, Experience experience)
    {
        List<Failure>? failures = null;
        var curve = new PreparedContract(simple).CurveOfOpening(experience, [], ref failures).Curve;
        var edges = curve.Pieces[1..].ToArray().Select(static piece => piece.From)
            .Where(edge => edge > -largestEdge && edge < largestEdge).ToArray();
        if (edges.Length == 0 || Maybe(0.2))
        {
            return Amount();
        }

        var edge = Pick(edges);
        return Pick(edge, edge - Cent, edge + Cent, Rounding.Cents.Apply(edge), Rounding.Cents.Apply(edge) + Cent,
            Rounding.Cents.Apply(edge) - Cent);
    }

    private ValueList<Fact> Facts(FactSet reads, decimal benchmark)
    {
        var facts = new List<Fact>();
        foreach (var fact in Candidates(benchmark))
        {
            if (reads.Has(fact))
            {
                facts.Add(fact);
            }
        }

        if (Maybe(0.3))
        {
            facts.Reverse();
        }

        return [.. facts];
    }

    private IEnumerable<Fact> Candidates(decimal benchmark)
    {
        yield return Number.AssignedBeneficiaries(Pick(Headcounts));
        yield return Number.Of(LifeYears, Pick(0m, 0.5m, 2_399.99m, 2_400m, 75_000m));
        yield return Number.MinimumRate(Rate.Of(0.1315m));
        yield return new Quality
        {
            Standard = Pick(Enum.GetValues<QualityStandard>()),
            Score = Figure(Pick(0m, 0.2999m, 0.3m, 0.600m, 0.8941m, 1m), Unit.Rate)
        };
        yield return Maybe(0.5)
            ? new RevenueCategory { Low = Maybe(0.5) }
            : RevenueCategory.From(Money.Of(Pick(0.34m, 0.35m, 0.36m) * 1_000_000m), Money.Of(1_000_000m),
                new(35.Percent(), Authority.Of("42 CFR 425.20")));
        yield return Number.Of(Basis.ParticipantRevenue, Figure(Pick(0.2m, 0.35m, 0.5m) * benchmark, Unit.Money));
        yield return Number.Of(Reconciliation, Figure(benchmark - 1_234.56m, Unit.Money));
        yield return Number.Of(Charge, Figure(Pick(-10_000m, 0m, 250_000.01m), Unit.Money));
        foreach (var basis in OptionalBases)
        {
            if (Maybe(0.7))
            {
                yield return Number.Of(basis, Figure(basis == MedicareSharedSavings.TwoWayBenchmark
                    ? benchmark + Pick(-1_000_000m, 0m, 5_000_000m) : Pick(0m, 1_000_000m, 12_345_678.90m), Unit.Money));
            }
        }

        if (Maybe(0.5))
        {
            ValueList<Number> relief = Maybe(0.5)
                ? [Number.Relief(Figure(Pick(0m, 1_000_000m, 9_999_999.99m), Unit.Money))]
                : Number.ReliefShares(Figure(Pick(0m, 0.25m, 1m), Unit.Rate), Figure(Pick(0m, 0.0313m, 1m), Unit.Rate));
            foreach (var number in relief)
            {
                yield return number;
            }
        }

        if (Maybe(0.4))
        {
            yield return new Termination
            {
                InitiatedBy = Pick(TerminatedBy.Organisation, TerminatedBy.Payer),
                EffectiveDate = Pick(term.Start, term.End, term.Start.PlusMonths(6), term.Start.PlusMonths(6).PlusDays(-1)) is var date
                    && date > term.End ? term.End : date,
                CloseOutCompleted = Maybe(0.5),
            };
        }

        if (Maybe(0.1))
        {
            yield return new BenchmarkReplaced(MedicareSharedSavings.TwoWayBenchmark);
        }
    }

    private Experience Framed(Contract contract, Experience experience) => experience with
    {
        Currency = Maybe(0.3) ? contract.Currency : null,
        Period = Maybe(0.3) ? contract.Term : Maybe(0.2) ? new DateInterval(contract.Term.Start, contract.Term.Start.PlusMonths(1)) : null,
    };

    private static FactSet Reads(IEnumerable<Clause> clauses)
    {
        var reads = new FactSet();
        foreach (var clause in clauses)
        {
            clause.Reads(reads);
        }

        return reads;
    }
}
