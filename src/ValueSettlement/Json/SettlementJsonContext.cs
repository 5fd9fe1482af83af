using System.Text.Json.Serialization;

namespace ValueSettlement.Json;

/// <summary>
/// What the source generator knows about the documents. Kinds follow from <see cref="JsonKinds"/>; lists and single values are
/// added in <see cref="JsonSetup"/>, so that the rooms of contracts and evidence stay free of JSON.
/// </summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(Contract))]
[JsonSerializable(typeof(ExperienceDocument))]
[JsonSerializable(typeof(Figure))]
[JsonSerializable(typeof(SettlementDocument))]
[JsonSerializable(typeof(FigureDocument))]
[JsonSerializable(typeof(IntervalDocument))]
[JsonSerializable(typeof(PeriodDocument))]
[JsonSerializable(typeof(PieceDocument))]
[JsonSerializable(typeof(RateTermDocument))]
[JsonSerializable(typeof(RoundingDocument))]
internal sealed partial class SettlementJsonContext : JsonSerializerContext;
