namespace ValueSettlement;

/// <summary>
/// What the clauses of a contract read, so that a fact that nothing reads is an error and not silence. Each thing that can be said has its
/// place, and two facts in one place say it twice.
/// </summary>
internal sealed class FactSet
{
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

    private (Type Kind, int Place)[] kinds = [];
    private (Basis Basis, int Place)[] bases = [];
    private (Basis Basis, int Place)[] replacements = [];
    private (string Name, int Place)[] volumes = [];
    private int places;

    /// <summary>Whether a clause reads the benchmark, as a basis or for a share of it.</summary>
    public bool HasBenchmark { get; private set; }

    public void Add<T>()
        where T : Fact
    {
        if (PlaceOf(typeof(T)) < 0)
        {
            kinds = [.. kinds, (typeof(T), places++)];
        }
    }

    /// <summary>Two kinds of fact that say the same in two ways: they exclude each other.</summary>
    public void AddEither<TOne, TOther>()
        where TOne : Fact
        where TOther : Fact
    {
        Add<TOne>();
        if (PlaceOf(typeof(TOther)) < 0)
        {
            kinds = [.. kinds, (typeof(TOther), PlaceOf(typeof(TOne)))];
        }
    }

    public void Add(Basis basis)
    {
        HasBenchmark |= basis.IsBenchmark;
        if (!Has(basis))
        {
            bases = [.. bases, (basis, places++)];
        }
    }

    /// <summary>A volume by its name.</summary>
    public void Add(string volume)
    {
        if (PlaceOf(volumes, volume) < 0)
        {
            volumes = [.. volumes, (volume, places++)];
        }
    }

    public void AddReplacement(Basis basis)
    {
        if (PlaceOf(replacements, basis) < 0)
        {
            replacements = [.. replacements, (basis, places++)];
        }
    }

    /// <summary>The bases that are read.</summary>
    public IEnumerable<Basis> Bases => bases.Select(static b => b.Basis);

    /// <summary>The names of the volumes that are read.</summary>
    public IEnumerable<string> Volumes => volumes.Select(static v => v.Name);

    public bool Has(Basis basis) => PlaceOf(bases, basis) >= 0;

    public bool Has(Fact fact) => PlaceOf(fact) >= 0;

    /// <summary>The place of a fact; −1 if nothing reads it.</summary>
    public int PlaceOf(Fact fact)
    {
        // Most facts are known by their kind alone; the others are told apart by what they are of.
        var place = PlaceOf(fact.GetType());
        return place >= 0 ? place : fact switch
        {
            BasisAmount amount => PlaceOf(bases, amount.Basis),
            Volume volume => PlaceOf(volumes, volume.Of),
            BenchmarkReplaced replaced => PlaceOf(replacements, replaced.By),
            _ => -1,
        };
    }

    private int PlaceOf(Type type)
    {
        foreach (var (kind, place) in kinds)
        {
            if (ReferenceEquals(kind, type))
            {
                return place;
            }
        }

        return -1;
    }

    private static int PlaceOf((Basis Basis, int Place)[] known, Basis basis)
    {
        foreach (var (other, place) in known)
        {
            if (other == basis)
            {
                return place;
            }
        }

        return -1;
    }

    private static int PlaceOf((string Name, int Place)[] known, string? name)
    {
        foreach (var (other, place) in known)
        {
            if (other == name)
            {
                return place;
            }
        }

        return -1;
    }
}
