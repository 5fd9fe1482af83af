namespace ValueSettlement;

/// <summary>What the clauses of a contract read, so that a fact that nothing reads is an error and not silence.</summary>
internal sealed class FactSet
{
    private Type[] kinds = [];
    private Basis[] bases = [];
    private Basis[] replacements = [];
    private string[] volumes = [];
    private int depth;
    private int terms;

    /// <summary>How deep terms may be nested, and how many a chain may hold: a contract of people is nowhere near.</summary>
    public const int MaximumDepth = 48;
    public const int MaximumTerms = 20_000;

    /// <summary>Whether the terms are nested too deep, or too many, to be walked: nothing else may walk them then.</summary>
    public bool IsTooLarge { get; private set; }

    /// <summary>Periods that clauses prorate over; each lies inside the contract's term.</summary>
    public List<NodaTime.DateInterval> Periods { get; } = [];

    /// <summary>Goes into terms that hold others; <see langword="false"/> if they are too many or too deep.</summary>
    public bool Enter()
    {
        terms++;
        if (depth >= MaximumDepth || terms > MaximumTerms)
        {
            IsTooLarge = true;
            return false;
        }

        depth++;
        return true;
    }

    /// <summary>Comes back from terms that hold others.</summary>
    public void Leave() => depth--;

    public void AddPeriod(NodaTime.DateInterval? period)
    {
        if (period is not null)
        {
            Periods.Add(period);
        }
    }

    public void Add<T>()
        where T : Fact
    {
        if (Array.IndexOf(kinds, typeof(T)) < 0)
        {
            kinds = [.. kinds, typeof(T)];
        }
    }

    public void Add(Basis basis)
    {
        if (!Has(basis))
        {
            bases = [.. bases, basis];
        }
    }

    /// <summary>A volume by its name.</summary>
    public void Add(string volume)
    {
        if (Array.IndexOf(volumes, volume) < 0)
        {
            volumes = [.. volumes, volume];
        }
    }

    public void AddReplacement(Basis basis)
    {
        if (Array.IndexOf(replacements, basis) < 0)
        {
            replacements = [.. replacements, basis];
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
        // Most facts are known by their kind alone; the others are told apart by what they are of.
        var type = fact.GetType();
        foreach (var kind in kinds)
        {
            if (ReferenceEquals(kind, type))
            {
                return true;
            }
        }

        return fact switch
        {
            BasisAmount amount => Has(amount.Basis),
            Volume volume => Array.IndexOf(volumes, volume.Of) >= 0,
            BenchmarkReplaced replaced => Array.IndexOf(replacements, replaced.By) >= 0,
            _ => false,
        };
    }
}
