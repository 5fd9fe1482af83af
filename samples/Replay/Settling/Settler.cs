using ValueSettlement.Programs;
using ValueSettlement.Replay.Reading;

namespace ValueSettlement.Replay.Settling;

/// <summary>
/// Settles published rows of the Shared Savings Program with the library and compares the results with the published payments. Contracts
/// with the same terms are prepared once.
/// </summary>
internal sealed class Settler
{
    private readonly Dictionary<SharedSavingsTerms, PreparedContract> _prepared = [];

    public Replayed<AcoYear> Settle(AcoYear row)
    {
        if (Absent(row) is { } absent)
        {
            return new() { Row = row, Match = MatchClass.Unexplained, Notes = [absent, .. row.Notes] };
        }

        try
        {
            return Settled(row);
        }
        catch (SettlementException refused)
        {
            return new()
            {
                Row = row,
                Match = MatchClass.Unexplained,
                Notes = [.. refused.Failures.Select(static f => f.ToString()), .. row.Notes]
            };
        }
    }

    private Replayed<AcoYear> Settled(AcoYear row)
    {
        var start = TermsOf.AgreementStart(row);
        var election = Election.Of(row.Track, row.Period, start, (int)row.Beneficiaries.Amount, row.MinimumRate.Value);
        var terms = TermsOf.Row(row, election.Choice);
        var prepared = Prepared(terms);
        Settlement At(Variation variation) => prepared.Settle(FactsOf.Row(row, terms, election, variation));

        var (settlement, match, month) = Best(row, terms, At);
        List<string> notes = [.. row.Notes];
        if (election.Note is { } odd)
        {
            notes.Add(odd);
        }

        if (match == MatchClass.RevenueNotPublished)
        {
            notes.Add(RevenueNote(row, terms));
        }

        if (row.AdvanceRecouped.Value is { } recouped
            && Math.Abs(settlement.Earned.Unrounded - settlement.Payable.Unrounded - recouped) > 1m)
        {
            notes.Add(FormattableString.Invariant($"Published recoupment of advances is {recouped:#,##0.##}, ours {settlement.Earned.Unrounded - settlement.Payable.Unrounded:#,##0.##}."));
        }

        if (row.ForfeitsOnTermination && settlement.Opening > 0m)
        {
            notes.Add("Left during the year: savings are forfeited. The file does not say when.");
        }

        if (month is not null)
        {
            notes.Add(FormattableString.Invariant($"Left during the year; the file does not say when. Losses agree with {month} months."));
        }

        return new() { Row = row, Settlement = settlement, Match = match, Notes = notes };
    }

    private static string RevenueNote(AcoYear row, SharedSavingsTerms terms) => string.Join(
        " ",
        "Participants' revenue is not published.",
        FormattableString.Invariant(
            $"The loss before relief, {Comparison.OwedBeforeRelief(row):#,##0}, is below the uncapped loss and the benchmark limit,"),
        FormattableString.Invariant($"so the limit by revenue was applied ({Comparison.ImpliedRevenue(row, terms):#,##0} would give it);"),
        "ours leaves that limit out.");

    private static (Settlement Settlement, MatchClass Match, int? Month) Best(AcoYear row, SharedSavingsTerms terms,
        Func<Variation, Settlement> settle)
    {
        var settlement = settle(default);
        var match = Comparison.Classify(row, terms, settlement.Earned.Unrounded, settle, default);
        if ((row.ForfeitsOnTermination || row.ProratesLosses) && row.Difference.Amount < 0m
            && match is MatchClass.Unexplained or MatchClass.RevenueNotPublished)
        {
            // Losses are prorated by the months of participation, which no file publishes. A month counts only if the payment then agrees
            // to the dollar.
            for (var month = row.Period.Start.Month; month <= row.Period.End.Month; month++)
            {
                var variation = new Variation(0m, 0m, null, month);
                var prorated = settle(variation);
                var found = Comparison.Classify(row, terms, prorated.Earned.Unrounded, settle, variation);
                if (found is MatchClass.Exact or MatchClass.WithinADollar && prorated.Earned.Unrounded != 0m)
                {
                    return (prorated, found, month);
                }
            }
        }

        return (settlement, match, null);
    }

    private PreparedContract Prepared(SharedSavingsTerms terms)
    {
        if (!_prepared.TryGetValue(terms, out var prepared))
        {
            prepared = TermsOf.Contract(terms).Prepare();
            _prepared.Add(terms, prepared);
        }

        return prepared;
    }

    // Suppressed or not applicable is an answer of the file, but not one that can be settled.
    private static string? Absent(AcoYear row)
    {
        foreach (var needed in new[] { row.Beneficiaries, row.Benchmark, row.Difference, row.Earned })
        {
            if (needed.Value is null)
            {
                return $"{needed.Column} {needed}: nothing can be settled or compared without it.";
            }
        }

        return null;
    }
}
