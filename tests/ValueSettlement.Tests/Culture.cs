using System.Globalization;

namespace ValueSettlement.Tests;

/// <summary>Runs something under a culture and puts the thread's own back.</summary>
internal static class Culture
{
    public static T In<T>(CultureInfo culture, Func<T> work)
    {
        var (own, words) = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        try
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (culture, culture);
            return work();
        }
        finally
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (own, words);
        }
    }
}
