using ValueSettlement.Programs;
namespace ValueSettlement.Tests.Programs;
public sealed class ZzDump
{
    [Fact]
    public void Dump()
    {
        var text = new System.Text.StringBuilder();
        foreach (var year in WorkedYears.All)
        {
            text.Append("\n@@@ ").Append(year).Append('\n').Append(year.Settle(year.Terms).Statement());
        }

        File.WriteAllText("/tmp/cite-dump.md", text.ToString());
    }
}
