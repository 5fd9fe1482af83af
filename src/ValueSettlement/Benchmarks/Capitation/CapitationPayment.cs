namespace ValueSettlement.Benchmarks;

/// <summary>One group of members that is paid at one rate.</summary>
/// <param name="Name">The group, for example "aged and disabled" or "children, rating area 3".</param>
/// <param name="PerMemberPerMonth">The rate for one member and month at a risk score of 1.</param>
/// <param name="MemberMonths">Months of membership, not negative.</param>
/// <param name="RiskScore">The group's average risk score: stated or computed, for example by a <see cref="RiskScoreCascade"/>;
/// <see langword="null"/> if the rate is not adjusted for risk.</param>
public sealed record CapitationCell(string Name, Figure PerMemberPerMonth, decimal MemberMonths, Figure? RiskScore = null)
{
    /// <summary>The group, for example "aged and disabled" or "children, rating area 3".</summary>
    public string Name { get; init => field = Given.Of(value); } = Given.Of(Name);

    /// <summary>The rate for one member and month at a risk score of 1.</summary>
    public Figure PerMemberPerMonth { get; init => field = Given.Of(value); } = Given.Of(PerMemberPerMonth);

    /// <summary>The cell in words.</summary>
    public override string ToString() =>
        FormattableString.Invariant(
            $"{Name}: {PerMemberPerMonth} × {MemberMonths}{(RiskScore is null ? string.Empty : $" × {RiskScore}")}");
}

/// <summary>
/// A capitation, or a benchmark per member and month, in total.
/// <code>Σ over groups: rate per member and month × member months × risk score</code>
/// </summary>
public sealed record CapitationPayment
{
    /// <summary>The groups; one without member months contributes nothing.</summary>
    public required ValueList<CapitationCell> Cells { get; init => field = Given.Of(value); }

    /// <summary>Where the rates come from.</summary>
    public Authority? Authority { get; init; }

    /// <summary>The total with its lines; absent, with the reason, if a rate or score of a group with members is.</summary>
    public Figure Build()
    {
        var workings = new Workings("capitation");
        var amounts = new List<Quantity>();
        for (var i = 0; i < Cells.Count; i++)
        {
            var cell = Cells[i];
            var key = FormattableString.Invariant($"capitation-cell-{i + 1}");
            var months = Quantity.Of("member months", cell.MemberMonths, Unit.Count);
            if (cell.MemberMonths == 0m)
            {
                amounts.Add(workings.Given(new(key, cell.Name + ", no member months", Unit.Money, null, Authority), 0m));
                continue;
            }

            var rate = workings.Given(new(key + "-rate", cell.Name + ", rate per member and month", Unit.PerCapita, null, Authority),
                cell.PerMemberPerMonth);
            amounts.Add(cell.RiskScore is { } risk
                ? workings.Multiply(new(key, cell.Name, Unit.Money, null, Authority), rate, months,
                    workings.Given(new(key + "-risk-score", cell.Name + ", risk score", Unit.Factor), risk))
                : workings.Multiply(new(key, cell.Name, Unit.Money, null, Authority), rate, months));
        }

        return workings.Figure(workings.Add(new("capitation", "Capitation of all groups", Unit.Money, null, Authority), [.. amounts]));
    }

    /// <summary>The members that were stated, by their names in words.</summary>
    public override string ToString() => Printed.Of(this);
}
