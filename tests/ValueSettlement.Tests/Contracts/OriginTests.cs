using System.Collections;
using System.Reflection;
using NodaTime;
using ValueSettlement.Benchmarks;
using ValueSettlement.Curves;
using ValueSettlement.Json;
using ValueSettlement.Programs;
using ValueSettlement.Tests.Json;

namespace ValueSettlement.Tests.Contracts;

/// <summary>The agreement is the document: terms in the contract, in its digest and on the figures that were made with them.</summary>
public sealed class OriginTests
{
    private static readonly Authority Elsewhere = Authority.Of("Another agreement, section 9");

    public static TheoryData<int> Samples => new(Enumerable.Range(0, TermsSamples.All.Count));

    [Fact]
    public void Every_programme_has_terms_that_make_its_contract()
    {
        var records = typeof(ProgrammeTerms).Assembly.GetTypes().Where(static t => t.IsSubclassOf(typeof(ProgrammeTerms))).ToArray();
        Assert.Equal(records.Select(static t => t.Name).Order(StringComparer.Ordinal), TermsSamples.All.Select(static t => t.GetType().Name)
            .Distinct().Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void Terms_come_back_from_the_document_with_every_rule(int index)
    {
        var terms = TermsSamples.All[index];
        var contract = terms.Contract();
        Assert.Empty(contract.Validate());
        Assert.Equal(terms.Resolved(), contract.Origin!.Terms);
        Assert.Equal(contract, terms.Resolved().Contract());
        Assert.Same(terms.Resolved(), terms.Resolved().Resolved());
        Assert.Equal(OriginState.AsMade, contract.OriginState());

        var read = SettlementJson.ReadContract(SettlementJson.Write(contract));
        Assert.Equal(contract, read);
        Assert.Equal(contract.Origin, read.Origin);
        Assert.Empty(read.Validate());
        Assert.Equal(OriginState.AsMade, read.OriginState());
        Assert.Equal(SettlementJson.Digest(contract), SettlementJson.Digest(read));
        Assert.Equal(SettlementJson.Digest(terms), read.Origin!.Terms.Digest.Text);
        Assert.Equal(contract.GetHashCode(), read.GetHashCode());
    }

    /// <summary>Whatever a rule decides, the digest of two parties that hold different values differs; where it stands in a book is no
    /// value.</summary>
    [Theory]
    [MemberData(nameof(Samples))]
    public void Every_single_rule_enters_the_digest_and_no_citation_does(int index)
    {
        var contract = TermsSamples.All[index].Contract();
        var digest = SettlementJson.Digest(contract);
        var values = 0;
        foreach (var (path, other) in Changes(contract.Origin!.Terms))
        {
            var changed = contract with { Origin = contract.Origin! with { Terms = (ProgrammeTerms)other } };
            var words = path.EndsWith(".Authority", StringComparison.Ordinal) || path.Contains(".Authority.", StringComparison.Ordinal)
                || path.StartsWith(".Rules.Benchmark.Letters", StringComparison.Ordinal) || path == ".Id"
                || path.EndsWith(".Measure.Title", StringComparison.Ordinal);
            Assert.True((SettlementJson.Digest(changed) == digest) == words, path);
            values += words ? 0 : 1;
        }

        Assert.True(values >= contract.Origin!.Terms.GetType().GetProperties().Count(p =>
            p.Name is not ("Id" or "Authority") && p.GetValue(contract.Origin.Terms) is not null), $"{values} values");
    }

    [Fact]
    public void Two_parties_with_12_and_20_percent_retention_hold_different_contracts()
    {
        var mine = TermsSamples.FullRisk;
        var yours = mine with { Retention = new(20.Percent(), mine.Retention!.Authority) };
        Assert.Equal(mine.Contract() with { Origin = null }, yours.Contract() with { Origin = null });
        Assert.NotEqual(SettlementJson.Digest(mine.Contract()), SettlementJson.Digest(yours.Contract()));
        Assert.Equal(SettlementJson.Digest(mine.Contract()),
            SettlementJson.Digest((mine with { Retention = new(12.Percent(), Elsewhere) }).Contract()));
    }

    [Fact]
    public void Clauses_that_were_edited_are_marked_and_settled_as_they_are()
    {
        var made = TermsSamples.Team.Contract();
        Contract[] edited =
        [
            made with { Clauses = [made.Clauses[0],
                new Limit { Label = "Stop-gain and stop-loss", Gain = 30.Percent(), Loss = 20.Percent() }, made.Clauses[2]] },
            made with { Clauses = [made.Clauses[1], made.Clauses[0], made.Clauses[2]] },
            made with { Payment = [new PriorSettlement()] },
            made with { Publishing = Rounding.Whole },
            made with { Opening = OpeningAmount.ExpenditureLessBenchmark },
            made with { Currency = "EUR" },
            made with { Origin = made.Origin! with { Programme = "Medicare Shared Savings Program, ENHANCED, 2027" } },
        ];
        foreach (var contract in edited)
        {
            Assert.Equal(OriginState.Edited, contract.OriginState());
            Assert.Equal(OriginState.Edited, SettlementJson.ReadContract(SettlementJson.Write(contract)).OriginState());
        }

        // A name, a version and words around a clause are nobody's edit.
        Assert.Equal(OriginState.AsMade, (made with
        {
            Id = "mine",
            Version = 3,
            Clauses = [made.Clauses[0] with { Label = "Quality", Authority = Elsewhere }, .. made.Clauses.Skip(1)]
        }).OriginState());
        Assert.Null((made with { Origin = null }).OriginState());

        var experience = Team.For(TermsSamples.Team).Experience(
            new() { Target = Money.Of(1_000_000m), Spending = Money.Of(500_000m) }, Rate.One);
        Assert.Equal(200_000m, made.Settle(experience).Earned.Published);
        var settlement = edited[0].Settle(experience);
        Assert.Equal(300_000m, settlement.Earned.Published);
        Assert.Contains("; the contract was edited since.", settlement.Statement(), StringComparison.Ordinal);
        Assert.DoesNotContain("edited", made.Settle(experience).Statement(), StringComparison.Ordinal);
    }

    /// <summary>A part that is a contract of its own stands to its terms as a whole one does, here and in the document.</summary>
    [Fact]
    public void The_part_of_a_sum_says_that_its_contract_was_edited()
    {
        var made = TermsSamples.Team.Contract();
        var edited = made with { Id = "edited", Clauses = [made.Clauses[1], made.Clauses[0], made.Clauses[2]] };
        var whole = new Contract { Id = "both", Currency = "USD", Term = made.Term, Parts = [made, edited] };
        var part = Team.For(TermsSamples.Team).Experience(
            new() { Target = Money.Of(1_000_000m), Spending = Money.Of(900_000m) }, Rate.One);
        var facts = new Experience
        {
            Parts = [part with { Arrangement = made.Id }, part with { Arrangement = edited.Id }],
        };
        var settled = whole.Settle(facts);
        var read = SettlementJson.ReadSettlement(SettlementJson.Write(settled));
        foreach (var settlement in new[] { settled, read })
        {
            Assert.Null(settlement.OriginState);
            Assert.Equal([OriginState.AsMade, OriginState.Edited], settlement.Parts.Select(static p => p.OriginState!.Value));
            Assert.Contains("; the contract was edited since.", settlement.Parts[1].Statement(), StringComparison.Ordinal);
            Assert.DoesNotContain("edited since", settlement.Parts[0].Statement(), StringComparison.Ordinal);
        }

        Assert.Empty(read.Verify(whole, facts));
        var denied = SettlementJson.ReadSettlement(
            SettlementJson.Write(settled).Replace("\"edited\":true", "\"edited\":false", StringComparison.Ordinal));
        Assert.Equal("parts[1].edited", Assert.Single(denied.Verify(whole, facts)).Path);
    }

    /// <summary>Terms that are sound one by one and make no sound contract are refused as terms, with the place in the contract.</summary>
    [Fact]
    public void Terms_that_make_no_sound_contract_are_not_sound()
    {
        var terms = TermsSamples.All.OfType<CommercialBundleTerms>().First() with
        {
            OverageShare = Rate.Zero,
            OverageCap = 5.Percent(),
        };
        var failure = Assert.Single(terms.Validate());
        Assert.Equal("losses-unreachable", failure.Code);
        Assert.StartsWith("contract.clauses[", failure.Path, StringComparison.Ordinal);
        Assert.Equal(failure with { Path = failure.Path["contract.".Length..] }, Assert.Single(terms.Contract().Validate()));
    }

    /// <summary>Whatever single rule is changed, terms either say what is wrong or make a contract that nothing is wrong with.</summary>
    [Theory]
    [MemberData(nameof(Samples))]
    public void Terms_that_are_sound_make_a_sound_contract(int index)
    {
        var sound = 0;
        foreach (var (path, other) in Changes(TermsSamples.All[index].Resolved()))
        {
            var terms = (ProgrammeTerms)other;
            if (terms.Validate().Count == 0)
            {
                Assert.True(terms.Contract().Validate().Count == 0, path);
                sound++;
            }
        }

        Assert.True(sound > 0);
    }

    [Fact]
    public void A_library_that_makes_other_clauses_of_the_same_terms_says_so_and_changes_nothing()
    {
        var made = TermsSamples.Team.Contract();
        Clause limit = new Limit { Gain = 15.Percent(), Loss = 15.Percent() };
        var then = made with { Clauses = [made.Clauses[0], limit, made.Clauses[2]] };
        then = then with { Origin = made.Origin! with { LibraryVersion = "0.0.1", Clauses = Digest.Of(JsonDigest.OfClauses(then)) } };
        Assert.Equal(OriginState.LibraryDiffers, then.OriginState());
        Assert.Equal(OriginState.LibraryDiffers | OriginState.Edited, (then with { Clauses = made.Clauses }).OriginState());

        var settlement = then.Settle(Team.For(TermsSamples.Team).Experience(
            new() { Target = Money.Of(1_000_000m), Spending = Money.Of(500_000m) }, Rate.One));
        Assert.Equal(150_000m, settlement.Earned.Published);
        Assert.Contains($"Terms made by ValueSettlement 0.0.1. ValueSettlement {LibraryVersion.Text} makes other clauses of these terms; the recorded ones were settled.", settlement.Statement(), StringComparison.Ordinal);

        // Terms that this version refuses are still what was agreed.
        var refused = made with { Origin = made.Origin! with { Terms = TermsSamples.Team.Resolved() with { Year = 2099 } } };
        Assert.Empty(refused.Validate());
        Assert.Equal(OriginState.LibraryDiffers, refused.OriginState());
        Assert.NotEqual(SettlementJson.Digest(made), SettlementJson.Digest(refused));
    }

    [Fact]
    public void Terms_that_leave_a_rule_to_the_library_are_no_agreement()
    {
        var made = TermsSamples.Team.Contract();
        var open = made with { Origin = made.Origin! with { Terms = TermsSamples.Team } };
        Assert.Equal("terms-unresolved", Assert.Single(open.Validate()).Code);
        Assert.False(SettlementJson.TryReadContract(SettlementJson.Write(open), out _, out var failures));
        Assert.Equal("terms-unresolved", Assert.Single(failures).Code);
    }

    [Fact]
    public void Figures_made_with_other_terms_are_refused_on_every_path()
    {
        var terms = TermsSamples.FullRisk;
        var other = terms with { Retention = new(20.Percent(), terms.Retention!.Authority) };
        var year = new FullRiskYear { Capitation = Money.Of(100_000_000m), QualityScore = Rate.One, Expenditure = Money.Of(80_000_000m) };
        var (right, wrong) = (FullRiskCapitation.For(terms).Experience(year), FullRiskCapitation.For(other).Experience(year));
        Assert.Equal(8_000_000m, right.Benchmark!.Value - wrong.Benchmark!.Value);
        var prepared = terms.Contract().Prepare();
        Assert.True(prepared.TrySettle(right).IsSettled);
        foreach (var contract in new[] { prepared, (terms.Contract() with { Origin = null }).Prepare(),
            TermsSamples.Team.Contract().Prepare() })
        {
            foreach (var experience in new[] { wrong, SettlementJson.ReadExperience(SettlementJson.Write(wrong)),
                wrong with { Currency = "EUR" } })
            {
                Assert.Equal("terms",
                    contract.TrySettle(experience).Failures.Single(static f => f.Code == "experience-of-other-terms").Path);
                Assert.Contains(Assert.Throws<SettlementException>(() => contract.Earned(experience)).Failures, static f =>
                    f.Code == "experience-of-other-terms");
                Assert.Contains(Assert.Throws<SettlementException>(() => contract.PayoffOverSpending(experience)).Failures, static f =>
                    f.Code == "experience-of-other-terms");
            }
        }

        // The same terms are the same however they came here: another instance, another citation, another name, a document.
        foreach (var same in new[] { terms with { Currency = "EUR" }, terms with { Id = "other" },
            terms with { Retention = new(12.Percent(), Elsewhere) } })
        {
            Assert.True(prepared.TrySettle(FullRiskCapitation.For(same).Experience(year)).IsSettled);
        }

        Assert.True(SettlementJson.ReadContract(SettlementJson.Write(prepared.Contract))
            .TrySettle(SettlementJson.ReadExperience(SettlementJson.Write(right))).IsSettled);
        Assert.True(prepared.TrySettle(wrong with { Terms = null }).IsSettled);
        Assert.Equal(SettlementJson.Digest(right), SettlementJson.Digest(right with { Terms = null }));
    }

    [Fact]
    public void A_part_and_its_whole_are_asked_too()
    {
        var terms = new BundledPaymentsTerms { Year = 6, Id = "lakeside" };
        var totals = new EpisodeTotals { Target = Money.Of(1_000_000m), Spending = Money.Of(900_000m) };
        var convener = BundledPaymentsAdvanced.Convener("convener", [terms]);
        var right = BundledPaymentsAdvanced.For(terms).Experience(totals, Rate.One, "lakeside");
        var wrong = BundledPaymentsAdvanced.For(terms with { Year = 5 }).Experience(totals, Rate.One, "lakeside");
        Assert.True(convener.TrySettle(new() { Parts = [right] }).IsSettled);
        Assert.Equal("parts[0].terms", Assert.Single(convener.TrySettle(new() { Parts = [wrong] }).Failures).Path);
        Assert.Equal("terms", Assert.Single(convener.TrySettle(new() { Parts = [right], Terms = right.Terms }).Failures).Path);

        var rates = new PrometheusTerms { Id = "rates", Term = new DateInterval(new(2024, 1, 1), new(2024, 12, 31)) };
        var happened = Prometheus.For(rates).Experience(Money.Of(1m), Money.Of(1m), Money.Of(1m), Money.Of(1m));
        Assert.True(rates.Contract().TrySettle(happened).IsSettled);
        Assert.Equal("parts[1].terms", Assert.Single(rates.Contract().TrySettle(happened with
        {
            Parts = [happened.Parts[0],
            happened.Parts[1] with { Terms = right.Terms }]
        }).Failures).Path);
    }

    [Fact]
    public void Asking_costs_nothing_when_the_terms_are_the_same()
    {
        var terms = TermsSamples.FullRisk with { Reinsurance = null };
        var prepared = terms.Contract().Prepare();
        var experience = FullRiskCapitation.For(terms).Experience(
            new() { Capitation = Money.Of(100_000_000m), QualityScore = Rate.One, Expenditure = Money.Of(80_000_000m) });
        Assert.Same(experience.Terms, prepared.Contract.Origin!.Terms.Digest);
        prepared.Earned(experience);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
        {
            prepared.Earned(experience);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void A_digest_is_made_when_it_is_first_read()
    {
        var made = 0;
        var digest = new Digest("source", source =>
        {
            made++;
            return new string('0', 64);
        });
        Assert.Equal(0, made);
        Assert.Equal(new string('0', 64), digest.Text);
        Assert.Equal(digest.Text, digest.ToString());
        Assert.Equal(1, made);
        Assert.Equal(Digest.Of(digest.Text), digest);
        Assert.NotEqual(Digest.Of(new string('1', 64)), digest);
        Assert.Throws<ArgumentException>(static () => Digest.Of("ABC"));
        Assert.Throws<ArgumentException>(static () => Digest.Of(new string('A', 64)));
        Assert.Contains(SettlementJsonFailures("""{"terms":"abc"}"""), static f => f is { Code: "digest-invalid", Path: "terms" });
        Assert.Contains(SettlementJsonFailures("""{"terms":1}"""), static f => f is { Code: "digest-invalid", Path: "terms" });

        static ValueList<Failure> SettlementJsonFailures(string json) =>
            SettlementJson.TryReadExperience(json, out _, out var failures) ? [] : failures;
    }

    [Fact]
    public void A_document_with_broken_terms_gets_failures()
    {
        var json = SettlementJson.Write(TermsSamples.All.OfType<SharedSavingsTerms>().First().Contract());
        foreach (var (from, to, code) in new[]
        {
            ("\"kind\":\"shared-savings\"", "\"kind\":\"shared-spendings\"", "kind-unknown"),
            ("\"year\":2018", "\"year\":2018.5", "number-range"),
            ("\"year\":2018", "\"year\":2018,\"sixMonths\":\"winter\"", "word-unknown"),
            ("\"minimumRate\":0.005", "\"minimumRate\":\"none\"", "type-wrong"),
            ("\"minimumRate\":0.005", "\"minimumRate\":5000", "value-range"),
            ("\"sequestration\":{\"value\":0.02,", "\"sequestration\":{", "member-missing"),
        })
        {
            Assert.Contains(from, json, StringComparison.Ordinal);
            Assert.False(SettlementJson.TryReadContract(json.Replace(from, to, StringComparison.Ordinal), out _, out var failures));
            Assert.Contains(failures, f => f.Code == code);
        }
    }

    /// <summary>Every record below the terms with one of its values changed, the terms around it made anew.</summary>
    private static IEnumerable<(string Path, object Other)> Changes(object record)
    {
        foreach (var property in record.GetType().GetProperties()
            .Where(static p => p is { CanWrite: true } && p.GetIndexParameters().Length == 0))
        {
            var value = property.GetValue(record);
            foreach (var (path, other) in Others(value, Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType))
            {
                var copy = record.GetType().GetMethod("<Clone>$")!.Invoke(record, null)!;
                property.SetValue(copy, other);
                yield return ("." + property.Name + path, copy);
            }
        }
    }

    private static IEnumerable<(string Path, object? Other)> Others(object? value, Type type) => value switch
    {
        null => [],
        Rate rate => [(string.Empty, Rate.Of(rate.Fraction + 0.001m))],
        Money money => [(string.Empty, Money.Of(money.Amount + 1m))],
        decimal number => [(string.Empty, number + 1m)],
        int number => [(string.Empty, number + 1)],
        bool flag => [(string.Empty, !flag)],
        string text => [(string.Empty, text + "x")],
        LocalDate day => [(string.Empty, day.PlusDays(1))],
        DateInterval days => [(string.Empty, new DateInterval(days.Start, days.End.PlusDays(1)))],
        Enum word => [(string.Empty, Enum.GetValues(type).Cast<object>().First(other => !other.Equals(word)))],
        MinimumRateChoice choice =>
            [(string.Empty, choice.FixedRate is null ? MinimumRateChoice.Fixed(1.Percent()) : MinimumRateChoice.Table)],
        Authority => [(".Authority", Elsewhere)],
        Basis => [(string.Empty, new Basis("another"))],
        Scale scale => [(string.Empty, new Scale([.. scale.Rows.Select(Raised)], scale.WholeNumbers))],
        Figure figure => [(string.Empty, figure with { Value = figure.Value + 1m })],
        IEnumerable list => Lists(list, type),
        _ => Changes(value).Select(static change => (change.Path, (object?)change.Other)),
    };

    private static ScaleRow Raised(ScaleRow row) => row with { AtFrom = row.AtFrom + 0.001m, AtTo = row.AtTo + 0.001m };

    // The first entry changed, and the last one dropped.
    private static IEnumerable<(string Path, object? Other)> Lists(IEnumerable list, Type type)
    {
        var element = type.GetGenericArguments()[0];
        var items = list.Cast<object>().ToArray();
        if (items.Length == 0)
        {
            yield break;
        }

        yield return ("[dropped]", Made(items[..^1]));
        foreach (var (path, other) in Others(items[0], element))
        {
            yield return ("[0]" + path, Made([other!, .. items[1..]]));
        }

        object Made(object[] of)
        {
            var array = Array.CreateInstance(element, of.Length);
            of.CopyTo(array, 0);
            return typeof(ValueList).GetMethod("ToValueList")!.MakeGenericMethod(element).Invoke(null, [array])!;
        }
    }
}
