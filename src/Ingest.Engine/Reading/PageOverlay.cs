using System.Drawing;
using Ingest.Core.Documents;
using SkiaSharp;

namespace Ingest.Engine.Reading;

/// <summary>Boxes of one kind, drawn in one colour; labels stand in small type above their boxes.</summary>
public sealed record OverlayLayer(string Name, Color Color, IReadOnlyList<(Box Box, string? Label)> Boxes)
{
    public static OverlayLayer Words(Page page) => new("words", Color.RoyalBlue, [.. page.Words.Select(w => (w.Box, (string?)null))]);

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
        var placement = page.Placement ?? Placement.Identity;
        var shown = placement.Apply(new Box(0, 0, page.Width, page.Height));
        var fitting = (int)Math.Clamp(MostPixels * 72 / Math.Max(1, Math.Max(page.Width, page.Height)), 1, dpi);
        var png = Poppler.Rasterise(new RasterRequest(pdfPath, page.Number, fitting), cancellationToken);
        using var bitmap = SKBitmap.Decode(png)
            ?? throw new PopplerException($"The picture of page {page.Number} of {Path.GetFileName(pdfPath)} could not be decoded.");
        using (var canvas = new SKCanvas(bitmap))
        {
            Draw(canvas, layers, placement, (float)(bitmap.Width / shown.Width), (float)(bitmap.Height / shown.Height));
        }

        cancellationToken.ThrowIfCancellationRequested();
        using var data = bitmap.Encode(SKEncodedImageFormat.Png, 90);
        using var file = File.Create(pngPath);
        data.SaveTo(file);
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
                var box = placement.Apply(read);
                var rect = new SKRect((float)box.X * scaleX, (float)box.Y * scaleY, (float)box.Right * scaleX, (float)box.Bottom * scaleY);
                canvas.DrawRect(rect, fill);
                canvas.DrawRect(rect, line);
                if (!string.IsNullOrEmpty(label))
                {
                    canvas.DrawText(label, rect.Left, rect.Top - 1, SKTextAlign.Left, small, ink);
                }
            }

            var name = $"{layer.Name} ({layer.Boxes.Count})";
            canvas.DrawText(name, legendX, 11 * scaleY, SKTextAlign.Left, legend, ink);
            legendX += legend.MeasureText(name) + (10 * scaleX);
        }
    }
}
