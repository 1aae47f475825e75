using Ingest.Core.Documents;
using UglyToad.PdfPig.Core;
using Letter = UglyToad.PdfPig.Content.Letter;

namespace Ingest.Engine.Reading;

/// <summary>
/// How a page must be turned so that its letters stand upright: most pages not at all; a table in landscape on a page in
/// portrait, or a page with a wrong /Rotate, by quarters. Gives all of the page's coordinates in points of the upright page,
/// origin top left.
/// </summary>
internal sealed class PageTurn
{
    /// <summary>Fewer letters do not tell how a page stands.</summary>
    private const int Few = 12;
    private const double Slant = 0.05;

    private readonly int quarters;
    private readonly double height;
    private readonly double width;

    /// <param name="clockwise">Quarters.</param>
    /// <param name="width">Of the page as displayed, in points.</param>
    /// <param name="height">Of the page as displayed, in points.</param>
    public PageTurn(int clockwise, double width, double height)
    {
        quarters = clockwise & 3;
        (this.width, this.height) = (width, height);
        (Width, Height) = quarters % 2 == 0 ? (width, height) : (height, width);
    }

    /// <summary>Of the upright page, in points.</summary>
    public double Width { get; }

    /// <summary>Of the upright page, in points.</summary>
    public double Height { get; }

    public bool IsNone => quarters == 0;

    /// <summary>Back to the page as displayed; null where nothing was turned.</summary>
    public Placement? Placement => IsNone ? null : Core.Documents.Placement.OfQuarterTurns(quarters, width, height);

    /// <summary>The turn that stands most letters upright.</summary>
    public static PageTurn Of(IReadOnlyList<Letter> letters, double width, double height)
    {
        Span<int> counts = stackalloc int[4];
        foreach (var letter in letters)
        {
            if (letter.Value.Length > 0 && !char.IsWhiteSpace(letter.Value[0]) && QuartersOf(letter) is { } found)
            {
                counts[found]++;
            }
        }

        var most = 0;
        for (var i = 1; i < counts.Length; i++)
        {
            most = counts[i] > counts[most] ? i : most;
        }

        return new PageTurn(counts[most] < Few ? 0 : most, width, height);
    }

    /// <summary>A point of the PDF's page, origin bottom left.</summary>
    public (double X, double Y) Point(PdfPoint point) => quarters switch
    {
        1 => (point.Y, point.X),
        2 => (width - point.X, point.Y),
        3 => (height - point.Y, width - point.X),
        _ => (point.X, height - point.Y),
    };

    /// <summary>A ruling of the page as displayed.</summary>
    public Ruling Turn(Ruling ruling) => quarters switch
    {
        1 => Turned(ruling, isFlippedAlong: ruling.IsHorizontal ? null : height, isFlippedAcross: ruling.IsHorizontal ? height : null),
        2 => Straight(ruling),
        3 => Turned(ruling, isFlippedAlong: ruling.IsHorizontal ? width : null, isFlippedAcross: ruling.IsHorizontal ? null : width),
        _ => ruling,
    };

    private Ruling Straight(Ruling ruling)
    {
        var (across, along) = ruling.IsHorizontal ? (height, width) : (width, height);
        return new Ruling(ruling.IsHorizontal, across - ruling.Position, along - ruling.To, along - ruling.From);
    }

    private static Ruling Turned(Ruling ruling, double? isFlippedAlong, double? isFlippedAcross)
    {
        var position = isFlippedAcross is { } across ? across - ruling.Position : ruling.Position;
        return isFlippedAlong is { } along
            ? new Ruling(!ruling.IsHorizontal, position, along - ruling.To, along - ruling.From)
            : new Ruling(!ruling.IsHorizontal, position, ruling.From, ruling.To);
    }

    /// <summary>By how many quarters a letter's page must be turned clockwise; null for one that stands askew.</summary>
    private static int? QuartersOf(Letter letter)
    {
        var x = letter.EndBaseLine.X - letter.StartBaseLine.X;
        var y = letter.EndBaseLine.Y - letter.StartBaseLine.Y;
        return Math.Abs(y) <= Slant * Math.Abs(x) ? (x > 0 ? 0 : x < 0 ? 2 : null)
            : Math.Abs(x) <= Slant * Math.Abs(y) ? (y > 0 ? 1 : 3)
            : null;
    }
}
