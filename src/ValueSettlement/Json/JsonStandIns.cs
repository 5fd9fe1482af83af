using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using NodaTime;
using ValueSettlement.Benchmarks;
using ValueSettlement.Curves;
using ValueSettlement.Programs;

namespace ValueSettlement.Json;

/// <summary>A value that is written as another type's object, because its own type holds more than a document should show.</summary>
internal interface IJsonStandIn
{
    /// <summary>The type that is written.</summary>
    Type StandIn { get; }

    /// <summary>The member of the stand-in that a plain value is, where a document may write the plain value alone; otherwise
    /// <see langword="null"/>.</summary>
    string? Short => null;

    /// <summary>Whether a stand-in that is sound in itself makes a value.</summary>
    bool Check(ReadOnlySpan<byte> standIn, JsonSerializerOptions options, out Problem problem);
}

/// <inheritdoc cref="IJsonStandIn"/>
internal abstract class JsonStandIn<T, TStandIn> : JsonConverter<T>, IJsonStandIn
    where T : notnull
    where TStandIn : class
{
    public Type StandIn => typeof(TStandIn);

    public virtual string? Short => null;

    private protected abstract string Code { get; }

    private protected abstract string Rule { get; }

    private protected abstract string Remedy { get; }

    public bool Check(ReadOnlySpan<byte> standIn, JsonSerializerOptions options, out Problem problem)
    {
        try
        {
            _ = To(JsonSerializer.Deserialize(standIn, Info(options))!);
            problem = default;
            return true;
        }
        catch (ArgumentException)
        {
            problem = new(Code, Rule, Remedy);
            return false;
        }
    }

    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Short is not null && reader.TokenType != JsonTokenType.StartObject ? Plain(ref reader, options)
            : To(JsonSerializer.Deserialize(ref reader, Info(options))!);

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options)
    {
        try
        {
            JsonSerializer.Serialize(writer, From(value), Info(options));
        }
        catch (JsonException inside)
        {
            // The serializer tells the path of what failed first; it adds the place of this value to an exception that has none.
            throw new JsonException(null, inside);
        }
    }

    /// <summary>The value that its plain form is, where it has one.</summary>
    private protected virtual T Plain(ref Utf8JsonReader reader, JsonSerializerOptions options) => throw new NotSupportedException();

    private protected abstract TStandIn From(T value);

    private protected abstract T To(TStandIn standIn);

    private static JsonTypeInfo<TStandIn> Info(JsonSerializerOptions options) =>
        (JsonTypeInfo<TStandIn>)options.GetTypeInfo(typeof(TStandIn));
}

internal sealed class JsonPeriod : JsonStandIn<DateInterval, PeriodDocument>
{
    private protected override string Code => "period-order";

    private protected override string Rule => "A period ends on the day on which it starts, or later; both days belong to it.";

    private protected override string Remedy => "Check first and last day.";

    private protected override PeriodDocument From(DateInterval value) => new(value.Start, value.End);

    private protected override DateInterval To(PeriodDocument standIn) => new(standIn.Start, standIn.End);
}

internal sealed class JsonRounding : JsonStandIn<Rounding, RoundingDocument>
{
    private protected override string Code => "rounding-range";

    private protected override string Rule => "Decimals kept lie between 0 and 28.";

    private protected override string Remedy => "Write 2 for cents, 0 for whole units.";

    private protected override RoundingDocument From(Rounding value) => new() { Digits = value.Digits, Mode = value.Mode };

    private protected override Rounding To(RoundingDocument standIn) => new(standIn.Digits, standIn.Mode);
}

internal sealed class JsonPiece : JsonStandIn<Piece, PieceDocument>
{
    private protected override string Code => "piece-invalid";

    private protected override string Rule => "A piece begins at an amount, or has no lower end.";

    private protected override string Remedy => "Leave 'from' out where there is no lower end.";

    private protected override PieceDocument From(Piece value) =>
        new()
        {
            From = value.From == Piece.Unbounded ? null
            : value.From,
            Closed = value.Closed,
            Slope = value.Slope,
            Intercept = value.Intercept
        };

    private protected override Piece To(PieceDocument standIn) =>
        new(standIn.From ?? Piece.Unbounded, standIn.Closed, standIn.Slope, standIn.Intercept);
}

internal sealed class JsonInterval : JsonStandIn<Interval, IntervalDocument>
{
    private protected override string Code => "interval-invalid";

    private protected override string Rule => "An interval has two ends, each of which belongs to it or not, or is absent.";

    private protected override string Remedy => "Take the document as it was issued.";

    private protected override IntervalDocument From(Interval value) => new()
    {
        Low = value.Low,
        LowIncluded = value.LowIncluded,
        High = value.High,
        HighIncluded = value.HighIncluded,
    };

    private protected override Interval To(IntervalDocument standIn) =>
        new(standIn.Low, standIn.LowIncluded, standIn.High, standIn.HighIncluded);
}

/// <summary>A rate of a clause: the number alone, or with its authority.</summary>
internal sealed class JsonRateTerm : JsonStandIn<RateTerm, RateTermDocument>
{
    public override string? Short => "value";

    private protected override string Code => "rate-invalid";

    private protected override string Rule => "A rate is a number, or an object with its value and its authority.";

    private protected override string Remedy => "Write, for example, 0.02.";

    public override void Write(System.Text.Json.Utf8JsonWriter writer, RateTerm value, JsonSerializerOptions options)
    {
        if (value.Authority is null || JsonSetup.IsDigest(options))
        {
            JsonSerializer.Serialize(writer, value.Value, (JsonTypeInfo<Rate>)options.GetTypeInfo(typeof(Rate)));
        }
        else
        {
            base.Write(writer, value, options);
        }
    }

    private protected override RateTerm Plain(ref Utf8JsonReader reader, JsonSerializerOptions options) =>
        new(JsonSerializer.Deserialize(ref reader, JsonSetup.Info<Rate>(options)), null);

    private protected override RateTermDocument From(RateTerm value) => new() { Value = value.Value, Authority = value.Authority };

    private protected override RateTerm To(RateTermDocument standIn) => new(standIn.Value, standIn.Authority);
}

/// <summary>
/// A figure: the number alone where there is no more to say, or an object with its source, its unit, its lines, or why it is absent.
/// </summary>
/// <param name="use">What it counts where it stands: a figure in that unit need not say so.</param>
internal sealed class JsonFigure(Unit use) : JsonStandIn<Figure, FigureDocument>
{
    private static readonly JsonDecimal Number = new();
    private static readonly FrozenDictionary<Unit, JsonFigure> Known =
        Enum.GetValues<Unit>().ToFrozenDictionary(static unit => unit, static unit => new JsonFigure(unit));

    private static readonly Dictionary<(Type, string), Unit> Uses = new()
    {
        [(typeof(ExperienceDocument), "benchmark")] = Unit.Money,
        [(typeof(ExperienceDocument), "expenditure")] = Unit.Money,
        [(typeof(ExperienceDocument), "opening")] = Unit.Money,
        [(typeof(MemberStopLoss), "charge")] = Unit.Money,
        [(typeof(MemberStopLoss), "factor")] = Unit.Factor,
        [(typeof(Quality), "score")] = Unit.Rate,
        [(typeof(RevenueCategory), "ratio")] = Unit.Rate,
    };

    public override string? Short => "value";

    private protected override string Code => "figure-invalid";

    private protected override string Rule => "A figure is a number, or an object with its value and where it comes from.";

    private protected override string Remedy => "Write, for example, 12345.";

    /// <summary>Figures that count what their use counts.</summary>
    public static JsonFigure In(Unit use) => Known[use];

    /// <summary>Has the figures of a type written in the unit of their use.</summary>
    public static void Use(JsonTypeInfo info)
    {
        foreach (var member in info.Properties.Where(static member => member.PropertyType == typeof(Figure)))
        {
            member.CustomConverter = In(Uses[(info.Type, member.Name)]);
        }
    }

    public override void Write(Utf8JsonWriter writer, Figure value, JsonSerializerOptions options)
    {
        if (value is { Value: { } number, Absence: null, Source: null, Lines.Count: 0 } && value.Unit == use)
        {
            writer.WriteNumberValue(number);
        }
        else
        {
            base.Write(writer, value, options);
        }
    }

    private protected override Figure Plain(ref Utf8JsonReader reader, JsonSerializerOptions options) =>
        new() { Value = Number.Read(ref reader, typeof(decimal), options) };

    private protected override FigureDocument From(Figure value) => FigureDocument.Of(value);

    private protected override Figure To(FigureDocument standIn) => standIn.ToFigure();
}
