namespace Ingest.Core.Documents;

/// <summary>Where the words of a page, or a value, came from.</summary>
public enum TextSource
{
    Text,
    Ocr,
    Dump,
    Learned,
    Inferred,
}

public enum DocumentKind
{
    Text,
    Scan,
    Mixed,
    Dump,
}

/// <summary>A file as read: its pages in order, and nothing about what they mean.</summary>
/// <param name="Sha256">Of the file's bytes, lower-case hex.</param>
public sealed record Document(string FileName, string Sha256, DocumentKind Kind, IReadOnlyList<Page> Pages);

/// <summary>
/// One page. Words and rulings stand in no particular order. A page of a text dump has no geometry of its own: its
/// words carry a typewriter's, <see cref="DumpGrid"/>, and its evidence is lines, not boxes.
/// </summary>
/// <param name="Number">Counted from 1.</param>
/// <param name="Width">Points, as read: of the upright page.</param>
/// <param name="Height">Points, as read: of the upright page.</param>
public sealed record Page(
    int Number,
    double Width,
    double Height,
    IReadOnlyList<Word> Words,
    IReadOnlyList<Ruling> Rulings,
    TextSource Source,
    TextHealth? Health = null)
{
    /// <summary>Where words and rulings lie on the page as displayed; null where reading turned nothing.</summary>
    public Placement? Placement { get; init; }

    /// <summary>What became of its text layer or its picture; null where there is nothing to say.</summary>
    public PageRemark? Remark { get; init; }
}

public enum PageRemarkKind
{
    /// <summary>Its text layer could not be believed, see <see cref="Page.Health"/>: its picture was read instead.</summary>
    PoorTextReplaced,

    /// <summary>Its text layer seemed sound and made no sense: its picture was read instead.</summary>
    SenselessTextReplaced,

    /// <summary>The file is damaged; what could still be recovered of it was read.</summary>
    RecoveredDespiteDamage,

    /// <summary>Its picture could not be had.</summary>
    PictureLost,
}

/// <param name="Detail">Why, English, for people.</param>
public sealed record PageRemark(PageRemarkKind Kind, string? Detail = null);

/// <summary>What can be told of a text layer before anything is understood; counts of characters.</summary>
/// <param name="Characters">All characters that print.</param>
/// <param name="Unmapped">Codes for which the font gives no character, so that the reader guessed one.</param>
/// <param name="PrivateUse">Private-use, U+FFFD and control characters.</param>
/// <param name="Expected">Han, Latin, digits and usual punctuation.</param>
public sealed record TextHealth(int Characters, int Unmapped, int PrivateUse, int Expected)
{
    /// <summary>A letter or two may be somebody's name.</summary>
    private const int FewMisplaced = 3;

    private const double MisplacedShare = 0.005;

    /// <summary>
    /// Accented letters without a Latin one beside them, which nobody writes among Chinese: the table that gives the font's glyphs their
    /// characters is wrong for some, and for which others nobody can tell.
    /// </summary>
    public int Misplaced { get; init; }

    /// <summary>0 to 1: the share of characters that can be believed; 0 for a page without any.</summary>
    public double Score => Characters == 0 || (Misplaced >= FewMisplaced && Misplaced > MisplacedShare * Characters)
        ? 0
        : Math.Max(0, Math.Min(Expected, Characters - Unmapped - PrivateUse)) / (double)Characters;
}
