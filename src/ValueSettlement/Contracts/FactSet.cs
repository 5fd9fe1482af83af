namespace ValueSettlement;

/// <summary>
/// What the clauses of a contract read, so that a fact that nothing reads is an error and not silence. Each thing that can be said has its
/// place, and two facts in one place say it twice. A number has a place by its name, and there the unit of its use.
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

    /// <summary>Where the clause stands that is reading, for messages about two uses of one name.</summary>
    public string At { get; set; } = string.Empty;

    /// <summary>What the clauses of a chain read.</summary>
    /// <param name="chain">The clauses.</param>
    /// <param name="at">Where the chain stands.</param>
    public static FactSet Of(ValueList<Clause> chain, string at)
    {
        var facts = new FactSet();
        for (var i = 0; i < chain.Count; i++)
        {
            facts.At = Paths.Item(at, string.Empty, i);
            chain[i].Reads(facts);
        }

        return facts;
    }

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

    // Numbers have even places and other facts odd ones, so that both are found by an index.
    private NumberUse[] numbers = [];
    private (Type Kind, int Place)[] kinds = [];
    private (Basis Basis, int Place)[] replacements = [];
    private (string Name, int Place)[] certificates = [];
    private Basis[] bases = [];
    private NumberChoice[] choices = [];
    private NumberUse[] conflicts = [];
    private int others;

    /// <summary>Whether a clause reads the benchmark, as a basis or for a share of it.</summary>
    public bool HasBenchmark { get; private set; }

    /// <summary>The bits of the places about which a choice says something.</summary>
    public ulong Chosen { get; private set; }

    /// <summary>What excludes each other, and what is stated together.</summary>
    public ReadOnlySpan<NumberChoice> Choices => choices;

    public void Add<T>()
        where T : Fact
    {
        if (PlaceOf(typeof(T)) < 0)
        {
            kinds = [.. kinds, (typeof(T), NextPlace())];
        }
    }

    /// <summary>A well-known number.</summary>
    public void Add(NumberRow row) => Add(row.Name, row.Unit);

    /// <summary>Numbers that say the same in two ways: the one number, or all of the others.</summary>
    public void AddEither(NumberRow one, params ReadOnlySpan<NumberRow> others)
    {
        Add(one);
        foreach (var other in others)
        {
            Add(other);
        }

        if (!Array.Exists(choices, choice => choice.One == one))
        {
            choices = [.. choices, new(one, others.ToArray())];
            Chosen |= Bit(PlaceOf(one.Name));
            foreach (var other in others)
            {
                Chosen |= Bit(PlaceOf(other.Name));
            }
        }
    }

    /// <summary>The amount of a basis.</summary>
    public void Add(Basis basis)
    {
        if (basis.IsBenchmark)
        {
            HasBenchmark = true;
        }
        else if (Add(basis.Name, Unit.Money))
        {
            bases = [.. bases, basis];
        }
    }

    /// <summary>A number that is counted.</summary>
    public void AddCount(string name) => Add(name, Unit.Count);

    public void AddReplacement(Basis basis)
    {
        if (PlaceOfReplacement(basis) < 0)
        {
            replacements = [.. replacements, (basis, NextPlace())];
        }
    }

    public void AddCertificate(string name)
    {
        if (PlaceOfCertificate(name) < 0)
        {
            certificates = [.. certificates, (name, NextPlace())];
        }
    }

    /// <summary>The bases that are read, without the benchmark.</summary>
    public IReadOnlyList<Basis> Bases => bases;

    /// <summary>The names of the numbers that are read.</summary>
    public string[] Names => [.. numbers.Select(static number => number.Name)];

    public bool Has(Basis basis) => basis.IsBenchmark ? HasBenchmark : PlaceOf(basis.Name) >= 0;

    public bool Has(Fact fact) => PlaceOf(fact) >= 0;

    /// <summary>The bit of a place; two places can share one.</summary>
    public static ulong Bit(int place) => 1UL << place;

    /// <summary>The unit of the use of the number in a place.</summary>
    public Unit UnitAt(int place) => numbers[place >> 1].Unit;

    /// <summary>The place of a fact; −1 if nothing reads it.</summary>
    public int PlaceOf(Fact fact)
    {
        if (fact is Number number)
        {
            return PlaceOf(number.Name);
        }

        // Most facts are known by their kind alone; the others are told apart by what they are of.
        return fact switch
        {
            BenchmarkReplaced replaced => PlaceOfReplacement(replaced.By),
            Certificate certificate => PlaceOfCertificate(certificate.Name),
            _ => PlaceOf(fact.GetType()),
        };
    }

    /// <summary>A number has one unit, whichever clause reads it: in one contract all of its chains are looked at together.</summary>
    public static void ValidateUnits(IReadOnlyList<FactSet> chains, List<Failure> failures)
    {
        var known = new Dictionary<string, NumberUse>(StringComparer.Ordinal);
        var said = new HashSet<string>(StringComparer.Ordinal);
        foreach (var use in chains.SelectMany(static chain => chain.numbers.Concat(chain.conflicts)))
        {
            if (WellKnown.Of(use.Name) is { } row)
            {
                if (row.Unit != use.Unit && said.Add(use.Name))
                {
                    failures.Add(new("number-two-units", use.At, use.Name,
                        $"'{use.Name}' is {Number.UnitWords(row.Unit)}, and a clause here reads it as {Number.UnitWords(use.Unit)}.",
                        "Give what the clause reads a name of its own."));
                }
            }
            else if (!known.TryAdd(use.Name, use) && known[use.Name] is var first && first.Unit != use.Unit && said.Add(use.Name))
            {
                failures.Add(new("number-two-units", use.At, use.Name,
                    $"A number has one unit. '{use.Name}' is {Number.UnitWords(use.Unit)} here and {Number.UnitWords(first.Unit)} in "
                        + $"{first.At}.",
                    "Give one of the two another name."));
            }
        }
    }

    private bool Add(string name, Unit unit)
    {
        var place = PlaceOf(name);
        if (place >= 0)
        {
            if (UnitAt(place) != unit)
            {
                conflicts = [.. conflicts, new(name, unit, At)];
            }

            return false;
        }

        numbers = [.. numbers, new(name, unit, At)];
        return true;
    }

    private int NextPlace() => (others++ << 1) + 1;

    /// <summary>The place of a number; −1 if nothing reads it.</summary>
    public int PlaceOf(string name)
    {
        // The names of a contract and of its facts are most often the same text.
        for (var i = 0; i < numbers.Length; i++)
        {
            if (ReferenceEquals(numbers[i].Name, name))
            {
                return i << 1;
            }
        }

        for (var i = 0; i < numbers.Length; i++)
        {
            if (numbers[i].Name == name)
            {
                return i << 1;
            }
        }

        return -1;
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

    private int PlaceOfCertificate(string name)
    {
        foreach (var (other, place) in certificates)
        {
            if (other == name)
            {
                return place;
            }
        }

        return -1;
    }

    private int PlaceOfReplacement(Basis basis)
    {
        foreach (var (other, place) in replacements)
        {
            if (other == basis)
            {
                return place;
            }
        }

        return -1;
    }

    /// <summary>A number as a clause reads it.</summary>
    private readonly record struct NumberUse(string Name, Unit Unit, string At);
}

/// <summary>Numbers that say the same in two ways.</summary>
/// <param name="One">The number that says it alone.</param>
/// <param name="Others">The numbers that say it together.</param>
internal sealed record NumberChoice(NumberRow One, NumberRow[] Others);
