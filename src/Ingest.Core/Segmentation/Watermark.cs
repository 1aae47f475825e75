using Ingest.Core.Documents;

namespace Ingest.Core.Segmentation;

/// <summary>Text that is printed across a page (草稿) and belongs to no line of it: it is larger, and other words stand within it.</summary>
internal static class Watermark
{
    /// <summary>How much taller than the page's usual words; a title is as tall, but nothing stands within it.</summary>
    private const double Taller = 1.6;

    public static IReadOnlyList<Word> Remove(IReadOnlyList<Word> words)
    {
        if (words.Count == 0)
        {
            return words;
        }

        var usual = words.Select(word => word.Box.Height).Order().ElementAt(words.Count / 2);
        var tall = words.Where(word => word.Box.Height > Taller * usual).ToList();
        var across = tall.Where(word => words.Any(other => other.Box.Height <= Taller * usual && word.Box.ContainsCentreOf(other.Box))).ToList();

        // Its letters between the lines go with those that lie across them.
        return across.Count == 0
            ? words
            : [.. words.Where(word => !across.Exists(mark => Math.Abs(mark.Box.Height - word.Box.Height) < 0.2 * mark.Box.Height))];
    }
}
