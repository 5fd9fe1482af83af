using System.Reflection;
using ValueSettlement.Programs;

namespace ValueSettlement.Tests.Programs;

public sealed class CatalogueTests
{
    [Fact]
    public void Every_programme_with_parameters_is_in_the_catalogue()
    {
        var listed = Programmes.All.SelectMany(static p => p.Parameters).ToHashSet();
        foreach (var type in typeof(Programmes).Assembly.GetExportedTypes())
        {
            if (type.GetProperty("Parameters",
                BindingFlags.Public | BindingFlags.Static)?.GetValue(null) is IEnumerable<IDatedParameter> parameters)
            {
                Assert.True(parameters.All(listed.Contains), $"{type.Name} is not in the catalogue.");
            }
        }
    }

    [Fact]
    public void Every_contract_of_the_catalogue_can_be_named()
    {
        Assert.Equal(Programmes.All.Count, Programmes.All.Select(static p => p.Name).Distinct().Count());
        Assert.All(Programmes.All, static p =>
            Assert.False(string.IsNullOrWhiteSpace(p.Years) || string.IsNullOrWhiteSpace(p.PayoffOver)
            || string.IsNullOrWhiteSpace(p.VerifiedAgainst)));
    }
}
