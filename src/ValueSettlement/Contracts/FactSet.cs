namespace ValueSettlement;

/// <summary>What the clauses of a contract read, so that a fact that nothing reads is an error and not silence.</summary>
internal sealed class FactSet
{
    private readonly List<Type> kinds = [];
    private readonly List<Basis> bases = [];

    public void Add<T>()
        where T : Fact
    {
        if (!kinds.Contains(typeof(T)))
        {
            kinds.Add(typeof(T));
        }
    }

    public void Add(Basis basis)
    {
        if (!bases.Contains(basis))
        {
            bases.Add(basis);
        }
    }

    public bool Has(Basis basis)
    {
        foreach (var read in bases)
        {
            if (read == basis)
            {
                return true;
            }
        }

        return false;
    }

    public bool Has(Fact fact)
    {
        if (fact is BasisAmount amount)
        {
            return Has(amount.Basis);
        }

        var type = fact.GetType();
        foreach (var kind in kinds)
        {
            if (ReferenceEquals(kind, type))
            {
                return true;
            }
        }

        return false;
    }
}
