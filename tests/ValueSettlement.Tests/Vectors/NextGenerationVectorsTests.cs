using ValueSettlement.Programs;

namespace ValueSettlement.Tests.Vectors;

public sealed class NextGenerationVectorsTests
{
    private static readonly (string Path, string Line)[] Lines =
    [
        ("limitedUsd", "limit"),
        ("sharedUsd", "sharing-rate"),
    ];

    private static readonly Authority Stated = Authority.Of("the case states it");

    public static TheoryData<VectorCase> Cases => VectorCase.Family("ngaco");

    [Theory]
    [MemberData(nameof(Cases))]
    public void NextGeneration(VectorCase vector) => vector.Check(Compare);

    internal static void Compare(VectorCase vector)
    {
        var terms = new NextGenerationTerms
        {
            Arrangement = Enum.Parse<NextGenerationArrangement>(vector.Text("arrangement")),
            Year = 2019,
            Cap = Rate.Of(vector.Number("savingsLossesCap")),
        };
        if (vector.NumberOrNull("sequestrationRate") is { } rate)
        {
            terms = terms with { Rules = NextGenerationAco.For(terms).Rules with { Sequestration = new(Rate.Of(rate), Stated) } };
        }

        var contract = terms.Contract();
        var experience = new Experience
        {
            Benchmark = Money.Of(vector.Number("benchmarkUsd")),
            Expenditure = Money.Of(vector.Number("costUsd"))
        };
        var settlement = contract.Settle(experience);
        decimal? Value(string key) => settlement.Lines.LastOrDefault(l => l.Key == key)?.Value;

        vector.Near("grossUsd", settlement.Opening);
        var limit = (Limit)contract.Clauses[0];
        var reached = Value("payment-limit") ?? Value("loss-limit");
        vector.Near("limitUsd", reached ?? Agreeing.Amount(limit.Gain!, experience.Benchmark.Value!.Value));
        vector.Near(Lines, Value);
        vector.Near("sequestrationUsd", Value("sharing-rate") - Value("sequestration"));
        vector.Near("paymentUsd", settlement.Earned.Unrounded);
        vector.Same("publishedUsd", settlement.Earned.Published);
        Agreeing.FoldAndPayoff(contract, experience);
        Agreeing.LinesReplayAndAddUp(settlement);
    }
}
