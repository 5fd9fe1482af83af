namespace ValueSettlement.Benchmarks;

public sealed partial record BenchmarkMethod
{
    /// <summary>One benchmark being built: the steps in the order of the rules.</summary>
    private sealed class Building(BenchmarkMethod method, BenchmarkInputs inputs, StrataWorkings s)
    {
        private readonly int last = method.BaseYearWeights.Value.Count;

        private bool ReadsRisk => method.Risk.Value != RiskMethod.None || method.Regional is not null;

        private bool ReadsRegion =>
            method.Regional is not null || method.Trend.Value is not GrowthMethod.National
            || method.Update.Value is not (GrowthMethod.National or GrowthMethod.FlatNational);

        private bool ReadsNationalBase =>
            method.Update.Value != GrowthMethod.Regional
            || method.Regional?.Value is { LargestIncrease: not null } or { LargestDecrease: not null };

        private static bool ReadsNationalWeight(GrowthMethod growth) =>
            growth is GrowthMethod.Blended or GrowthMethod.BlendedWithProspective;

        public BenchmarkResult Run()
        {
            var years = Enumerable.Range(1, last).Select(ReadBaseYear).ToArray();
            var third = years[^1];
            var people = s.Total(s.Step("base-person-years", $"Person-years, base year {last}", Unit.PersonYears), third.PersonYears,
                third.PersonYears);
            _ = s.Shares(s.Step("base-share", $"Share of person-years, base year {last}", Unit.Rate), third.PersonYears, people);
            var historical = Historical(years);
            _ = s.Mean(s.Step("historical-per-capita", "Historical benchmark before adjustment, all strata", Unit.PerCapita,
                method.BaseYearWeights.Authority), third.PersonYears, historical);
            var (adjusted, kind) = Adjust(third, historical);
            var benchmark = s.Mean(s.Step("historical-benchmark", "Historical benchmark", Unit.PerCapita), third.PersonYears, adjusted);
            var figure = s.Whole.Figure(benchmark);
            return Update(years, adjusted, figure, kind);
        }

        private BenchmarkResult Update(YearQuantities[] years, ByStratum adjusted, Figure historical, BenchmarkAdjustment? kind)
        {
            var third = years[^1];
            var performance = ReadPerformanceYear();
            var people = s.Total(s.Step("person-years", "Person-years of the performance year", Unit.PersonYears), performance.PersonYears,
                performance.PersonYears);
            _ = s.Shares(s.Step("share", "Share of person-years, performance year", Unit.Rate), performance.PersonYears, people);
            var weights = method.Risk.Value == RiskMethod.CapOnAggregate || method.RegionalRiskMargin is not null
                ? s.Weigh(s.Step("benchmark-weight", "Adjusted benchmark × person-years of the performance year", Unit.Money),
                    performance.PersonYears, adjusted) : null;
            var risk = RiskRatio(third, performance, weights);
            var growth = method.Update.Value == GrowthMethod.FlatNational ? FlatGrowth(third, performance)
                : TwoWay(third, performance, weights);
            var twoWay = default(Figure);
            if (method.Update.Value == GrowthMethod.BlendedWithProspective)
            {
                // The two-way benchmark has lines of its own, after those that both share.
                twoWay = Total(s.In(new Workings("two-way-benchmark")), "two-way-", adjusted, risk, growth, performance.PersonYears,
                    people);
                growth = ThreeWay(growth, third, performance);
            }

            var total = Total(s, string.Empty, adjusted, risk, growth, performance.PersonYears, people);
            var spent = s.In(new Workings("expenditure"));
            var perCapita = spent.Read("stratum-expenditure-per-capita", "Expenditure per person-year", Unit.PerCapita,
                inputs.Strata.Select(static x => x.PerformanceYear.PerCapita));
            var mean = spent.Mean(s.Step("expenditure-per-capita", "Expenditure per person-year, all strata", Unit.PerCapita),
                performance.PersonYears, perCapita);
            var expenditure = spent.Whole.Multiply(s.Step("expenditure-total", "Expenditure", Unit.Money), mean, people);
            return new()
            {
                Total = total,
                TwoWayTotal = twoWay,
                Expenditure = spent.Whole.Figure(expenditure),
                Historical = historical,
                Adjustment = kind
            };
        }

        private ByStratum Historical(YearQuantities[] years)
        {
            var third = years[^1];
            var weighted = new List<ByStratum>();
            for (var k = 0; k < years.Length; k++)
            {
                var (year, name) = (years[k], FormattableString.Invariant($"by{k + 1}"));
                var trended = s.Step("trended-" + name, FormattableString.Invariant($"Base year {k + 1} at the level of base year {last}"),
                    Unit.PerCapita, method.Trend.Authority);
                weighted.Add(s.Same(Quantity.Of("weight", method.BaseYearWeights.Value[k], Unit.Count)));
                if (k == years.Length - 1)
                {
                    weighted.Add(s.Write(trended, Operation.Stated, year.PerCapita));
                    continue;
                }

                var span = FormattableString.Invariant($"from base year {k + 1} to {last}");
                var trend = Growth.Between(s, method.Trend.Value,
                    s.Step("trend-" + name, "Trend " + span, Unit.Factor, method.Trend.Authority), span, third.NationalWeight,
                    (third.National, third.Regional), (year.National, year.Regional));
                var factors = method.Risk.Value == RiskMethod.None ? [year.PerCapita, trend]
                    : new[] { year.PerCapita, Growth.Ratio(s, s.Step("risk-ratio-" + name, "Risk " + span, Unit.Factor,
                        method.Trend.Authority), third.RiskScore, year.RiskScore), trend };
                weighted.Add(s.Write(trended, Operation.Product, factors));
            }

            return s.Write(s.Step("historical", "Historical benchmark before adjustment", Unit.PerCapita, method.BaseYearWeights.Authority),
                Operation.WeightedMean, [.. weighted]);
        }

        private (ByStratum Adjusted, BenchmarkAdjustment? Kind) Adjust(YearQuantities third, ByStratum historical)
        {
            var step = s.Step("adjusted-historical", "Historical benchmark", Unit.PerCapita);
            if (method.StatedAdjustment is { } stated)
            {
                var amount = inputs.StatedAdjustment.ReadInto(s.Whole,
                    s.Step("stated-adjustment", stated.Value, Unit.PerCapita, stated.Authority));
                return (s.Write(step with { Authority = stated.Authority }, Operation.Sum, historical, s.Same(amount)),
                    BenchmarkAdjustment.PriorSavings);
            }

            if (method.Regional is not { } rule)
            {
                return (s.Write(step, Operation.Stated, historical), BenchmarkAdjustment.None);
            }

            var dual = rule.Value.OffsetsDecreases
                ? Read("dual-eligible-share", "Share of dual eligible people", Unit.Rate, inputs.DualEligibleShare) : default;
            var regional = RegionalAdjustment.Compute(s, rule, inputs.TimesRegionallyAdjusted, third, historical, dual);
            var kind = (BenchmarkAdjustment?)BenchmarkAdjustment.Regional;
            var flat = default(Quantity);
            if (!rule.Value.AppliesDecreases || method.PriorSavings is not null || method.Population is not null)
            {
                (kind, flat) = Choose(third, regional.PerCapita);
            }

            return (kind switch
            {
                null => s.Write(step, Operation.Sum, historical, s.Same(flat)),
                BenchmarkAdjustment.None => s.Write(step with { Label = step.Label + ", no adjustment" }, Operation.Stated, historical),
                BenchmarkAdjustment.Regional =>
                    s.Write(step with { Label = step.Label + ", regional adjustment" }, Operation.Sum, historical, regional.ByStratum),
                BenchmarkAdjustment.PriorSavings =>
                    s.Write(step with { Label = step.Label + ", prior savings adjustment" }, Operation.Sum, historical, s.Same(flat)),
                _ => s.Write(step with { Label = step.Label + ", population adjustment" }, Operation.Sum, historical, s.Same(flat)),
            }, kind);
        }

        /// <summary>The largest of the adjustments, and its amount if it is the same for every stratum.</summary>
        private (BenchmarkAdjustment? Kind, Quantity Flat) Choose(YearQuantities third, Quantity regional)
        {
            var national = s.Mean(s.Step("national-per-capita", $"National expenditure of base year {last}, all strata", Unit.PerCapita),
                third.PersonYears, third.National);
            var candidates = new List<(BenchmarkAdjustment, Quantity)> { (BenchmarkAdjustment.Regional, regional) };
            if (method.PriorSavings is { } prior)
            {
                var proration = Read("prior-savings-proration", "Proration for population growth", Unit.Factor,
                    inputs.PriorSavingsProration);
                candidates.Add((BenchmarkAdjustment.PriorSavings,
                    FlatAdjustments.PriorSavings(s, prior, inputs.PriorYears, proration, national)));
            }

            if (method.Population is { } population)
            {
                var share = Read("underserved-share", "Underserved share of the performance year", Unit.Rate, inputs.UnderservedShare);
                candidates.Add((BenchmarkAdjustment.Population,
                    FlatAdjustments.Population(s, population, share, national, [.. candidates.Select(static c => c.Item2)])));
            }

            var kind = FlatAdjustments.Largest([.. candidates]);
            var absent = candidates.FirstOrDefault(static c => c.Item2.Value is null);
            var amount = kind is null ? absent.Item2 : candidates.FirstOrDefault(c => c.Item1 == kind).Item2;
            var which = kind switch
            {
                null => "cannot be told",
                BenchmarkAdjustment.None => "none, as none is positive",
                BenchmarkAdjustment.Regional => "regional",
                BenchmarkAdjustment.PriorSavings => "prior savings",
                _ => "population",
            };
            var step = s.Step("adjustment", $"Adjustment that applies: {which}", Unit.PerCapita, kind switch
            {
                BenchmarkAdjustment.PriorSavings => method.PriorSavings!.Authority,
                BenchmarkAdjustment.Population => method.Population!.Authority,
                _ => method.Regional!.Authority,
            });
            return (kind, kind == BenchmarkAdjustment.None ? s.Whole.Given(step, 0m) : s.Whole.Write(step, Operation.Stated, amount));
        }

        private ByStratum? RiskRatio(YearQuantities third, YearQuantities performance, ByStratum? weights)
        {
            var authority = method.Risk.Authority;
            if (method.Risk.Value is RiskMethod.None)
            {
                return null;
            }

            if (method.Risk.Value == RiskMethod.NewAndContinuous)
            {
                return RiskAdjustment.NewAndContinuous(s, [.. inputs.Strata.Select(static x => x.Groups)], authority);
            }

            var ratio = Growth.Ratio(s, s.Step("risk-ratio", $"Risk from base year {last} to the performance year", Unit.Factor, authority),
                performance.RiskScore, third.RiskScore);
            var margin = Quantity.Of("margin", method.RiskMargin?.Value.Fraction ?? 0m);
            return method.Risk.Value switch
            {
                RiskMethod.CapByStratum =>
                    RiskAdjustment.CapByStratum(s, ratio, s.Whole.Add(s.Step("largest-risk-ratio", "Largest risk ratio", Unit.Factor,
                    method.RiskMargin?.Authority), Quantity.Of("no change", 1m), margin), authority),
                RiskMethod.CapOnAggregate => RiskAdjustment.CapOnAggregate(s, ratio,
                    s.Read("demographic-ratio", "Demographic ratio", Unit.Factor, inputs.Strata.Select(static x => x.DemographicRatio)),
                        weights!, margin, authority, method.RiskMargin?.Authority),
                _ => ratio,
            };
        }

        private ByStratum TwoWay(YearQuantities third, YearQuantities performance, ByStratum? weights)
        {
            var cap = method.RegionalRiskMargin is { } margin
                ? RiskAdjustment.RegionalCap(s,
                    s.Read("region-risk-growth", "Regional risk growth", Unit.Factor,
                        inputs.Strata.Select(static x => x.RegionalRiskGrowth)),
                    s.Read("region-demographic-growth", "Regional demographic growth", Unit.Factor,
                        inputs.Strata.Select(static x => x.RegionalDemographicGrowth)),
                    weights!, Read("market-share", "Aggregate market share", Unit.Rate, inputs.MarketShare),
                        Quantity.Of("margin", margin.Value.Fraction), margin.Authority)
                : null;
            return Growth.Between(s, method.Update.Value,
                s.Step("two-way-update", "Update factor from national and regional growth", Unit.Factor, method.Update.Authority),
                $"from base year {last} to the performance year", performance.NationalWeight, (performance.National, performance.Regional),
                    (third.National, third.Regional), cap);
        }

        private ByStratum ThreeWay(ByStratum twoWay, YearQuantities third, YearQuantities performance)
        {
            var weight = method.ProspectiveWeight
                ?? throw new InvalidOperationException("An update with a projection needs the weight of the projection.");
            var share = s.Whole.Given(s.Step("prospective-weight", "Weight of the prospective trend", Unit.Factor, weight.Authority),
                weight.Value.Fraction);
            var rest = s.Whole.Write(s.Step("two-way-weight", "Weight of observed growth", Unit.Factor, weight.Authority),
                Operation.Complement, share);
            var trend = s.Read("prospective-trend", "Prospective trend", Unit.Factor, inputs.Strata.Select(static x => x.ProspectiveTrend));
            trend = method.ProspectiveLimit is { } limit ? Held(trend, limit, third, performance) : trend;
            return s.Write(s.Step("update-factor", "Update factor with the prospective trend", Unit.Factor, method.Update.Authority),
                Operation.WeightedSum, s.Same(rest), twoWay, s.Same(share), trend);
        }

        private ByStratum Held(ByStratum trend, Cited<ProjectionLimit> limit, YearQuantities third, YearQuantities performance)
        {
            Step Step(string key, string label) => s.Step(key, label, Unit.Factor, limit.Authority);
            var national = s.Write(Step("national-growth-beside", "National growth beside the projection"), Operation.Quotient,
                performance.National, third.National);
            var least = s.Write(Step("prospective-least", "Least prospective trend"), Operation.Difference, national,
                s.Same(Quantity.Of("below", limit.Value.Below.Fraction)));
            var step = Step("prospective-trend-held", "Prospective trend, held beside national growth");
            return limit.Value.Above is not { } above ? s.Write(step, Operation.Greatest, trend, least)
                : s.Write(step, Operation.Clamp, trend, least, s.Write(Step("prospective-most", "Most prospective trend"), Operation.Sum,
                    national, s.Same(Quantity.Of("above", above.Fraction))));
        }

        private ByStratum FlatGrowth(YearQuantities third, YearQuantities performance)
        {
            var step = s.Step("flat-update", "Growth of national expenditure per person-year", Unit.PerCapita, method.Update.Authority);
            return s.Each(step, (w, each, i) =>
                inputs.Strata[i].FlatGrowth is { } cell && (cell.Value is not null || cell.Absence is not null)
                ? w.Write(each, Operation.Stated, cell.ReadInto(w, each with { Key = "flat-growth" }))
                : w.Write(each, Operation.Difference, performance.National[i], third.National[i]));
        }

        private Figure Total(StrataWorkings t, string prefix, ByStratum adjusted, ByStratum? risk, ByStratum growth, ByStratum personYears,
            Quantity people)
        {
            var step = t.Step(prefix + "updated", prefix.Length == 0 ? "Updated benchmark"
                : "Benchmark with the two-way update", Unit.PerCapita, method.Update.Authority);
            var updated = (method.Update.Value, risk) switch
            {
                (GrowthMethod.FlatNational, null) => t.Write(step, Operation.Sum, adjusted, growth),
                (GrowthMethod.FlatNational, { } ratio) => t.Write(step, Operation.Linear, adjusted, ratio, growth),
                (_, null) => t.Write(step, Operation.Product, adjusted, growth),
                var (_, ratio) => t.Write(step, Operation.Product, adjusted, ratio, growth),
            };
            var mean = t.Mean(t.Step(prefix + "updated-per-capita", step.Label + ", all strata", Unit.PerCapita, step.Authority),
                personYears, updated);
            return t.Whole.Figure(t.Whole.Multiply(t.Step(prefix + "benchmark-total", step.Label + " in total", Unit.Money, step.Authority),
                mean, people));
        }

        private YearQuantities ReadBaseYear(int number)
        {
            var final = number == last;
            var name = FormattableString.Invariant($"by{number}");
            var words = FormattableString.Invariant($"base year {number}");
            ByStratum Cells(string key, string label, Unit unit, bool read, Func<StratumYear, ReportedCell> cell) => read
                ? s.Read($"{key}-{name}", $"{label}, {words}", unit, inputs.Strata.Select(x => cell(x.BaseYears[number - 1])))
                    : s.Same(default);
            return new(
                Cells("person-years", "Person-years", Unit.PersonYears, final, static y => y.PersonYears),
                Cells("per-capita", "Expenditure per person-year", Unit.PerCapita, true, static y => y.PerCapita),
                Cells("risk-score", "Risk score", Unit.Factor, ReadsRisk && (method.Risk.Value != RiskMethod.None || final), static y =>
                    y.RiskScore),
                Cells("national", "National expenditure", Unit.PerCapita, method.Trend.Value != GrowthMethod.Regional
                    || (final && ReadsNationalBase), static y => y.National),
                Cells("regional", "Regional expenditure", Unit.PerCapita, ReadsRegion
                    && (final || method.Trend.Value != GrowthMethod.National), static y => y.Regional),
                Cells("national-weight", "Weight of national growth", Unit.Factor, final
                    && ReadsNationalWeight(method.Trend.Value), static y => y.NationalWeight));
        }

        private YearQuantities ReadPerformanceYear()
        {
            ByStratum Cells(string key, string label, Unit unit, bool read, Func<StratumYear, ReportedCell> cell) => read
                ? s.Read(key + "-py", label + ", performance year", unit, inputs.Strata.Select(x => cell(x.PerformanceYear)))
                    : s.Same(default);
            var update = method.Update.Value;
            var stated = update == GrowthMethod.FlatNational && inputs.Strata.All(static x => x.FlatGrowth.Value is not null);
            return new(
                Cells("person-years", "Person-years", Unit.PersonYears, true, static y => y.PersonYears),
                s.Same(default),
                Cells("risk-score", "Risk score", Unit.Factor, method.Risk.Value is not (RiskMethod.None or RiskMethod.NewAndContinuous),
                    static y => y.RiskScore),
                Cells("national", "National expenditure", Unit.PerCapita, update != GrowthMethod.Regional && !stated, static y =>
                    y.National),
                Cells("regional", "Regional expenditure", Unit.PerCapita,
                    update is not (GrowthMethod.National or GrowthMethod.FlatNational), static y => y.Regional),
                Cells("national-weight", "Weight of national growth", Unit.Factor, ReadsNationalWeight(update), static y =>
                    y.NationalWeight));
        }

        private Quantity Read(string key, string label, Unit unit, ReportedCell cell) => cell.ReadInto(s.Whole, s.Step(key, label, unit));
    }
}
