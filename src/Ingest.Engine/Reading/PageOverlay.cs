using System.Drawing;
using Ingest.Core.Documents;
using SkiaSharp;

namespace Ingest.Engine.Reading;

/// <summary>Boxes of one kind, drawn in one colour; labels stand in small type above their boxes.</summary>
public sealed record OverlayLayer(string Name, Color Color, IReadOnlyList<(Box Box, string? Label)> Boxes)
{
    public static OverlayLayer Words(Page page) => new("words", Color.RoyalBlue, [.. page.Words.Select(w => (w.Box, (string?)null))]);

    /// <summary>Characters in three colours by how sure their reader was; the doubtful ones say what they were read as.</summary>
    public static IReadOnlyList<OverlayLayer> Confidences(Page page, double review, double sure)
    {
        var characters = page.Words.SelectMany(word => Enumerable.Range(0, word.Text.Length).Select(i => (Box: word.BoxOf(i, 1), Text: word.Text[i].ToString(), Confidence: word.ConfidenceOf(i, 1)))).ToList();
        return
        [
            Of(FormattableString.Invariant($"below {review:0.00}"), Color.Crimson, character => character.Confidence < review, isNamed: true),
            Of(FormattableString.Invariant($"to {sure:0.00}"), Color.DarkOrange, character => character.Confidence >= review && character.Confidence < sure, isNamed: true),
            Of("surer", Color.SeaGreen, character => character.Confidence >= sure, isNamed: false),
        ];

        OverlayLayer Of(string name, Color color, Func<(Box Box, string Text, double Confidence), bool> belongs, bool isNamed) =>
            new(name, color, [.. characters.Where(belongs).Select(character => (character.Box, isNamed ? character.Text : null))]);
    }

    public static OverlayLayer Rulings(Page page) => new("rulings", Color.Crimson, [.. page.Rulings.Select(r => (BoxOf(r), (string?)null))]);

    private static Box BoxOf(Ruling ruling) => ruling.IsHorizontal
        ? new Box(ruling.From, ruling.Position, ruling.Length, 0)
        : new Box(ruling.Position, ruling.From, 0, ruling.Length);
}

/// <summary>A page as poppler draws it with boxes laid over it, to check by eye what was read where.</summary>
public static class PageOverlay
{
    private const double MostPixels = 8000;
    private const byte Tint = 28;

    /// <exception cref="ArgumentException">The page is a text dump's: it has lines, and no picture.</exception>
    /// <exception cref="PopplerException">The page could not be drawn.</exception>
    public static void Write(
        string pdfPath, Page page, IReadOnlyList<OverlayLayer> layers, string pngPath, int dpi = 110, CancellationToken cancellationToken = default)
    {
        if (page.Source == TextSource.Dump)
        {
            throw new ArgumentException($"{Path.GetFileName(pdfPath)} is a text dump: it has no pages to draw on, look at its lines instead.", nameof(page));
        }

        // A page that was turned for reading is drawn as it is displayed.
        var fitting = (int)Math.Clamp(MostPixels * 72 / Math.Max(1, Math.Max(page.Width, page.Height)), 1, dpi);
        var png = Poppler.Rasterise(new RasterRequest(pdfPath, page.Number, fitting), cancellationToken);
        var size = SKBitmap.DecodeBounds(png);
        Write(png, (size.Width * 72.0 / fitting, size.Height * 72.0 / fitting), page.Placement ?? Placement.Identity, layers, pngPath, cancellationToken);
    }

    /// <summary>Draws on a picture that is at hand.</summary>
    /// <param name="picture">PNG.</param>
    /// <param name="shown">Width and height of what the picture shows, points.</param>
    /// <param name="placement">From the points of the layers to those of the picture.</param>
    /// <exception cref="PopplerException">The picture cannot be decoded.</exception>
    public static void Write(
        byte[] picture, (double Width, double Height) shown, Placement placement, IReadOnlyList<OverlayLayer> layers, string pngPath, CancellationToken cancellationToken = default)
    {
        using var bitmap = SKBitmap.Decode(picture) is { } decoded ? Coloured(decoded) : throw new PopplerException("The picture of the page could not be decoded.");
        using (var canvas = new SKCanvas(bitmap))
        {
            Draw(canvas, layers, placement, (float)(bitmap.Width / shown.Width), (float)(bitmap.Height / shown.Height));
        }

        cancellationToken.ThrowIfCancellationRequested();
        using var data = bitmap.Encode(SKEncodedImageFormat.Png, 90);
        using var file = File.Create(pngPath);
        data.SaveTo(file);
    }

    /// <summary>A grey picture takes no colour.</summary>
    private static SKBitmap Coloured(SKBitmap decoded)
    {
        if (decoded.ColorType != SKColorType.Gray8)
        {
            return decoded;
        }

        using (decoded)
        {
            return decoded.Copy(SKColorType.Rgba8888);
        }
    }

    private static void Draw(SKCanvas canvas, IReadOnlyList<OverlayLayer> layers, Placement placement, float scaleX, float scaleY)
    {
        using var typeface = SKFontManager.Default.MatchCharacter('项') ?? SKTypeface.Default;
        using var small = new SKFont(typeface, 7 * scaleY);
        using var legend = new SKFont(typeface, 9 * scaleY);
        var legendX = 4 * scaleX;
        foreach (var layer in layers)
        {
            var color = new SKColor(layer.Color.R, layer.Color.G, layer.Color.B);
            using var line = new SKPaint { Color = color, Style = SKPaintStyle.Stroke, StrokeWidth = 1.2f, IsAntialias = true };
            using var fill = new SKPaint { Color = color.WithAlpha(Tint), Style = SKPaintStyle.Fill };
            using var ink = new SKPaint { Color = color, IsAntialias = true };
            foreach (var (read, label) in layer.Boxes)
            {
                // On a page that lay askew a box does too.
                using var builder = new SKPathBuilder();
                builder.AddPoly([At(read.X, read.Y), At(read.Right, read.Y), At(read.Right, read.Bottom), At(read.X, read.Bottom)]);
                using var outline = builder.Detach();
                canvas.DrawPath(outline, fill);
                canvas.DrawPath(outline, line);
                if (!string.IsNullOrEmpty(label))
                {
                    canvas.DrawText(label, outline.Bounds.Left, outline.Bounds.Top - 1, SKTextAlign.Left, small, ink);
                }
            }

            var name = $"{layer.Name} ({layer.Boxes.Count})";
            canvas.DrawText(name, legendX, 11 * scaleY, SKTextAlign.Left, legend, ink);
            legendX += legend.MeasureText(name) + (10 * scaleX);
        }

        SKPoint At(double x, double y) => placement.Apply(x, y) is var (mappedX, mappedY) ? new SKPoint((float)mappedX * scaleX, (float)mappedY * scaleY) : default;
    }
}
