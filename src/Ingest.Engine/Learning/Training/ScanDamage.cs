using OpenCvSharp;

namespace Ingest.Engine.Learning.Training;

/// <summary>What a scanner does to a printed cell.</summary>
internal sealed record ScanDamage
{
    /// <summary>Standard deviation, pixels.</summary>
    public double Blur { get; init; }

    public byte Ink { get; init; }

    public byte Paper { get; init; } = 255;

    /// <summary>Standard deviation, levels.</summary>
    public double Noise { get; init; }

    /// <summary>0 is grey; else black and white, parted at this share of the way from ink to paper.</summary>
    public double Threshold { get; init; }

    /// <summary>Share of pixels that turn over.</summary>
    public double Specks { get; init; }

    /// <summary>JPEG quality; 0 is none.</summary>
    public int Quality { get; init; }

    /// <summary>White hairlines through the writing.</summary>
    public int Scratches { get; init; }

    /// <summary>What the page is enlarged by before it is read.</summary>
    public double Enlarged { get; init; } = 1;

    /// <summary>White around the ink, of the em; below 0 is the whole margin.</summary>
    public (double Left, double Top, double Right, double Bottom) Margins { get; init; } = (0.3, 0.3, 0.3, 0.3);

    /// <summary>A piece of a ruling is left on these sides: 1 left, 2 top, 4 right, 8 bottom.</summary>
    public int Rulings { get; init; }

    public PrintedCell Apply(PrintedCell printed, float em, Random random)
    {
        var grey = printed.Grey.Clone();
        Scratch(grey, random);
        if (Blur > 0.05)
        {
            Cv2.GaussianBlur(grey, grey, new Size(0, 0), Blur);
        }

        grey.ConvertTo(grey, MatType.CV_8UC1, (Paper - Ink) / 255.0, Ink);
        AddNoise(grey, random);
        if (Threshold > 0)
        {
            Cv2.Threshold(grey, grey, Ink + (Threshold * (Paper - Ink)), 255, ThresholdTypes.Binary);
        }

        Speck(grey, random);
        var crop = CropBox(printed.Owners, em);
        Rule(grey, crop, random);
        return Finish(grey, printed.Owners, crop);
    }

    private PrintedCell Finish(Mat grey, Mat owners, Rect crop)
    {
        if (Quality > 0)
        {
            Cv2.ImEncode(".jpg", grey, out var bytes, new ImageEncodingParam(ImwriteFlags.JpegQuality, Quality));
            grey.Dispose();
            grey = Cv2.ImDecode(bytes, ImreadModes.Grayscale);
        }

        using (grey)
        {
            using var part = new Mat(grey, crop);
            using var partOwners = new Mat(owners, crop);
            var cell = new PrintedCell(new Mat(), new Mat());
            Cv2.Resize(part, cell.Grey, new Size(), Enlarged, Enlarged, InterpolationFlags.Cubic);
            Cv2.Resize(partOwners, cell.Owners, new Size(), Enlarged, Enlarged, InterpolationFlags.Nearest);
            return cell;
        }
    }

    private void Scratch(Mat grey, Random random)
    {
        for (var i = 0; i < Scratches; i++)
        {
            var from = new Point(random.Next(grey.Width), random.Next(grey.Height));
            var to = random.Next(2) == 0 ? new Point(random.Next(grey.Width), from.Y + random.Next(-2, 3)) : new Point(from.X + random.Next(-3, 4), random.Next(grey.Height));
            Cv2.Line(grey, from, to, new Scalar(255), 1, LineTypes.AntiAlias);
        }
    }

    private void AddNoise(Mat grey, Random random)
    {
        if (Noise < 0.5)
        {
            return;
        }

        grey.GetArray(out byte[] levels);
        for (var i = 0; i < levels.Length; i++)
        {
            // Four uniform draws are near enough to normal, and quick.
            var draw = (random.NextDouble() + random.NextDouble() + random.NextDouble() + random.NextDouble() - 2) * 1.73;
            levels[i] = (byte)Math.Clamp(levels[i] + (draw * Noise), 0, 255);
        }

        grey.SetArray(levels);
    }

    private void Speck(Mat grey, Random random)
    {
        for (var left = (int)(Specks * grey.Total() * random.NextDouble() * 2); left > 0; left--)
        {
            var at = new Point(random.Next(grey.Width), random.Next(grey.Height));
            var level = random.Next(4) == 0 ? Paper : Ink;
            Cv2.Circle(grey, at, random.Next(8) == 0 ? 1 : 0, new Scalar(level), -1);
        }
    }

    private Rect CropBox(Mat owners, float em)
    {
        var ink = Cv2.BoundingRect(owners);
        // The owners' rim is wider than the ink.
        int rim = (int)(0.06 * em), left = (int)(Margins.Left * em), top = (int)(Margins.Top * em), right = (int)(Margins.Right * em), bottom = (int)(Margins.Bottom * em);
        var box = new Rect(ink.X + rim - left, ink.Y + rim - top, ink.Width - (2 * rim) + left + right, ink.Height - (2 * rim) + top + bottom);
        return box & new Rect(0, 0, owners.Width, owners.Height);
    }

    private void Rule(Mat grey, Rect crop, Random random)
    {
        var level = new Scalar(Ink);
        for (var side = 0; side < 4; side++)
        {
            if ((Rulings & (1 << side)) == 0)
            {
                continue;
            }

            var thick = random.Next(1, 3);
            var isVertical = side % 2 == 0;
            var length = isVertical ? crop.Height : crop.Width;
            int from = random.Next(3) == 0 ? random.Next(length) : 0, to = random.Next(3) == 0 ? random.Next(length) : length;
            var at = side switch { 0 => crop.Left, 1 => crop.Top, 2 => crop.Right - thick, _ => crop.Bottom - thick };
            var box = isVertical
                ? new Rect(at, crop.Top + Math.Min(from, to), thick, Math.Max(1, Math.Abs(to - from)))
                : new Rect(crop.Left + Math.Min(from, to), at, Math.Max(1, Math.Abs(to - from)), thick);
            Cv2.Rectangle(grey, box & crop, level, -1);
        }
    }
}
