using System.Reflection;
using ValueSettlement.Programs;
using ValueSettlement.Tests.Json;

namespace ValueSettlement.Tests.Contracts;

/// <summary>A caller without nullable annotations, or a deserializer, can leave out anything: every member of every contract and experience
/// in turn is null, and the answer is a failure, never a crash.</summary>
public sealed class MissingMemberTests
{
    private const BindingFlags Instance = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance;

    /// <summary>A hole in a tree: how to make it, how to close it, whether the type allows it.</summary>
    private sealed record Hole(string Path, Action Make, Action Close, bool Allowed);

    // The samples of other tests stay whole: what is damaged here is a copy of its own.
    private static Contract Copy(Contract contract) => SettlementJson.ReadContract(SettlementJson.Write(contract));

    private static Experience Copy(Experience experience) => SettlementJson.ReadExperience(SettlementJson.Write(experience));

    [Fact]
    public void A_contract_with_anything_missing_is_judged_and_never_crashes() =>
        Pierce(Copy(JsonSamples.Contract), contract =>
        {
            var failures = contract.Validate();
            if (failures.Count > 0)
            {
                Assert.Equal(failures, contract.TrySettle(new Experience()).Failures);
                Assert.Equal(failures, Assert.Throws<SettlementException>(contract.Prepare).Failures);
            }

            return failures;
        });

    [Fact]
    public void An_experience_with_anything_missing_is_judged_and_never_crashes()
    {
        var reader = FailureTests.With([.. JsonSamples.Clauses.Where(static clause =>
            clause is not Choose { Regions: [{ Benchmark: not null }, ..] }),
            .. JsonSamples.QualityRates.Select(static rate => new SharingRate { Gain = rate.IsOfLosses() ? Rate.Zero : rate, Loss = rate }),
            .. JsonSamples.Levels.Select(static level => new Floor { At = level })]);
        reader = reader with
        {
            Clauses = [new Choose { Regions = [new() { Name = "other", When = JsonSamples.Conditions,
            Benchmark = MedicareSharedSavings.TwoWayBenchmark }] }, .. reader.Clauses]
        };
        var prepared = reader.Prepare();
        var facts = JsonSamples.Experience with { Arrangement = null, Opening = null, Parts = [], Currency = null, Period = null };
        Pierce(Copy(facts), Settled);
        Pierce(Copy(facts with { Facts = [.. JsonSamples.Facts.Where(static fact => fact is not Number { Name: "relief" })] }), Settled);

        ValueList<Failure> Settled(Experience experience)
        {
            var outcome = prepared.TrySettle(experience);
            if (outcome.IsSettled)
            {
                _ = outcome.Settlement!.Statement();
                _ = outcome.Settlement!.ToString();
            }
            else
            {
                Assert.Throws<SettlementException>(() => prepared.Settle(experience));
                Assert.Throws<SettlementException>(() => prepared.Earned(experience));
            }

            _ = Caught(() => prepared.PayoffOverSpending(experience));
            return outcome.Failures;
        }
    }

    [Fact]
    public void An_experience_of_parts_with_anything_missing_is_judged_and_never_crashes()
    {
        var clauses = JsonSamples.Settling.Clauses;
        var prepared = (JsonSamples.Settling with
        {
            Parts = [new Arrangement { Id = "north", Clauses = clauses },
            new Arrangement { Id = "south", Clauses = [new Relief()] }],
            Clauses = []
        }).Prepare();
        var whole = new Experience
        {
            Facts = [Number.Of(Basis.AdvanceBalance, Money.Of(1m))],
            Parts = [JsonSamples.SettlingFacts with { Arrangement = "north", Facts = [Quality.Met(Rate.One)] },
                new() { Arrangement = "south", Benchmark = Money.Of(10m), Expenditure = Money.Of(11m) }],
        };
        Pierce(Copy(whole), experience =>
        {
            _ = Caught(() => prepared.PayoffOverSpending(experience, "north"));
            return prepared.TrySettle(experience).Failures;
        });
    }

    [Fact]
    public void A_list_refuses_an_element_that_is_null()
    {
        Clause[] clauses = [new Relief(), null!];
        Assert.Contains("Element 1", Assert.Throws<ArgumentException>(() => ValueList.Create<Clause>(clauses)).Message,
            StringComparison.Ordinal);
        Assert.Contains("Element 1", Assert.Throws<ArgumentException>(() => clauses.Where(static _ => true).ToValueList()).Message,
            StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(static () => new Experience { Facts = [null!] });
        Assert.Equal([1m, null], ValueList.Create<decimal?>([1m, null]));
        Assert.Contains("Clauses", Assert.Throws<ArgumentNullException>(static () => new Arrangement { Id = "a", Clauses = null! }).Message,
            StringComparison.Ordinal);
    }

    private static bool Caught(Action act)
    {
        try
        {
            act();
            return false;
        }
        catch (Exception error) when (error is SettlementException or ArgumentException)
        {
            return true;
        }
    }

    private static void Pierce<T>(T root, Func<T, ValueList<Failure>> judge)
        where T : notnull
    {
        var before = judge(root);
        var holes = Holes(root, typeof(T).Name, []).ToArray();
        var wrong = new List<string>();
        foreach (var hole in holes)
        {
            try
            {
                hole.Make();
            }
            catch (TargetInvocationException refused) when (refused.InnerException is ArgumentException { Message.Length: > 0 })
            {
                continue;
            }

            try
            {
                var failures = judge(root);
                if (!hole.Allowed && failures.Equals(before))
                {
                    wrong.Add($"{hole.Path}: not noticed");
                }

                wrong.AddRange(failures.Where(static f => f.Code.Length == 0 || f.Rule.Length == 0 || f.Remedy.Length == 0)
                    .Select(f => $"{hole.Path}: {f}"));
            }
            catch (Exception error) when (error is not SettlementException)
            {
                wrong.Add($"{hole.Path}: {error.GetType().Name} {error.StackTrace?.Split('\n')[0].Trim()}");
            }
            finally
            {
                hole.Close();
            }
        }

        Assert.True(wrong.Count == 0, $"{wrong.Count} of {holes.Length}\n" + string.Join("\n", wrong));
        Assert.Equal(before, judge(root));
    }

    private static IEnumerable<Hole> Holes(object record, string path, HashSet<object> seen)
    {
        if (record.GetType().Assembly != typeof(Contract).Assembly || !seen.Add(record))
        {
            yield break;
        }

        if (record.GetType() is { IsGenericType: true } list && list.GetGenericTypeDefinition() == typeof(ValueList<>))
        {
            var items = (Array)list.GetField("items", Instance)!.GetValue(record)!;
            for (var i = 0; i < items.Length; i++)
            {
                foreach (var hole in Holes(items.GetValue(i)!, $"{path}[{i}]", seen))
                {
                    yield return hole;
                }
            }

            yield break;
        }

        var nullability = new NullabilityInfoContext();
        foreach (var property in record.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(static p => p is { CanWrite: true, PropertyType.IsValueType: false } && p.GetIndexParameters().Length == 0))
        {
            if (property.GetValue(record) is not { } value)
            {
                continue;
            }

            // Words beside the numbers.
            var allowed = nullability.Create(property).WriteState != NullabilityState.NotNull
                || record is Authority or Line or Operand or Figure or OpeningLetters or Origin;
            yield return new($"{path}.{property.Name}", () => property.SetValue(record, null), () =>
                property.SetValue(record, value), allowed);
            foreach (var hole in Holes(value, $"{path}.{property.Name}", seen))
            {
                yield return hole;
            }
        }
    }
}
