using ValueSettlement.Population;

namespace ValueSettlement.Tests.Population;

public sealed class BeneficiaryIdsTests
{
    [Fact]
    public void IdsAreNumberedInOrdinalOrderWhateverOrderTheyComeIn()
    {
        string[] ids = ["b", "B10", "B9", "a", "ä", "1EG4-TE5-MK73", "b"];
        var numbered = BeneficiaryIds.Of(ids);
        Assert.Equal(["1EG4-TE5-MK73", "B10", "B9", "a", "b", "ä"], numbered.Ids);
        Assert.Equal(numbered.Ids, BeneficiaryIds.Of(ids.Reverse()).Ids);
        Assert.Equal([4u, 1u, 5u], new[] { "b", "B10", "ä" }.Select(id => numbered.Find(id)!.Value));
        Assert.Null(numbered.Find("c"));
        Assert.Equal("6 ids", numbered.ToString());
        Assert.Equal(0, BeneficiaryIds.Of([]).Count);
    }

    [Fact]
    public void IdsThatAreNoneOrWouldCollideAreRefusedAllAtOnce()
    {
        var failures = Assert.Throws<SettlementException>(() =>
            BeneficiaryIds.Of(["a", "", " a", "a\t", "a\ud800", "a\udc00", "  ", null!])).Failures;
        Assert.Equal(["id-empty", "id-blanks", "id-blanks", "id-text", "id-text", "id-empty", "id-empty", "ids-failed"],
            failures.Select(static f => f.Code));
        Assert.Equal(("ids[1]", "7"), (failures[0].Path, failures[^1].Value));
        Assert.Equal(101, Assert.Throws<SettlementException>(() => BeneficiaryIds.Of(Enumerable.Repeat("", 1_000))).Failures.Count);
    }
}
