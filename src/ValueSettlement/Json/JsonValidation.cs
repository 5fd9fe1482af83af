using NodaTime;

namespace ValueSettlement.Json;

/// <summary>
/// Validates what a document says, part by part, with the rules that settling asks: a part is judged alone only where its rules ask for
/// nothing outside it. What compares it with something that could not be read waits until that is corrected.
/// </summary>
internal static class JsonValidation
{
    private static readonly Type[] Parts =
        [typeof(Contract), typeof(ExperienceDocument), typeof(Agreement), typeof(Region), typeof(Clause), typeof(Level),
            typeof(QualityRate), typeof(Condition), typeof(Fact), typeof(ValueList<Number>), typeof(Pool)];

    /// <summary>Whether a part of this type can be judged by itself.</summary>
    public static bool Knows(Type type) => Array.IndexOf(Parts, type) >= 0;

    /// <summary>Whether the rules of the type's members, lists aside, ask for nothing but the member.</summary>
    public static bool IsCut(Type type) => type == typeof(Contract);

    /// <summary>Validates a part; the failures stand at the part's place in the document.</summary>
    public static void Validate(object value, JsonPart part, List<Failure> failures)
    {
        foreach (var failure in Failures(value))
        {
            if (part.Members is null || part.Members.Contains(failure.Path.Split('.', '[')[0]))
            {
                failures.Add(failure with { Path = Paths.Join(part.Path, failure.Path) });
            }
        }
    }

    private static IEnumerable<Failure> Failures(object value) => value switch
    {
        Contract contract => contract.Validate(),
        ExperienceDocument experience => Of(experience.ToExperience()),
        Clause clause => Of(clause.ValidateAll),
        Level level => Of(level.Validate),
        QualityRate rate => Of(rate.Validate),
        Condition condition => Of(condition.Validate),
        Fact fact => Of((path, failures) => PreparedContract.ValidateFact(fact, path, failures)),
        ValueList<Number> numbers => numbers.SelectMany(static number =>
            Of((path, failures) => PreparedContract.ValidateFact(number, Paths.Join(path, NumberName.Shown(number.Name)), failures))),
        Pool pool => Of(pool.Validate),

        // Judged inside the smallest sound whole that can hold them, so that their rules are written once.
        Arrangement arrangement => Inside("parts[0]", (Whole with { Parts = [arrangement] }).Validate())
            .Where(static f => f.Code is not "period-outside-term"),
        Region region => Inside("regions[0]", Of(new Choose { Regions = [region] }.ValidateAll)),
        _ => [],
    };

    private static readonly Contract Whole = new()
    {
        Id = "a",
        Currency = "USD",
        Term = new(new LocalDate(2000, 1, 1), new LocalDate(2000, 12, 31)),

        // What a part may say of a payment depends on the whole.
        Pays = Payee.Parts,
    };

    private static List<Failure> Of(Action<string, List<Failure>> judge)
    {
        var failures = new List<Failure>();
        judge(string.Empty, failures);
        return failures;
    }

    private static List<Failure> Of(Action<string, List<Failure>, int> judge) => Of((path, failures) => judge(path, failures, 0));

    private static List<Failure> Of(Experience experience, string path = "")
    {
        List<Failure>? failures = null;
        PreparedContract.CheckAlone(experience, path, ref failures);
        failures ??= [];
        for (var i = 0; i < experience.Parts.Count; i++)
        {
            failures.AddRange(Of(experience.Parts[i], Paths.Item(path, "parts", i)));
        }

        return failures;
    }

    private static IEnumerable<Failure> Inside(string place, IEnumerable<Failure> failures) =>
        failures.Where(f => f.Path.StartsWith(place, StringComparison.Ordinal))
            .Select(f => f with { Path = f.Path[place.Length..].TrimStart('.') });
}
