namespace ValueSettlement;

/// <summary>A sentence with where it comes from.</summary>
/// <param name="Text">Plain text, not escaped, with its full stop.</param>
/// <param name="Authority">Where the rule comes from, if it has one of its own.</param>
internal readonly record struct CitedSentence(string Text, Authority? Authority = null);
