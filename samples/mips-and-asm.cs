#:project ../src/ValueSettlement/ValueSettlement.csproj
#:property PublishAot=false
#:property RestorePackagesWithLockFile=false

using System.Globalization;
using ValueSettlement;
using ValueSettlement.Curves;
using ValueSettlement.Measures;
using ValueSettlement.Programs;

if (args.Length > 0)
{
    Console.WriteLine("""
        dotnet run samples/mips-and-asm.cs

        A small cohort in MIPS and one in the Ambulatory Specialty Model: scores, factors and amounts, which add up; every
        number synthetic. It takes no argument: change the numbers in the file and run it again.
        """);
    Environment.ExitCode = args is ["-h" or "--help"] ? 0 : 2;
    return;
}

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
Figure Points(decimal points) => new() { Value = points, Unit = Unit.Points };

var mips = Mips.For(new() { Year = 2026, Clinicians = ["Elm", "Oak", "Ash", "Fir"] });
ValueList<MipsClinician> practices =
[
    new("Elm", Money.Of(1_000_000), Points(60)),
    new("Oak", Money.Of(500_000), Points(10)),
    new("Ash", Money.Of(10_000_000), Points(90)),
    new("Fir", Money.Of(5_000_000), Points(100)),
];
var adjusted = mips.Adjust(practices);
var paid = mips.Contract.Settle(mips.Experience(practices));
Console.WriteLine($"MIPS, payment year 2026: scaling factor {adjusted.ScalingFactor}");
foreach (var (practice, part) in adjusted.Clinicians.Zip(paid.Parts))
{
    Console.WriteLine($"  {practice.Id,-6}{practice.Unscaled,12}{practice.Adjustment,16}{part.Payable,14}");
}

Console.WriteLine($"  together {paid.Payable}");

// The logistic function of the model was not published with its constants; these knots are made up, and the terms say so.
var source = Authority.Of("made up for this sample");
var asm = AmbulatorySpecialty.For(new()
{
    Year = 2029,
    Cohort = SpecialtyCohort.HeartFailure,
    Clinicians = ["Dr A", "Dr B", "Dr C"],
    Measures = new([new("blood pressure"), new("beta blocker"), new("admissions", FromClaims: true)], source),
    Transform = new(Scale.Knots((0, 0.02m), (40, 0.3m), (60, 0.7m), (100, 0.98m)), source),
    WithoutCategory = new(UnscoredDomain.Reweighted, source),
});
SpecialtyClinician Clinician(string id, decimal partB, decimal quality, decimal cost, int missing, int size) => new()
{
    Id = id,
    PartB = Money.Of(partB),
    EpisodesTwoYearsBefore = 45,
    Quality = [new("blood pressure", Points(quality), 60), new("beta blocker", Points(quality), 50, 90.Percent()),
        new("admissions", Points(quality), 45)],
    CostPoints = Points(cost),
    CostEpisodes = 45,
    MissingActivities = missing,
    Interoperability = -3,
    ComplexPatients = 4,
    PracticeClinicians = size,
};
ValueList<SpecialtyClinician> clinicians =
    [Clinician("Dr A", 100_000, 7, 7, 1, 12), Clinician("Dr B", 200_000, 5, 6, 0, 40), Clinician("Dr C", 300_000, 3, 2, 2, 1)];
var participants = asm.Participants(clinicians);
var exchanged = asm.Exchange(participants);
var settled = asm.Contract.Settle(asm.Experience(participants));
Console.WriteLine($"ASM, heart failure, payment year 2029: scaling factor {exchanged.Slope}");
foreach (var ((clinician, factor), part) in participants.Zip(exchanged.Participants).Zip(settled.Parts))
{
    Console.WriteLine($"  {clinician.Id,-6}{clinician.Score,12}{factor.AdjustmentFactor,16}{part.Payable,14}");
}

Console.WriteLine($"  together {settled.Payable}: 15% of what was at stake is kept");
Console.WriteLine(settled.Parts[2].InWords());
