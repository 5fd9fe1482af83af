using System.Globalization;

namespace ValueSettlement.Population;

/// <summary>Rows of the year that are made of some beneficiaries' months.</summary>
internal sealed class YearRows(int strata, bool hasRisk)
{
    private Row[] rows = [];

    public int Count { get; private set; }

    public long Beneficiaries { get; private set; }

    /// <summary>Adds up months that are in the order of beneficiaries; those of one beneficiary are put in order here.</summary>
    public void Add(Span<Month> months, RowFailures failures)
    {
        rows = new Row[(months.Length / 8) + 16];
        for (var from = 0; from < months.Length;)
        {
            var (beneficiary, to) = (months[from].Beneficiary, from + 1);
            while (to < months.Length && months[to].Beneficiary == beneficiary)
            {
                to++;
            }

            Beneficiaries++;
            if (to - from > 12)
            {
                failures.Add(beneficiary, [Failed("months-range", beneficiary, "months", to - from,
                    "A beneficiary has at most 12 months in a year, in all organisations and strata together.",
                    "Leave out months that come twice; split several years.")]);
            }
            else
            {
                AddBeneficiary(months[from..to], failures);
            }

            from = to;
        }
    }

    public void CopyTo(Span<uint> beneficiaries, Span<ushort> organisations, Span<byte> inStrata, Span<byte> months, Span<long> cents,
        Span<int> risk)
    {
        for (var i = 0; i < Count; i++)
        {
            ref readonly var row = ref rows[i];
            var group = (uint)row.Key;
            beneficiaries[i] = (uint)(row.Key >> 32);
            (organisations[i], inStrata[i]) = ((ushort)(group / (uint)strata), (byte)(group % (uint)strata));
            (months[i], cents[i]) = ((byte)row.Months, row.Cents);
            if (hasRisk)
            {
                risk[i] = row.Risk;
            }
        }
    }

    private static Failure Failed(string code, uint beneficiary, string column, long value, string rule, string remedy) =>
        new(code, FormattableString.Invariant($"beneficiaries[{beneficiary}].{column}"), value.ToString(CultureInfo.InvariantCulture), rule,
            remedy);

    private void AddBeneficiary(Span<Month> months, RowFailures failures)
    {
        Order(months);
        for (var i = 0; i < months.Length;)
        {
            // Twelve months of the largest cents and scores stay far below what a long holds.
            var (key, number, cents, risk) = (months[i].Key, 0, 0L, 0L);
            for (; i < months.Length && months[i].Key == key; i++, number++)
            {
                cents += months[i].Cents;
                risk += months[i].Risk;
            }

            if (cents is < -SpendingKey.LargestCents or > SpendingKey.LargestCents)
            {
                failures.Add((uint)(key >> 32), [Failed("cents-range", (uint)(key >> 32), "cents", cents,
                    FormattableString.Invariant($"Expenditure of a year is at most {SpendingKey.LargestCents:#,##0} cents either way."),
                    "State cents; look for a wrong factor.")]);
                return;
            }

            if (Count == rows.Length)
            {
                Array.Resize(ref rows, rows.Length * 2);
            }

            rows[Count++] = new(key, cents, number, (int)(((2 * risk) + number) / (2 * number)));
        }
    }

    /// <summary>Few months that mostly are in order.</summary>
    private static void Order(Span<Month> months)
    {
        for (var i = 1; i < months.Length; i++)
        {
            if (months[i].Key < months[i - 1].Key)
            {
                var month = months[i];
                var k = i;
                for (; k > 0 && months[k - 1].Key > month.Key; k--)
                {
                    months[k] = months[k - 1];
                }

                months[k] = month;
            }
        }
    }

    private readonly record struct Row(ulong Key, long Cents, int Months, int Risk);
}
