using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using ValueSettlement.Json;

namespace ValueSettlement.Tests.Json;

/// <summary>
/// Valid documents, damaged at random: reading either succeeds, and then what was read can be written and read again, or it fails with
/// failures.
/// Nothing else is ever thrown. <c>VALUESETTLEMENT_FUZZ_SEED</c> and <c>VALUESETTLEMENT_FUZZ_CASES</c> choose other cases and more of them.
/// </summary>
public sealed partial class JsonFuzzTests
{
    private static readonly int Seed = Setting("VALUESETTLEMENT_FUZZ_SEED", 20_240_229);
    private static readonly int Cases = Setting("VALUESETTLEMENT_FUZZ_CASES", 1_000);

    private static readonly string[] Tokens =
    [
        "{", "}", "[", "]", ",", ":", "null", "true", "0", "-1", "1e28", "1e-28", "79228162514264337593543950335",
            "-79228162514264337593543950335", "1000000000000000", "0.0000000000000000000000000001", "2147483647",
        "\"\"", "\"kind\"", "\"limit\"", "\"choose\"", "\"lesser\"", "\"\\ud800\"", "\"2024-02-30\"", "\"9999-12-31\"", "\"-9998-01-01\"",
        "\"NaN\"", "\"benchmark\"", "\"quotient\"", "\"interpolate\"", "\"round\"", "[]", "{}", "\"\u202e\"", "\"$schema\"",
        "\"9998-12-31\"", "\"rate\"", "\"perCapita\"",
    ];

    [Fact]
    public void Damaged_contracts_never_crash() => Fuzz(
        Documents(static pair => SettlementJson.Write(pair.Contract), SettlementJson.Write(JsonSamples.Contract)),
        static utf8 =>
        {
            _ = BothWays.Agree<Contract>(utf8);
            var contract = SettlementJson.ReadContract(utf8);
            Assert.Equal(contract, SettlementJson.ReadContract(SettlementJson.Write(contract)));
            Assert.Empty(contract.Validate());
            _ = SettlementJson.Digest(contract);
            Settle(contract, JsonSamples.SettlingFacts);
        });

    [Fact]
    public void Damaged_experiences_never_crash() => Fuzz(
        Documents(static pair => SettlementJson.Write(pair.Experience), SettlementJson.Write(JsonSamples.Experience)),
        static utf8 =>
        {
            _ = BothWays.Agree<ExperienceDocument>(utf8);
            var experience = SettlementJson.ReadExperience(utf8);
            Assert.Equal(experience, SettlementJson.ReadExperience(SettlementJson.Write(experience)));
            _ = SettlementJson.Digest(experience);
            Settle(JsonSamples.Settling, experience);
        });

    [Fact]
    public void Damaged_sums_never_crash() => Fuzz(
        Documents(static pair => SettlementJson.Write(Around(pair.Contract)), SettlementJson.Write(JsonSamples.Network)),
        static utf8 =>
        {
            _ = BothWays.Agree<Contract>(utf8);
            var sum = SettlementJson.ReadContract(utf8);
            Assert.Equal(sum, SettlementJson.ReadContract(SettlementJson.Write(sum)));
            Assert.Empty(sum.Validate());
            _ = SettlementJson.Digest(sum);
            Settle(sum, JsonSamples.PayingFacts);
        });

    internal static Contract Around(Contract part) => new()
    {
        Id = "p",
        Currency = part.Currency,
        Term = part.Term,
        Publishing = part.Publishing,
        Pays = Payee.Parts,
        Parts = [part],
    };

    /// <summary>The contract is damaged and settles its experience, or the experience is damaged and settled by its contract.</summary>
    [Fact]
    public void What_was_read_is_settled_shown_written_and_read()
    {
        var pairs = Enumerable.Range(0, 30).Select(static i => new ContractMaker(Seed + i))
            .Select(static maker => maker.Fit(maker.Contract())).ToArray();
        var next = 0;
        Fuzz(
            [.. pairs.Select(static pair => SettlementJson.Write(pair.Contract))],
            utf8 => Settle(SettlementJson.ReadContract(utf8), pairs[next++ % pairs.Length].Experience));
        foreach (var (contract, experience) in pairs)
        {
            Fuzz([SettlementJson.Write(experience)], utf8 => Settle(contract, SettlementJson.ReadExperience(utf8)), Cases / pairs.Length);
        }
    }

    [Fact]
    public void Damaged_settlements_never_crash() => Fuzz(
        Documents(static pair => SettlementJson.Write(pair.Contract.Settle(pair.Experience)), SettlementJson.Write(JsonSamples.Settlement)),
        static utf8 =>
        {
            _ = BothWays.Agree<SettlementDocument>(utf8);
            var settlement = SettlementJson.ReadSettlement(utf8);
            Assert.Equal(settlement, SettlementJson.ReadSettlement(SettlementJson.Write(settlement)));
            Assert.NotNull(string.Join('\n', settlement.Lines));
            Assert.NotNull(settlement.Coverage);
            Assert.NotEmpty(settlement.Statement());
        });

    private static void Settle(Contract contract, Experience experience)
    {
        var outcome = contract.TrySettle(experience);
        Assert.All(outcome.Failures, static failure => Assert.NotEmpty(failure.ToString()));
        if (outcome.Settlement is { } settlement)
        {
            Assert.NotEmpty(settlement.Statement());
            Assert.Equal(settlement, SettlementJson.ReadSettlement(SettlementJson.Write(settlement)));
        }
    }

    private static void Fuzz(string[] documents, Action<ReadOnlyMemory<byte>> read, int? cases = null)
    {
        var (sound, failed) = (0, 0);
        for (var i = 0; i < (cases ?? Cases); i++)
        {
            var random = new Random(Seed + i);
            var document = documents[random.Next(documents.Length)];
            var damaged = random.Next(2) == 0 ? Bytes(random, document) : Encoding.UTF8.GetBytes(Words(random, document));
            try
            {
                read(damaged);
                sound++;
            }
            catch (SettlementException problem) when (IsSaidWell(problem))
            {
                failed++;
            }
            catch (Exception problem)
            {
                var file = Path.Combine(Path.GetTempPath(), FormattableString.Invariant($"value-settlement-fuzz-{Seed + i}.json"));
                File.WriteAllBytes(file, damaged);
                Assert.Fail(FormattableString.Invariant($"Seed {Seed + i} (document kept in {file}): {problem}"));
            }
        }

        // Damage that never matters, or always breaks the syntax, would prove nothing.
        Assert.True(cases is not null || (failed > Cases / 4 && sound > 0), $"{sound} documents were read, {failed} failed.");
    }

    // The audit says everything better than the serializer would.
    private static bool IsSaidWell(SettlementException problem) => problem.Failures.Count > 0
        && !problem.Failures.Any(static failure => failure.Code == "document-unreadable");

    private static string[] Documents(Func<(Contract Contract, Experience Experience), string> write, string sample) =>
        [sample, .. Enumerable.Range(0, 30).Select(i => new ContractMaker(Seed + i)).Select(static maker => maker.Fit(maker.Contract()))
            .Select(write)];

    private static byte[] Bytes(Random random, string document)
    {
        var bytes = Encoding.UTF8.GetBytes(document).ToList();
        for (var i = random.Next(1, 4); i > 0 && bytes.Count > 1; i--)
        {
            var at = random.Next(bytes.Count);
            switch (random.Next(6))
            {
                case 0:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 2:
                    bytes.RemoveAt(at);
                    break;
                case 3:
                    bytes.Insert(at, (byte)random.Next(32, 127));
                    break;
                case 4:
                    bytes.RemoveRange(at, Math.Min(random.Next(1, 200), bytes.Count - at));
                    break;
                default:
                    bytes.InsertRange(at, bytes.GetRange(at, Math.Min(random.Next(1, 200), bytes.Count - at)));
                    break;
            }
        }

        return [.. bytes];
    }

    private static string Words(Random random, string document)
    {
        var tokens = Token().Matches(document).Select(static match => match.Value).ToList();
        for (var i = random.Next(1, 4); i > 0; i--)
        {
            var at = random.Next(tokens.Count);
            switch (random.Next(5))
            {
                case 0:
                    tokens[at] = Tokens[random.Next(Tokens.Length)];
                    break;
                case 1:
                    tokens.RemoveAt(at);
                    break;
                case 2:
                    tokens.Insert(at, Tokens[random.Next(Tokens.Length)]);
                    break;
                case 3:
                    // A value of the same kind from elsewhere: stays well formed, changes the meaning.
                    var like = tokens.Where(token =>
                        token[0] == tokens[at][0] || (char.IsAsciiDigit(token[0]) && char.IsAsciiDigit(tokens[at][0]))).ToArray();
                    tokens[at] = like[random.Next(like.Length)];
                    break;
                default:
                    (tokens[at], tokens[random.Next(tokens.Count)]) = (tokens[random.Next(tokens.Count)], tokens[at]);
                    break;
            }
        }

        return string.Concat(tokens);
    }

    private static int Setting(string name, int usual) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value
        : usual;

    [GeneratedRegex("""\"(?:[^\"\\]|\\.)*\"|-?[0-9][0-9.eE+-]*|[{}\[\],:]|[a-z]+""")]
    private static partial Regex Token();
}
