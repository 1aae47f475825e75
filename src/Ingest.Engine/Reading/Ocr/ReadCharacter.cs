using Ingest.Core.Documents;

namespace Ingest.Engine.Reading.Ocr;

/// <summary>A character of a line, where it stands on the prepared page, and how sure it is.</summary>
/// <param name="Left">Pixels of the prepared page.</param>
/// <param name="Right">Pixels of the prepared page.</param>
/// <param name="Confidence">0 to 1.</param>
internal sealed record ReadCharacter(string Text, int Left, int Right, double Confidence)
{
    /// <summary>What else the figure may say whose first character this is, told by its length; empty for all others.</summary>
    public IReadOnlyList<Rereading> Others { get; init; } = [];

    /// <summary>Its shape says what it is: no rule needs to doubt or mend it.</summary>
    public bool IsByShape { get; init; }

    /// <summary>The only UTF-16 unit, or U+0000 where there are several.</summary>
    public char Char => Text.Length == 1 ? Text[0] : '\0';

    public bool IsHan => Char is >= '\u4e00' and <= '\u9fff';

    public int Middle => (Left + Right) / 2;
}

/// <summary>A line of a page as read.</summary>
/// <param name="Box">Around its ink, pixels of the prepared page.</param>
internal sealed record ReadLine(OpenCvSharp.Rect Box, IReadOnlyList<ReadCharacter> Characters);
