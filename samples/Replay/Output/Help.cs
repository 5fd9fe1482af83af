namespace ValueSettlement.Replay.Output;

/// <summary>What --help prints.</summary>
internal static class Help
{
    public const string Usage = "Usage: Replay [aco] [FILE ...] [--organisation ID] [--rows] [--year YYYY] [--json FILE] [--help]";

    public const string Text = $"""
        Replay: settles published results of the Medicare Shared Savings Program and of ACO REACH again and compares.

        {Usage}

        Programmes of hospitals have a word of their own before the files, and help of their own:
          Replay hrrp FILE ...   Hospital Readmissions Reduction Program     (Replay hrrp --help)
          Replay hac FILE ...    Hospital-Acquired Condition Reduction       (Replay hac --help)
          Replay hvbp FILE ...   Hospital Value-Based Purchasing             (Replay hvbp --help)
        The rest of this page is about accountable care organisations; their word is aco and may be left out.

        Without a file it settles a bundled table of about 40 real organisations' years, chosen so that every rule of
        the programme appears, prints them with the totals, and prints one full statement: every step with its formula.

        With files it settles CMS 'Performance Year Financial and Quality Results' files (data.cms.gov), any year from
        2013 on. The layout is found by the columns, so old and new files, and copies that were saved by a spreadsheet,
        can be given together. Benchmark, difference, beneficiaries, track and quality are read; the payment is computed
        by the library and compared with the published one. Published rates are never used: they are rounded.
        The results of 2024 have two vintages, before and after the restatement of July 2026: the summary says which a
        file is, and --json has it for every organisation.

        Files of ACO REACH (GPDC before 2023) are recognised by their columns and can be given together with the others.
        Final benchmark, health equity adjustment and gross savings are read, and the risk corridor of the arrangement
        and year is settled. What the file says besides is checked: gross savings, discount, equity amounts.

        Options
          --organisation ID   prints the full statement of one organisation, for example --organisation A1001
          --rows              prints every row, not only those that need a word
          --year YYYY         says which performance year a file is; only where its columns cannot
          --json FILE         writes id, programme, year, track or arrangement, published, unrounded and class of all;
                              the file appears complete or not at all
          --help              prints this

        Classes
          =  exact                  our payment equals the published one in the digits of the file
          $  within a dollar        explained: the published difference (benchmark less expenditure) is itself rounded
                                    to a dollar, and the published payment lies between the payments at its two ends
          q  quality digits         the published payment lies between the payments at the two ends of the published
                                    quality score's rounding interval, give or take a dollar (to 2020 only: rates were
                                    computed from more digits than are published; since 2021 from the published score)
          r  revenue not published  a loss of BASIC C, D, E or Track 1+ that the limit by participants' revenue holds
                                    down; no file has the revenue, so ours leaves that limit out, and the published
                                    loss must be below both the uncapped loss and the benchmark limit
          c  within a cent          ACO REACH: at most a cent apart, because the published gross savings are rounded
          n  not paid, cause        ACO REACH: the published shared savings are ours, and nothing is paid of them; the
             not published          file does not say why
          X  unexplained            everything else; listed with the reason

        Columns of the table
          Benchmark and Expenditure are totals, Savings is the published difference (negative: a loss), Published is
          EarnSaveLoss (negative: owed to the programme), Ours is the library's amount in the same digits.
          Of ACO REACH: final_benchmark with its equity adjustment, tot_cost_care_net, gross_savings, shared_savings_seq.
          Of six-month periods of 2019 (H1, H2) the totals are those of half a year.

        Exit code
          0  every payment is explained      1  some are not      2  a file or the command line is wrong; nothing
                                                                     was settled and nothing was written

        Examples
          dotnet run --project samples/Replay
          dotnet run --project samples/Replay -- results-2023.csv results-2024.csv --json settled.json
          dotnet run --project samples/Replay -- results-2024.csv --organisation A2366
          dotnet run --project samples/Replay -- reach-2023.csv --rows
          dotnet run --project samples/Replay -- hrrp hrrp_fy2026.csv --medians medians_fy2026.csv
          dotnet run --project samples/Replay -- hac hac_fy2024.csv --cut 0.3755 --facility 010005
          dotnet run --project samples/Replay -- hvbp hvbp_tps_fy2021.csv hvbp_tps_fy2024.csv --json scored.json
        """;
}
