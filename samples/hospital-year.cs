#:project ../src/ValueSettlement/ValueSettlement.csproj
#:property PublishAot=false
#:property RestorePackagesWithLockFile=false

using ValueSettlement;
using ValueSettlement.Measures;
using ValueSettlement.Programs;

if (args.Length > 0)
{
    Console.WriteLine("""
        dotnet run samples/hospital-year.cs

        A hospital's fiscal year in Hospital Value-Based Purchasing: points, domains, score, payment factor, and what the next
        point takes. Every number synthetic. It takes no argument: change the numbers in the file and run it again.
        """);
    Environment.ExitCode = args is ["-h" or "--help"] ? 0 : 2;
    return;
}

const string Clinical = "Clinical Outcomes", Safety = "Safety";
var purchasing = HospitalValueBasedPurchasing.For(new()
{
    Year = 2025,
    Id = "hvbp-harbour-2025",
    Standards = new(
    [
        new() { Measure = "MORT-30-HF", Domain = Clinical, Direction = Direction.HigherIsBetter, Threshold = 0.880m, Benchmark = 0.908m,
            MinimumCases = 25 },
        new() { Measure = "MORT-30-PN", Domain = Clinical, Direction = Direction.HigherIsBetter, Threshold = 0.840m, Benchmark = 0.873m,
            MinimumCases = 25 },
        Infections("CAUTI", 0.650m),
        Infections("CDI", 0.520m),
        Infections("MRSA", 0.730m),
        // The survey's report states the domain as a whole.
        PerformanceStandard.OfDomain("Person and Community Engagement"),
        PerformanceStandard.OfDomain("Efficiency and Cost Reduction"),
    ], Authority.Of("Harbour Hospital, synthetic standards")),
});
ValueList<Observation> observed =
[
    new() { Measure = "MORT-30-HF", Baseline = 0.872m, Result = 0.902m, Denominator = 310 },
    new() { Measure = "MORT-30-PN", Baseline = 0.834m, Result = 0.851m, Denominator = 284 },
    new() { Measure = "CAUTI", Baseline = 0.900m, Numerator = 4, Expected = 8.2m },
    new() { Measure = "CDI", Baseline = 0.500m, Numerator = 9, Expected = 15.1m },
    new() { Measure = "MRSA", Numerator = 0, Expected = 0.6m },
    new() { Measure = "Person and Community Engagement", Result = 38 },
    Observation.Absent("Efficiency and Cost Reduction", AbsenceKind.NotApplicable, "No claims of 25 episodes."),
];

Console.WriteLine("Measures, and what the next point takes:");
foreach (var measure in purchasing.Points(observed))
{
    Console.WriteLine($"  {measure}{(measure.Points.Absence is { } absence ? $" ({absence.Reason})" : string.Empty)}");
}

Console.WriteLine("In cases, where cases are counted:");
foreach (var gap in purchasing.Measures.Gaps(observed).Where(g => g.CasesToMorePoints is not null))
{
    Console.WriteLine($"  {gap}");
}

var score = purchasing.Score(observed);
Console.WriteLine("Domains:");
foreach (var domain in score.Domains)
{
    Console.WriteLine($"  {domain}");
}

var year = new HospitalPurchasingYear
{
    BasePayments = Money.Of(64_800_000),
    Score = score.Points,
    Slope = new Figure { Value = 2.71m, Source = "synthetic" },
};
Console.WriteLine($"Payment: {purchasing.Adjustment(year)}");
Console.WriteLine();
Console.WriteLine(purchasing.Contract.Settle(purchasing.Experience(year)).Statement());

PerformanceStandard Infections(string measure, decimal threshold) => new()
{
    Measure = measure,
    Domain = Safety,
    Direction = Direction.LowerIsBetter,
    Form = MeasureForm.ObservedToExpected,
    Threshold = threshold,
    Benchmark = 0,
    MinimumCases = 1,
};
