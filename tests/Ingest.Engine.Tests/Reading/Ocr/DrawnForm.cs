using Ingest.Core.Documents;
using Ingest.Engine.Reading.Ocr;
using OpenCvSharp;

namespace Ingest.Engine.Tests.Reading.Ocr;

/// <summary>A page of 300 dots an inch with a table on it, to be damaged. Pixels throughout.</summary>
internal sealed class DrawnForm : IDisposable
{
    /// <summary>Where the rulings of <see cref="Table"/> stand.</summary>
    public static readonly int[] Xs = [300, 700, 1300, 1800, 2200];
    public static readonly int[] Ys = [500, 590, 680, 770];

    public Mat Page { get; } = new(new Size(2480, 3508), MatType.CV_8UC1, Scalar.White);

    /// <summary>Thin rows with a figure or some writing close to the rulings in each cell.</summary>
    public static DrawnForm Table()
    {
        var form = new DrawnForm();
        foreach (var y in Ys)
        {
            form.Line(Xs[0], y, Xs[^1], y);
        }

        foreach (var x in Xs)
        {
            form.Line(x, Ys[0], x, Ys[^1]);
        }

        for (var row = 0; row + 1 < Ys.Length; row++)
        {
            for (var column = 0; column + 1 < Xs.Length; column++)
            {
                form.Write(Xs[column] + 9, Ys[row] + 66);
            }
        }

        return form;
    }

    public DrawnForm Line(int x1, int y1, int x2, int y2, int grey = 20, int thickness = 3)
    {
        // A fold darkens what it crosses, and wipes nothing out.
        using var paper = new Mat(Page.Size(), MatType.CV_8UC1, Scalar.White);
        paper.Line(new Point(x1, y1), new Point(x2, y2), Scalar.All(grey), thickness);
        Cv2.Min(Page, paper, Page);
        return this;
    }

    /// <summary>A line of dots, as far apart as a browser's dotted borders are.</summary>
    public DrawnForm Dots(int x1, int y1, int x2, int y2, int grey = 20)
    {
        int across = x2 - x1, down = y2 - y1, length = Math.Max(across, down);
        for (var place = 0; place < length; place += 6)
        {
            Page.Rectangle(new Rect(x1 + (across * place / length), y1 + (down * place / length), 2, 2), Scalar.All(grey), -1);
        }

        return this;
    }

    public DrawnForm White(Rect area)
    {
        Page.Rectangle(area, Scalar.White, -1);
        return this;
    }

    /// <summary>Letters 44 pixels high, as of 10 points.</summary>
    public DrawnForm Write(int x, int y, string text = "HIEL 41")
    {
        Page.PutText(text, new Point(x, y), HersheyFonts.HersheySimplex, 2, Scalar.All(20), 4, LineTypes.AntiAlias);
        return this;
    }

    /// <summary>What is found, pixels: H500 300-2200, V300 500-770 …</summary>
    public IReadOnlyList<(bool IsHorizontal, int At, int From, int To)> Rulings()
    {
        var rulings = Find(out var mask);
        mask.Dispose();
        return [.. rulings.Select(Pixels).OrderBy(line => !line.IsHorizontal).ThenBy(line => line.At).ThenBy(line => line.From)];
    }

    public IReadOnlyList<Ruling> Find(out Mat mask)
    {
        using var page = Page.Clone();
        return RulingFinder.Find(page, out mask, out _);
    }

    public void Dispose() => Page.Dispose();

    private static (bool IsHorizontal, int At, int From, int To) Pixels(Ruling ruling)
    {
        const double pixels = 1 / PreparedPage.PointsPerPixel;
        return (ruling.IsHorizontal, (int)Math.Round(ruling.Position * pixels), (int)Math.Round(ruling.From * pixels), (int)Math.Round(ruling.To * pixels));
    }
}
