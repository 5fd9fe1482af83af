using System.Reflection;
using System.Text.Json.Nodes;
using ValueSettlement.Curves;
using ValueSettlement.Json;

namespace ValueSettlement.Tests.Json;

/// <summary>
/// The bounds that the schemas state besides those of the single values. The library's rules are the truth: a test tries each member of
/// each
/// type at and beyond its bounds and holds this table to what reading refuses, in both directions, so that a missing line fails as well.
/// </summary>
internal static class SchemaBounds
{
    private static readonly Dictionary<(Type Type, string Member), Action<JsonObject>> Table = new()
    {
        [(typeof(Contract), nameof(Contract.Version))] = Numbers(1, 1_000_000),
        [(typeof(Contract), nameof(Contract.Currency))] = Pattern("^[A-Z]{3}$"),
        [(typeof(PayoffVariable), nameof(PayoffVariable.Name))] = Name,
        [(typeof(PayoffVariable), nameof(PayoffVariable.NoPayoff))] = Fewest(1),
        [(typeof(Origin), nameof(Origin.Programme))] = Longest,
        [(typeof(Origin), nameof(Origin.LibraryVersion))] = Longest,
        [(typeof(OpeningLetters), nameof(OpeningLetters.Benchmark))] = Longest,
        [(typeof(OpeningLetters), nameof(OpeningLetters.Expenditure))] = Longest,
        [(typeof(OpeningLetters), nameof(OpeningLetters.Opening))] = Longest,
        [(typeof(Agreement), nameof(Agreement.Id))] = Name,
        [(typeof(Agreement), nameof(Agreement.Parts))] = Count(most: 10_000),
        [(typeof(Agreement), nameof(Agreement.Clauses))] = Chain,
        [(typeof(Agreement), nameof(Agreement.Payment))] = Chain,
        [(typeof(Pool), nameof(Pool.Factor))] = Share,
        [(typeof(Pool), nameof(Pool.Available))] = NotBenchmark,
        [(typeof(Pool), nameof(Pool.GreatestFactor))] = schema => Numbers(null, Rate.Largest)(schema.With("exclusiveMinimum", 1)),
        [(typeof(RoundingDocument), nameof(RoundingDocument.Digits))] = Numbers(0, 28),

        [(typeof(Clause), nameof(Clause.Label))] = Longest,
        [(typeof(Clause), nameof(Clause.Letter))] = Longest,
        [(typeof(Clause), nameof(Clause.LossLetter))] = Longest,
        [(typeof(ChangeLimit), nameof(ChangeLimit.Decrease))] = Share,
        [(typeof(ChangeLimit), nameof(ChangeLimit.Increase))] = Numbers(0, 10),
        [(typeof(ChangeLimit), nameof(ChangeLimit.Before))] = NotBenchmark,
        [(typeof(Consequence), nameof(Consequence.AppliesTo))] = Words("gains", "losses", "both"),
        [(typeof(Consequence), nameof(Consequence.Action))] = Said,
        [(typeof(Consequence), nameof(Consequence.Owner))] = Said,
        [(typeof(Consequence), nameof(Consequence.WithinDays))] = Numbers(1, 10_000),
        [(typeof(Deferral), nameof(Deferral.Share))] = Share,
        [(typeof(Deferral), nameof(Deferral.Deferred))] = NotBenchmark,
        [(typeof(Earmark), nameof(Earmark.Share))] = Share,
        [(typeof(Earmark), nameof(Earmark.Purpose))] = Name,
        [(typeof(Escalation), nameof(Escalation.Watch))] = Share,
        [(typeof(Escalation), nameof(Escalation.Escalated))] = Share,
        [(typeof(Escalation), nameof(Escalation.Deferred))] = NotBenchmark,
        [(typeof(EscalationRules), nameof(EscalationRules.Bad))] = Numbers(1, 1_000),
        [(typeof(EscalationRules), nameof(EscalationRules.OfLast))] = Numbers(1, 1_000),
        [(typeof(EscalationRules), nameof(EscalationRules.Consecutive))] = Numbers(1, 1_000),
        [(typeof(EscalationRules), nameof(EscalationRules.ReleaseAfterGood))] = Numbers(1, 1_000),
        [(typeof(Hold), nameof(Hold.Certificate))] = Pattern("^[a-z0-9-]{1,64}$"),
        [(typeof(Hold), nameof(Hold.By))] = Name,
        [(typeof(Hold), nameof(Hold.Held))] = NotBenchmark,
        [(typeof(Certificate), nameof(Certificate.Name))] = Pattern("^[a-z0-9-]{1,64}$"),
        [(typeof(Certificate), nameof(Certificate.By))] = Name,
        [(typeof(Certificate), nameof(Certificate.Reference))] = Longest,
        [(typeof(Standing), nameof(Standing.Period))] = Numbers(1),
        [(typeof(Choose), nameof(Choose.Regions))] = Count(1, 32),
        [(typeof(Choose), nameof(Choose.Otherwise))] = Chain,
        [(typeof(Region), nameof(Region.Name))] = Name,
        [(typeof(Region), nameof(Region.Then))] = Chain,
        [(typeof(Region), nameof(Region.Benchmark))] = NotBenchmark,
        [(typeof(CurveClause), nameof(CurveClause.Pieces))] = Count(1, 1_000),
        [(typeof(PieceDocument), nameof(PieceDocument.Slope))] = Numbers(-Rate.Largest, Rate.Largest),
        [(typeof(PieceDocument), nameof(PieceDocument.Intercept))] = Numbers(-Money.Largest, Money.Largest),
        [(typeof(MarginalBands), nameof(MarginalBands.Gain))] = Count(1, 100),
        [(typeof(MarginalBands), nameof(MarginalBands.Loss))] = Count(1, 100),
        [(typeof(WholeBands), nameof(WholeBands.Gain))] = Count(1, 100),
        [(typeof(WholeBands), nameof(WholeBands.Loss))] = Count(1, 100),
        [(typeof(Band), nameof(Band.ProviderShare))] = Share,
        [(typeof(Proration), nameof(Proration.Factor))] = Share,
        [(typeof(QualityAdjustment), nameof(QualityAdjustment.GainReduction))] = Share,
        [(typeof(QualityAdjustment), nameof(QualityAdjustment.LossReduction))] = Share,
        [(typeof(QualityGate), nameof(QualityGate.Score))] = Share,
        [(typeof(Recoupment), nameof(Recoupment.Balance))] = NotBenchmark,
        [(typeof(Sequestration), nameof(Sequestration.Rate))] = Share,

        [(typeof(FixedAmount), nameof(FixedAmount.Amount))] = Numbers(0),
        [(typeof(ShareOf), nameof(ShareOf.Share))] = Numbers(0),
        [(typeof(Scale), nameof(Scale.Rows))] = Count(1, 1_000),
        [(typeof(ScaleRow), nameof(ScaleRow.From))] = Numbers(-Scale.Largest, Scale.Largest),
        [(typeof(ScaleRow), nameof(ScaleRow.To))] = Numbers(-Scale.Largest, Scale.Largest),
        [(typeof(ScaleRow), nameof(ScaleRow.AtFrom))] = Numbers(-Scale.Largest, Scale.Largest),
        [(typeof(ScaleRow), nameof(ScaleRow.AtTo))] = Numbers(-Scale.Largest, Scale.Largest),
        [(typeof(FromSize), nameof(FromSize.Headcount))] = Numbers(1),
        [(typeof(LesserOf), nameof(LesserOf.Of))] = Count(2, 16),
        [(typeof(GreaterOf), nameof(GreaterOf.Of))] = Count(2, 16),

        [(typeof(FlatRate), nameof(FlatRate.Rate))] = Share,
        [(typeof(ScoreScaledRate), nameof(ScoreScaledRate.Maximum))] = Share,
        [(typeof(OneMinusScoreScaledRate), nameof(OneMinusScoreScaledRate.Maximum))] = Share,
        [(typeof(OneMinusScoreScaledRate), nameof(OneMinusScoreScaledRate.Floor))] = Share,
        [(typeof(OneMinusScoreScaledRate), nameof(OneMinusScoreScaledRate.Ceiling))] = Share,
        [(typeof(PartOfRate), nameof(PartOfRate.Factor))] = Share,
        [(typeof(WithinInfluence), nameof(WithinInfluence.SystemPool))] = Share,

        [(typeof(AtLeastAssigned), nameof(AtLeastAssigned.Headcount))] = Numbers(1),
        [(typeof(AtLeastQuality), nameof(AtLeastQuality.Standard))] = Words("alternative", "met"),
        [(typeof(FewerThan), nameof(FewerThan.Of))] = NotBenchmark,
        [(typeof(FewerThan), nameof(FewerThan.Bound))] = schema => Numbers(null, 1_000_000_000_000m)(schema.With("exclusiveMinimum", 0)),
        [(typeof(AtLeastCount), nameof(AtLeastCount.Of))] = NotBenchmark,
        [(typeof(AtLeastCount), nameof(AtLeastCount.Bound))] = schema =>
            Numbers(null, 1_000_000_000_000m)(schema.With("exclusiveMinimum", 0)),
        [(typeof(AtLeastStanding), nameof(AtLeastStanding.State))] = Words("watch", "escalated"),
        [(typeof(LargerBenchmark), nameof(LargerBenchmark.Than))] = NotBenchmark,

        [(typeof(ExperienceDocument), nameof(ExperienceDocument.Arrangement))] = Longest,
        [(typeof(ExperienceDocument), nameof(ExperienceDocument.Currency))] = Longest,
        [(typeof(ExperienceDocument), nameof(ExperienceDocument.Facts))] = Count(most: 1_000),
        [(typeof(ExperienceDocument), nameof(ExperienceDocument.Numbers))] = schema => schema.With("maxProperties", 1_000),
        [(typeof(FigureDocument), nameof(FigureDocument.Source))] = Longest,
    };

    /// <summary>The members that have a line.</summary>
    public static IEnumerable<(Type Type, string Member)> Members => Table.Keys;

    /// <summary>Adds the bounds of a member to the schema of its value.</summary>
    public static void Apply(PropertyInfo member, JsonObject value)
    {
        if (Table.TryGetValue((member.DeclaringType!, member.Name), out var add))
        {
            add(value);
        }
    }

    private static void Share(JsonObject schema) => Numbers(0, 1)(schema);

    private static void Chain(JsonObject schema) => Count(most: 100)(schema);

    private static void Longest(JsonObject schema) => schema.With("maxLength", TextRules.Name);

    private static void Name(JsonObject schema) =>
        schema.With("minLength", 1).With("maxLength", TextRules.Name).With("pattern", $@"^(?=.*\S)[^{TextRules.Forbidden}]*$");

    private static void Said(JsonObject schema) =>
        schema.With("minLength", 1).With("maxLength", TextRules.Sentence).With("pattern", $@"^(?=.*\S)[^{TextRules.Forbidden}]*$");

    private static void NotBenchmark(JsonObject schema) => Pattern("^(?!benchmark$)[a-z0-9-]{1,64}$")(schema);

    private static Action<JsonObject> Fewest(int length) => schema => schema.With("minLength", length);

    // The pattern says the length.
    private static Action<JsonObject> Pattern(string pattern) => schema =>
    {
        schema.Remove("maxLength");
        schema.With("pattern", pattern);
    };

    private static Action<JsonObject> Words(params string[] words) => schema =>
        schema["enum"] = new JsonArray([.. words.Select(static word => (JsonNode)word)]);

    private static Action<JsonObject> Numbers(decimal? least = null, decimal? greatest = null) => schema =>
    {
        if (least is { } low)
        {
            schema["minimum"] = low;
        }

        if (greatest is { } high)
        {
            schema["maximum"] = high;
        }

        // A rate with an authority of its own is an object around the same number.
        if (schema["anyOf"] is JsonArray ways && ways.Any(static way => way?["$ref"]?.GetValue<string>() == "#/$defs/rate-term"))
        {
            var value = new JsonObject();
            Numbers(least, greatest)(value);
            schema["properties"] = new JsonObject { ["value"] = value };
        }
    };

    private static Action<JsonObject> Count(int fewest = 0, int? most = null) => schema =>
    {
        if (fewest > 0)
        {
            schema["minItems"] = fewest;
        }

        if (most is { } many)
        {
            schema["maxItems"] = many;
        }
    };

    private static JsonObject With(this JsonObject schema, string keyword, JsonNode value)
    {
        schema[keyword] = value;
        return schema;
    }
}
