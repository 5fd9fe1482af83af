using Microsoft.Win32.SafeHandles;

namespace ValueSettlement.Data;

/// <summary>Reads the lines of a file that begin in one part of it, for fields without quotation marks.</summary>
internal sealed class CsvReader : IRowReader
{
    private const int BufferBytes = 1 << 20;

    private readonly SafeFileHandle file;
    private readonly CsvColumns columns;
    private readonly string path;
    private readonly long from;
    private readonly long to;
    private readonly byte[] buffer = new byte[BufferBytes];

    private long position;
    private int start;
    private int filled;
    private bool isBegun;
    private bool isAtEnd;
    private long firstRow;
    private long rowsRead;
    private long rowsBefore = -1;

    public CsvReader(string path, CsvColumns columns, long from, long to)
    {
        (this.path, this.columns, this.from, this.to) = (path, columns, from, to);
        file = File.OpenHandle(path, options: FileOptions.SequentialScan);
        position = from > columns.DataStart ? from - 1 : from;
    }

    public double Progress => to == from ? 1 : Math.Clamp((double)(LineStart - from) / (to - from), 0, 1);

    public long FirstRow => RowsBefore() + firstRow;

    private long LineStart => position - filled + start;

    public bool Read(RowBatch batch)
    {
        batch.Begin(columns.HasRisk, columns.HasBeneficiaries);
        Begin();
        firstRow = rowsRead;
        var parser = new CsvLine(columns, batch);
        while (batch.Count < batch.Capacity && LineStart < to && TryLine(out var line))
        {
            if (!parser.TryParse(line, batch.Count))
            {
                batch.Refuse(batch.Count, batch.KeepsFailures ? CsvLine.Failures(columns, path, line, RowsBefore() + rowsRead) : []);
            }

            rowsRead++;
            batch.Count++;
        }

        if (batch.Count == 0)
        {
            columns.CheckLength(path, RandomAccess.GetLength(file));
        }

        return batch.Count > 0;
    }

    // The header is the first line, and every line after it a row.
    public string Where(int row) => CsvLine.Where(path, FirstRow + row + 2);

    public string NameOf(string column) => columns.NameOf(column);

    public void Dispose() => file.Dispose();

    // A line belongs to the part in which it begins: the rest of one that began before is skipped.
    private void Begin()
    {
        if (!isBegun && from > columns.DataStart)
        {
            _ = TryLine(out _);
        }

        isBegun = true;
    }

    /// <summary>The next line without its end, or false after the last one.</summary>
    private bool TryLine(out ReadOnlySpan<byte> line)
    {
        while (true)
        {
            var rest = buffer.AsSpan(start, filled - start);
            var end = rest.IndexOf((byte)'\n');
            if (end >= 0)
            {
                line = rest[..(end > 0 && rest[end - 1] == '\r' ? end - 1 : end)];
                start += end + 1;
                return true;
            }

            if (isAtEnd)
            {
                line = rest is [.. var kept, (byte)'\r'] ? kept : rest;
                start = filled;
                return !line.IsEmpty;
            }

            Fill();
        }
    }

    private void Fill()
    {
        if (start == 0 && filled == buffer.Length)
        {
            throw new SettlementException([new("line-length", "file", path,
                FormattableString.Invariant($"A line has at most {BufferBytes:#,##0} bytes."), "Look whether the file is CSV.")]);
        }

        buffer.AsSpan(start, filled - start).CopyTo(buffer);
        (start, filled) = (0, filled - start);
        var read = RandomAccess.Read(file, buffer.AsSpan(filled), position);
        isAtEnd = read == 0;
        if (isAtEnd && position < columns.Length)
        {
            columns.CheckLength(path, Math.Min(position, RandomAccess.GetLength(file)));
        }

        filled += read;
        position += read;
    }

    // Only an error asks for it: how many lines stand before this part.
    private long RowsBefore()
    {
        if (rowsBefore >= 0)
        {
            return rowsBefore;
        }

        var (lines, at, part) = (0L, columns.DataStart, new byte[BufferBytes]);
        while (at < from)
        {
            var read = RandomAccess.Read(file, part.AsSpan(0, (int)Math.Min(part.Length, from - at)), at);
            if (read == 0)
            {
                break;
            }

            lines += part.AsSpan(0, read).Count((byte)'\n');
            at += read;
        }

        // The part begins inside a line unless the byte before it ends one.
        var last = new byte[1];
        var isInside = from > columns.DataStart && RandomAccess.Read(file, last, from - 1) == 1 && last[0] != '\n';
        return rowsBefore = lines + (isInside ? 1 : 0);
    }
}
