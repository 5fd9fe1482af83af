using NodaTime;
using ValueSettlement.Population;

namespace ValueSettlement.Programs;

/// <summary>How the Shared Savings Program assigns beneficiaries: by the services of a year that has passed, or of the year itself.
/// </summary>
public enum AssignmentMethod
{
    /// <summary>Before the year, by the twelve months to the September before it; 42 CFR 425.400(a)(3).</summary>
    Prospective,

    /// <summary>In the end by the calendar year itself; 42 CFR 425.400(a)(2).</summary>
    Retrospective,
}

public sealed partial class MedicareSharedSavings
{
    // Codes of Medicare specialties.
    private static readonly ValueList<string> PrimaryCarePhysicians = ["01", "08", "11", "37", "38"];
    private static readonly ValueList<string> OtherPractitioners = ["50", "89", "97"];
    private static readonly ValueList<string> Specialists =
        ["06", "12", "13", "16", "23", "25", "26", "27", "29", "39", "46", "70", "79", "82", "83", "84", "86", "90", "98"];

    private static readonly ValueList<string> Physicians = [.. PrimaryCarePhysicians, .. Specialists];

    private static readonly ValueList<string> ServicesOf2024 =
    [
        "96160", "96161", "96202", "96203", "97550", "97551", "97552", "99202", "99203", "99204", "99205", "99211", "99212",
        "99213", "99214", "99215", "99304", "99305", "99306", "99307", "99308", "99309", "99310", "99315", "99316", "99341",
        "99342", "99344", "99345", "99347", "99348", "99349", "99350", "99354", "99355", "99406", "99407", "99421", "99422",
        "99423", "99424", "99425", "99426", "99427", "99437", "99439", "99441", "99442", "99443", "99457", "99458", "99483",
        "99484", "99487", "99489", "99490", "99491", "99492", "99493", "99494", "99495", "99496", "99497", "99498", "G0019",
        "G0022", "G0023", "G0024", "G0101", "G0136", "G0316", "G0317", "G0318", "G0402", "G0438", "G0439", "G0442", "G0443",
        "G0444", "G0463", "G0506", "G2010", "G2012", "G2058", "G2064", "G2065", "G2086", "G2087", "G2088", "G2211", "G2212",
        "G2214", "G2252", "G3002", "G3003",
    ];

    private static readonly Dated<ValueList<string>> PrimaryCareServices = new("primary-care services of assignment",
        DateAxis.PerformancePeriod,
        Dated.In(new(2024, 1, 1), ServicesOf2024, Authority.Remembered("42 CFR 425.400(c), performance years from 2024")),
        Dated.In<ValueList<string>>(new(2025, 1, 1),
        [
            .. ServicesOf2024, "99446", "99447", "99448", "99449", "99451", "99452", "G0537", "G0538", "G0539", "G0540", "G0541", "G0542",
            "G0543", "G0544", "G0556", "G0557", "G0558", "G0560",
        ],
            Authority.Remembered("42 CFR 425.400(c), performance years from 2025")));

    private static readonly Authority Steps = Authority.Remembered("42 CFR 425.402(b)-(c), (e)",
        "Where no physician of the organisation with the plurality saw the beneficiary, the step assigns to nobody, not to the next. The "
            + "third step asks organisation by organisation whether its own physicians saw the beneficiary in the window.");

    /// <summary>
    /// The rules of assignment of a performance year, from 2024: primary-care clinicians first; then specialists, for whoever saw no
    /// primary-care clinician; from 2025 on a third step over 24 months. Steps, specialties and services were remembered and not read in
    /// their source, and say so; replace them with <c>with</c>.
    /// </summary>
    /// <param name="year">The performance year, which decides the rules, also those of its base years.</param>
    /// <param name="method">Prospective or retrospective.</param>
    /// <param name="entities">For each entity that bills, by its number, the organisation; <see langword="null"/> for none.</param>
    /// <param name="servicesOf">The year whose window is meant; left out for the performance year itself.</param>
    /// <exception cref="SettlementException">The services of the year are not known, or the choice is none.</exception>
    public static AttributionRules Attribution(int year, AssignmentMethod method, ValueList<ushort?> entities, int? servicesOf = null)
    {
        var (failures, windowYear) = (new List<Failure>(), servicesOf ?? year);
        Year(year, "year", failures);
        Year(windowYear, "servicesOf", failures);
        if (!Enum.IsDefined(method))
        {
            failures.Add(new("choice-unknown", "method", EnumText.Of(method), "Assignment is prospective or retrospective.", "Name one."));
        }

        SettlementException.ThrowIfAny(failures);

        var (window, expanded) = Windows(windowYear, method);
        return new()
        {
            Authority = Authority.Of(method == AssignmentMethod.Prospective ? "42 CFR 425.400(a)(3)" : "42 CFR 425.400(a)(2)"),
            Window = window,
            ExpandedWindow = expanded,
            Services = PrimaryCareServices.CitedOn(new(year, 1, 1)),
            Steps = year >= 2025 ? [FirstStep, SecondStep, ThirdStep] : [FirstStep, SecondStep],
            Entities = entities,
        };
    }

    private static AttributionRequirement PhysicianInWindow { get; } = new() { Specialties = Physicians };

    private static AttributionStep FirstStep { get; } = new()
    {
        Key = "primary-care",
        Name = "primary-care physicians, nurse practitioners, physician assistants and clinical nurse specialists",
        Specialties = [.. PrimaryCarePhysicians, .. OtherPractitioners],
        Requirements = [PhysicianInWindow],
        Authority = Steps,
    };

    private static AttributionStep SecondStep { get; } = new()
    {
        Key = "specialists",
        Name = "physicians of the listed specialties",
        Specialties = Specialists,
        Considers = AttributionEntrance.NoEarlierService,
        Requirements = [PhysicianInWindow],
        Authority = Steps,
    };

    private static AttributionStep ThirdStep { get; } = new()
    {
        Key = "expanded-window",
        Name = "all of them over the expanded window",
        Specialties = [.. Physicians, .. OtherPractitioners],
        Period = AttributionPeriod.ExpandedWindow,
        Requirements =
        [
            new() { Specialties = OtherPractitioners },
            new() { Specialties = Physicians, Period = AttributionPeriod.ExpandedWindow },
            PhysicianInWindow with { IsPresent = false },
        ],
        Authority = Steps,
    };

    private static void Year(int year, string path, List<Failure> failures)
    {
        if (year is < 2013 or > DateRules.LastYear)
        {
            failures.Add(new("year-range", path, UnitText.Of(year, Unit.Unstated), "The programme's first year is 2013.",
                "Correct the year."));
        }
    }

    private static (DateInterval Window, DateInterval Expanded) Windows(int year, AssignmentMethod method)
    {
        var end = method == AssignmentMethod.Prospective ? new LocalDate(year - 1, 9, 30) : new LocalDate(year, 12, 31);
        return (new(end.PlusYears(-1).PlusDays(1), end), new(end.PlusYears(-2).PlusDays(1), end));
    }
}
