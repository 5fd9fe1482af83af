using FsCheck;
using FsCheck.Fluent;

namespace ValueSettlement.Tests;

/// <summary>
/// Random valid contracts of every kind of clause, and experiences that fit them, aimed at edges: opening amounts that lie exactly on a
/// threshold of the contract, one cent beside it, on the nearest whole cent, or anywhere. A failure prints the case and the seed of
/// FsCheck.
/// </summary>
internal static class Arbitraries
{
    /// <summary>A valid contract: a chain, or several parts, nested and pooled, with clauses over their sum.</summary>
    public static Gen<Contract> Contract => Make(static maker => maker.Contract());

    /// <summary>A valid contract in the short form, compared with spending (benchmark − expenditure).</summary>
    public static Gen<Contract> SimpleContract => Make(static maker => maker.SimpleContract());

    /// <summary>A valid contract and an experience that it settles.</summary>
    public static Gen<(Contract Contract, Experience Experience)> ContractWithExperience =>
        Make(static maker => maker.Fit(maker.Contract()));

    /// <summary>A valid contract in the short form, compared with spending, and an experience that it settles.</summary>
    public static Gen<(Contract Contract, Experience Experience)> SimpleContractWithExperience =>
        Make(static maker => maker.Fit(maker.SimpleContract()));

    /// <summary>Any clause, choices included.</summary>
    public static Gen<Clause> Clause => Make(static maker => maker.Clause(2));

    /// <summary>Any level.</summary>
    public static Gen<Level> Level => Make(static maker => maker.Level(2));

    /// <summary>Any rate.</summary>
    public static Gen<QualityRate> QualityRate => Make(static maker => maker.QualityRate(2));

    /// <summary>Any condition.</summary>
    public static Gen<Condition> Condition => Make(static maker => maker.Condition());

    /// <summary>Any fact.</summary>
    public static Gen<Fact> Fact => Make(static maker => maker.Fact());

    /// <summary>Any figure: stated, computed with its lines, or absent.</summary>
    public static Gen<Figure> Figure => Make(static maker => maker.Figure(maker.Amount(), Unit.Money, mayBeAbsent: true));

    // One random number a case: the tree is then built by ordinary code, and FsCheck's seed repeats it.
    private static Gen<T> Make<T>(Func<ContractMaker, T> make) =>
        Gen.Choose(0, int.MaxValue - 1).Select(seed => make(new ContractMaker(seed)));
}
