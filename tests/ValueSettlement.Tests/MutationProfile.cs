using System.Reflection;
using ValueSettlement.Tests;
using ValueSettlement.Tests.Architecture;
using ValueSettlement.Tests.Benchmarks;
using ValueSettlement.Tests.Contracts;
using ValueSettlement.Tests.Docs;
using ValueSettlement.Tests.Evidence;
using ValueSettlement.Tests.Json;
using ValueSettlement.Tests.Programs;
using ValueSettlement.Tests.Vectors;
using Xunit.v3;

[assembly: MutationProfile]

namespace ValueSettlement.Tests;

/// <summary>
/// Under <c>VALUESETTLEMENT_PROFILE=mutation</c>, skips what cannot notice a change of a calculation or takes long to: tests of documents,
/// of files, of the code's structure, and of the tests themselves. Each says that it was skipped.
/// </summary>
[AttributeUsage(AttributeTargets.Assembly)]
internal sealed class MutationProfileAttribute : BeforeAfterTestAttribute
{
    private static readonly HashSet<Type> Skipped =
    [
        typeof(ArchitectureTests), typeof(DocumentTests), typeof(HouseTests), typeof(JsonBreakTests), typeof(JsonFuzzTests),
        typeof(JsonSchemaTests),
        typeof(PublishedBenchmarkTests), typeof(PublishedRollUpTests), typeof(VectorCaseTests), typeof(VectorFamilyTests),
    ];

    // Each reads or writes a whole document hundreds of times.
    private static readonly HashSet<string> SkippedMethods =
    [
        nameof(ContractPropertyTests.The_generator_knows_every_kind),
        nameof(JsonDigestTests.Every_fact_enters),
        nameof(JsonDigestTests.Every_term_enters),
        nameof(SettlementProofTests.Nothing_can_be_altered_unseen),
        nameof(TextRulesTests.Every_text_of_a_document_is_judged_when_it_is_read),
    ];

    public override void Before(MethodInfo methodUnderTest, IXunitTest test) =>
        Assert.SkipWhen(
            LongSearch.IsMutation && (Skipped.Contains(methodUnderTest.DeclaringType!) || SkippedMethods.Contains(methodUnderTest.Name)),
            $"Not in the profile '{LongSearch.ProfileVariable}=mutation'.");
}
