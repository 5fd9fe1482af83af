using ValueSettlement.Programs;
using ValueSettlement.Replay.Reading;
using ValueSettlement.Replay.Reading.Hospitals;

namespace ValueSettlement.Replay.Hospitals;

/// <summary>The Hospital-Acquired Condition Reduction Program: files of total scores.</summary>
internal sealed class AcquiredConditionReplay : HospitalProgramme
{
    private const string CutOption = "--cut";
    private const int PrintedDecimals = 4;

    private static readonly (AcquiredConditionMeasure Measure, string Word)[] Measures =
    [
        (AcquiredConditionMeasure.PatientSafety, "psi"), (AcquiredConditionMeasure.CentralLineInfection, "clabsi"),
        (AcquiredConditionMeasure.UrinaryCatheterInfection, "cauti"), (AcquiredConditionMeasure.SurgicalSiteInfection, "ssi"),
        (AcquiredConditionMeasure.ClostridioidesDifficile, "cdi"), (AcquiredConditionMeasure.ResistantStaphylococcus, "mrsa"),
    ];

    public override string Word => "hac";

    public override string Name => "Hospital-Acquired Condition Reduction Program";

    public override IReadOnlyList<(string Option, string Needs, string Says)> Options { get; } =
    [
        (CutOption, "the cut, for example --cut 0.3755", "the score above which payments are reduced; see above"),
    ];

    public override string Teaches => """
        Files are those of the programme (data.cms.gov). Read are: the facility's ID, name and state, the winsorised
        z-scores of PSI 90, CLABSI, CAUTI, SSI, CDI and MRSA with their footnotes, the total score and the payment
        reduction. The total score is the mean of the z-scores that are printed; footnotes 11 and 18 count with the
        largest one, footnote 5 is left out. Printed z-scores decide it to half a unit only, so that the printed total
        is what the reduction follows from. Payments are reduced strictly above the cut, and hospitals of Maryland
        never. The cut is an input: without it, it is taken from the file as the highest score marked No, and said;
        marks that no cut explains are then different.
        """;

    public override CsvLayout Layout { get; } = HospitalSheet.Layout(static words =>
        HospitalSheet.IsId(words) || IsState(words) || MeasureOf(words) is not null || IsTotal(words) || IsReduction(words));

    public override HospitalFile? Read(CsvTable table, HospitalArguments arguments, ProblemList problems)
    {
        var sheet = new HospitalSheet(table);
        var id = sheet.Needed(HospitalSheet.IsId, "Facility ID", problems);
        var name = sheet.Column(HospitalSheet.IsName, problems);
        var state = sheet.Needed(IsState, "State", problems);
        var total = sheet.Needed(IsTotal, "Total HAC Score", problems);
        var reduction = sheet.Needed(IsReduction, "Payment Reduction", problems);
        var year = arguments.YearOfFile(sheet, sheet.Column(static w => w is ["fiscal", "year"], problems), problems);
        var measures = Measures.Select(m => (m.Measure,
            Z: sheet.Needed(w => MeasureOf(w) == m.Measure && IsZ(w) && !w.Contains("footnote"), $"{m.Word.ToUpperInvariant()} W Z Score",
                problems),
            Note: sheet.Column(w => MeasureOf(w) == m.Measure && IsZ(w) && w.Contains("footnote"), problems))).ToArray();
        if (problems.Any || year is null)
        {
            return null;
        }

        var cut = arguments.Number(CutOption, problems)?.Value ?? Marked("No").Max();
        if (problems.Any || cut is null)
        {
            if (!problems.Any)
            {
                problems.Add(0, string.Empty, string.Empty, "No hospital has a score and is marked No.",
                    $"State the cut: {CutOption} 0.3755.");
            }

            return null;
        }

        var terms = new AcquiredConditionTerms
        {
            Year = year.Value,
            Cut = new(cut.Value, Authority.Of(arguments.Own.ContainsKey(CutOption)
            ? "stated on the command line" : "the highest score that the file marks No"))
        };
        if (terms.Validate() is { Count: > 0 } failures)
        {
            foreach (var failure in failures)
            {
                problems.Add(0, string.Empty, failure.Value, $"{failure.Path}: {failure.Rule}", failure.Remedy);
            }

            return null;
        }

        var programme = HospitalAcquiredConditions.For(terms);
        var decimals = sheet.Decimals(measures.Select(static m => m.Z!.Value));
        var above = Marked("Yes").Min();
        return new(table.File, year.Value, PrintedDecimals, [.. sheet.Rows.Select(row => (Func<HospitalResult>)(() => Settle(row)))])
        {
            Sentences =
            [
                arguments.Own.ContainsKey(CutOption)
                    ? FormattableString.Invariant($"Reduced strictly above {cut}, as stated.")
                    : FormattableString.Invariant($"Reduced strictly above {cut}, the highest score marked No; ")
                        + FormattableString.Invariant($"the lowest marked Yes is {above}."),
                FormattableString.Invariant($"z-scores are printed to {decimals} decimals."),
            ],
        };

        IEnumerable<decimal?> Marked(string mark) => sheet.Rows
            .Where(row => row.Cells[reduction!.Value].Trim().Equals(mark, StringComparison.OrdinalIgnoreCase))
            .Select(row => sheet.Cell(row, total).Value);

        HospitalResult Settle(CsvRow row)
        {
            var unreadable = new List<string>();
            var (facility, called) = (HospitalCell.Identifier(row.Cells[id!.Value]), name is { } n ? row.Cells[n].Trim() : string.Empty);
            var score = sheet.Cell(row, total);
            score.Reported(unreadable);
            var hospital = new HospitalAcquiredConditionResults
            {
                State = row.Cells[state!.Value].Trim(),
                ZScoreDecimals = decimals,
                StatedTotal = score.Numeral is not { } known ? null
                    : new() { Value = known.Value, Decimals = Math.Max(known.Decimals, PrintedDecimals) },
                Measures = [.. measures.Select(m => new MeasureResult(m.Measure)
                {
                    ZScore = sheet.Cell(row, m.Z).Reported(unreadable),
                    Footnote = Footnote(sheet.Cell(row, m.Note)),
                })],
            };
            var mark = row.Cells[reduction!.Value].Trim();
            var expected = MarkOf(mark);
            if (expected is null && mark.Length > 0)
            {
                unreadable.Add(
                    $"column '{sheet.Name(reduction.Value)}' holds '{Problem.Shortened(mark)}', which is none of Yes, No and N/A");
            }

            if (facility.Length == 0)
            {
                unreadable.Add("the row does not name its hospital");
            }

            return unreadable.Count > 0 ? NotReadable(unreadable) : Compared();

            HospitalResult NotReadable(IEnumerable<string> notes) => new(facility, called, HospitalMatch.NotReadable)
            {
                Published = score.Value,
                Notes = [FormattableString.Invariant($"Row {row.Number}: ") + string.Join("; ", notes) + "."],
            };

            HospitalResult Compared()
            {
                AcquiredConditionScore ours;
                try
                {
                    ours = programme.Score(hospital);
                }
                catch (SettlementException refused) when (refused.Failures.Any(static f => f.Code == "total-contradicts"))
                {
                    return new(facility, called, HospitalMatch.Different)
                    {
                        Published = score.Value,
                        Notes = [.. refused.Failures.Select(static f => f.Rule)],
                    };
                }
                catch (SettlementException refused)
                {
                    return NotReadable(refused.Failures.Select(static f => f.ToString()));
                }

                decimal? mean = ours.Mean is { } exact ? new Rounding(PrintedDecimals).Apply(exact) : null;
                var agrees = expected is null || expected == ours.Reduction;
                var match = !agrees ? HospitalMatch.Different
                    : !ours.IsDecided ? HospitalMatch.Undetermined
                    : mean is null || score.Value is null || expected is null ? HospitalMatch.NotScored
                    : mean == score.Value ? HospitalMatch.Equal : HospitalMatch.Inside;
                return new(facility, called, match)
                {
                    Published = score.Value,
                    Ours = mean,
                    Range = ours is { LowestMean: { } low, HighestMean: { } high }
                        ? (new Rounding(PrintedDecimals).Apply(low), new Rounding(PrintedDecimals).Apply(high)) : null,
                    Notes = agrees ? match == HospitalMatch.Undetermined ? ["The z-scores allow totals on both sides of the cut."] : []
                        : [$"The file says '{mark}', and the score and the cut say '{ours.Reduction}'."],
                    Settlement = ours.IsDecided ? basis => programme.Contract.Settle(programme.Experience(ours, basis)) : null,
                };
            }
        }
    }

    private static PaymentReduction? MarkOf(string mark) => mark.ToUpperInvariant() switch
    {
        "YES" or "Y" => PaymentReduction.Yes,
        "NO" or "N" => PaymentReduction.No,
        "N/A" or "NA" or "NOT APPLICABLE" => PaymentReduction.NotApplicable,
        _ => null,
    };

    // Only numbers that the library knows decide anything; letters say where a cell comes from.
    private static int? Footnote(HospitalCell cell) =>
        cell.Numeral is { Decimals: 0, Value: >= 0m and <= 1_000m } numeral ? (int)numeral.Value : null;

    private static bool IsState(IReadOnlyList<string> words) => words is ["state"];

    // The published names: other totals and reductions of a file are of something else.
    private static bool IsTotal(IReadOnlyList<string> words) => words is ["total", "hac", "score"];

    private static bool IsReduction(IReadOnlyList<string> words) => words is ["payment", "reduction"];

    private static bool IsZ(IReadOnlyList<string> words) => words.Contains("z") || words.Contains("zscore");

    private static AcquiredConditionMeasure? MeasureOf(IReadOnlyList<string> words)
    {
        foreach (var (measure, word) in Measures)
        {
            if (words.Contains(word))
            {
                return measure;
            }
        }

        return null;
    }
}
