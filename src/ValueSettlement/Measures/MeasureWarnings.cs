using ValueSettlement.Statistics;

namespace ValueSettlement.Measures;

/// <summary>Something that is allowed and unwise.</summary>
/// <param name="Code">A stable name for programs, for example "measure-no-map".</param>
/// <param name="Path">Where, for example "domains[0].measures[2]".</param>
/// <param name="What">What it is, in a sentence.</param>
/// <param name="Remedy">What to do about it.</param>
public sealed record MeasureWarning(string Code, string Path, string What, string Remedy)
{
    /// <summary>The warning as one sentence for a person.</summary>
    public override string ToString() => $"{Path}: {What} {Remedy} [{Code}]";
}

/// <summary>What a reviewer of a set would ask.</summary>
internal static class MeasureWarnings
{
    public static ValueList<MeasureWarning> Of(MeasureSet set)
    {
        var warnings = new List<MeasureWarning>();
        for (var i = 0; i < set.Domains.Count; i++)
        {
            for (var j = 0; j < set.Domains[i].Measures.Count; j++)
            {
                Of(set, set.Domains[i].Measures[j], Paths.Item(Paths.Item(string.Empty, "domains", i), "measures", j), warnings);
            }
        }

        OfMix(set, warnings);
        return [.. warnings];
    }

    private static void Of(MeasureSet set, ScoredMeasure scored, string path, List<MeasureWarning> warnings)
    {
        var measure = scored.Measure;
        if (measure.Direction is null)
        {
            warnings.Add(new("measure-no-direction", path, $"{measure.Id} does not say which way is better.", "State its direction."));
        }

        if (measure.Status == MeasureStatus.ReportingOnly)
        {
            return;
        }

        if (measure.Minimum is null)
        {
            warnings.Add(new("measure-no-minimum", path, $"{measure.Id} is judged on any number of cases.",
                "State the fewest cases and what happens below."));
        }

        if (measure.Workflow is null && !set.IsStatutory)
        {
            warnings.Add(new("measure-no-map", path, $"Nobody has written down who records {measure.Id} and what moves it.",
                "Add its workflow map."));
        }

        if (measure.Tier is null)
        {
            warnings.Add(new("measure-no-tier", path, $"{measure.Id} is neither process, intermediate nor outcome.", "State its tier."));
        }

        if (measure.Baseline is null)
        {
            warnings.Add(new("measure-no-baseline", path, $"The target of {measure.Id} has no baseline: nobody knows how far away it is.",
                "State what was measured before."));
        }
        else if (NeedsBaseline(scored.Points) && measure.Baseline.Cases is < RegressionToTheMean.FewestCases)
        {
            warnings.Add(new("measure-small-baseline", path,
                $"The baseline of {measure.Id} rests on {NumberText.Number(measure.Baseline.Cases.Value)} cases, and improvement is paid: "
                + "a bad year is followed by a better one by chance alone.",
                    "Take two or three years together, or compare with a control group."));
        }

        if (measure.Controllability == Controllability.System)
        {
            warnings.Add(new("measure-not-controlled", path, $"{measure.Id} is moved by the system and not by the provider.",
                "Let it earn and not cost, or share the loss."));
        }
    }

    private static bool NeedsBaseline(PointsRule rule) => rule switch
    {
        ImprovementPoints or ImprovementTarget or ImprovementScale => true,
        BestOf best => best.Ways.Any(NeedsBaseline),
        SumOf sum => sum.Rules.Any(NeedsBaseline),
        _ => false,
    };

    private static void OfMix(MeasureSet set, List<MeasureWarning> warnings)
    {
        foreach (var share in set.Mix)
        {
            var weight = set.Domains.Sum(d => d.Weight.Fraction * Share(d, share.Tier));
            if (weight < share.Least.Fraction || weight > share.Most.Fraction)
            {
                warnings.Add(new("measure-mix", "mix", $"{UnitText.Of(weight, Unit.Rate)} of the weight lies on measures of the tier "
                    + $"{EnumText.Of(share.Tier)}; the contract states {share.Least} to {share.Most}.", "Change weights or measures."));
            }
        }
    }

    private static decimal Share(MeasureDomain domain, MeasureTier tier)
    {
        var weighed = domain.Measures.Where(static m => m.Measure.Status == MeasureStatus.Contractual).ToArray();
        var all = weighed.Sum(static m => m.Weight * m.Points.Most);
        return all == 0m ? 0m : weighed.Where(m => m.Measure.Tier == tier).Sum(static m => m.Weight * m.Points.Most) / all;
    }
}
