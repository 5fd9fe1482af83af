using ValueSettlement.Benchmarks;
using ValueSettlement.Programs;
using ValueSettlement.Replay.Reading;

namespace ValueSettlement.Replay.Settling;

/// <summary>
/// Settles published rows of ACO REACH with the library, from the published benchmark and gross savings, and compares the results with the
/// published payments.
/// </summary>
internal sealed class ReachSettler
{
    private const decimal Cent = 0.01m;

    /// <summary>How far published numbers may be from what they are computed from: each is rounded to a cent.</summary>
    private const decimal Rounded = 0.02m;

    private static readonly Rounding Millionths = new(6);

    private readonly Dictionary<(ReachArrangement Arrangement, int Year, bool Sequestered), PreparedContract> _prepared = [];

    public Replayed<ReachAcoYear> Settle(ReachAcoYear row)
    {
        if (Absent(row) is { } absent)
        {
            return new() { Row = row, Match = MatchClass.Unexplained, Notes = [absent, .. row.Notes] };
        }

        try
        {
            var experience = ExperienceOf(row);
            var settlement = Prepared(row, sequestered: true).Settle(experience);
            var shared = Prepared(row, sequestered: false).Settle(experience).Earned.Unrounded;
            var match = Classify(row, settlement.Earned.Unrounded, shared);
            var checks = Checks(row, shared).ToArray();
            List<string> notes = [.. row.Notes, .. checks.Where(static c => !c.Holds).Select(static c => $"Does not hold: {c.Check}.")];
            if (match == MatchClass.NotPaid)
            {
                notes.Insert(0, FormattableString.Invariant(
                    $"The file has shared savings of {row.Shared.Amount:#,##0.00}, as ours, and pays nothing. It does not say why."));
            }

            return new() { Row = row, Match = match, Settlement = settlement, Notes = notes, Checks = checks };
        }
        catch (SettlementException refused)
        {
            var reasons = refused.Failures.Select(static f => f.ToString());
            return new() { Row = row, Match = MatchClass.Unexplained, Notes = [.. reasons, .. row.Notes] };
        }
    }

    private static MatchClass Classify(ReachAcoYear row, decimal earned, decimal shared)
    {
        var published = row.Earned.Amount;
        if (new Rounding(row.Earned.Decimals).Apply(earned) == published)
        {
            return MatchClass.Exact;
        }

        if (Math.Abs(earned - published) <= Cent)
        {
            return MatchClass.WithinACent;
        }

        return published == 0m && earned > 0m && Agrees(row.Shared, shared) ? MatchClass.NotPaid : MatchClass.Unexplained;
    }

    private static bool Agrees(Published shared, decimal ours) => shared.Value is { } published && Math.Abs(published - ours) <= Cent;

    private static IEnumerable<(string Check, bool Holds)> Checks(ReachAcoYear row, decimal shared)
    {
        if (row.Expenditure.Value is { } cost)
        {
            yield return ("gross savings = final benchmark + equity adjustment − net cost, within 2 cents",
                Math.Abs(row.Benchmark.Amount - cost - row.Difference.Amount) <= Rounded);
        }

        if (row.EquityUp.Value is { } up && row.EquityDown.Value is { } down
            && row.EquityUpMonths.Value is { } top && row.EquityDownMonths.Value is { } lower
            && AcoReach.EquityTopDecile.Find(new(row.PerformanceYear, 1, 1)) is not null)
        {
            yield return ("equity adjustment = months at the amounts of the year, within 2 cents",
                Math.Abs(AcoReach.For(new() { Arrangement = ReachArrangement.Global, Year = row.PerformanceYear }).EquityAdjustment(
                    top, lower).Value!.Value - up - down) <= Rounded);
        }

        if (row.Discount.Value is { } discount)
        {
            yield return ("discount = that of the arrangement and year",
                Millionths.Apply(discount) == AcoReach.For(new()
                {
                    Arrangement = row.RiskArrangement,
                    Year = row.PerformanceYear
                }).Rules.Discount.Value.Fraction);
        }

        if (row.Shared.Value is not null)
        {
            yield return ("shared savings before sequestration = the risk corridor, within a cent", Agrees(row.Shared, shared));
        }
    }

    /// <summary>The published final benchmark with its equity adjustment, and what the published gross savings leave of it.</summary>
    private static Experience ExperienceOf(ReachAcoYear row)
    {
        var place = FormattableString.Invariant($"{System.IO.Path.GetFileName(row.File)}, row {row.Row}");
        Figure Stated(decimal amount, string column) => Figure.Stated(Money.Of(amount), $"{place}, {column}");
        var adjustments = new[]
        {
            (Key: "equity-up", Label: "Health equity adjustment, top decile", Amount: row.EquityUp),
            (Key: "equity-down", Label: "Health equity adjustment, lower half", Amount: row.EquityDown),
        };
        var benchmark = new CapitationBenchmark
        {
            Before = Stated(row.FinalBenchmark.Amount, row.FinalBenchmark.Column),
            Adjustments = [.. adjustments.Where(static a => a.Amount.Value is not null)
                .Select(a => new FlatAdjustment(a.Key, a.Label, Stated(a.Amount.Amount, a.Amount.Column)))],
        };
        return new()
        {
            Benchmark = benchmark.Build(),
            Expenditure = Stated(row.Benchmark.Amount - row.Difference.Amount, $"benchmark less {row.Difference.Column}"),
        };
    }

    private PreparedContract Prepared(ReachAcoYear row, bool sequestered)
    {
        var key = (row.RiskArrangement, row.PerformanceYear, sequestered);
        if (!_prepared.TryGetValue(key, out var prepared))
        {
            var rules = AcoReach.For(new() { Arrangement = row.RiskArrangement, Year = row.PerformanceYear }).Rules;
            var terms = new ReachTerms
            {
                Arrangement = row.RiskArrangement,
                Year = row.PerformanceYear,
                Rules = sequestered ? null : rules with { Sequestration = rules.Sequestration with { Value = Rate.Zero } },
            };
            prepared = AcoReach.For(terms).Contract.Prepare();
            _prepared.Add(key, prepared);
        }

        return prepared;
    }

    // Suppressed or not applicable is an answer of the file, but not one that can be settled.
    private static string? Absent(ReachAcoYear row)
    {
        foreach (var needed in new[] { row.FinalBenchmark, row.Difference, row.Earned })
        {
            if (needed.Value is null)
            {
                return $"{needed.Column} {needed}: nothing can be settled or compared without it.";
            }
        }

        foreach (var adjustment in new[] { row.EquityUp, row.EquityDown })
        {
            if (adjustment.Kind == CellKind.Suppressed)
            {
                return $"{adjustment.Column} {adjustment}: the benchmark is not known without it.";
            }
        }

        return null;
    }
}
