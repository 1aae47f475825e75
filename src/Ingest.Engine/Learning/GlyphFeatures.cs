using OpenCvSharp;

namespace Ingest.Engine.Learning;

/// <summary>
/// One character as numbers: which way its edges run in each of 5 x 6 fields (histograms of oriented gradients, Dalal and
/// Triggs 2005), its ink in 10 x 12, and its size and place on the line, without which a point, a comma and a speck are one.
/// </summary>
internal static class GlyphFeatures
{
    public const int Count = Oriented + Coarse + Placed;

    private const int Width = 20;
    private const int Height = 24;
    private const int Directions = 8;
    private const int Field = 4;
    private const int Columns = Width / Field;
    private const int Rows = Height / Field;
    private const int Oriented = Columns * Rows * Directions;
    private const int Coarse = Width / 2 * Height / 2;
    private const int Placed = 8;
    private const float CoarseWeight = 0.7f;
    private const float PlacedWeight = 1.4f;

    public static void Fill(InkCrop crop, ReadOnlySpan<InkPart> parts, WritingLine line, Span<float> features)
    {
        features.Clear();
        var box = BoxOf(parts);
        Span<float> picture = stackalloc float[(Width + 2) * (Height + 2)];
        picture.Clear();
        Draw(crop, parts, box, picture);
        Orient(picture, features[..Oriented]);
        Coarsen(picture, features.Slice(Oriented, Coarse));
        Unit(features[..Oriented], 1);
        Unit(features.Slice(Oriented, Coarse), CoarseWeight);
        Place(parts, box, line, features.Slice(Oriented + Coarse, Placed));
    }

    public static Rect BoxOf(ReadOnlySpan<InkPart> parts)
    {
        var box = parts[0].Box;
        foreach (var part in parts[1..])
        {
            box |= part.Box;
        }

        return box;
    }

    /// <summary>
    /// The group's ink, centred in a frame of one pixel. The longer side fills the picture and the shorter keeps the root of
    /// its share, so that a "1" stays slim and is yet wide enough to show its flag.
    /// </summary>
    private static void Draw(InkCrop crop, ReadOnlySpan<InkPart> parts, Rect box, Span<float> picture)
    {
        var ratio = box.Width * 1.2 / box.Height;
        var width = ratio < 1 ? Width * Math.Sqrt(ratio) : Width;
        var height = ratio > 1 ? Height / Math.Sqrt(ratio) : Height;
        double stepX = box.Width / width, stepY = box.Height / height;
        double left = (Width - width) / 2, top = (Height - height) / 2;
        // Four looks a pixel: what is made smaller must not lose thin strokes.
        for (var y = 0; y < 2 * Height; y++)
        {
            var sourceY = box.Y + ((((y + 0.5) / 2) - top) * stepY) - 0.5;
            for (var x = 0; x < 2 * Width; x++)
            {
                var sourceX = box.X + ((((x + 0.5) / 2) - left) * stepX) - 0.5;
                picture[(((y / 2) + 1) * (Width + 2)) + (x / 2) + 1] += 0.25f * InkAt(crop, parts, box, sourceX, sourceY);
            }
        }
    }

    private static float InkAt(InkCrop crop, ReadOnlySpan<InkPart> parts, Rect box, double x, double y)
    {
        if (x < box.Left - 1.5 || y < box.Top - 1.5 || x > box.Right + 0.5 || y > box.Bottom + 0.5)
        {
            return 0;
        }

        int x0 = (int)Math.Floor(x), y0 = (int)Math.Floor(y);
        float fx = (float)(x - x0), fy = (float)(y - y0);
        var above = (Own(crop, parts, x0, y0) * (1 - fx)) + (Own(crop, parts, x0 + 1, y0) * fx);
        var below = (Own(crop, parts, x0, y0 + 1) * (1 - fx)) + (Own(crop, parts, x0 + 1, y0 + 1) * fx);
        return (above * (1 - fy)) + (below * fy);
    }

    /// <summary>Ink of the group alone, with the pale fringe around it; a neighbour's is not ours.</summary>
    private static float Own(InkCrop crop, ReadOnlySpan<InkPart> parts, int x, int y)
    {
        if ((uint)x >= (uint)crop.Width || (uint)y >= (uint)crop.Height)
        {
            return 0;
        }

        var at = (y * crop.Width) + x;
        var label = crop.Labels[at];
        foreach (var part in parts)
        {
            if ((label == part.Label || label == 0) && x >= part.Box.Left - 1 && x <= part.Box.Right
                && (!part.IsCut || label == 0 || (x >= part.Box.Left && x < part.Box.Right)))
            {
                return crop.Ink[at];
            }
        }

        return 0;
    }

    private static void Orient(ReadOnlySpan<float> picture, Span<float> fields)
    {
        const int stride = Width + 2;
        for (var y = 0; y < Height; y++)
        {
            for (var x = 0; x < Width; x++)
            {
                var at = ((y + 1) * stride) + x + 1;
                var dx = picture[at + 1] - picture[at - 1];
                var dy = picture[at + stride] - picture[at - stride];
                var strength = MathF.Sqrt((dx * dx) + (dy * dy));
                if (strength > 1e-4f)
                {
                    Spread(fields, (x + 0.5f) / Field, (y + 0.5f) / Field, MathF.Atan2(dy, dx), strength);
                }
            }
        }
    }

    /// <summary>Shared between the two nearest directions and the four nearest fields.</summary>
    private static void Spread(Span<float> fields, float x, float y, float angle, float strength)
    {
        var direction = (angle / (2 * MathF.PI) * Directions) + Directions;
        var d0 = (int)direction;
        var fd = direction - d0;
        int x0 = (int)MathF.Floor(x - 0.5f), y0 = (int)MathF.Floor(y - 0.5f);
        float fx = x - 0.5f - x0, fy = y - 0.5f - y0;
        for (var j = 0; j < 2; j++)
        {
            for (var i = 0; i < 2; i++)
            {
                int column = x0 + i, row = y0 + j;
                if ((uint)column >= Columns || (uint)row >= Rows)
                {
                    continue;
                }

                var share = strength * (i == 0 ? 1 - fx : fx) * (j == 0 ? 1 - fy : fy);
                var at = ((row * Columns) + column) * Directions;
                fields[at + (d0 % Directions)] += share * (1 - fd);
                fields[at + ((d0 + 1) % Directions)] += share * fd;
            }
        }
    }

    private static void Coarsen(ReadOnlySpan<float> picture, Span<float> coarse)
    {
        for (var y = 0; y < Height; y++)
        {
            for (var x = 0; x < Width; x++)
            {
                coarse[(y / 2 * (Width / 2)) + (x / 2)] += 0.25f * picture[((y + 1) * (Width + 2)) + x + 1];
            }
        }
    }

    /// <summary>Square roots damp the strongest edges (Hellinger), then the whole has one length.</summary>
    private static void Unit(Span<float> values, float length)
    {
        var sum = 0f;
        foreach (ref var value in values)
        {
            sum += value;
            value = MathF.Sqrt(value);
        }

        var factor = sum > 1e-6f ? length / MathF.Sqrt(sum) : 0;
        foreach (ref var value in values)
        {
            value *= factor;
        }
    }

    private static void Place(ReadOnlySpan<InkPart> parts, Rect box, WritingLine line, Span<float> placed)
    {
        var baseline = line.BaseAt(box.X + (box.Width / 2.0));
        var area = 0;
        foreach (var part in parts)
        {
            area += part.Area;
        }

        placed[0] = (float)Math.Min(1.6, box.Height / line.Height);
        placed[1] = (float)Math.Min(1.6, box.Width / line.Height);
        placed[2] = (float)Math.Clamp((box.Bottom - baseline) / line.Height, -1.2, 0.6);
        placed[3] = (float)Math.Clamp((box.Top - baseline) / line.Height, -1.4, 0.6);
        placed[4] = (float)Math.Clamp(Math.Log2(box.Width / (double)box.Height) / 2, -1.2, 1.2);
        placed[5] = (float)area / (box.Width * box.Height);
        placed[6] = (float)Math.Sqrt(area / (line.Height * line.Height));
        placed[7] = line.IsSure ? 0 : 1;
        foreach (ref var value in placed)
        {
            value *= PlacedWeight;
        }
    }
}
