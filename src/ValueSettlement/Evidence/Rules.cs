using System.Globalization;
using FluentValidation;
using FluentValidation.Results;

namespace ValueSettlement;

/// <summary>
/// The rules of one record, written once: FluentValidation reports every failure; the settlement's hot path asks the same rules
/// only whether they hold, without allocating.
/// </summary>
internal abstract class Rules<T> : AbstractValidator<T>
{
    private Func<T, bool>[] checks = [];

    /// <summary>Adds one rule.</summary>
    protected void Rule(string code, string member, Func<T, object?> value, Func<T, bool> holds, string rule, string remedy)
    {
        checks = [.. checks, holds];
        RuleFor(record => record).Custom((record, context) =>
        {
            if (!holds(record))
            {
                context.AddFailure(new ValidationFailure(member, rule, value(record)) { ErrorCode = code, CustomState = remedy });
            }
        });
    }

    public bool Hold(T record)
    {
        foreach (var check in checks)
        {
            if (!check(record))
            {
                return false;
            }
        }

        return true;
    }

    public void Validate(T record, string path, List<Failure> failures)
    {
        if (Hold(record))
        {
            return;
        }

        foreach (var failure in Validate(record).Errors)
        {
            failures.Add(new(failure.ErrorCode, Paths.Join(path, failure.PropertyName), Text(failure.AttemptedValue), failure.ErrorMessage,
                (string)failure.CustomState));
        }
    }

    private static string Text(object? value) => value switch
    {
        null => string.Empty,
        Enum choice => EnumText.Of(choice),
        _ => InvariantText.Of(value),
    };
}

/// <summary>Choices by name. A number that is no choice at all would otherwise be printed in the thread's culture.</summary>
internal static class EnumText
{
    public static string Of(Enum choice) =>
        Convert.ToInt64(choice, CultureInfo.InvariantCulture) is var number && number < 0 ? number.ToString(CultureInfo.InvariantCulture)
        : choice.ToString();
}

/// <summary>Paths of fields, as failures and lines show them.</summary>
internal static class Paths
{
    public static string Join(string path, string member) =>
        path.Length == 0 ? member : member.Length == 0 ? path : member[0] == '[' ? path + member : path + "." + member;

    /// <summary>A path that carries a name, so that two figures of one kind stay apart: "risk-score[End-stage renal disease]".</summary>
    public static string Named(string path, string name) => $"{path}[{name}]";

    /// <summary>Whether terms are nested too deep to be walked safely: a contract of people is nowhere near.</summary>
    public static bool TooDeep(string path, List<Failure> failures)
    {
        if (path.Length <= 2_000)
        {
            return false;
        }

        failures.Add(new("nested-too-deep", path[..200] + "…", string.Empty, "Levels and rates are nested too deep.",
            "Write them flatter."));
        return true;
    }

    // Every line of a settlement stands at one of these: they are made once.
    private static readonly string[] Clauses = [.. Enumerable.Range(0, 64).Select(static i => Numbered("clauses", i))];
    private static readonly string[] Payments = [.. Enumerable.Range(0, 16).Select(static i => Numbered("payment", i))];

    public static string Item(string path, string member, int index)
    {
        var known = path.Length > 0 ? [] : member switch { "clauses" => Clauses, "payment" => Payments, _ => [] };
        return (uint)index < (uint)known.Length ? known[index] : Join(path, Numbered(member, index));
    }

    private static string Numbered(string member, int index) => string.Create(CultureInfo.InvariantCulture, $"{member}[{index}]");
}

/// <summary>Rules of a record that has only one.</summary>
internal sealed class SharedRules<T> : Rules<T>
{
    public SharedRules(string code, string member, Func<T, object?> value, Func<T, bool> holds, string rule, string remedy) =>
        Rule(code, member, value, holds, rule, remedy);
}
