using OpenCvSharp;
using SkiaSharp;

namespace Ingest.Fixtures.Scans.Damage;

/// <summary>Draws red seals and stamps as they come from ink pads: uneven, with dry spots, a little turned.</summary>
internal static class SealDrawing
{
    private const string Serif = "/usr/share/fonts/opentype/noto/NotoSerifCJK-Bold.ttc";

    // Simplified Chinese is the third face of Noto's collections.
    private const int SimplifiedChinese = 2;

    private static readonly string[] Bottoms = ["", "财务专用章", "公章", "业务专用章", ""];
    private static readonly string[] Words = ["已 审 核", "收 文", "存 档", "原件相符"];
    private static readonly Lazy<SKTypeface> Face = new(() =>
        SKTypeface.FromFile(Serif, SimplifiedChinese) ?? throw new InvalidOperationException($"no font at {Serif}: install fonts-noto-cjk"));

    /// <summary>A ring with the organisation's name along it and a star in its middle; four channels, <paramref name="diameter"/> pixels.</summary>
    public static Mat Round(string organisation, int diameter, Random random)
    {
        using var surface = SKSurface.Create(new SKImageInfo(diameter, diameter, SKColorType.Bgra8888, SKAlphaType.Unpremul));
        var canvas = surface.Canvas;
        canvas.RotateDegrees((float)(12 * SlowNoise.Normal(random)), diameter / 2f, diameter / 2f);
        using var paint = Paint(random);
        var radius = diameter / 2f;
        var thickness = 0.03f * diameter;
        paint.Style = SKPaintStyle.Stroke;
        paint.StrokeWidth = thickness;
        canvas.DrawCircle(radius, radius, radius - thickness, paint);
        paint.Style = SKPaintStyle.Fill;
        canvas.DrawPath(Star(radius, 0.3f * radius), paint);
        AlongTheRing(canvas, paint, organisation, radius);
        var bottom = Bottoms[random.Next(Bottoms.Length)];
        if (bottom.Length > 0)
        {
            using var font = new SKFont(Face.Value, 0.105f * diameter);
            canvas.DrawText(bottom, radius, 1.62f * radius, SKTextAlign.Center, font, paint);
        }

        return Worn(surface, random);
    }

    /// <summary>A frame with a word and a date in it; four channels.</summary>
    public static Mat Rectangular(double millimetre, Random random)
    {
        int width = (int)(42 * millimetre), height = (int)(20 * millimetre);
        using var surface = SKSurface.Create(new SKImageInfo(width, height, SKColorType.Bgra8888, SKAlphaType.Unpremul));
        var canvas = surface.Canvas;
        canvas.RotateDegrees((float)(3 * SlowNoise.Normal(random)), width / 2f, height / 2f);
        using var paint = Paint(random);
        paint.Style = SKPaintStyle.Stroke;
        paint.StrokeWidth = (float)(0.8 * millimetre);
        var inset = (float)(2 * millimetre);
        canvas.DrawRect(inset, inset, width - (2 * inset), height - (2 * inset), paint);
        paint.Style = SKPaintStyle.Fill;
        using var large = new SKFont(Face.Value, (float)(6.5 * millimetre));
        using var small = new SKFont(Face.Value, (float)(4 * millimetre));
        canvas.DrawText(Words[random.Next(Words.Length)], width / 2f, (float)(9.8 * millimetre), SKTextAlign.Center, large, paint);
        canvas.DrawText(
            $"{random.Next(2016, 2025)}. {random.Next(1, 13)}. {random.Next(1, 29)}", width / 2f, (float)(15.5 * millimetre), SKTextAlign.Center, small, paint);
        return Worn(surface, random);
    }

    private static SKPaint Paint(Random random) => new()
    {
        IsAntialias = true, Color = new SKColor((byte)random.Next(195, 225), (byte)random.Next(20, 60), (byte)random.Next(25, 60)),
    };

    private static void AlongTheRing(SKCanvas canvas, SKPaint paint, string name, float radius)
    {
        var size = Math.Min(0.27f * radius, 3.6f * radius / name.Length);
        using var font = new SKFont(Face.Value, size) { ScaleX = 0.85f };
        var sweep = Math.Min(270f, name.Length * 24f);
        for (var index = 0; index < name.Length; index++)
        {
            var degrees = name.Length == 1 ? 0 : (-sweep / 2) + (sweep * index / (name.Length - 1));
            canvas.Save();
            canvas.RotateDegrees(degrees, radius, radius);
            canvas.DrawText(name.Substring(index, 1), radius, 0.13f * radius + size, SKTextAlign.Center, font, paint);
            canvas.Restore();
        }
    }

    private static SKPath Star(float centre, float radius)
    {
        using var star = new SKPathBuilder();
        for (var point = 0; point < 10; point++)
        {
            var (sin, cos) = MathF.SinCos(MathF.PI * point / 5);
            var length = point % 2 == 0 ? radius : 0.382f * radius;
            if (point == 0)
                star.MoveTo(centre + (length * sin), centre - (length * cos));
            else
                star.LineTo(centre + (length * sin), centre - (length * cos));
        }

        star.Close();
        return star.Detach();
    }

    /// <summary>Uneven pressure over the whole, and dry grains.</summary>
    private static Mat Worn(SKSurface surface, Random random)
    {
        using var image = surface.Snapshot();
        using var pixels = image.PeekPixels();
        using var view = Mat.FromPixelData(pixels.Height, pixels.Width, MatType.CV_8UC4, pixels.GetPixels(), pixels.RowBytes);
        var seal = view.Clone();
        using var pressure = SlowNoise.Of(seal.Size(), random, seal.Width / 5.0);
        using var grain = SlowNoise.Of(seal.Size(), random, 3);
        var strength = 0.6 + (0.25 * random.NextDouble());
        var at = seal.GetUnsafeGenericIndexer<Vec4b>();
        var pressed = pressure.GetUnsafeGenericIndexer<float>();
        var grained = grain.GetUnsafeGenericIndexer<float>();
        var (width, height) = (pixels.Width, pixels.Height);
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                var pixel = at[y, x];
                pixel.Item3 = (byte)(pixel.Item3 * Math.Clamp(strength + (0.12 * pressed[y, x]) - Math.Max(0, 0.25 * (grained[y, x] - 0.6)), 0, 1));
                at[y, x] = pixel;
            }
        }

        return seal;
    }
}
