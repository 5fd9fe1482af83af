using ValueSettlement.Curves;

namespace ValueSettlement;

/// <summary>
/// The least that the amount can be, whatever came before: a protected base, or "never owes" with zero.
/// <code>x  →  max(x, floor)</code>
/// </summary>
public sealed record Floor : Clause
{
    /// <summary>The floor: money to the provider.</summary>
    public required Level At { get; init => field = Given.Of(value); }

    internal override string Key => "floor";

    internal override string UsualLabel => "Floor";

    private protected override void Say(Phrase phrase) => phrase.Add("at least ").Add(At);

    internal override bool KeepsZero => false;

    internal override void Emit(ref Run run)
    {
        var floor = At.Resolve(ref run, "floor-level", Name, Authority);
        run.WholeLine();
        if (run.Piece(floor, false, 0m, floor, 0m) || run.LastSame())
        {
            run.SayHeld(Operation.Greatest, "floor", floor);
        }
    }

    internal override void Validate(string path, List<Failure> failures) => At.Validate(Paths.Join(path, "at"), failures);

    internal override void Reads(FactSet facts) => At.Reads(facts);
}
