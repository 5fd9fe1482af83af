// What a stranger gets who adds the package to an empty project.
Console.WriteLine($"ValueSettlement {typeof(ValueSettlement.Money).Assembly.GetName().Version?.ToString(3)} from the package.");
