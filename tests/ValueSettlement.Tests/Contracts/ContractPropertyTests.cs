using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using ValueSettlement.Curves;
using ValueSettlement.Tests.Curves;

namespace ValueSettlement.Tests.Contracts;

/// <summary>What holds for every valid contract. A failure prints the case and its seed.</summary>
public sealed class ContractPropertyTests
{
    private const int Cases = 1_000;
    // Levels and constants are multiples of a billionth, so that amounts on two sides of one may differ by as much.
    private const decimal Decided = 2e-9m;

    /// <summary>A new kind of clause, level, condition or rate must be added to the generator, or none of these properties is proven for
    /// it.</summary>
    [Fact]
    public void The_generator_knows_every_kind()
    {
        var seen = new HashSet<string>();
        CurveProperty.Holds(ContractGen.Rough.Case, 3 * Cases, c =>
        {
            foreach (var kind in ContractWalk.Clauses(c.Contract.All.SelectMany(static a => a.Clauses.Concat(a.Payment))).Cast<object>()
                .Concat(ContractWalk.Kinds(c.Contract)).Concat(c.Experience.Facts)
                    .Concat(c.Experience.Parts.SelectMany(static p => p.Facts.Concat(p.Parts.SelectMany(static q => q.Facts)))))
            {
                seen.Add(kind.GetType().Name);
            }
        });

        var kinds = typeof(Clause).Assembly.GetTypes()
            .Where(static t => !t.IsAbstract && (t.IsSubclassOf(typeof(Clause)) || t.IsSubclassOf(typeof(Level))
            || t.IsSubclassOf(typeof(Condition)) || t.IsSubclassOf(typeof(QualityRate)) || t.IsSubclassOf(typeof(Fact))));
        Assert.Empty(kinds.Select(static t => t.Name).Except(seen));
    }

    [Fact]
    public void Generated_contracts_are_sound_and_their_experiences_settle() =>
        CurveProperty.Holds(ContractGen.Rough.Case, Cases, static c =>
    {
        Assert.Empty(c.Contract.Validate());
        var outcome = c.Contract.TrySettle(c.Experience);
        Assert.True(outcome.IsSettled, string.Join("\n", outcome.Failures));
    });

    /// <summary>
    /// At every whole cent around every edge and every level, with shares that have no end in decimals among them, the payoff publishes
    /// what settling publishes,
    /// and differs from it by less than two billionths. There is no excuse for a threshold.
    /// </summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Fold_and_payoff_agree_at_every_cent_around_every_edge(bool rough)
    {
        var points = 0;
        CurveProperty.Holds((rough ? ContractGen.Rough : ContractGen.Exact).Case.Where(static c => c.HasSpending), Cases, c =>
        {
            var prepared = c.Contract.Prepare();
            var payoff = prepared.PayoffOverSpending(c.Experience, c.Varied);
            foreach (var spending in c.Around(payoff.Curve))
            {
                points++;
                var (settled, read) = (prepared.Earned(c.At(spending)), payoff.At(spending));
                if (Published(c, settled) != Published(c, read) || Math.Abs(settled - read) > Decided)
                {
                    var steps = string.Join("\n", AllLines(c.Contract.Settle(c.At(spending))).Where(static l => l.Kind != LineKind.Figure)
                        .Select(static l => $"{l.Path} {l} for {l.Within}"));
                    Assert.Fail(FormattableString.Invariant($"At {spending} settled {settled}, payoff {read}: {payoff}\n{steps}"));
                }
            }
        });
        TestContext.Current.TestOutputHelper?.WriteLine(FormattableString.Invariant($"{points} amounts of spending compared."));
        Assert.True(points > 10 * LongSearch.Cases(Cases));
    }

    private static decimal Published(ContractCase c, decimal amount) => SettledAmount.Of(amount, c.Contract.PublishingRule).Published;

    [Fact]
    public void The_amount_without_lines_is_the_amount_with_them() => CurveProperty.Holds(ContractGen.Rough.Case, Cases, static c =>
    {
        var prepared = c.Contract.Prepare();
        Assert.Equal(prepared.Settle(c.Experience).Earned.Unrounded, prepared.Earned(c.Experience));
    });

    [Fact]
    public void Opening_and_deltas_add_up_to_what_was_earned_and_to_what_is_payable() =>
        CurveProperty.Holds(ContractGen.Rough.Case, Cases, static c =>
    {
        var settlement = c.Contract.Settle(c.Experience);
        foreach (var part in settlement.Parts.Append(settlement))
        {
            var deltas = part.Lines.Where(static l => !l.Path.StartsWith("payment", StringComparison.Ordinal)).Sum(static l => l.Delta);
            Assert.Equal(part.Earned.Unrounded, deltas);
            Assert.Equal(part.Payable.Unrounded, part.Lines.Sum(static l => l.Delta));
            Assert.Equal(part.Opening, part.Lines.Single(static l => l.Kind == LineKind.Opening).Value);
        }

        // Each delta names who bears it.
        Assert.All(settlement.Lines, static l =>
            Assert.Equal(l.Delta > 0m ? Party.Payer : l.Delta < 0m ? Party.Provider : Party.Neither, l.BorneBy));
    });

    [Fact]
    public void Replaying_the_operands_of_every_line_gives_its_value()
    {
        var lines = 0;
        CurveProperty.Holds(ContractGen.Rough.Case, Cases, c =>
        {
            foreach (var line in AllLines(c.Contract.Settle(c.Experience)))
            {
                lines++;
                Assert.True(line.Value is not null
                    && line.Replay() == line.Value, FormattableString.Invariant($"{line} replays to {line.Replay()}"));
                Assert.True(line.Kind != LineKind.Clause || line.Within!.Value.Contains(Carried.Decide(line.Before!.Value)),
                    FormattableString.Invariant($"{line}: {line.Before} in {line.Within}"));
            }
        });
        TestContext.Current.TestOutputHelper?.WriteLine(FormattableString.Invariant($"{lines} lines replayed."));
    }

    [Fact]
    public void A_line_is_found_by_its_path_and_key() => CurveProperty.Holds(ContractGen.Rough.Single, Cases, static c =>
    {
        var lines = c.Contract.Settle(c.Experience).Lines;
        Assert.Empty(lines.GroupBy(static l => (l.Path, l.Key)).Where(static g => g.Count() > 1).Select(static g => g.Key));
    });

    [Fact]
    public void Every_clause_on_the_way_has_one_line_and_says_whether_it_bound() =>
        CurveProperty.Holds(ContractGen.Rough.Case, Cases, static c =>
    {
        var settlement = c.Contract.Settle(c.Experience);
        foreach (var part in settlement.Parts.Append(settlement))
        {
            var clauses = part.Lines.Where(static l => l.Kind == LineKind.Clause).ToArray();
            Assert.Equal(clauses.Select(static l => l.Path).Distinct(), clauses.Select(static l => l.Path));
            Assert.Equal(clauses.Length, part.Coverage.Count);
            Assert.All(clauses.Where(static l => l.Delta != 0m), static l => Assert.Equal(Effect.Bound, l.Effect));
        }
    });

    [Fact]
    public void The_amount_directly_after_a_limit_is_within_it() => CurveProperty.Holds(ContractGen.Rough.Case, Cases, static c =>
    {
        foreach (var line in AllLines(c.Contract.Settle(c.Experience))
            .Where(static l => l is { Key: "limit", Kind: LineKind.Clause, Operation: Operation.Least or Operation.Greatest }))
        {
            var limit = line.Operands[1].Value!.Value;
            Assert.True(line.Operation == Operation.Least ? line.Value <= limit : line.Value >= limit, line.ToString());
        }
    });

    [Fact]
    public void More_spending_never_earns_more_where_no_clause_falls()
    {
        var rising = from clauses in ContractGen.Rough.Rising(benchmark: true).ListOf(5)
                     from benchmark in Gen.Elements(100_000_000m, 93_411_313m, 33.33m)
                     from facts in ContractGen.Rough.FactsFor(clauses, benchmark)
                     select new ContractCase(
                         new Contract { Id = "case", Currency = "USD", Term = ContractGen.Term, Clauses = [.. clauses] },
                         new Experience { Benchmark = Money.Of(benchmark), Expenditure = Money.Of(benchmark), Facts = facts });
        CurveProperty.Holds(rising.Where(static c => c.Contract.Validate().Count == 0), Cases, static c =>
        {
            var prepared = c.Contract.Prepare();
            decimal? before = null;
            foreach (var spending in c.Around(prepared.PayoffOverSpending(c.Experience).Curve).Order())
            {
                var earned = prepared.Earned(c.At(spending));
                Assert.True(before is null || earned <= before + Decided,
                    FormattableString.Invariant($"At {spending} earned {earned}, before it {before}"));
                before = earned;
            }
        });
    }

    [Fact]
    public void Scaling_every_amount_of_money_scales_what_is_earned()
    {
        var cases = from c in ContractGen.Rough.Case from factor in Gen.Elements(2m, 10m, 0.5m, 7m) select (Case: c, Factor: factor);
        CurveProperty.Holds(cases, Cases, static x =>
        {
            var plain = x.Case.Contract.Settle(x.Case.Experience);
            var scaled = ContractWalk.Scale(x.Case.Contract, x.Factor).Settle(ContractWalk.Scale(x.Case.Experience, x.Factor));
            Assert.True(Math.Abs((plain.Opening * x.Factor) - scaled.Opening) <= 20m * Decided);
            Assert.True(Math.Abs((plain.Earned.Unrounded * x.Factor) - scaled.Earned.Unrounded) <= 20m * Decided);
            Assert.True(Math.Abs((plain.Payable.Unrounded * x.Factor) - scaled.Payable.Unrounded) <= 20m * Decided);
        });
    }

    [Fact]
    public void Clauses_with_mirrored_tables_treat_losses_as_gains()
    {
        var cases = from c in ContractGen.Rough.Single
                    from gain in Gen.Constant(c.Contract.Clauses)
                    select c with
                    {
                        Contract = c.Contract with
                        {
                            Clauses = ContractWalk.Clauses(c.Contract.Clauses)
                                .Select(Mirrored).OfType<Clause>().Prepend(new Limit
                                {
                                    Gain = Money.Of(Money.Largest),
                                    Loss = Money.Of(Money.Largest)
                                }).ToValueList(),
                            Payment = [],
                        },
                    };
        CurveProperty.Holds(cases.Where(static c => c.Contract.Clauses.Count > 1 && c.Contract.Validate().Count == 0), Cases, static c =>
        {
            var reads = new FactSet();
            foreach (var clause in c.Contract.Clauses)
            {
                clause.Reads(reads);
            }

            var prepared = c.Contract.Prepare();
            var at = c with { Experience = c.Experience with { Facts = c.Experience.Facts.Where(reads.Has).ToValueList() } };
            var benchmark = at.Experience.Benchmark!.Value!.Value;
            foreach (var spending in at.Around(prepared.PayoffOverSpending(at.Experience).Curve))
            {
                Assert.Equal(prepared.Earned(at.At(spending)), -prepared.Earned(at.At(benchmark + benchmark - spending)));
            }
        });

        static Clause? Mirrored(Clause clause) => clause switch
        {
            MinimumRate c => c with { Losses = c.Savings },
            SharingRate c => c with { Loss = c.Gain },
            MarginalBands c => c with { Loss = c.Gain },
            WholeBands c => c with { Loss = c.Gain },
            Limit { Gain: not null } c => c with { Loss = c.Gain },
            Sequestration { AppliesTo: AppliesTo.Both or AppliesTo.None } c => c,
            Proration { AppliesTo: AppliesTo.Both or AppliesTo.None } c => c,
            _ => null,
        };
    }

    [Fact]
    public void The_order_of_facts_and_parts_changes_nothing()
    {
        var cases = from c in ContractGen.Rough.Case
                    from order in Gen.Shuffle(Enumerable.Range(0, 20).ToArray())
                    select (Case: c,
            Order: order);
        CurveProperty.Holds(cases, Cases, static x =>
        {
            var shuffled = Shuffle(x.Case.Experience, x.Order);
            var (plain, other) = (x.Case.Contract.Settle(x.Case.Experience), x.Case.Contract.Settle(shuffled));
            Assert.Equal((plain.Opening, plain.Earned, plain.Payable), (other.Opening, other.Earned, other.Payable));
            Assert.Equal(plain.Lines.Where(static l => l.Kind == LineKind.Clause),
                other.Lines.Where(static l => l.Kind == LineKind.Clause));
            Assert.Equal(plain.CarriedForward, other.CarriedForward);
        });

        static Experience Shuffle(Experience experience, int[] order) => experience with
        {
            Facts = experience.Facts.Select((f, i) => (f, order[i])).OrderBy(static p => p.Item2).Select(static p => p.f).ToValueList(),
            Parts = experience.Parts.Reverse().Select(p => Shuffle(p, order)).ToValueList(),
        };
    }

    [Fact]
    public void Threads_change_nothing() => CurveProperty.Holds(ContractGen.Rough.Case.ListOf(4), 20, static cases =>
    {
        foreach (var c in cases)
        {
            var prepared = c.Contract.Prepare();
            var alone = prepared.Settle(c.Experience);
            _ = alone.Lines;
            Parallel.For(0, 32, _ =>
            {
                Assert.Equal(alone, prepared.Settle(c.Experience));
                Assert.Equal(alone.Earned.Unrounded, prepared.Earned(c.Experience));
            });
        }
    });

    [Theory]
    [InlineData("tr-TR")]
    [InlineData("fa-IR")]
    [InlineData("de-CH")]
    public void Culture_changes_nothing(string culture)
    {
        CurveProperty.Holds(ContractGen.Rough.Case, 100, c =>
            Assert.Equal(Told(c, CultureInfo.InvariantCulture), Told(c, CultureInfo.GetCultureInfo(culture, predefinedOnly: true))));

        static string Told(ContractCase c, CultureInfo culture) => Culture.In(culture, () =>
        {
            var settlement = c.Contract.Settle(c.Experience);
            var payoff = c.Contract.PayoffOverSpending(c.Experience, c.Varied);
            var wrong = c.Contract.TrySettle(c.Experience with
            {
                Benchmark = Money.Of(-1234.5m),
                Currency = "TRY",
                Period = new(new(2023, 1, 1), new(2023, 12, 31)),
                Facts = [Number.AssignedBeneficiaries(-1), .. Number.ReliefShares(Rate.Of(-0.5m), Rate.Of(1.5m)),
                    new Termination { InitiatedBy = (TerminatedBy)(-9), EffectiveDate = new(2025, 2, 3) }],
            });
            return string.Join("\n", AllLines(settlement).Select(static l => l + " | " + l.Note + " | " + l.Formula)
                .Concat([settlement.ToString(), settlement.Earned.ToString(), payoff.ToString()])
                .Concat(payoff.HeldFixed).Concat(settlement.Coverage.Select(static x => x.ToString()))
                    .Concat(wrong.Failures.Select(static f => f.ToString())));
        });
    }

    [Fact]
    public void Signs_agree_and_a_negative_zero_never_appears() => CurveProperty.Holds(ContractGen.Rough.Case, Cases, static c =>
    {
        var settlement = c.Contract.Settle(c.Experience);
        foreach (var part in settlement.Parts.Append(settlement))
        {
            foreach (var amount in new[] { part.Earned, part.Payable })
            {
                Assert.Equal(amount.Published > 0m ? Party.Payer : amount.Published < 0m ? Party.Provider : Party.Neither, amount.Owes);
                Assert.True(Math.Sign(amount.Unrounded) * Math.Sign(amount.Published) >= 0);
                Plain(amount.Unrounded, part);
                Plain(amount.Published, part);
            }

            Assert.Equal(part.Earned.Owes, part.Owes);
            Plain(part.Opening, part);
            foreach (var line in part.Lines)
            {
                Plain(line.Value!.Value, line);
                Plain(line.Delta, line);
                Plain(line.Before ?? 0m, line);
                Assert.All(line.Operands, o => Plain(o.Value!.Value, line));
            }

            Assert.All(part.CarriedForward, left => Plain(left.Amount, left));
        }

        Plain(c.Contract.Prepare().Earned(c.Experience), c);
        static void Plain(decimal value, object at) => Assert.False(value == 0m && decimal.IsNegative(value), $"A negative zero: {at}");
    });

    internal static IEnumerable<Line> AllLines(Settlement settlement) =>
        settlement.Parts.SelectMany(AllLines).Concat(settlement.Lines);
}
