// One worker of many: counts its part of a CSV file and writes the result as bytes, to be merged elsewhere.
//   survey FILE PART PARTS ORGANISATIONS > survey
//   count  FILE PART PARTS ORGANISATIONS SURVEY > partial
using System.Globalization;
using ValueSettlement;
using ValueSettlement.Data;
using ValueSettlement.Population;

var (part, parts) = (int.Parse(args[2], CultureInfo.InvariantCulture), int.Parse(args[3], CultureInfo.InvariantCulture));
var population = new PopulationRules
{
    Strata = [new("young", "young"), new("old", "old")],
    Organisations = int.Parse(args[4], CultureInfo.InvariantCulture),
    Truncation = [Truncation.AtPercentile(new(99))],
}.Prepare();
var source = CsvRows.Of(args[1]);
var readers = source.Open(parts);
var batch = new RowBatch();
ReadOnlyMemory<byte> result;
if (args[0] == "survey")
{
    var survey = population.Survey();
    Each(columns => survey.Add(columns));
    result = survey.ToBytes();
}
else
{
    var partial = population.Begin(population.ReadSurvey(File.ReadAllBytes(args[5])).Bracket());
    Each(columns => partial.Add(columns));
    result = partial.ToBytes();
}

using var output = Console.OpenStandardOutput();
output.Write(result.Span);

void Each(Action<PopulationColumns> add)
{
    while (part < readers.Count && readers[part].Read(batch))
    {
        add(batch.ToColumns());
    }
}
