namespace EnvGis.Search;

/// <summary>A word of a text.</summary>
/// <param name="Key">In the form of <c>published.words_key</c>.</param>
/// <param name="Spelt">In the form of <c>published.spelt_key</c>; null of a word that an abbreviation stands for, whose marks nobody typed.</param>
/// <param name="IsKind">Whether an abbreviation of a kind of unit stands for it, which is part of no name: «X. Phiên» is not Xà Phiên.</param>
/// <param name="IsPart">Whether an apostrophe joins it to the next: the H of Ea H'leo is no huyện.</param>
readonly record struct SearchToken(string Key, string? Spelt, bool HasMarks, bool IsPart, bool IsKind = false);
