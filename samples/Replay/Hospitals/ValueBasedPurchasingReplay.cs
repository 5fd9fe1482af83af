using NodaTime;
using ValueSettlement.Measures;
using ValueSettlement.Programs;
using ValueSettlement.Replay.Reading;
using ValueSettlement.Replay.Reading.Hospitals;

namespace ValueSettlement.Replay.Hospitals;

/// <summary>Hospital Value-Based Purchasing: files of points of measures, of every domain, and files of domain and total scores.</summary>
internal sealed class ValueBasedPurchasingReplay : HospitalProgramme
{
    /// <summary>Standards that differ from row to row are kept no longer than a file of them would be read.</summary>
    private const int KeptProgrammes = 1_000;

    private const string OneDomain = "Measures of the file";

    public override string Word => "hvbp";

    public override string Name => "Hospital Value-Based Purchasing";

    public override bool SettlesPayments => false;

    public override IReadOnlyList<(string Option, string Needs, string Says)> Options { get; } = [];

    public override string Teaches => """
        Files are those of data.cms.gov, of any fiscal year and domain; their columns say which of two kinds they are:
          points   '... Achievement Threshold', '... Benchmark', '... Baseline Rate', '... Performance Rate': achievement,
                   improvement and measure points are computed and compared with the printed ones ("6 out of 10")
          scores   'Unweighted ... Domain Score', 'Total Performance Score': weighted domain scores and the total follow
                   from the unweighted ones; the weight of a domain without a score goes to the others
        Published and ours are the total performance score, or the measure points together; every value that is compared
        is counted. Scores follow from domain scores that are rounded themselves: one unit of the last digit apart is
        inside the printed digits, and From and To are what these allow.
        Weights are the library's for 2016 and from 2019 on; of other years, or with other domains, they are those that
        the file's hospitals with every domain show, and it is said. No payment is published, and none is settled.
        """;

    public override CsvLayout Layout { get; } = HospitalSheet.Layout(PurchasingSheet.IsColumn);

    public override HospitalFile? Read(CsvTable table, HospitalArguments arguments, ProblemList problems)
    {
        if (PurchasingSheet.Read(table, s => arguments.YearOfFile(s, null, problems), problems) is not { } sheet)
        {
            return null;
        }

        // Its files may hold several years, row by row; --year says that there is one.
        if (arguments.Year is { } stated && sheet.Sheet.Rows.Select(row => (row.Number, Year: sheet.YearOf(row)))
            .FirstOrDefault(r => r.Year is { } printed && printed != stated) is { Year: { } other } contrary)
        {
            arguments.Agreed(other, $"the column '{sheet.YearColumn}'", contrary.Number, problems);
            return null;
        }

        var sentences = new List<string>();
        Func<CsvRow, int, HospitalResult>? settle;
        if (sheet.Total is { } total)
        {
            var decimals = sheet.Decimals;
            settle = ScoresOf(sheet, sentences, problems) is { } programmes
                ? (row, year) => Scores(sheet, programmes[year], row, total, decimals) : null;
            sentences.Insert(0, FormattableString.Invariant($"Domain scores and totals, printed to {decimals} decimals."));
        }
        else
        {
            var made = new Dictionary<string, HospitalValueBasedPurchasing>(StringComparer.Ordinal);
            settle = (row, year) => Points(sheet, made, row, year);
            sentences.Add($"Points of {string.Join(", ", sheet.Groups.Take(20).Select(static g => g.Name))}.");
        }

        if (settle is null || problems.Any)
        {
            return null;
        }

        if (sheet.NotScored.Count > 0)
        {
            sentences.Add($"Not compared, because columns are missing: {string.Join(", ", sheet.NotScored.Take(20))}.");
        }

        return new(table.File, sheet.Year, sheet.Decimals,
            [.. sheet.Sheet.Rows.Select(row => (Func<HospitalResult>)(() => Settle(sheet, row, settle)))])
        { Sentences = sentences };
    }

    private static HospitalResult Settle(PurchasingSheet sheet, CsvRow row, Func<CsvRow, int, HospitalResult> settle)
    {
        var unreadable = new List<string>();
        var (facility, year) = (HospitalCell.Identifier(row.Cells[sheet.Id]), sheet.YearOf(row));
        if (facility.Length == 0)
        {
            unreadable.Add("the row does not name its hospital");
        }

        if (year is null)
        {
            unreadable.Add($"column '{sheet.YearColumn}' holds no fiscal year from 2013 to 2100");
        }

        foreach (var column in sheet.Groups.SelectMany(static g => g.Columns.Values).Concat(sheet.Total is { } t ? [t] : []))
        {
            sheet.Sheet.Cell(row, column).Reported(unreadable);
        }

        // A scale would take what lies outside of it for its end.
        foreach (var cell in sheet.Groups.Select(g => sheet.Cell(row, g, PurchasingColumn.Unweighted))
            .Where(static c => c.Value is < 0m or > 100m))
        {
            unreadable.Add($"column '{cell.Column}' holds '{Problem.Shortened(cell.Text)}', which is no score from 0 to 100");
        }

        HospitalResult result;
        try
        {
            result = unreadable.Count == 0 ? settle(row, year!.Value) : NotReadable(unreadable);
        }
        catch (SettlementException refused)
        {
            result = NotReadable(refused.Failures.Select(static f => f.ToString()));
        }

        return result with { Id = facility, Name = sheet.Name is { } name ? row.Cells[name].Trim() : string.Empty, Year = year };

        HospitalResult NotReadable(IEnumerable<string> notes) => new(string.Empty, string.Empty, HospitalMatch.NotReadable)
        {
            Published = sheet.Sheet.Cell(row, sheet.Total).Value,
            Notes = [FormattableString.Invariant($"Row {row.Number}: ") + string.Join("; ", notes) + "."],
        };
    }

    private static HospitalResult Scores(PurchasingSheet sheet, HospitalValueBasedPurchasing programme, CsvRow row, int total, int decimals)
    {
        var domains = programme.Rules.Domains!.Value;
        var observed = sheet.Groups.Select((group, i) => new Observation
        {
            Measure = domains[i].Name,
            Result = sheet.Cell(row, group, PurchasingColumn.Unweighted).Reported([]),
        }).ToValueList();
        var (score, comparison) = (programme.Score(observed), new PurchasingComparison(decimals));
        foreach (var (i, group) in sheet.Groups.Index().Where(static g => g.Item[PurchasingColumn.Weighted] is not null))
        {
            comparison.Add("weighted domain scores", group.Name, sheet.Cell(row, group, PurchasingColumn.Weighted).Value,
                score.Domains[i].Contribution.Value);
        }

        var (published, ours) = (sheet.Sheet.Cell(row, total).Value, score.Points.Value);
        comparison.Add("total performance scores", "Total performance score", published, ours);
        return new(string.Empty, string.Empty, comparison.Match)
        {
            Published = published,
            Ours = ours is { } exact ? new Rounding(decimals).Apply(exact) : null,
            Range = ours is { } open ? PurchasingComparison.RangeOf(open, decimals) : null,
            Compared = comparison.Counts,
            Notes = comparison.Notes,
            Steps = () => Steps(programme.Score(observed)),
        };

        static IEnumerable<string> Steps(SetScore of) =>
            [.. of.Domains.Select(static d => d.ToString()), .. of.Points.Lines.Select(static l => l.ToString())];
    }

    private static HospitalResult Points(PurchasingSheet sheet, Dictionary<string, HospitalValueBasedPurchasing> made, CsvRow row, int year)
    {
        var groups = sheet.Groups.Where(g => sheet.Cell(row, g, PurchasingColumn.Threshold).Value is not null
            && sheet.Cell(row, g, PurchasingColumn.Benchmark).Value is not null).ToArray();
        var programme = groups.Length == 0 ? null : OfStandards(sheet, made, row, year, groups);
        var observed = groups.Select(group => new Observation
        {
            Measure = group.Name,
            Result = sheet.Cell(row, group, PurchasingColumn.Performance).Reported([]),
            Baseline = sheet.Cell(row, group, PurchasingColumn.Baseline).Reported([]),
        }).ToValueList();
        var (points, comparison) = (programme?.Points(observed) ?? [], new PurchasingComparison(null));
        foreach (var group in sheet.Groups)
        {
            var ours = points.FirstOrDefault(p => p.Measure == group.Name);
            Compare(PurchasingColumn.Achievement, "achievement points", ours?.Achievement.Value);
            Compare(PurchasingColumn.Improvement, "improvement points", ours?.Improvement.Value);
            Compare(PurchasingColumn.Score, "measure points", ours?.Points.Value);

            void Compare(PurchasingColumn column, string kind, decimal? value)
            {
                if (group[column] is not null)
                {
                    comparison.Add(kind, $"{group.Name}, {kind}", sheet.Cell(row, group, column).Value, value);
                }
            }
        }

        return new(string.Empty, string.Empty, comparison.Match)
        {
            Published = Sum(sheet.Groups.Select(g => sheet.Cell(row, g, g.Points).Value)),
            Ours = Sum(sheet.Groups.Select(g => (g.Points, Of: points.FirstOrDefault(p => p.Measure == g.Name))).Select(static g =>
                g.Points == PurchasingColumn.Score ? g.Of?.Points.Value : g.Of?.Achievement.Value)),
            Compared = comparison.Counts,
            Notes = comparison.Notes,
            Steps = programme is null ? null : () => programme.Points(observed).SelectMany(static p =>
                (IEnumerable<string>)[p.ToString(), .. p.Points.Lines.Select(static l => $"  {l}")]),
        };

        static decimal? Sum(IEnumerable<decimal?> values) => values.Aggregate((decimal?)null, static (sum, value) =>
            value is null ? sum : (sum ?? 0m) + value);
    }

    /// <summary>The programme of the measures that a row has standards of; all of them in one domain, because a file names none.</summary>
    private static HospitalValueBasedPurchasing OfStandards(PurchasingSheet sheet, Dictionary<string, HospitalValueBasedPurchasing> made,
        CsvRow row, int year, PurchasingGroup[] groups)
    {
        var standards = groups.Select(group =>
        {
            var (threshold, benchmark) = (sheet.Cell(row, group, PurchasingColumn.Threshold).Value!.Value,
                sheet.Cell(row, group, PurchasingColumn.Benchmark).Value!.Value);
            return new PerformanceStandard
            {
                Measure = group.Name,
                Domain = OneDomain,
                Threshold = threshold,
                Benchmark = benchmark,
                Direction = benchmark >= threshold ? Direction.HigherIsBetter : Direction.LowerIsBetter,
            };
        }).ToArray();
        var key = FormattableString.Invariant($"{year}: ") + string.Join("; ", standards.Select(static s =>
            FormattableString.Invariant($"{s.Measure} {s.Threshold} {s.Benchmark}")));
        if (!made.TryGetValue(key, out var programme))
        {
            if (made.Count >= KeptProgrammes)
            {
                made.Clear();
            }

            programme = HospitalValueBasedPurchasing.For(new()
            {
                Year = year,
                Standards = new([.. standards], SourceOf(year)),
                Rules = new() { Domains = new([new(OneDomain, Rate.One)], SourceOf(year)), MinimumDomains = new(1, SourceOf(year)) },
            });
            made.Add(key, programme);
        }

        return programme;
    }

    /// <summary>The programmes of the file's years, whose domain scores are stated; null, with the problems, if one cannot be.</summary>
    private static Dictionary<int, HospitalValueBasedPurchasing>? ScoresOf(PurchasingSheet sheet, List<string> sentences,
        ProblemList problems)
    {
        var programmes = new Dictionary<int, HospitalValueBasedPurchasing>();
        foreach (var year in sheet.Sheet.Rows.Select(sheet.YearOf).OfType<int>().Distinct().Order())
        {
            if (DomainsOf(sheet, year, sentences, problems) is not { } domains)
            {
                continue;
            }

            var fewest = Math.Min(3, domains.Value.Count);
            var terms = new HospitalPurchasingTerms
            {
                Year = year,
                Standards = new([.. domains.Value.Select(static d => PerformanceStandard.OfDomain(d.Name))], SourceOf(year)),
                Rules = new() { Domains = domains, MinimumDomains = fewest == 3 ? null : new(fewest, SourceOf(year)) },
            };
            if (terms.Validate() is { Count: > 0 } failures)
            {
                foreach (var failure in failures)
                {
                    problems.Add(0, string.Empty, failure.Value, $"{failure.Path}: {failure.Rule}", failure.Remedy);
                }

                continue;
            }

            programmes.Add(year, HospitalValueBasedPurchasing.For(terms));
        }

        return problems.Any ? null : programmes;
    }

    /// <summary>The domains of a year in the order of the columns. Their weights are the library's where it knows the year and its domains;
    /// otherwise those that the file's hospitals with every domain show.</summary>
    private static Cited<ValueList<PurchasingDomain>>? DomainsOf(PurchasingSheet sheet, int year, List<string> sentences,
        ProblemList problems)
    {
        var names = sheet.Groups.Select(static g => FieldNames.Normalised(g.Name)).ToArray();
        if (HospitalValueBasedPurchasing.Domains.FindCited(new LocalDate(year - 1, 10, 1)) is { } known)
        {
            var order = names.Select(n => known.Value.FirstOrDefault(d => FieldNames.Normalised(d.Name) == n)).ToArray();
            if (order.All(static d => d is not null))
            {
                foreach (var missing in known.Value.Except(order))
                {
                    problems.Add(1, $"Unweighted {missing!.Name} Domain Score", string.Empty,
                        FormattableString.Invariant($"The file has no such column, and the total of fiscal year {year} needs it."),
                        "Give the file as it is published.");
                }

                return problems.Any ? null : known with { Value = [.. order!] };
            }
        }

        if (WeightsOf(sheet, year) is not { } weights)
        {
            problems.Add(0, string.Empty, string.Empty, FormattableString.Invariant(
                $"The weights of fiscal year {year} with these domains are not known, and no hospital shows them."),
                "Give a file in which hospitals have every domain, unweighted and weighted.");
            return null;
        }

        sentences.Add(FormattableString.Invariant($"{year}: the weights are those that the file's hospitals with every domain show: ")
            + string.Join(", ", sheet.Groups.Zip(weights, static (g, w) =>
                FormattableString.Invariant($"{g.Name} {w * 100m:0.##} %"))) + ".");
        return new([.. sheet.Groups.Zip(weights, static (g, w) => new PurchasingDomain(g.Name, Rate.Of(w)))],
            SourceOf(year) with { Reading = "The weights that hospitals with every domain show." });
    }

    // Weighted by unweighted score of hospitals that have every domain: what most of them show.
    private static decimal[]? WeightsOf(PurchasingSheet sheet, int year)
    {
        var whole = sheet.Sheet.Rows.Where(row => sheet.YearOf(row) == year && sheet.Groups.All(g =>
            sheet.Cell(row, g, PurchasingColumn.Unweighted).Value is not null
                && sheet.Cell(row, g, PurchasingColumn.Weighted).Value is not null)).ToArray();
        var weights = sheet.Groups.Select(group => whole
            .Select(row => (Unweighted: sheet.Cell(row, group, PurchasingColumn.Unweighted).Value!.Value,
                Weighted: sheet.Cell(row, group, PurchasingColumn.Weighted).Value!.Value))
            .Where(static s => s.Unweighted != 0m)
            .GroupBy(static s => new Rounding(4).Apply(s.Weighted / s.Unweighted))
            .OrderByDescending(static g => g.Count()).Select(static g => (decimal?)g.Key).FirstOrDefault()).ToArray();
        return weights.All(static w => w is not null) ? [.. weights.OfType<decimal>()] : null;
    }

    private static Authority SourceOf(int year) => Authority.Of(FormattableString.Invariant($"published file of fiscal year {year}"));
}
