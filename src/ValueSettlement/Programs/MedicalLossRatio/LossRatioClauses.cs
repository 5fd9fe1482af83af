namespace ValueSettlement.Programs;

/// <summary>What rebates and remittances have in common.</summary>
internal static class LossRatioClauses
{
    /// <summary>Nothing is paid above the standard; below it nothing is owed if the experience is too small to be credible.</summary>
    public static ValueList<Clause> NothingAbove(FewerThan? nonCredible, Authority standard, Authority? credibility)
    {
        Clause above = new Limit { Label = "Nothing is paid above the standard", Gain = Money.Zero, Authority = standard };
        return nonCredible is null
            ? [above]
            :
            [
                new Choose
                {
                    Label = "Credibility",
                    Authority = credibility,
                    Regions =
                    [
                        new Region
                        {
                            Name = "Not credible: presumed to meet the standard",
                            When = [nonCredible],
                            Then =
                            [
                                new Limit
                                {
                                    Label = "Neither rebate nor payment",
                                    Gain = Money.Zero,
                                    Loss = Money.Zero,
                                    Authority = credibility,
                                },
                            ],
                            Authority = credibility,
                        },
                    ],
                    Otherwise = [above],
                },
            ];
    }

    /// <summary>What is spent below the standard is owed, and nothing is ever paid above it.</summary>
    public static ContractWords WordsOf(string owes, string owed) => new()
    {
        Payer = owed,
        Provider = owes,
        Benchmark = "What the standard requires",
        Expenditure = "What counts as spent",
        Gains = "amounts above the standard",
        Losses = "amounts below the standard",
    };
}
