using Ingest.Core.Documents;
using Ingest.Core.Forms;
using Ingest.Core.Segmentation;

namespace Ingest.Core.Tests.Documents;

/// <summary>Pages built by hand. Type is 10 points high unless told: an ideograph is as wide as high, all else half as wide.</summary>
internal sealed class PageBuilder(int number = 1)
{
    public const double Size = 10;

    public static readonly PackIndex Index = new(FormPackReader.BuiltIn().Single(pack => pack.Form == "shanghai-project"));

    private readonly List<Word> words = [];
    private readonly List<Ruling> rulings = [];

    /// <summary>Words between single spaces, each behind the other; <paramref name="y"/> is their top.</summary>
    public PageBuilder Text(double x, double y, string text, double size = Size)
    {
        foreach (var part in text.Split(' '))
        {
            var width = part.Sum(character => character >= '\u2000' ? size : size / 2);
            if (part.Length > 0)
            {
                words.Add(new Word(part, new Box(x, y, width, size)));
            }

            x += width + (size / 2);
        }

        return this;
    }

    /// <summary>Lines of one cell, 14 points apart.</summary>
    public PageBuilder Stack(double x, double y, params string[] lines)
    {
        for (var i = 0; i < lines.Length; i++)
        {
            Text(x, y + (14 * i), lines[i]);
        }

        return this;
    }

    /// <summary>The cells of a row: a text for each x; "" for a blank.</summary>
    public PageBuilder Row(double y, double[] xs, params string[] texts)
    {
        for (var i = 0; i < texts.Length; i++)
        {
            Text(xs[i] + 4, y, texts[i]);
        }

        return this;
    }

    public PageBuilder Across(double y, double from, double to)
    {
        rulings.Add(new Ruling(true, y, from, to));
        return this;
    }

    public PageBuilder Down(double x, double from, double to)
    {
        rulings.Add(new Ruling(false, x, from, to));
        return this;
    }

    /// <summary>All rulings of a table without spans.</summary>
    public PageBuilder Ruled(double[] xs, double[] ys)
    {
        foreach (var y in ys)
        {
            Across(y, xs[0], xs[^1]);
        }

        foreach (var x in xs)
        {
            Down(x, ys[0], ys[^1]);
        }

        return this;
    }

    public Page Build() => new(number, 595, 842, [.. words], [.. rulings], TextSource.Text);

    public PageLayout Layout() => PageLayout.Of(Build());

    public IReadOnlyList<TextLine> Lines() => TextLine.Build(number, words);
}

internal static class Readable
{
    public static string Joined(this IEnumerable<Snippet> lines) => string.Join('|', lines.Select(line => line.Text));

    public static IReadOnlyList<string> Texts(this IEnumerable<TextLine> lines) => [.. lines.Select(line => line.Text)];

    /// <summary>The value of a field, its lines parted by |; null when the field was not captured.</summary>
    public static string? Value(this IEnumerable<Capture> captures, string key) =>
        captures.SingleOrDefault(capture => capture.Field.Key == key)?.Lines.Joined();
}
