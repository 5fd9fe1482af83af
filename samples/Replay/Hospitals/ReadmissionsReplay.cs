using ValueSettlement.Programs;
using ValueSettlement.Replay.Reading;
using ValueSettlement.Replay.Reading.Hospitals;

namespace ValueSettlement.Replay.Hospitals;

/// <summary>The Hospital Readmissions Reduction Program: supplemental files of fiscal years from 2019 on.</summary>
internal sealed class ReadmissionsReplay : HospitalProgramme
{
    private const int PublishedDecimals = 4;
    private const string MediansOption = "--medians";
    private const string ModifierOption = "--modifier";

    private static readonly (ReadmissionsCondition Condition, string[] Words)[] Conditions =
    [
        (ReadmissionsCondition.HeartAttack, ["ami"]), (ReadmissionsCondition.ObstructivePulmonaryDisease, ["copd"]),
        (ReadmissionsCondition.HeartFailure, ["hf"]), (ReadmissionsCondition.Pneumonia, ["pn", "pneumonia"]),
        (ReadmissionsCondition.CoronaryBypass, ["cabg"]), (ReadmissionsCondition.HipOrKneeReplacement, ["tha", "tka", "hip", "knee"]),
    ];

    private enum Quantity
    {
        Discharges,
        ExcessRatio,
        Median,
        PaymentRatio,
    }

    public override string Word => "hrrp";

    public override string Name => "Hospital Readmissions Reduction Program";

    public override IReadOnlyList<(string Option, string Needs, string Says)> Options { get; } =
    [
        (MediansOption, "a file of medians, for example --medians medians.csv",
            "a file of peer group, condition and median, if no column has them"),
        (ModifierOption, "the neutrality modifier, for example --modifier 0.962847",
            "the neutrality modifier of the year, if no column has it"),
    ];

    public override string Teaches => """
        Files are the supplemental files of fiscal years from 2019 on (cms.gov), saved as text. Read are: the hospital's
        CCN, the peer group, the neutrality modifier, the payment adjustment factor, and for AMI, COPD, HF, PN, CABG and
        THA/TKA the discharges, the excess readmission ratio (ERR), the payment ratio and the peer group's median.
        Medians may stand in a file of their own, the modifier may be stated. Give the file with the longest digits:
        the replay counts the printed decimals of each column and says which factors they allow. A factor that the
        digits leave open is said to be undetermined and never mended; its statement takes the published factor.
        Ours is the factor that follows as if the printed digits were all; From and To are what they allow.
        """;

    public override CsvLayout Layout { get; } = HospitalSheet.Layout(static words =>
        HospitalSheet.IsId(words) || IsPeer(words) || IsFactor(words)
        || (ConditionOf(words) is not null && QuantityOf(words) is not null) || words.Contains("median"));

    public override HospitalFile? Read(CsvTable table, HospitalArguments arguments, ProblemList problems)
    {
        var sheet = new HospitalSheet(table);
        var id = sheet.Needed(HospitalSheet.IsId, "Hospital CCN", problems);
        var peer = sheet.Needed(IsPeer, "Peer group assignment", problems);
        var published = sheet.Column(IsFactor, problems);
        var columns = new Dictionary<(ReadmissionsCondition, Quantity), int>();
        foreach (var (condition, _) in Conditions)
        {
            foreach (var quantity in Enum.GetValues<Quantity>())
            {
                if (sheet.Column(words => ConditionOf(words) == condition && QuantityOf(words) == quantity, problems) is { } column)
                {
                    columns[(condition, quantity)] = column;
                }
            }
        }

        var conditions = Conditions.Select(static c => c.Condition).Where(c => columns.ContainsKey((c, Quantity.Discharges))
            && columns.ContainsKey((c, Quantity.ExcessRatio)) && columns.ContainsKey((c, Quantity.PaymentRatio))).ToArray();
        if (conditions.Length == 0)
        {
            problems.Add(1, string.Empty, string.Empty,
                "No condition has columns of its discharges, its excess readmission ratio and its payment ratio.",
                "Give the supplemental file; the public file of ratios has no payment ratios.");
        }

        var year = arguments.YearOfFile(sheet, sheet.Column(static w => w is [.., "fiscal", "year"], problems), problems);
        var modifier = Modifier(sheet, arguments, problems);
        var medians = Medians(sheet, conditions, columns, peer, arguments, problems);
        if (problems.Any || year is null || modifier is null || medians is null)
        {
            return null;
        }

        var source = Authority.Of(FormattableString.Invariant($"published file of fiscal year {year}"));
        var terms = new ReadmissionsTerms { Year = year.Value, NeutralityModifier = new(modifier, source), Medians = new(medians, source) };
        if (terms.Validate() is { Count: > 0 } failures)
        {
            foreach (var failure in failures)
            {
                problems.Add(0, string.Empty, failure.Value, $"{failure.Path}: {failure.Rule}", failure.Remedy);
            }

            return null;
        }

        var programme = HospitalReadmissionsReduction.For(terms);
        var (ratio, share) = (DecimalsOf(Quantity.ExcessRatio), DecimalsOf(Quantity.PaymentRatio));
        return new(table.File, year.Value, PublishedDecimals, [.. sheet.Rows.Select(row => (Func<HospitalResult>)(() => Settle(row)))])
        {
            Sentences =
            [
                FormattableString.Invariant($"Neutrality modifier {modifier.Value}, {medians.Count} medians of ")
                    + FormattableString.Invariant($"{medians.Max(static m => m.Ratio.Decimals)} decimals; excess ratios of {ratio} and ")
                    + FormattableString.Invariant($"payment ratios of {share} decimals."),
            ],
        };

        int DecimalsOf(Quantity quantity) => sheet.Decimals(conditions.Select(c => columns[(c, quantity)]));

        HospitalResult Settle(CsvRow row)
        {
            var unreadable = new List<string>();
            var ccn = HospitalCell.Identifier(row.Cells[id!.Value]);
            var paf = sheet.Cell(row, published);
            paf.Reported(unreadable);
            var group = sheet.Cell(row, peer);
            if (group.Value is null or < 1m or > 5m || !decimal.IsInteger(group.Value.Value))
            {
                unreadable.Add($"column '{group.Column}' holds '{Problem.Shortened(group.Text)}', which is no peer group from 1 to 5");
            }

            var hospital = new HospitalReadmissions
            {
                PeerGroup = group.Value is >= 1m and <= 5m ? (int)group.Value.Value : null,
                ExcessRatioDecimals = ratio,
                PaymentRatioDecimals = share,
                Conditions = [.. conditions.Select(c => new ConditionReadmissions(c)
                {
                    Discharges = sheet.Cell(row, columns[(c, Quantity.Discharges)]).Reported(unreadable),
                    ExcessRatio = sheet.Cell(row, columns[(c, Quantity.ExcessRatio)]).Reported(unreadable),
                    PaymentRatio = sheet.Cell(row, columns[(c, Quantity.PaymentRatio)]).Reported(unreadable),
                })],
            };
            if (ccn.Length == 0)
            {
                unreadable.Add("the row does not name its hospital");
            }

            return unreadable.Count > 0
                ? new(ccn, string.Empty, HospitalMatch.NotReadable) { Published = paf.Value, Notes = [Row(row, unreadable)] }
                : Compared(programme, hospital, ccn, row, paf.Value);
        }
    }

    private static HospitalResult Compared(HospitalReadmissionsReduction programme, HospitalReadmissions hospital, string ccn, CsvRow row,
        decimal? published)
    {
        ReadmissionsFactor factor;
        try
        {
            factor = programme.Factor(hospital);
        }
        catch (SettlementException refused)
        {
            return new(ccn, string.Empty, HospitalMatch.NotReadable)
            {
                Published = published,
                Notes = [Row(row, refused.Failures.Select(static f => f.ToString()))],
            };
        }

        var allowed = published is { } stated && factor.Allows(stated);
        var match = published is null ? factor.IsDecided ? HospitalMatch.NotScored : HospitalMatch.Undetermined
            : !allowed ? HospitalMatch.Different : factor.IsDecided ? HospitalMatch.Equal : HospitalMatch.Inside;
        return new(ccn, string.Empty, match)
        {
            Published = published,
            Ours = factor.FromPrintedDigits,
            Range = (factor.LowestFactor, factor.HighestFactor),
            Notes = factor.Undetermined is { } open ? [open]
                : match == HospitalMatch.Different ? ["The printed digits decide the factor, and it is not the published one."]
                : published is null ? ["No factor is published of this hospital."] : [],
            Settlement = factor.IsDecided || allowed
                ? basis => programme.Contract.Settle(programme.Experience(factor, basis, allowed ? published : null)) : null,
        };
    }

    private static string Row(CsvRow row, IEnumerable<string> notes) =>
        FormattableString.Invariant($"Row {row.Number}: ") + string.Join("; ", notes) + ".";

    private static PrintedNumber? Modifier(HospitalSheet sheet, HospitalArguments arguments, ProblemList problems)
    {
        if (arguments.Number(ModifierOption, problems) is { } stated)
        {
            return Printed(stated);
        }

        if (sheet.Column(static words => words.Contains("neutrality"), problems) is not { } column)
        {
            problems.Add(0, string.Empty, string.Empty, "No column has the neutrality modifier.", $"State it: {ModifierOption} 0.96… with all digits of the fiscal year.");
            return null;
        }

        var cells = sheet.Rows.Select(row => sheet.Cell(row, column)).Where(static c => c.Numeral is not null)
            .DistinctBy(static c => c.Value).ToArray();
        if (cells.Length != 1)
        {
            problems.Add(0, sheet.Name(column), string.Join(" / ", cells.Take(3).Select(static c => c.Text)),
                "A fiscal year has one neutrality modifier.", $"Give the file of one year, or state it: {ModifierOption} 0.96… with all digits.");
            return null;
        }

        return Printed(cells[0].Numeral!.Value);
    }

    private static ValueList<PeerGroupMedian>? Medians(HospitalSheet sheet, ReadmissionsCondition[] conditions,
        Dictionary<(ReadmissionsCondition, Quantity), int> columns, int? peer, HospitalArguments arguments, ProblemList problems)
    {
        if (arguments.Own.TryGetValue(MediansOption, out var path))
        {
            return MediansOf(path, problems);
        }

        var found = new Dictionary<(int, ReadmissionsCondition), Numeral>();
        var decimals = sheet.Decimals(columns.Where(static c => c.Key.Item2 == Quantity.Median).Select(static c => c.Value));
        foreach (var row in sheet.Rows)
        {
            foreach (var condition in conditions)
            {
                if (columns.TryGetValue((condition, Quantity.Median), out var column) && sheet.Cell(row, column).Numeral is { } median
                    && sheet.Cell(row, peer).Value is { } group && group is >= 1m and <= 5m
                    && !found.TryAdd(((int)group, condition), median) && found[((int)group, condition)].Value != median.Value)
                {
                    problems.Add(row.Number, sheet.Name(column), sheet.Cell(row, column).Text,
                        "A peer group has one median for a condition, and an earlier row has another one.", "Give the file of one year.");
                }
            }
        }

        if (found.Count == 0)
        {
            problems.Add(0, string.Empty, string.Empty, "No column has the medians of the peer groups.",
                $"Give them as a file: {MediansOption} medians.csv.");
            return null;
        }

        return [.. found.Select(m => new PeerGroupMedian(m.Key.Item1, m.Key.Item2, new() { Value = m.Value.Value, Decimals = decimals }))];
    }

    /// <summary>A file of medians: peer group, condition and median; of several columns of medians the one that prints most
    /// decimals.</summary>
    private static ValueList<PeerGroupMedian>? MediansOf(string path, ProblemList problems)
    {
        var own = new ProblemList(path);
        var layout = HospitalSheet.Layout(static words => IsPeer(words) || words.Contains("condition") || words.Contains("median"));
        if (CsvTable.Read(path, own, layout) is { } table)
        {
            var sheet = new HospitalSheet(table);
            var peer = sheet.Needed(IsPeer, "peer", own);
            var condition = sheet.Needed(static words => words.Contains("condition"), "condition", own);
            var medians = sheet.Columns(static words => words.Contains("median")).OrderByDescending(c => sheet.Decimals([c])).ToArray();
            if (medians.Length == 0)
            {
                own.Add(1, string.Empty, string.Empty, "The file has no column 'median'.", "Name the column of the medians so.");
            }
            else if (peer is { } peerColumn && condition is { } conditionColumn)
            {
                var decimals = sheet.Decimals([medians[0]]);
                var read = new List<PeerGroupMedian>();
                foreach (var row in sheet.Rows)
                {
                    var (group, median) = (sheet.Cell(row, peerColumn), sheet.Cell(row, medians[0]));
                    if (ConditionOf(HospitalSheet.WordsOf(row.Cells[conditionColumn])) is { } of && group.Value is >= 1m and <= 5m
                        && median.Value is { } value)
                    {
                        read.Add(new((int)group.Value.Value, of, new() { Value = value, Decimals = decimals }));
                    }
                    else
                    {
                        own.Add(row.Number, string.Empty, string.Join(", ", row.Cells.Take(3)),
                            "A row has a peer group from 1 to 5, a condition and a median.", "Write for example 1,ami,0.995462.");
                    }
                }

                if (!own.Any)
                {
                    return [.. read];
                }
            }
        }

        foreach (var problem in own.ToList())
        {
            problems.Add(problem.Row, problem.Column, problem.Value, $"{path}: {problem.Rule}", problem.Remedy);
        }

        return null;
    }

    private static PrintedNumber Printed(Numeral numeral) => new() { Value = numeral.Value, Decimals = numeral.Decimals };

    private static bool IsPeer(IReadOnlyList<string> words) => words.Contains("peer") && !words.Contains("median");

    private static bool IsFactor(IReadOnlyList<string> words) =>
        words is ["paf"] || (words.Contains("adjustment") && words.Contains("factor"));

    private static ReadmissionsCondition? ConditionOf(IReadOnlyList<string> words)
    {
        foreach (var (condition, names) in Conditions)
        {
            if (names.Any(words.Contains))
            {
                return condition;
            }
        }

        return null;
    }

    private static Quantity? QuantityOf(IReadOnlyList<string> words) =>
        words.Contains("median") ? Quantity.Median
        : words.Contains("predicted") || words.Contains("expected") || words.Contains("penalty") || words.Contains("indicator") ? null
        : words.Contains("discharges") || words.Contains("n") ? Quantity.Discharges
        : words.Contains("err") || (words.Contains("excess") && words.Contains("ratio")) ? Quantity.ExcessRatio
        : words.Contains("ratio") ? Quantity.PaymentRatio
        : null;
}
