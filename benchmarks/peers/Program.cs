using ValueSettlement.Peers;

Options options;
try
{
    options = Options.Of(args);
}
catch (Exception e) when (e is ArgumentException or FormatException or OverflowException)
{
    Console.Error.WriteLine(e.Message);
    return 2;
}

return (options.OfRows ? RowRun.Print(options) : PopulationRun.Print(options)) ? 0 : 1;
