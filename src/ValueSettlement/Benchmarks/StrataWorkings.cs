using ValueSettlement.Population;

namespace ValueSettlement.Benchmarks;

/// <summary>A number for each stratum, in the order of the strata.</summary>
/// <param name="Quantities">One for each stratum.</param>
public sealed record ByStratum(ValueList<Quantity> Quantities)
{
    /// <summary>The number of one stratum.</summary>
    /// <param name="index">Its place among the strata.</param>
    public Quantity this[int index] => Quantities[index];

    /// <summary>The numbers in brackets.</summary>
    public override string ToString() => Quantities.ToString();
}

/// <summary>
/// Workings over several strata at once: each call writes one explained line a stratum, or one line over all of them.
/// A stratum without people has no say in a mean, whatever else is absent there.
/// </summary>
public sealed class StrataWorkings
{
    private readonly Workings[] parts;
    private readonly IReadOnlyDictionary<string, string> letters;

    /// <summary>Workings over strata.</summary>
    /// <param name="whole">Where the lines go.</param>
    /// <param name="strata">The strata.</param>
    /// <param name="letters">The programme's own line letters by key, if it prints any.</param>
    public StrataWorkings(Workings whole, ValueList<Stratum> strata, IReadOnlyDictionary<string, string>? letters = null)
    {
        ArgumentNullException.ThrowIfNull(whole);
        ArgumentNullException.ThrowIfNull(strata);
        Whole = whole;
        Strata = strata;
        this.letters = letters ?? new Dictionary<string, string>();
        parts = [.. strata.Select(s => whole.Part(s.Key))];
    }

    /// <summary>The workings over all strata.</summary>
    public Workings Whole { get; }

    /// <summary>The strata.</summary>
    public ValueList<Stratum> Strata { get; }

    /// <summary>The same strata and letters with the lines elsewhere.</summary>
    /// <param name="whole">Where the lines go.</param>
    public StrataWorkings In(Workings whole) => new(whole, Strata, letters);

    /// <summary>What a step is called, with its line letter if the programme prints one for the key.</summary>
    /// <param name="key">A stable name for programs.</param>
    /// <param name="label">What it is, in words.</param>
    /// <param name="unit">What the result counts.</param>
    /// <param name="authority">Where the rule comes from.</param>
    public Step Step(string key, string label, Unit unit = Unit.Factor, Authority? authority = null) =>
        new(key, label, unit, letters.TryGetValue(key, out var letter) ? letter : null, authority);

    /// <summary>Reads one cell of each stratum.</summary>
    /// <param name="key">A stable name for programs.</param>
    /// <param name="label">What it is, in words.</param>
    /// <param name="unit">What it counts.</param>
    /// <param name="cells">One for each stratum.</param>
    public ByStratum Read(string key, string label, Unit unit, IEnumerable<ReportedCell> cells)
    {
        ArgumentNullException.ThrowIfNull(cells);
        return new([.. cells.Select((cell, i) => cell.ReadInto(parts[i], Of(Step(key, label, unit), i)))]);
    }

    /// <summary>The same number for every stratum.</summary>
    /// <param name="quantity">The number.</param>
    public ByStratum Same(Quantity quantity) => new([.. Strata.Select(_ => quantity)]);

    /// <summary>One step in every stratum.</summary>
    /// <param name="step">What the result is called.</param>
    /// <param name="operation">How it follows from the operands.</param>
    /// <param name="operands">The numbers, in the order that <see cref="Operation"/> states.</param>
    public ByStratum Write(Step step, Operation operation, params ReadOnlySpan<ByStratum> operands)
    {
        var results = new Quantity[parts.Length];
        var row = new Quantity[operands.Length];
        for (var i = 0; i < parts.Length; i++)
        {
            for (var k = 0; k < row.Length; k++)
            {
                row[k] = operands[k][i];
            }

            results[i] = parts[i].Write(Of(step, i), operation, row);
        }

        return new(results.ToValueList());
    }

    /// <summary>One step in every stratum, which may take another way in each.</summary>
    /// <param name="step">What the result is called.</param>
    /// <param name="each">Writes the step of one stratum: its workings, the step with the stratum's name, its place.</param>
    public ByStratum Each(Step step, Func<Workings, Step, int, Quantity> each)
    {
        ArgumentNullException.ThrowIfNull(each);
        return new([.. parts.Select((part, i) => each(part, Of(step, i), i))]);
    }

    /// <summary>A mean over the strata; a stratum with a weight of zero is left out. Absent if all are.</summary>
    /// <param name="step">What the result is called.</param>
    /// <param name="weights">Weights, 0 or more.</param>
    /// <param name="values">Values.</param>
    public Quantity Mean(Step step, ByStratum weights, ByStratum values) =>
        Whole.Write(step, Operation.WeightedMean, Pairs(weights, values));

    /// <summary>A sum over the strata that have people.</summary>
    /// <param name="step">What the result is called.</param>
    /// <param name="people">How many people or person-years each stratum has; a stratum with none is left out.</param>
    /// <param name="values">What is added up.</param>
    public Quantity Total(Step step, ByStratum people, ByStratum values)
    {
        ArgumentNullException.ThrowIfNull(people);
        ArgumentNullException.ThrowIfNull(values);
        return Whole.Write(step, Operation.Sum, [.. values.Quantities.Where((_, i) => people[i].Value != 0m)]);
    }

    /// <summary>People times a value of theirs: a weight. A stratum without people weighs nothing, even if the value is absent
    /// there.</summary>
    /// <param name="step">What the result is called.</param>
    /// <param name="people">How many people or person-years each stratum has.</param>
    /// <param name="values">The value for each of them.</param>
    public ByStratum Weigh(Step step, ByStratum people, ByStratum values)
    {
        ArgumentNullException.ThrowIfNull(people);
        ArgumentNullException.ThrowIfNull(values);
        return Each(step, (part, each, i) => people[i].Value == 0m
            ? part.Given(each with { Label = each.Label + ": nobody" }, 0m)
            : part.Write(each, Operation.Product, values[i], people[i]));
    }

    /// <summary>Each stratum's share of the whole.</summary>
    /// <param name="step">What the result is called.</param>
    /// <param name="values">What is shared out.</param>
    /// <param name="total">The whole.</param>
    public ByStratum Shares(Step step, ByStratum values, Quantity total) => Write(step, Operation.Quotient, values, Same(total));

    private static Quantity[] Pairs(ByStratum weights, ByStratum values)
    {
        ArgumentNullException.ThrowIfNull(weights);
        ArgumentNullException.ThrowIfNull(values);
        return [.. weights.Quantities.SelectMany((weight, i) => weight.Value == 0m ? Array.Empty<Quantity>() : [weight, values[i]])];
    }

    private Step Of(Step step, int i) => step with { Label = $"{step.Label}, {Strata[i].Name}" };
}
