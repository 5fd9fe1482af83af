namespace ValueSettlement;

/// <summary>Which results are good; there is no default.</summary>
public enum Direction
{
    /// <summary>More is better: survival, screenings, controlled blood pressure.</summary>
    HigherIsBetter = 1,

    /// <summary>Less is better: deaths, readmissions, falls.</summary>
    LowerIsBetter,
}
