using System.Security.Cryptography;
using ValueSettlement.Population;

namespace ValueSettlement.Tests.Population;

public sealed class PartialBytesTests
{
    private static readonly PreparedPopulation Population = Rules(5, 3).Prepare();

    [Fact]
    public void APartialComesBackAndMerges()
    {
        var rows = Rows.Random(20_000, 5, 3, 11);
        var brackets = Surveyed(rows).Bracket();
        var (first, second, whole) = (Population.Begin(brackets), Population.Begin(brackets), Population.Begin(brackets));
        first.Add(rows.Columns.Slice(0, 9_000));
        second.Add(rows.Columns.Slice(9_000, 11_000));
        whole.Add(rows.Columns);
        var read = Population.ReadPartial(second.ToBytes().Span);
        read.Merge(Population.ReadPartial(first.ToBytes().Span));
        Assert.Equal(whole.ToBytes(), read.ToBytes());
        Assert.Equal(whole.Digest, read.Digest);
        Assert.NotEqual(first.Digest, read.Digest);
        Assert.Equal(whole.Total()[2, 1], read.Total()[2, 1]);
    }

    [Fact]
    public void ASurveyComesBackAndMerges()
    {
        var rows = Rows.Random(20_000, 5, 3, 12);
        var (first, second) = (Surveyed(rows.Columns.Slice(0, 777)), Surveyed(rows.Columns.Slice(777, 20_000 - 777)));
        second.Merge(Population.ReadSurvey(first.ToBytes().Span));
        Assert.Equal(Surveyed(rows).ToBytes(), second.ToBytes());
        Assert.Equal(Surveyed(rows).ToBytes(), Population.ReadSurvey(second.ToBytes().Span).ToBytes());
    }

    [Fact]
    public void OtherRulesAreRefused()
    {
        var bytes = Population.Begin(Surveyed(Rows.Random(100, 5, 3, 1)).Bracket()).ToBytes().ToArray();
        Assert.Equal("partial-rules", Code(() => Rules(6, 3).Prepare().ReadPartial(bytes)));
        Assert.Equal("partial-rules", Code(() => (Rules(5, 3) with { Truncation = [Truncation.None] }).Prepare().ReadPartial(bytes)));
        Assert.Equal("partial-kind", Code(() => Population.ReadSurvey(bytes)));
        Assert.Equal("partial-kind", Code(() => Population.ReadPartial([])));
    }

    [Fact]
    public void AnyChangedByteIsRefused()
    {
        var rows = Rows.Random(300, 5, 3, 2);
        var partial = Population.Begin(Surveyed(rows).Bracket());
        partial.Add(rows.Columns);
        foreach (var bytes in new[] { partial.ToBytes().ToArray(), Surveyed(rows).ToBytes().ToArray() })
        {
            for (var i = 0; i < bytes.Length; i++)
            {
                var altered = bytes.ToArray();
                altered[i] ^= (byte)(1 << (i % 8));
                Refused(altered);
                Refused(altered.AsSpan(0, i).ToArray());
            }
        }
    }

    [Fact]
    public void ContentThatNoRowsHaveIsRefusedOrIsPossible()
    {
        // Whoever alters a partial can seal it again: then only content that some rows could have is taken, and it never does harm.
        var rows = Rows.Random(200, 5, 3, 2);
        var partial = Population.Begin(Surveyed(rows).Bracket());
        partial.Add(rows.Columns);
        var random = new Random(7);
        foreach (var bytes in new[] { partial.ToBytes().ToArray(), Surveyed(rows).ToBytes().ToArray() })
        {
            for (var i = 36; i < bytes.Length - 32; i++)
            {
                var altered = bytes.ToArray();
                altered[i] = (byte)random.Next(256);
                _ = SHA256.HashData(altered.AsSpan(0, altered.Length - 32), altered.AsSpan(altered.Length - 32));
                try
                {
                    if (BitConverter.ToUInt32(bytes) == 0x3150_5356)
                    {
                        var read = Population.ReadPartial(altered);
                        Assert.Equal(altered, read.ToBytes());
                        _ = read.Total();
                    }
                    else
                    {
                        _ = Population.ReadSurvey(altered).Bracket();
                    }
                }
                catch (SettlementException refused)
                {
                    Assert.NotEmpty(refused.Failures);
                }
            }
        }
    }

    [Fact]
    public void ABeneficiaryHasOneRowInAStratum()
    {
        var rows = Rows.Random(1_000, 5, 3, 3);
        var ids = Enumerable.Range(0, 1_000).Select(static i => (uint)i * 4_000_037u).ToArray();
        ids[600] = ids[5];
        (rows.Stratum[5], rows.Stratum[600]) = (1, 2);
        var population = (Rules(5, 3) with { Truncation = [Truncation.None] }).Prepare();
        var partial = population.Begin();
        partial.Add(rows.Columns with { Beneficiary = ids });
        rows.Stratum[600] = 1;
        var failures = Assert.Throws<SettlementException>(() => population.Begin().Add(rows.Columns with { Beneficiary = ids })).Failures;
        Assert.Equal(("beneficiary-twice", "rows[600].beneficiary"), (failures[0].Code, failures[0].Path));
        var again = Assert.Throws<SettlementException>(() => partial.Add(rows.Columns with { Beneficiary = ids })).Failures;
        Assert.Equal("1,000", again[^1].Value);
    }

    [Fact]
    public void APartialIsNotMergedTwice()
    {
        var rows = Rows.Random(1_000, 5, 3, 3);
        var population = (Rules(5, 3) with { Truncation = [Truncation.None] }).Prepare();
        var (one, other) = (population.Begin(), population.Begin());
        one.Add(rows.Columns with { Beneficiary = Enumerable.Range(0, 1_000).Select(static i => (uint)i * 65_537u).ToArray() });
        other.Merge(one);
        foreach (var again in new[] { one, other })
        {
            var failures = Assert.Throws<SettlementException>(() => other.Merge(again)).Failures;
            var code = ReferenceEquals(other, again) ? "partial-twice" : "beneficiary-twice";
            Assert.Equal((code, "1,000"), (failures[0].Code, failures[^1].Value));
        }

        Assert.Equal(1_000, other.Rows);
        Assert.Equal("partial-twice", Code(() => population.TotalOf([one, one])));
        Assert.Equal("beneficiary-twice", Code(() => population.TotalOf([one, other])));
    }

    [Fact]
    public void NegativeRowsThatWaitComeBack()
    {
        var population = (Rules(5, 3) with { Truncation = [Truncation.Winsorise(new(10), new(90))] }).Prepare();
        var rows = Rows.Random(5_000, 5, 3, 4, static random => random.Next(-900, 900));
        var survey = population.Survey();
        survey.Add(rows.Columns);
        var partial = population.Begin(survey.Bracket());
        partial.Add(rows.Columns);
        var read = population.ReadPartial(partial.ToBytes().Span);
        Assert.Equal(partial.ToBytes(), read.ToBytes());
        Assert.Equal(population.Total(rows.Columns)[1, 1], read.Total()[1, 1]);
    }

    [Fact]
    public void SealedContentThatNoRowsHaveIsRefused()
    {
        var population = (Rules(5, 3) with { Truncation = [Truncation.None] }).Prepare();
        var partial = population.Begin();
        partial.Add(new()
        {
            Organisation = new ushort[] { 1 },
            Stratum = new byte[] { 1 },
            Months = new byte[] { 12 },
            Cents = new long[] { 5 },
        });
        var first = 36 + (3 * 8) + (3 * 4 * 8) + 8;
        foreach (var (place, value) in new (int, long)[] { (16, 1), (32, 1), (64, 7) })
        {
            var bytes = partial.ToBytes().ToArray();
            // One row above with its months, below, and risk without rows that have any.
            BitConverter.TryWriteBytes(bytes.AsSpan(first + 8 + place), value);
            if (place < 64)
            {
                BitConverter.TryWriteBytes(bytes.AsSpan(first + 16 + place), 12L);
                BitConverter.TryWriteBytes(bytes.AsSpan(first + 8 + 48), 0L);
            }

            _ = SHA256.HashData(bytes.AsSpan(0, bytes.Length - 32), bytes.AsSpan(bytes.Length - 32));
            Assert.Equal("partial-content", Code(() => population.ReadPartial(bytes)));
        }
    }

    [Theory]
    [InlineData(12, 100_000, -100_000)]
    [InlineData(6, 50_000, -50_000)]
    [InlineData(7, 58_333, -58_333)]
    public void SealedCentsLieWithinTheThresholds(byte months, long most, long least)
    {
        var population = (Rules(5, 3) with { Truncation = [Truncation.At(Money.Of(1_000))] }).Prepare();
        var partial = population.Begin();
        partial.Add(Row(months, 5));
        // Place of the group, rows and months, those above and those below stand before the cents.
        var place = 36 + (3 * 8) + (3 * 4 * 8) + 8 + (7 * 8);
        foreach (var cents in new[] { most, least })
        {
            Assert.Equal(cents, population.ReadPartial(Sealed(partial.ToBytes(), place, cents, cents >> 63)).Total()[1, 1].CentsWithin);
            var beyond = cents + Math.Sign(cents);
            Assert.Equal("partial-content", Code(() => population.ReadPartial(Sealed(partial.ToBytes(), place, beyond, beyond >> 63))));
        }
    }

    [Fact]
    public void SealedCentsLieWithinTheBracketsOfTheRowsThatDoNotWait()
    {
        var rows = Rows.Random(2_000, 1, 1, 5, static random => random.Next(0, 100_000));
        var population = Rules(1, 1).Prepare();
        var survey = population.Survey();
        survey.Add(rows.Columns);
        var partial = population.Begin(survey.Bracket());
        partial.Add(rows.Columns);
        var place = 36 + (3 * 8) + (4 * 8) + 8 + (7 * 8);
        var bytes = partial.ToBytes().ToArray();
        var cents = BitConverter.ToInt64(bytes, place);
        Assert.Equal(2_000, population.ReadPartial(Sealed(bytes, place, cents + 1)).Rows);
        // All rows at the upper bracket for all their months would be less than twice the largest level.
        Assert.Equal("partial-content", Code(() => population.ReadPartial(Sealed(bytes, place, cents * 1_000))));
    }

    [Fact]
    public void SealedLevelsHaveMonthsThatGiveThem()
    {
        var survey = Population.Survey();
        survey.Add(Row(12, 1));
        // Level, rows and months of the one row: a cent in twelve months is the only way to its level.
        var place = 36 + (2 * 8) + 8;
        Assert.Equal(1, Population.ReadSurvey(Sealed(survey.ToBytes(), place, 2_310)).Rows);
        Assert.Equal("partial-content", Code(() => Population.ReadSurvey(Sealed(survey.ToBytes(), place + 16, 11))));
        Assert.Equal("partial-content", Code(() => Population.ReadSurvey(Sealed(survey.ToBytes(), place, 1))));
    }

    private static byte[] Sealed(ReadOnlyMemory<byte> content, int place, params ReadOnlySpan<long> values)
    {
        var bytes = content.ToArray();
        for (var i = 0; i < values.Length; i++)
        {
            Assert.True(BitConverter.TryWriteBytes(bytes.AsSpan(place + (8 * i)), values[i]));
        }

        _ = SHA256.HashData(bytes.AsSpan(0, bytes.Length - 32), bytes.AsSpan(bytes.Length - 32));
        return bytes;
    }

    private static PopulationColumns Row(byte months, long cents) => new()
    {
        Organisation = new ushort[] { 1 },
        Stratum = new byte[] { 1 },
        Months = new[] { months },
        Cents = new[] { cents },
    };

    private static string Code(Action act) => Assert.Throws<SettlementException>(act).Failures[0].Code;

    private static void Refused(byte[] bytes)
    {
        _ = Assert.Throws<SettlementException>(() => Population.ReadPartial(bytes));
        _ = Assert.Throws<SettlementException>(() => Population.ReadSurvey(bytes));
    }

    private static PopulationSurvey Surveyed(Rows rows) => Surveyed(rows.Columns);

    private static PopulationSurvey Surveyed(PopulationColumns columns)
    {
        var survey = Population.Survey();
        survey.Add(columns);
        return survey;
    }

    private static PopulationRules Rules(int organisations, int strata) => new()
    {
        Strata = [.. Enumerable.Range(0, strata).Select(static s => new Stratum($"s{s}", $"stratum {s}"))],
        Organisations = organisations,
        Truncation = [Truncation.AtPercentile(new(98))],
    };
}
