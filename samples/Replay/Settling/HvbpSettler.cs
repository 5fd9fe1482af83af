using System.Globalization;
using NodaTime;
using ValueSettlement.Measures;
using ValueSettlement.Programs;
using ValueSettlement.Replay.Reading;

namespace ValueSettlement.Replay.Settling;

/// <summary>How a hospital's scores compare with the published ones.</summary>
internal enum HvbpClass
{
    /// <summary>Every published value is ours in the digits of the file.</summary>
    Equal,

    /// <summary>At least one is not.</summary>
    Different,

    /// <summary>Nothing is published, and we have nothing either.</summary>
    NotScored,

    /// <summary>A cell or the fiscal year cannot be read, or the library refuses what it says.</summary>
    Unreadable,
}

/// <summary>A hospital, scored and compared.</summary>
/// <param name="Hospital">The row.</param>
/// <param name="Class">How it compares.</param>
/// <param name="Published">The total performance score, or the points of the file's measures together.</param>
/// <param name="Ours">The same, ours; not rounded.</param>
/// <param name="Compared">How many values of each kind were compared.</param>
/// <param name="Notes">What differs or cannot be read.</param>
/// <param name="Lines">Every step, for a person.</param>
internal sealed record HvbpResult(HvbpHospital Hospital, HvbpClass Class, decimal? Published, decimal? Ours,
    IReadOnlyDictionary<string, int> Compared, IReadOnlyList<string> Notes, IReadOnlyList<string> Lines);

/// <summary>Scores the rows of a file with the library and compares them with what was published.</summary>
internal sealed class HvbpSettler
{
    /// <summary>No file prints more; binary copies have more digits and no more knowledge.</summary>
    private const int MostDecimals = 12;

    private readonly HvbpFile _file;
    private readonly Authority _source;
    private readonly Dictionary<string, HospitalValueBasedPurchasing> _made = new(StringComparer.Ordinal);
    private readonly Dictionary<int, decimal[]> _weights = [];
    private readonly decimal _tolerance;

    public HvbpSettler(HvbpFile file)
    {
        _file = file;
        _source = Authority.Of(Path.GetFileName(file.File));
        var decimals = file.Total is { } total
            ? file.Hospitals.Max(h => Math.Min(HvbpFile.Cell(h.Cells[total]).Decimals, MostDecimals)) : 0;
        _tolerance = 1m;
        for (var i = 0; i < decimals; i++)
        {
            _tolerance /= 10m;
        }
    }

    /// <summary>Years whose weights are not the library's and were found in the file itself.</summary>
    public IEnumerable<(int Year, string Weights)> WeightsOfTheFile => _weights.OrderBy(static w => w.Key).Select(static w =>
        (w.Key, string.Join(", ", w.Value.Select(static weight => FormattableString.Invariant($"{weight * 100m:0.##} %")))));

    public HvbpResult Settle(HvbpHospital hospital)
    {
        var notes = new List<string>();
        if (hospital.Year is null)
        {
            notes.Add("The fiscal year is a year from 2013 to 2100.");
        }

        foreach (var (group, column, at) in Cells())
        {
            if (HvbpFile.Cell(hospital.Cells[at]).Unreadable is { } text)
            {
                notes.Add($"{group}, {column}: '{text}' is neither a number nor 'Not Available'.");
            }
        }

        if (notes.Count > 0)
        {
            return Refused(hospital, notes);
        }

        try
        {
            return _file.Total is { } total ? Totals(hospital, total) : Points(hospital);
        }
        catch (SettlementException refused)
        {
            return Refused(hospital, [.. refused.Failures.Select(static f => f.ToString())]);
        }
    }

    private static HvbpResult Refused(HvbpHospital hospital, IReadOnlyList<string> notes) =>
        new(hospital, HvbpClass.Unreadable, null, null, new Dictionary<string, int>(), notes, []);

    private IEnumerable<(string Group, string Column, int At)> Cells()
    {
        foreach (var group in _file.Groups)
        {
            foreach (var (column, at) in group.Columns)
            {
                yield return (group.Name, column.ToString().ToLowerInvariant(), at);
            }
        }

        if (_file.Total is { } total)
        {
            yield return ("Total performance score", "score", total);
        }
    }

    private HvbpResult Totals(HvbpHospital hospital, int total)
    {
        var comparing = new Comparing(_tolerance);
        var programme = OfScores(hospital.Year!.Value);
        var domains = programme.Rules.Domains!.Value;
        var score = programme.Score(_file.Groups.Select((group, i) => new Observation
        {
            Measure = domains[i].Name,
            Result = Reported(_file.Cell(hospital, group, HvbpColumn.Unweighted)),
        }).ToValueList());
        foreach (var (i, group) in _file.Groups.Index())
        {
            if (group.Columns.ContainsKey(HvbpColumn.Weighted))
            {
                comparing.Add("weighted domain scores", group.Name, _file.Cell(hospital, group, HvbpColumn.Weighted).Value,
                    score.Domains[i].Contribution.Value);
            }
        }

        var published = HvbpFile.Cell(hospital.Cells[total]).Value;
        comparing.Add("total performance scores", "Total performance score", published, score.Points.Value);
        return new(hospital, comparing.Class, published, score.Points.Value, comparing.Compared, comparing.Notes,
            [.. score.Domains.Select(static d => d.ToString()), .. score.Points.Lines.Select(static l => l.ToString())]);
    }

    private HvbpResult Points(HvbpHospital hospital)
    {
        var comparing = new Comparing(0m);
        var groups = _file.Groups.Where(g => _file.Cell(hospital, g, HvbpColumn.Threshold).Value is not null
            && _file.Cell(hospital, g, HvbpColumn.Benchmark).Value is not null).ToArray();
        var points = groups.Length == 0 ? [] : OfPoints(hospital, groups).Points(groups.Select(group => new Observation
        {
            Measure = group.Name,
            Result = Reported(_file.Cell(hospital, group, HvbpColumn.Performance)),
            Baseline = Reported(_file.Cell(hospital, group, HvbpColumn.Baseline)),
        }).ToValueList());
        decimal? published = null;
        foreach (var group in _file.Groups)
        {
            var ours = points.FirstOrDefault(p => p.Measure == group.Name);
            foreach (var (column, kind, value) in new[]
            {
                (HvbpColumn.Achievement, "achievement points", ours?.Achievement.Value),
                (HvbpColumn.Improvement, "improvement points", ours?.Improvement.Value),
                (HvbpColumn.Score, "measure scores", ours?.Points.Value),
            })
            {
                if (group.Columns.ContainsKey(column))
                {
                    comparing.Add(kind, $"{group.Name}, {kind}", _file.Cell(hospital, group, column).Value, value);
                }
            }

            var printed = _file.Cell(hospital, group, group.Columns.ContainsKey(HvbpColumn.Score) ? HvbpColumn.Score
                : HvbpColumn.Achievement).Value;
            published = printed is null ? published : (published ?? 0m) + printed;
        }

        decimal? all = points.Any(static p => p.Points.Value is not null) ? points.Sum(static p => p.Points.Value ?? 0m) : null;
        return new(hospital, comparing.Class, published, all, comparing.Compared, comparing.Notes,
            [.. points.SelectMany(static p => (IEnumerable<string>)[p.ToString(), .. p.Points.Lines.Select(static l => "  " + l)])]);
    }

    private static ReportedCell Reported(HvbpCell cell) => cell.Value is { } value ? value
        : ReportedCell.Absent(AbsenceKind.Missing, "Not Available in the file.");

    /// <summary>The programme of a year whose domain scores are stated. Its weights are the library's where it knows the year and its
    /// domains; otherwise those that the file's hospitals with every domain show.</summary>
    private HospitalValueBasedPurchasing OfScores(int year) => Made(year.ToString(CultureInfo.InvariantCulture), () =>
    {
        var names = _file.Groups.Select(static g => FieldNames.Normalised(g.Name)).ToArray();
        var known = HospitalValueBasedPurchasing.Domains.FindCited(new LocalDate(year - 1, 10, 1));
        var order = known is null ? [] : names.Select(n => known.Value.FirstOrDefault(d => FieldNames.Normalised(d.Name) == n)).ToArray();
        Cited<ValueList<PurchasingDomain>> domains;
        if (known is not null && order.Length == known.Value.Count && order.All(static d => d is not null))
        {
            domains = known with { Value = [.. order!] };
        }
        else
        {
            _weights[year] = WeightsOf(year);
            domains = new([.. _file.Groups.Zip(_weights[year], static (g, w) => new PurchasingDomain(g.Name, Rate.Of(w)))],
                _source with { Reading = "The weights that hospitals with every domain show." });
        }

        var fewest = Math.Min(3, domains.Value.Count);
        return HospitalValueBasedPurchasing.For(new()
        {
            Year = year,
            Standards = new([.. domains.Value.Select(static d => PerformanceStandard.OfDomain(d.Name))], _source),
            Rules = new() { Domains = domains, MinimumDomains = fewest == 3 ? null : new(fewest, _source) },
        });
    });

    // Weighted by unweighted score of hospitals that have every domain: what most of them show.
    private decimal[] WeightsOf(int year)
    {
        var whole = _file.Hospitals.Where(h => h.Year == year && _file.Groups.All(g =>
            _file.Cell(h, g, HvbpColumn.Unweighted).Value is not null
                && _file.Cell(h, g, HvbpColumn.Weighted).Value is not null)).ToArray();
        return [.. _file.Groups.Select(group => whole
            .Where(h => _file.Cell(h, group, HvbpColumn.Unweighted).Value != 0m)
            .GroupBy(h => new Rounding(4).Apply(_file.Cell(h, group, HvbpColumn.Weighted).Value!.Value
                / _file.Cell(h, group, HvbpColumn.Unweighted).Value!.Value))
            .OrderByDescending(static g => g.Count()).Select(static g => g.Key).FirstOrDefault())];
    }

    /// <summary>The programme of the measures that a row has standards of; all of them in one domain, because a file names none.</summary>
    private HospitalValueBasedPurchasing OfPoints(HvbpHospital hospital, HvbpGroup[] groups)
    {
        var standards = groups.Select(group =>
        {
            var (threshold, benchmark) = (_file.Cell(hospital, group, HvbpColumn.Threshold).Value!.Value,
                _file.Cell(hospital, group, HvbpColumn.Benchmark).Value!.Value);
            return new PerformanceStandard
            {
                Measure = group.Name,
                Domain = "Measures of the file",
                Threshold = threshold,
                Benchmark = benchmark,
                Direction = benchmark >= threshold ? Direction.HigherIsBetter : Direction.LowerIsBetter,
            };
        }).ToArray();
        return Made(FormattableString.Invariant($"{hospital.Year}: {string.Join("; ", standards.Select(static s =>
            FormattableString.Invariant($"{s.Measure} {s.Threshold} {s.Benchmark}")))}"), () => HospitalValueBasedPurchasing.For(new()
            {
                Year = hospital.Year!.Value,
                Standards = new([.. standards], _source),
                Rules = new()
                {
                    Domains = new([new("Measures of the file", Rate.One)], _source),
                    MinimumDomains = new(1, _source),
                },
            }));
    }

    private HospitalValueBasedPurchasing Made(string key, Func<HospitalValueBasedPurchasing> make)
    {
        if (!_made.TryGetValue(key, out var programme))
        {
            // Standards that differ from row to row are kept no longer than a file of them would be read.
            if (_made.Count > 1_000)
            {
                _made.Clear();
            }

            programme = make();
            _made.Add(key, programme);
        }

        return programme;
    }

    /// <summary>Published values and ours, side by side.</summary>
    private sealed class Comparing(decimal tolerance)
    {
        private readonly Dictionary<string, int> _compared = [];
        private readonly List<string> _notes = [];
        private bool _any;

        public IReadOnlyDictionary<string, int> Compared => _compared;

        public IReadOnlyList<string> Notes => _notes;

        public HvbpClass Class => _notes.Count > 0 ? HvbpClass.Different : _any ? HvbpClass.Equal : HvbpClass.NotScored;

        public void Add(string kind, string what, decimal? published, decimal? ours)
        {
            if (published is not null)
            {
                _compared[kind] = _compared.GetValueOrDefault(kind) + 1;
            }

            _any |= published is not null || ours is not null;
            if (published is null != ours is null || Math.Abs((published - ours) ?? 0m) > tolerance)
            {
                _notes.Add(FormattableString.Invariant($"{what}: published {Text(published)}, ours {Text(ours)}"));
            }
        }

        private static string Text(decimal? value) => value?.ToString("0.############", CultureInfo.InvariantCulture) ?? "none";
    }
}
