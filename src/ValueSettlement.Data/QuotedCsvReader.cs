using System.Text;
using nietras.SeparatedValues;

namespace ValueSettlement.Data;

/// <summary>Reads a file whose fields can stand in quotation marks.</summary>
internal sealed class QuotedCsvReader : IRowReader
{
    private const int MostBytes = 4_096;

    private readonly CsvColumns columns;
    private readonly string path;
    private readonly FileStream file;
    private readonly SepReader reader;
    private int[] lines = [];
    private long rowsRead;

    public QuotedCsvReader(string path, CsvColumns columns)
    {
        (this.path, this.columns) = (path, columns);
        file = File.OpenRead(path);
        reader = new Sep(columns.Layout.Separator)
            .Reader(static o => o with { Unescape = true, DisableColCountCheck = true, HasHeader = false }).From(file);
        _ = reader.MoveNext();
    }

    public double Progress => file.Length == 0 ? 1 : (double)file.Position / file.Length;

    public long FirstRow { get; private set; }

    public bool Read(RowBatch batch)
    {
        batch.Begin(columns.HasRisk, columns.HasBeneficiaries);
        FirstRow = rowsRead;
        lines = lines.Length < batch.Capacity ? new int[batch.Capacity] : lines;
        var parser = new CsvLine(columns, batch);
        while (batch.Count < batch.Capacity && reader.MoveNext())
        {
            var row = reader.Current;
            if (!TryRow(parser, row, batch.Count))
            {
                batch.Refuse(batch.Count, batch.KeepsFailures
                    ? CsvLine.Failures(columns, path, Texts(row), rowsRead, row.LineNumberFrom) : []);
            }

            rowsRead++;
            lines[batch.Count] = row.LineNumberFrom;
            batch.Count++;
        }

        if (batch.Count == 0)
        {
            columns.CheckLength(path, file.Length);
        }

        return batch.Count > 0;
    }

    public string Where(int row) => CsvLine.Where(path, lines[row]);

    public string NameOf(string column) => columns.NameOf(column);

    public void Dispose()
    {
        reader.Dispose();
        file.Dispose();
    }

    private bool TryRow(CsvLine parser, SepReader.Row row, int place)
    {
        Span<byte> bytes = stackalloc byte[MostBytes];
        var isRight = row.ColCount == columns.Names.Length;
        for (var i = 0; isRight && i < columns.Fields.Length; i++)
        {
            if (columns.Fields[i] != CsvField.Unread)
            {
                isRight = Encoding.UTF8.TryGetBytes(row[i].Span, bytes, out var written)
                    && parser.TryField(columns.Fields[i], bytes[..written], place);
            }
        }

        return isRight;
    }

    private static string[] Texts(SepReader.Row row)
    {
        var texts = new string[row.ColCount];
        for (var i = 0; i < texts.Length; i++)
        {
            texts[i] = row[i].ToString();
        }

        return texts;
    }
}
