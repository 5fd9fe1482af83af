using System.Text.Json;
using NodaTime;

namespace ValueSettlement.Tests.Vectors;

/// <summary>
/// Escalation, holds, limits of change and all of them in one contract over several periods. The opening amount of the contract of
/// <c>run</c> is the result; bonus and loss are its share, and the base fee comes after what can be held.
/// </summary>
public sealed class EscalationVectorsTests
{
    private static readonly DateInterval Term = new(new(2026, 1, 1), new(2026, 12, 31));
    private static readonly Basis Held = new("held");
    private static readonly Basis Deferred = new("deferred");
    private static readonly Basis Base = new("base-fee");
    private static readonly Basis Released = new("released");
    private static readonly Basis Before = new("payment-before");

    public static TheoryData<VectorCase> Cases => VectorCase.Family("escalation");

    [Theory]
    [MemberData(nameof(Cases))]
    public void Escalations(VectorCase vector)
    {
        ArgumentNullException.ThrowIfNull(vector);
        vector.Check(Compare);
    }

    internal static void Compare(VectorCase vector)
    {
        switch (vector.Text("calculation"))
        {
            case "trigger":
                Trigger(vector);
                break;
            case "holdLedger":
                Ledger(vector);
                break;
            case "limiter":
                Limiter(vector);
                break;
            case "run":
                Together(vector);
                break;
            default:
                Assert.Fail($"Unknown calculation {vector.Text("calculation")}.");
                break;
        }
    }

    private static void Trigger(VectorCase vector)
    {
        var factors = vector.Inputs.GetProperty("stateFactors");
        Assert.Equal(1m, VectorCase.Parse(factors.GetProperty("normal")));
        Escalation clause = new()
        {
            Rules = RulesOf(vector),
            Watch = Rate.Of(VectorCase.Parse(factors.GetProperty("watch"))),
            Escalated = Rate.Of(VectorCase.Parse(factors.GetProperty("escalated"))),
        };
        var contract = ContractOf([clause]).Prepare();
        var periods = vector.Inputs.GetProperty("periods").EnumerateArray().ToArray();
        var track = clause.Rules.Track([.. periods.Select(BandOf)]);
        var total = 0m;
        var i = -1;
        vector.Each("periods", periods, (at, period) =>
        {
            i++;
            var paid = contract.Settle(new()
            {
                Opening = Money.Of(VectorCase.Parse(period.GetProperty("amountUsd"))),
                Facts = [track[i].AsFact()],
            });
            total += paid.Payable.Unrounded;
            vector.Same(at + ".state", StateOf(track[i]));
            vector.Same(at + ".badInWindow", (decimal)track[i].BadInWindow);
            vector.Same(at + ".consecutiveBad", (decimal)track[i].ConsecutiveBad);
            vector.Same(at + ".consecutiveGood", (decimal)track[i].ConsecutiveGood);
            vector.Same(at + ".cause", track[i].Cause switch
            {
                EscalationCause.None => null,
                EscalationCause.SeveralOfLast => "kOfM",
                var cause => cause.ToString().ToLowerInvariant(),
            });
            vector.Same(at + ".factor", paid.Payable.Unrounded / paid.Opening);
            vector.Same(at + ".amountUsd", paid.Payable.Unrounded);
        });

        vector.Same("totalUsd", total);
        vector.Same("publishedUsd", Rounding.Cents.Apply(total));
    }

    private static void Ledger(VectorCase vector)
    {
        var ledger = new HoldLedger { LapsesAfter = (int?)vector.NumberOrNull("forfeitAfterPeriods") };
        var periods = vector.Inputs.GetProperty("periods").EnumerateArray().ToArray();
        var (before, paid, forfeited) = (0m, 0m, 0m);
        var i = -1;
        vector.Each("periods", periods, (at, period) =>
        {
            i++;
            ledger = ledger.Next(Texts(period, "released"), Texts(period, "forfeited"));
            foreach (var hold in period.GetProperty("placed").EnumerateArray())
            {
                ledger = ledger.Place(hold.GetProperty("holdId").GetString()!, VectorCase.Parse(hold.GetProperty("amountUsd")));
            }

            var entitlement = VectorCase.Parse(period.GetProperty("cumulativeEntitlementUsd"));
            var payable = ledger.Payable(Money.Of(before), Money.Of(entitlement)).Value!.Value;
            (before, paid, forfeited) = (entitlement, paid + payable, forfeited + ledger.ForfeitedNow);
            vector.Same(at + ".placedUsd", ledger.PlacedNow);
            vector.Same(at + ".releasedUsd", ledger.ReleasedNow);
            vector.Same(at + ".forfeitedUsd", ledger.ForfeitedNow);
            vector.Same(at + ".payableUsd", payable);
            vector.Same(at + ".paidToDateUsd", paid);
            vector.Same(at + ".heldUsd", ledger.Open);
            vector.Same(at + ".publishedUsd", Rounding.Cents.Apply(payable));
        });

        vector.Same("paidUsd", paid);
        vector.Same("heldUsd", ledger.Open);
        vector.Same("forfeitedUsd", forfeited);
        string[] open = [.. ledger.Amounts.Where(static amount => amount.State == HoldState.Open).Select(static amount => amount.Id)];
        vector.Each("openHolds", open, vector.Same);
    }

    private static void Limiter(VectorCase vector)
    {
        var contract = ContractOf([ChangeOf(vector)]).Prepare();
        var periods = vector.Inputs.GetProperty("periods").EnumerateArray().ToArray();
        var before = vector.NumberOrNull("priorPaymentUsd");
        var (total, first) = (0m, before is null);
        var i = -1;
        vector.Each("periods", periods, (at, period) =>
        {
            i++;
            var amount = VectorCase.Parse(period.GetProperty("amountUsd"));
            ValueList<Fact> facts = before is { } prior ? [Number.Of(Before, Money.Of(prior))] : [];
            var paid = contract.Settle(new() { Opening = Money.Of(amount), Facts = facts });
            var payment = paid.Payable.Unrounded;
            vector.Same(at + ".paymentUsd", payment);
            vector.Same(at + ".bound", first ? "first" : before <= 0m ? "noBase" : payment > amount ? "lower" : payment < amount ? "upper"
                : "none");
            Assert.Equal(first || before <= 0m, paid.Find("change-limit")!.Effect == Effect.CouldNotApply);
            vector.Same(at + ".publishedUsd", paid.Payable.Published);
            total += payment;
            (before, first) = (vector.Text("reference") == "paid" ? payment : amount, false);
        });

        vector.Same("totalUsd", total);
    }

    private static void Together(VectorCase vector)
    {
        var rules = RulesOf(vector);
        var contract = ContractOf(
            new SharingRate
            {
                Gain = Rate.Of(vector.Number("gainShare")),
                Loss = new WithinInfluence(Rate.Of(vector.Number("lossShare"))),
            },
            new Hold { Certificate = "no-open-adverse-event", AppliesTo = AppliesTo.Gains, Held = Held },
            new Escalation { Rules = rules, Escalated = Rate.Of(1m - vector.Number("escalatedDeferral")), Deferred = Deferred },
            new Addition { Label = "Base fee", Amount = new WholeOf(Base) },
            new Addition { Label = "Released", Amount = new WholeOf(Released) },
            vector.Has("maximumDecrease") || vector.Has("maximumIncrease") ? ChangeOf(vector)
                : new Earmark { Share = Rate.Zero, Purpose = "nothing" },
            new Floor { Label = "Protected base", At = Money.Of(vector.Number("protectedUsd")) }).Prepare();
        var periods = vector.Inputs.GetProperty("periods").EnumerateArray().ToArray();
        var track = rules.Track([.. periods.Select(BandOf)]);
        var holds = new HoldLedger { LapsesAfter = (int?)vector.NumberOrNull("forfeitAfterPeriods") };
        var (deferrals, payment, total, forfeited) = (new HoldLedger(), (decimal?)null, 0m, 0m);
        var i = -1;
        vector.Each("periods", periods, (at, period) =>
        {
            i++;
            var isOpen = period.GetProperty("hasOpenAdverseEvent").GetBoolean();
            holds = isOpen ? holds.Next() : holds.NextReleasingAll();
            deferrals = track[i].State == EscalationState.Escalated ? deferrals.Next() : deferrals.NextReleasingAll();
            var released = holds.ReleasedNow + deferrals.ReleasedNow;
            ValueList<Fact> facts =
            [
                Number.SystemInfluence(Rate.Of(VectorCase.Parse(period.GetProperty("systemInfluence")))),
                Number.Of(Base, Money.Of(VectorCase.Parse(period.GetProperty("baseUsd")))),
                Number.Of(Released, Money.Of(released)),
                track[i].AsFact(),
                .. isOpen ? [] : new Fact[] { new Certificate { Name = "no-open-adverse-event", Decision = CertificateDecision.Granted,
                    By = "safeguarding board", On = new(2027, 1, 15) } },
                .. payment is { } prior && contract.Contract.Clauses.Any(static c => c is ChangeLimit)
                    ? [Number.Of(Before, Money.Of(prior))] : Array.Empty<Fact>(),
            ];
            var result = VectorCase.Parse(period.GetProperty("resultUsd"));
            var paid = contract.Settle(new() { Opening = Money.Of(result), Facts = facts });
            holds = holds.Place(at, paid, Held);
            deferrals = deferrals.Place(at, paid, Deferred);
            var shared = paid.Find("sharing-rate")!.Value!.Value;
            vector.Same(at + ".state", StateOf(track[i]));
            vector.Same(at + ".bonusUsd", Math.Max(shared, 0m));
            vector.Same(at + ".lossUsd", Math.Max(-shared, 0m));
            vector.Same(at + ".heldUsd", holds.PlacedNow);
            vector.Same(at + ".deferredUsd", deferrals.PlacedNow);
            vector.Same(at + ".releasedUsd", released);
            var additions = paid.Lines.Where(static line => line.Key == "addition").ToArray();
            vector.Same(at + ".beforeLimiterUsd", additions[^1].Value!.Value);
            vector.Same(at + ".afterLimiterUsd", paid.Find("floor")!.Before!.Value);
            vector.Same(at + ".paymentUsd", paid.Payable.Unrounded);
            vector.Same(at + ".publishedUsd", paid.Payable.Published);
            Assert.All(paid.Lines, static line => Assert.Equal(line.Value, line.Replay()));
            (payment, total, forfeited) = (paid.Payable.Unrounded, total + paid.Payable.Unrounded, forfeited + holds.ForfeitedNow);
        });

        vector.Same("totalUsd", total);
        vector.Same("openHoldsUsd", holds.Open);
        vector.Same("openDeferralUsd", deferrals.Open);
        vector.Same("forfeitedUsd", forfeited);
    }

    private static Contract ContractOf(params ValueList<Clause> clauses) =>
        new() { Id = "controls", Currency = "USD", Term = Term, Opening = OpeningAmount.Stated, Clauses = clauses };

    private static ChangeLimit ChangeOf(VectorCase vector) => new()
    {
        Decrease = vector.NumberOrNull("maximumDecrease") is { } decrease ? Rate.Of(decrease) : null,
        Increase = vector.NumberOrNull("maximumIncrease") is { } increase ? Rate.Of(increase) : null,
        Before = Before,
    };

    private static EscalationRules RulesOf(VectorCase vector)
    {
        var rules = vector.Inputs.GetProperty("rules");
        int? Whole(string name) =>
            rules.GetProperty(name) is { ValueKind: not JsonValueKind.Null } value ? (int)VectorCase.Parse(value) : null;
        return new()
        {
            Bad = Whole("k")!.Value,
            OfLast = Whole("m")!.Value,
            Consecutive = Whole("consecutive"),
            Severe = rules.GetProperty("severeBandEscalates").GetBoolean(),
            ReleaseAfterGood = Whole("releaseAfterGood")!.Value,
            Missing = Enum.Parse<MissingPeriod>(rules.GetProperty("missingPolicy").GetString()!, ignoreCase: true),
        };
    }

    private static PeriodBand? BandOf(JsonElement period) => period.GetProperty("band").GetString() is { } band
        ? Enum.Parse<PeriodBand>(band, ignoreCase: true) : null;

    private static string StateOf(PeriodStanding standing) => standing.State.ToString().ToLowerInvariant();

    private static ValueList<string> Texts(JsonElement period, string name) =>
        [.. period.GetProperty(name).EnumerateArray().Select(static id => id.GetString()!)];
}
