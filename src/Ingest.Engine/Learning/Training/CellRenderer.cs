using OpenCvSharp;
using SkiaSharp;

namespace Ingest.Engine.Learning.Training;

/// <summary>How a cell is printed; lengths in pixels, the rest of the em.</summary>
internal sealed record Print(string Text, SKTypeface Typeface, float Em)
{
    public float Stretch { get; init; } = 1;

    public float Slant { get; init; }

    /// <summary>Above 0 bolder, below thinner.</summary>
    public float Weight { get; init; }

    public float Tracking { get; init; }

    /// <summary>Degrees.</summary>
    public float Skew { get; init; }
}

/// <summary>A printed cell, and for each pixel the number of the character there, counted from 1; 0 is none.</summary>
internal sealed record PrintedCell(Mat Grey, Mat Owners) : IDisposable
{
    public void Dispose()
    {
        Grey.Dispose();
        Owners.Dispose();
    }
}

/// <summary>Prints a line of text with wide margins, character by character, so that each pixel's character is known.</summary>
internal static class CellRenderer
{
    // Of the em.
    public const float Margin = 0.9f;
    private const float OwnersReach = 0.14f;

    public static PrintedCell Render(Print print)
    {
        using var font = new SKFont(print.Typeface, print.Em, print.Stretch, print.Slant) { Edging = SKFontEdging.Antialias, Subpixel = true, Hinting = SKFontHinting.None };
        var glyphs = font.GetGlyphs(print.Text);
        var widths = font.GetGlyphWidths(glyphs);
        var lefts = new float[glyphs.Length];
        var x = Margin * print.Em;
        for (var i = 0; i < glyphs.Length; i++)
        {
            lefts[i] = x;
            x += widths[i] + (print.Tracking * print.Em);
        }

        int width = (int)Math.Ceiling(x + (Margin * print.Em)), height = (int)Math.Ceiling((1.2f + (2 * Margin)) * print.Em);
        var baseline = (Margin + 0.95f) * print.Em;
        var grey = Draw(width, height, print, canvas =>
        {
            using var fill = new SKPaint { Color = SKColors.Black, IsAntialias = true, Style = print.Weight > 0 ? SKPaintStyle.StrokeAndFill : SKPaintStyle.Fill, StrokeWidth = print.Weight * print.Em };
            using var thin = new SKPaint { Color = SKColors.White, IsAntialias = true, Style = SKPaintStyle.Stroke, StrokeWidth = -print.Weight * print.Em };
            foreach (var paint in print.Weight < 0 ? new[] { fill, thin } : [fill])
            {
                Each(canvas, font, glyphs, lefts, baseline, paint);
            }
        });
        var owners = Draw(width, height, print, canvas => DrawOwners(canvas, font, glyphs, lefts, baseline, print.Em));
        Cv2.BitwiseNot(owners, owners);
        return new PrintedCell(grey, owners);
    }

    private static Mat Draw(int width, int height, Print print, Action<SKCanvas> paint)
    {
        using var bitmap = new SKBitmap(new SKImageInfo(width, height, SKColorType.Gray8, SKAlphaType.Opaque));
        using (var canvas = new SKCanvas(bitmap))
        {
            canvas.Clear(SKColors.White);
            canvas.RotateDegrees(print.Skew, width / 2f, height / 2f);
            paint(canvas);
        }

        using var view = Mat.FromPixelData(height, width, MatType.CV_8UC1, bitmap.GetPixels(), bitmap.RowBytes);
        return view.Clone();
    }

    private static void Each(SKCanvas canvas, SKFont font, ushort[] glyphs, float[] lefts, float baseline, SKPaint paint)
    {
        for (var i = 0; i < glyphs.Length; i++)
        {
            using var path = font.GetGlyphPath(glyphs[i]);
            if (path is not null)
            {
                path.Transform(SKMatrix.CreateTranslation(lefts[i], baseline));
                canvas.DrawPath(path, paint);
            }
        }
    }

    /// <summary>First with a broad rim, for ink that blur or noise moves, then exactly. 255 minus its number is a character's level.</summary>
    private static void DrawOwners(SKCanvas canvas, SKFont font, ushort[] glyphs, float[] lefts, float baseline, float em)
    {
        foreach (var style in new[] { SKPaintStyle.StrokeAndFill, SKPaintStyle.Fill })
        {
            for (var i = 0; i < glyphs.Length; i++)
            {
                var level = (byte)(255 - i - 1);
                using var paint = new SKPaint { Color = new SKColor(level, level, level), IsAntialias = false, Style = style, StrokeWidth = OwnersReach * em };
                Each(canvas, font, [glyphs[i]], [lefts[i]], baseline, paint);
            }
        }
    }
}
