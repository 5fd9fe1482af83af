using System.Globalization;
using System.Runtime.CompilerServices;

namespace ValueSettlement.Statistics;

/// <summary>What this room asks of its arguments. Each refusal says range, value and remedy, the same in every culture.</summary>
internal static class Demand
{
    /// <summary>The largest number of trials, cases or people: 1,000,000,000.</summary>
    public const long Most = 1_000_000_000;

    private static readonly Rate Usual = Rate.Of(0.95m);

    /// <summary>A confidence between 50 % and less than 100 %; 95 % if none is stated.</summary>
    public static Rate Confidence(Rate? confidence, [CallerArgumentExpression(nameof(confidence))] string name = "")
    {
        var stated = confidence ?? Usual;
        return stated.Fraction is >= 0.5m and <= 0.999_999_999_999m ? stated
            : throw Refused(name, stated, "A confidence lies between 50% and 99.9999999999%", "Write 95 % as 95.Percent()");
    }

    /// <summary>A chance or share from 0 to 1.</summary>
    public static decimal Share(Rate share, [CallerArgumentExpression(nameof(share))] string name = "") => share.Fraction is >= 0m and <= 1m
        ? share.Fraction : throw Refused(name, share, "A share lies between 0% and 100%", "Write 75 % as 75.Percent()");

    /// <summary>A chance or share strictly between 0 and 1.</summary>
    public static decimal InnerShare(Rate share, [CallerArgumentExpression(nameof(share))] string name = "") =>
        share.Fraction is > 0m and < 1m ? share.Fraction
            : throw Refused(name, share, "It lies above 0% and below 100%", "Write 75 % as 75.Percent()");

    /// <summary>A count of events, from zero.</summary>
    public static long Count(long count, [CallerArgumentExpression(nameof(count))] string name = "") => count is >= 0 and <= Most
        ? count : throw Refused(name, count, "A count lies between 0 and 1,000,000,000", "State the cases themselves, not a rate");

    /// <summary>A number of trials or people, from one.</summary>
    public static long Trials(long trials, [CallerArgumentExpression(nameof(trials))] string name = "") => trials is >= 1 and <= Most
        ? trials : throw Refused(name, trials, "It lies between 1 and 1,000,000,000", "With nobody counted there is nothing to judge");

    /// <summary>A count of events among trials.</summary>
    public static long Among(long events, long trials, [CallerArgumentExpression(nameof(events))] string name = "")
    {
        Trials(trials);
        return events >= 0 && events <= trials ? events
            : throw Refused(name, events, "Events lie between 0 and the trials, " + Words.Of(trials), "Count each trial once");
    }

    /// <summary>An expected count: above zero.</summary>
    public static decimal Expected(decimal expected, [CallerArgumentExpression(nameof(expected))] string name = "") =>
        expected is >= 0.000_001m and <= Most ? expected
            : throw Refused(name, expected, "An expected count lies between 0.000001 and 1,000,000,000",
                "Where nothing is expected there is no ratio: state 1 for limits on the count itself");

    /// <summary>What events happened in: above zero.</summary>
    public static decimal Exposure(decimal exposure, [CallerArgumentExpression(nameof(exposure))] string name = "") =>
        exposure is >= 0.000_001m and <= Most ? exposure
            : throw Refused(name, exposure, "An exposure lies between 0.000001 and 1,000,000,000",
                "Where nobody was exposed there is no rate: leave the period out");

    /// <summary>A positive number with an upper bound.</summary>
    public static decimal Positive(decimal value, decimal largest, [CallerArgumentExpression(nameof(value))] string name = "") =>
        value > 0m && value <= largest ? value
            : throw Refused(name, value, "It lies above 0, up to " + NumberText.Number(largest), "Check the unit");

    /// <summary>A finite number of a magnitude that squares stay finite.</summary>
    public static double Finite(double value, [CallerArgumentExpression(nameof(value))] string name = "") => Math.Abs(value) <= 1e100
        ? value : throw Refused(name, Words.Of(value), "A number lies between -1e100 and 1e100", "Leave out what is not a number");

    /// <summary>A member of an enumeration that has no default.</summary>
    public static T Choice<T>(T choice, [CallerArgumentExpression(nameof(choice))] string name = "")
        where T : struct, Enum => Enum.IsDefined(choice) ? choice
            : throw Refused(name, choice.ToString(), "It is one of " + string.Join(", ", Enum.GetNames<T>()),
                "There is no default: the contract says which");

    /// <summary>The refusal itself.</summary>
    public static ArgumentOutOfRangeException Refused(string name, object value, string range, string remedy) =>
        new(name, string.Create(CultureInfo.InvariantCulture, $"{range} (given: {value}). {remedy}."));
}
