using ValueSettlement.Programs;

namespace ValueSettlement.Replay.Reading;

/// <summary>
/// Reads a result file of ACO REACH or of its predecessor, Global and Professional Direct Contracting, into one record for each
/// organisation and year.
/// </summary>
internal static class ReachReader
{
    private const int First = 2021;

    private const int Last = 2026;

    private const int MostDecimals = 4;

    private const string OfficialFile = "Give an ACO REACH or GPDC 'Financial and Quality Results' file, with its header in the first row.";

    private static readonly Field[] Needed = [Field.Id, Field.FinalBenchmark, Field.GrossSavings, Field.PaidAfterSequestration];

    /// <summary>Whether the columns are those of this programme: no other has a risk arrangement.</summary>
    public static bool Recognises(Sheet sheet) => sheet.Names(Field.RiskArrangement);

    /// <param name="sheet">The file with its columns understood.</param>
    /// <param name="statedYear">The year that the user states for a file without a year column.</param>
    /// <param name="problems">Everything that is wrong.</param>
    /// <returns>The records; empty if anything is wrong.</returns>
    public static IReadOnlyList<ReachAcoYear> Read(Sheet sheet, int? statedYear, ProblemList problems)
    {
        foreach (var field in Needed.Where(f => !sheet.Names(f)))
        {
            problems.Add(1, FieldNames.Usual(field), string.Empty, "The file has no such column.", OfficialFile);
        }

        if (!sheet.Names(Field.Year) && statedYear is null)
        {
            problems.Add(1, FieldNames.Usual(Field.Year), string.Empty, "The file has no column with the performance year.",
                "Say which year it is with --year.");
        }

        if (problems.Any)
        {
            return [];
        }

        sheet.ReportContradictions(problems);
        var rows = ResultFile.NamedRows(sheet, problems);
        var records = rows.Select(row => RecordOf(sheet, row, statedYear)).OfType<ReachAcoYear>().ToArray();
        ResultFile.ReportRepeatedRows(records, static record => record.PerformanceYear, problems);
        return problems.Any ? [] : [.. WithPaymentDigits(records).OrderBy(static r => r.Row)];
    }

    private static ReachAcoYear? RecordOf(Sheet sheet, RowReader row, int? statedYear)
    {
        var year = YearOf(row, statedYear);
        var arrangement = ArrangementOf(row);
        var final = row.Amount(Field.FinalBenchmark);
        var (up, down) = (row.Amount(Field.EquityUp), row.Amount(Field.EquityDown));
        var (upMonths, downMonths) = (row.Months(Field.EquityUpMonths), row.Months(Field.EquityDownMonths));
        var (gross, earned) = (row.Amount(Field.GrossSavings), row.Amount(Field.PaidAfterSequestration));
        foreach (var needed in new[] { final, gross, earned })
        {
            row.Require(needed);
        }

        if (final.Value <= 0m)
        {
            row.Report(row.Get(Field.FinalBenchmark), "A final benchmark is positive.", "Check the column and the sign.");
        }

        // Without its amount the settlement would go on without the adjustment, and nobody would see it.
        foreach (var (amount, months) in new[] { (up, upMonths), (down, downMonths) })
        {
            if (amount.Kind == CellKind.Blank && months.Value > 0m)
            {
                row.Require(amount);
            }
        }

        if (year is not { } performanceYear || arrangement is not { } known)
        {
            return null;
        }

        return new()
        {
            File = sheet.File,
            Row = row.Number,
            Id = row.Get(Field.Id).Text,
            Name = row.Get(Field.Name).Text,
            PerformanceYear = performanceYear,
            RiskArrangement = known,
            Beneficiaries = row.Count(Field.Beneficiaries),
            FinalBenchmark = final,
            EquityUp = up,
            EquityDown = down,
            EquityUpMonths = upMonths,
            EquityDownMonths = downMonths,
            Benchmark = final with { Amount = final.Amount + (up.Value ?? 0m) + (down.Value ?? 0m) },
            Expenditure = row.Amount(Field.NetCost),
            Difference = gross,
            Shared = row.Amount(Field.SharedBeforeSequestration),
            Earned = earned,
            Discount = row.Percent(Field.Discount),
            RetentionWithhold = row.Percent(Field.RetentionWithhold),
            QualityScore = row.Percent(Field.QualityScore),
        };
    }

    private static int? YearOf(RowReader row, int? statedYear)
    {
        if (!row.Has(Field.Year))
        {
            if (statedYear is null)
            {
                row.Report(row.Get(Field.Year), "Every row states its performance year.", "Write the calendar year.");
            }

            return InModel(statedYear);
        }

        if (PeriodReader.YearOf(row) is not { } stated)
        {
            return null;
        }

        return InModel(stated.Year);

        int? InModel(int? year)
        {
            if (year is < First or > Last)
            {
                row.Report(row.Get(Field.Year), FormattableString.Invariant($"The model has the performance years {First} to {Last}."),
                    "Check the year.");
                return null;
            }

            return year;
        }
    }

    private static ReachArrangement? ArrangementOf(RowReader row)
    {
        var cell = row.Get(Field.RiskArrangement);
        if (cell.IsKnown && cell.Text.StartsWith("Global", StringComparison.OrdinalIgnoreCase))
        {
            return ReachArrangement.Global;
        }

        if (cell.IsKnown && cell.Text.StartsWith("Professional", StringComparison.OrdinalIgnoreCase))
        {
            return ReachArrangement.Professional;
        }

        row.Report(cell, "The risk arrangement is Global or Professional.", "Write one of the two.");
        return null;
    }

    // Amounts are printed to the cent or to a hundredth of it; trailing zeros are not, so the longest payment of a year shows which.
    private static IEnumerable<ReachAcoYear> WithPaymentDigits(IEnumerable<ReachAcoYear> records)
    {
        foreach (var year in records.GroupBy(static r => r.PerformanceYear))
        {
            var decimals = Math.Min(year.Max(static r => r.Earned.Decimals), MostDecimals);
            foreach (var record in year)
            {
                var amount = new Rounding(decimals).Apply(record.Earned.Amount);
                yield return record with { Earned = record.Earned with { Amount = amount, Decimals = decimals } };
            }
        }
    }
}
