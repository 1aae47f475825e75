namespace Ingest.Engine.Reading.Ocr;

/// <summary>
/// Drops ideographs for which there is no room: the Chinese model puts one, 和 above all, into a gap between two others.
/// An ideograph is as wide as high, so that from the one in front of it to the one behind there are two widths.
/// </summary>
internal static class InsertedCharacters
{
    /// <summary>A model that is surer has seen something.</summary>
    private const double Unsure = 0.965;

    // Of the line's height.
    private const double Narrow = 0.55;
    private const double Room = 1.45;

    public static IReadOnlyList<ReadCharacter> Drop(IReadOnlyList<ReadCharacter> read, int lineWidth, int lineHeight)
    {
        var kept = new List<ReadCharacter>(read);
        for (var i = kept.Count - 2; i > 0; i--)
        {
            if (kept[i].Confidence < Unsure && kept[i - 1].IsHan && kept[i].IsHan && kept[i + 1].IsHan
                && kept[i + 1].Left - kept[i].Left < Narrow * lineHeight && kept[i + 1].Left - kept[i - 1].Left < Room * lineHeight)
            {
                kept.RemoveAt(i);
            }
        }

        // Of its line alone in front of one other, it would need the room of both.
        if (kept is [{ Char: '和' }, var only] && only.IsHan && lineWidth < Room * lineHeight)
        {
            kept.RemoveAt(0);
        }

        return kept;
    }
}
