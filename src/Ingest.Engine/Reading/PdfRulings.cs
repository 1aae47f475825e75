using Ingest.Core.Documents;
using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Graphics;
using UglyToad.PdfPig.Graphics.Colors;

namespace Ingest.Engine.Reading;

/// <summary>
/// Drawn paths to rulings: stroked straight lines, the borders of stroked rectangles, and thin filled shapes, which is
/// how Word, WPS and browsers draw a table's lines. Broad filled shapes are shading and no rulings.
/// </summary>
internal static class PdfRulings
{
    private const double Thin = 3;
    private const double Slope = 0.0175; // tangent of one degree
    private const double White = 0.97;
    private const int MaxSegments = 200_000;

    public static IReadOnlyList<Ruling> Read(IReadOnlyList<PdfPath> paths, double width, double height)
    {
        if (paths.Count == 0)
        {
            return [];
        }

        var segments = new RulingMerger(width, height);
        foreach (var path in paths)
        {
            if (segments.Count >= MaxSegments)
            {
                break;
            }

            if (path.IsStroked && !IsWhite(path.StrokeColor))
            {
                foreach (var subpath in path)
                {
                    AddStroke(subpath, segments, height);
                }
            }
            else if (path.IsFilled && !IsWhite(path.FillColor))
            {
                AddFill(path, segments, height);
            }
        }

        return segments.Merge();
    }

    private static void AddStroke(PdfSubpath subpath, RulingMerger segments, double height)
    {
        PdfPoint? first = null;
        PdfPoint current = default;
        foreach (var command in subpath.Commands)
        {
            switch (command)
            {
                case PdfSubpath.Move move:
                    first = current = move.Location;
                    break;
                case PdfSubpath.Line line:
                    first ??= line.From;
                    AddLine(line.From, line.To, segments, height);
                    current = line.To;
                    break;
                case PdfSubpath.CubicBezierCurve curve:
                    current = curve.EndPoint;
                    break;
                case PdfSubpath.Close when first is { } start:
                    AddLine(current, start, segments, height);
                    break;
            }
        }
    }

    private static void AddLine(PdfPoint a, PdfPoint b, RulingMerger segments, double height)
    {
        double dx = Math.Abs(a.X - b.X), dy = Math.Abs(a.Y - b.Y);
        if (dy <= Slope * dx)
        {
            segments.AddHorizontal(height - ((a.Y + b.Y) / 2), Math.Min(a.X, b.X), Math.Max(a.X, b.X));
        }
        else if (dx <= Slope * dy)
        {
            segments.AddVertical((a.X + b.X) / 2, height - Math.Max(a.Y, b.Y), height - Math.Min(a.Y, b.Y));
        }
    }

    private static void AddFill(PdfPath path, RulingMerger segments, double height)
    {
        if (path.Count == 2 && path[0].GetBoundingRectangle() is { } outer && path[1].GetBoundingRectangle() is { } inner
            && IsFrame(outer, inner))
        {
            AddFrame(outer, inner, segments, height);
            return;
        }

        foreach (var subpath in path)
        {
            if (subpath.GetBoundingRectangle() is not { } box)
            {
                continue;
            }

            // A dot can belong to a dotted line either way: it becomes part of both, and alone of none.
            double width = Math.Abs(box.Width), tall = Math.Abs(box.Height);
            if (tall <= Thin)
            {
                segments.AddHorizontal(height - ((box.Top + box.Bottom) / 2), box.Left, box.Right);
            }

            if (width <= Thin)
            {
                segments.AddVertical((box.Left + box.Right) / 2, height - box.Top, height - box.Bottom);
            }
        }
    }

    // A border filled as the difference of two rectangles (even-odd), as browsers do.
    private static bool IsFrame(PdfRectangle outer, PdfRectangle inner) =>
        Within(inner.Left - outer.Left) && Within(outer.Right - inner.Right)
        && Within(inner.Bottom - outer.Bottom) && Within(outer.Top - inner.Top)
        && inner.Width > Thin && inner.Height > Thin;

    private static bool Within(double margin) => margin is >= 0 and <= Thin;

    private static void AddFrame(PdfRectangle outer, PdfRectangle inner, RulingMerger segments, double height)
    {
        double left = (outer.Left + inner.Left) / 2, right = (outer.Right + inner.Right) / 2;
        double top = height - ((outer.Top + inner.Top) / 2), bottom = height - ((outer.Bottom + inner.Bottom) / 2);
        segments.AddHorizontal(top, left, right);
        segments.AddHorizontal(bottom, left, right);
        segments.AddVertical(left, top, bottom);
        segments.AddVertical(right, top, bottom);
    }

    private static bool IsWhite(IColor? color)
    {
        if (color is null or PatternColor)
        {
            return false;
        }

        var (r, g, b) = color.ToRGBValues();
        return r >= White && g >= White && b >= White;
    }
}
