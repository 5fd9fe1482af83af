using System.Collections;
using System.Reflection;
using NodaTime;
using ValueSettlement.Programs;

namespace ValueSettlement.Tests.Programs;

/// <summary>Walks every dated parameter of every programme: no gap, no overlap, none without authority, the first and the last day of each
/// interval found.</summary>
public sealed class DatedParameterTests
{
    /// <summary>Every dated parameter that a programme shows, alone or in a table of several.</summary>
    private static IEnumerable<(Type Programme, IDatedParameter Parameter)> Shown =>
        from type in typeof(MedicareSharedSavings).Assembly.GetExportedTypes()
        where type.Namespace == "ValueSettlement.Programs"
        from property in type.GetProperties(BindingFlags.Public | BindingFlags.Static)
        where property.GetIndexParameters().Length == 0
        from parameter in Inside(property.GetValue(null))
        select (type, parameter);

    public static TheoryData<IDatedParameter> Parameters
    {
        get
        {
            var data = new TheoryData<IDatedParameter>();
            foreach (var parameter in Shown.Select(static s => s.Parameter).Distinct())
            {
                data.Add(new TheoryDataRow<IDatedParameter>(parameter) { TestDisplayName = parameter.Name });
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Parameters))]
    public void Has_no_gap_and_no_overlap_and_an_authority_everywhere(IDatedParameter parameter)
    {
        var walk = typeof(DatedParameterTests).GetMethod(nameof(WalkOf),
            BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(parameter.GetType().GetGenericArguments()[0]);
        try
        {
            walk.Invoke(null, [parameter]);
        }
        catch (TargetInvocationException problem) when (problem.InnerException is not null)
        {
            throw problem.InnerException;
        }
    }

    private static void WalkOf<T>(Dated<T> parameter)
    {
        Assert.False(string.IsNullOrWhiteSpace(parameter.Name));
        Assert.True(Enum.IsDefined(parameter.Axis));
        Assert.Equal(parameter.Entries.Count, parameter.History.Count);
        for (var i = 0; i < parameter.Entries.Count; i++)
        {
            var entry = parameter.Entries[i];
            Assert.False(string.IsNullOrWhiteSpace(entry.Authority?.Citation),
                FormattableString.Invariant($"{parameter.Name} has no authority from {entry.From:R} on."));
            Assert.False(string.IsNullOrWhiteSpace(parameter.History[i].Value));
            Assert.Equal(entry.InForce ? parameter.History[i].Value : "not in force", parameter.History[i].Value);
            // An entry that repeats value and authority of the one before it is no change: a mistake of dates or of values.
            Assert.False(i > 0 && entry.InForce == parameter.Entries[i - 1].InForce && entry.Authority == parameter.Entries[i - 1].Authority
                && EqualityComparer<T>.Default.Equals(entry.Value, parameter.Entries[i - 1].Value),
                FormattableString.Invariant($"{parameter.Name} does not change on {entry.From:R}."));
            LocalDate last = i + 1 < parameter.Entries.Count ? parameter.Entries[i + 1].From.PlusDays(-1) : new(2100, 12, 31);
            Assert.True(entry.From <= last);
            foreach (var day in new[] { entry.From, last })
            {
                if (entry.InForce)
                {
                    Assert.Same(entry, parameter.Find(day));
                    Assert.Same(entry, parameter.On(day));
                }
                else
                {
                    Assert.Null(parameter.Find(day));
                    Assert.Equal("parameter-not-in-force",
                        Assert.Single(Assert.Throws<SettlementException>(() => parameter.On(day)).Failures).Code);
                }
            }
        }

        Assert.Null(parameter.Find(parameter.Entries[0].From.PlusDays(-1)));
        Assert.Throws<SettlementException>(() => parameter.On(parameter.Entries[0].From.PlusDays(-1)));
    }

    /// <summary>Performance years 2013 to 2026 and agreements from April 2012 on: each parameter has a value or says that it is not in
    /// force.</summary>
    [Fact]
    public void The_shared_savings_program_is_covered_from_2013_on()
    {
        foreach (var parameter in MedicareSharedSavings.Parameters)
        {
            Assert.Contains(parameter.Axis, new[] { DateAxis.PerformancePeriod, DateAxis.AgreementStart });
            Assert.True(parameter.History[0].From <= new LocalDate(2012, 4, 1), $"{parameter.Name} begins on {parameter.History[0].From}.");
            Assert.True(parameter.History[^1].From <= new LocalDate(2029, 1, 1), parameter.Name);
        }
    }

    [Fact]
    public void No_parameter_is_left_out_of_a_programmes_list()
    {
        foreach (var programme in Shown.GroupBy(static s => s.Programme.DeclaringType ?? s.Programme))
        {
            var listed = programme.Key.GetProperty("Parameters",
                BindingFlags.Public | BindingFlags.Static)?.GetValue(null) as IEnumerable<IDatedParameter>;
            Assert.True(listed is not null, $"{programme.Key.Name} has dated parameters and no list of them.");
            Assert.Empty(programme.Select(static s => s.Parameter).Distinct().Except(listed));
            Assert.Equal(listed.Count(), listed.Select(static p => p.Name).Distinct().Count());
        }
    }

    [Fact]
    public void Entries_out_of_order_twice_or_none_are_refused()
    {
        var one = new DatedEntry<int>(new(2020, 1, 1), 1, true, Authority.Of("here"));
        Assert.Throws<ArgumentException>(() => new Dated<int>("none", DateAxis.PlanYear));
        Assert.Throws<ArgumentException>(() => new Dated<int>("twice", DateAxis.PlanYear, one, one));
        Assert.Throws<ArgumentException>(() => new Dated<int>("back", DateAxis.PlanYear, one, one with { From = new(2019, 12, 31) }));
    }

    private static IEnumerable<IDatedParameter> Inside(object? value) => value switch
    {
        IDatedParameter parameter => [parameter],
        string => [],
        IDictionary table => table.Values.Cast<object?>().SelectMany(Inside),
        IEnumerable several => several.Cast<object?>().OfType<IDatedParameter>(),
        _ => [],
    };
}
