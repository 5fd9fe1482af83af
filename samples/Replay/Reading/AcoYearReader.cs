using NodaTime;
using ValueSettlement.Curves;
using ValueSettlement.Programs;

namespace ValueSettlement.Replay.Reading;

/// <summary>Reads a result file of the Shared Savings Program, of any year, into one record for each organisation and period.</summary>
internal static class AcoYearReader
{
    private const decimal OddDifference = 2m;

    private const string OfficialFile = "Give a 'Performance Year Financial and Quality Results' file, with its header in the first row.";

    private static readonly LocalDate July2019 = new(2019, 7, 1);

    private static readonly Field[] Needed = [Field.Id, Field.Beneficiaries, Field.Benchmark];

    /// <param name="sheet">The file with its columns understood.</param>
    /// <param name="statedYear">The year that the user states for a file without a year column; null to find it.</param>
    /// <param name="problems">Everything that is wrong.</param>
    /// <returns>The records; empty if anything is wrong.</returns>
    public static IReadOnlyList<AcoYear> Read(Sheet sheet, int? statedYear, ProblemList problems)
    {
        if (!HasNeededColumns(sheet, problems))
        {
            return [];
        }

        sheet.ReportContradictions(problems);
        var rows = ResultFile.NamedRows(sheet, problems);
        var starts = rows.Select(static row => DateOf(row, Field.AgreementStart)).ToArray();
        var years = YearsOf(sheet, rows, starts, statedYear, problems);
        if (years.Length == 0)
        {
            return [];
        }

        var scales = rows.Select((row, i) => (Row: row, years[i].Year)).GroupBy(static r => r.Year)
            .ToDictionary(static g => g.Key, static g => QualityReader.ScaleOf(g.Select(static r => r.Row)));
        var records = rows.Select((row, i) => RecordOf(sheet, row, years[i], starts[i], scales[years[i].Year])).ToArray();
        ResultFile.ReportRepeatedRows(records.OfType<AcoYear>(), static record => record.Period, problems);
        return problems.Any ? [] : [.. WithEdition([.. WithPaymentDigits(records.OfType<AcoYear>()).OrderBy(static r => r.Row)])];
    }

    private static bool HasNeededColumns(Sheet sheet, ProblemList problems)
    {
        foreach (var field in Needed.Where(f => !sheet.Names(f)))
        {
            problems.Add(1, FieldNames.Usual(field), string.Empty, "The file has no such column.", OfficialFile);
        }

        if (!sheet.Names(Field.Difference) && !sheet.Names(Field.Expenditure))
        {
            problems.Add(1, FieldNames.Usual(Field.Difference), string.Empty, "The file has neither the difference nor the expenditure.",
                OfficialFile);
        }

        if (!sheet.Names(Field.Earned) && !sheet.Names(Field.SharedSavings))
        {
            problems.Add(1, FieldNames.Usual(Field.Earned), string.Empty, "The file has no column with the published payment.",
                OfficialFile);
        }

        if (!sheet.Names(Field.Track) && !FieldNames.TrackFlags.Any(sheet.Names))
        {
            problems.Add(1, FieldNames.Usual(Field.Track), string.Empty, "The file has no column with the track.", OfficialFile);
        }

        return !problems.Any;
    }

    private static LocalDate? DateOf(RowReader row, Field field)
    {
        var cell = row.Get(field);
        if (!cell.IsKnown)
        {
            return null;
        }

        if (Dates.Parse(cell.Text) is { } date)
        {
            return date;
        }

        row.Report(cell, "An agreement date is a day from 2012 on, such as 7/1/2019 or 2019-07-01.", "Write it as month/day/year.");
        return null;
    }

    private static (int Year, bool SecondHalf)[] YearsOf(Sheet sheet, RowReader[] rows, LocalDate?[] starts, int? statedYear,
        ProblemList problems)
    {
        var years = rows.Select(PeriodReader.YearOf).ToArray();
        if (years.All(static y => y is not null))
        {
            return [.. years.Select(static y => y!.Value)];
        }

        if (sheet.Uses(Field.Year))
        {
            for (var i = 0; i < rows.Length; i++)
            {
                if (years[i] is null && !rows[i].Get(Field.Year).IsKnown)
                {
                    rows[i].Report(rows[i].Get(Field.Year), "Other rows state a performance year and this one does not.",
                        "Write the calendar year.");
                }
            }

            return [];
        }

        var halves = rows.Select(PeriodReader.HasHalves).ToArray();
        var found = statedYear ?? YearFinder.Find(sheet, starts.Max(), halves.Contains(true), halves.Contains(false), problems);
        return found is { } year ? [.. rows.Select(_ => (year, false))] : [];
    }

    private static AcoYear? RecordOf(Sheet sheet, RowReader row, (int Year, bool SecondHalf) year, LocalDate? start,
        QualityReader.Scale scale)
    {
        var notes = new List<string>();
        var id = row.Get(Field.Id);
        var track = TrackReader.Read(row);
        var (period, halves) = PeriodReader.Of(row, year.Year, year.SecondHalf, track);
        var beneficiaries = row.Count(Field.Beneficiaries);
        var benchmark = row.Amount(Field.Benchmark);
        var expenditure = row.Amount(Field.Expenditure);
        var difference = row.Amount(Field.Difference);
        if (difference.Kind == CellKind.Blank && !sheet.Names(Field.Difference) && benchmark.Value is { } total
            && expenditure.Value is { } spent)
        {
            difference = new(CellKind.Known, total - spent, 0, expenditure.Column);
            notes.Add("The file has no difference; benchmark less expenditure is used.");
        }

        var earned = Earned(row);
        foreach (var needed in new[] { beneficiaries, benchmark, difference, earned })
        {
            row.Require(needed);
        }

        if (benchmark.Value <= 0m)
        {
            row.Report(row.Get(Field.Benchmark), "A total benchmark is positive.", "Check the column and the sign.");
        }

        if (benchmark.Value - expenditure.Value - difference.Value is { } odd && Math.Abs(odd) > OddDifference)
        {
            notes.Add(FormattableString.Invariant(
                $"Published benchmark less expenditure is not the published difference: {odd:#,##0.##} apart."));
        }

        if (halves)
        {
            notes.Add("Totals are those of half a year: doubled for the contract, which halves the result.");
        }

        var finalSharingRate = row.Rate(Field.FinalSharingRate);
        var (standard, score) = QualityReader.Read(row, year.Year, scale, finalSharingRate, difference);
        var relief = row.Amount(Field.Relief);
        var initialTrack2 = row.Flag(Field.InitialTrack2Flag);
        if (track is not { } known)
        {
            return null;
        }

        if (start > period.Start || (start >= July2019 && known < Track.BasicA))
        {
            // An organisation that renewed during the year is printed with the new date beside the results of the old agreement.
            notes.Add(FormattableString.Invariant($"The published agreement start, {start:R}, is later than the agreement that was settled; the usual date for the track is used."));
            start = null;
        }
        else if (start is null)
        {
            notes.Add("The file does not say when the agreement began; the usual date for the track is used.");
        }

        return new()
        {
            File = sheet.File,
            Row = row.Number,
            Id = id.Text,
            Name = row.Get(Field.Name).Text,
            Period = period,
            Track = known,
            AgreementStart = start,
            Track2Since = initialTrack2 == true ? DateOf(row, Field.InitialStart) : null,
            Beneficiaries = beneficiaries,
            Benchmark = benchmark,
            Expenditure = expenditure,
            Difference = difference,
            TotalsAreHalves = halves,
            MinimumRate = row.MinimumRate(Field.MinimumRate),
            Standard = standard,
            QualityScore = score,
            FinalSharingRate = finalSharingRate,
            FinalLossRate = row.Rate(Field.FinalLossRate),
            Relief = relief,
            ForfeitsOnTermination = row.Flag(Field.ForfeitsOnTermination) == true,
            ProratesLosses = row.Flag(Field.ProratesLosses) == true,
            Guardrail = row.Flag(Field.Guardrail),
            HalfRate = row.Flag(Field.HalfRate),
            LowRevenue = RevenueOf(row),
            RevenueLimit = row.Flag(Field.RevenueLimit),
            AdvanceBalance = row.Amount(Field.AdvanceBalance),
            AdvanceRecouped = row.Amount(Field.AdvanceRecouped),
            Earned = earned,
            Source = row.Get(Field.Source).Text,
            Notes = notes,
        };
    }

    // Since 2014 one signed column; in 2013 savings and losses stand apart, and a one-sided organisation has no losses.
    private static Published Earned(RowReader row)
    {
        if (row.Has(Field.Earned) || !row.Has(Field.SharedSavings))
        {
            return row.Amount(Field.Earned);
        }

        var savings = row.Amount(Field.SharedSavings);
        var losses = row.Amount(Field.SharedLosses);
        return losses.Value is { } owed && owed != 0m ? losses with { Amount = -Math.Abs(owed) } : savings;
    }

    private static bool? RevenueOf(RowReader row)
    {
        var cell = row.Get(Field.RevenueCategory);
        if (!cell.IsKnown)
        {
            return null;
        }

        if (cell.Text.StartsWith("Low", StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }

        if (cell.Text.StartsWith("High", StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        row.Report(cell, "The revenue category is Low Revenue or High Revenue.", "Write one of the two.");
        return null;
    }

    // A column of payments is printed either to the cent or to the dollar; a whole amount in a column of cents is one to the cent.
    private static IEnumerable<AcoYear> WithPaymentDigits(IEnumerable<AcoYear> records)
    {
        foreach (var year in records.GroupBy(static r => r.Period.CalendarYear))
        {
            var paid = year.Where(static r => r.Earned.Value is { } amount && amount != 0m).ToArray();
            var inCents = paid.Count(static r => r.Earned.Decimals > 0) * 2 > paid.Length;
            foreach (var record in year)
            {
                yield return record with { Earned = record.Earned with { Decimals = inCents ? 2 : Math.Min(record.Earned.Decimals, 2) } };
            }
        }
    }

    private static IEnumerable<AcoYear> WithEdition(AcoYear[] records)
    {
        var restated = records.Where(static r => r.CalendarYear == Editions.Year).ToArray();
        if (restated.Length == 0)
        {
            return records;
        }

        var edition = Editions.Of(restated);
        return records.Select(r => r.CalendarYear == Editions.Year ? r with { Edition = edition } : r);
    }
}
