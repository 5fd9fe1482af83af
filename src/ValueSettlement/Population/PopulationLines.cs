namespace ValueSettlement.Population;

internal static class PopulationLines
{
    /// <summary>a + b + …; one term is carried on as it is, and is no sum.</summary>
    public static Quantity Sum(this Workings workings, Step step, Quantity[] terms) => terms.Length == 1
        ? workings.Write(step, Operation.Stated, terms[0]) : workings.Add(step, terms);
}
