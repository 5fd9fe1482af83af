using System.Runtime.CompilerServices;

namespace ValueSettlement;

/// <summary>A record refuses a null where a value belongs at the moment it is made: the caller's own line is in the stack, and nothing
/// behind it has to ask again.</summary>
internal static class Given
{
    public static T Of<T>(T? value, [CallerMemberName] string member = "")
        where T : class => value ?? throw Missing(member);

    public static ArgumentNullException Missing(string member) =>
        new(member, "A value is expected here, not null. Give one; where nothing applies, give an empty list or leave the member out.");

    /// <summary>The elements of a list, none of them null.</summary>
    public static T[] All<T>(T[] items)
    {
        if (!typeof(T).IsValueType)
        {
            for (var i = 0; i < items.Length; i++)
            {
                if (items[i] is null)
                {
                    throw new ArgumentException(string.Create(System.Globalization.CultureInfo.InvariantCulture,
                        $"Element {i} of the list is null. Leave it out, or give a value."), nameof(items));
                }
            }
        }

        return items;
    }
}
