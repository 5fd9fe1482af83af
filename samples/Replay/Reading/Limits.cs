namespace ValueSettlement.Replay.Reading;

/// <summary>How much a file may hold. An official file has about 550 rows, 190 columns and half a megabyte; a file far beyond that is not
/// one.</summary>
internal static class Limits
{
    public const long FileBytes = 64L * 1024 * 1024;

    public const int Rows = 50_000;

    public const int Columns = 2_000;

    public const int RowBytes = 1024 * 1024;

    /// <summary>Rows of titles and remarks above the header among which it is looked for.</summary>
    public const int TitleRows = 30;

    /// <summary>Known column names that make a row a header.</summary>
    public const int HeaderNames = 3;

    public const int CellCharacters = 4_000;

    /// <summary>Problems that are kept of one file; a file in the wrong format would otherwise report every cell.</summary>
    public const int Problems = 200;

    public const int Files = 100;
}
