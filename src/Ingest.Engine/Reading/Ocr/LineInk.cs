using OpenCvSharp;

namespace Ingest.Engine.Reading.Ocr;

/// <summary>Where in a line ink stands and where paper: its vertical projection, pixels of the page.</summary>
internal sealed class LineInk
{
    private readonly Mat _ink;
    private readonly Rect _line;
    private readonly bool[] _columns;
    private List<Rect>? _parts;

    /// <param name="ink">255 where ink is.</param>
    public LineInk(Mat ink, Rect line)
    {
        (_ink, _line) = (ink, line);
        using var view = new Mat(ink, line);
        using var sums = new Mat();
        Cv2.Reduce(view, sums, ReduceDimension.Row, ReduceTypes.Max, -1);
        _columns = new bool[line.Width];
        for (var x = 0; x < _columns.Length; x++)
        {
            _columns[x] = sums.At<byte>(0, x) != 0;
        }
    }

    public Rect Line => _line;

    /// <summary>The line from behind a part of it on.</summary>
    public LineInk Behind(Rect part)
    {
        var parts = Parts().Where(other => other.X > part.Right).ToList();
        return new LineInk(_ink, parts.Count == 0 ? Rect.FromLTRB(part.Right, _line.Top, _line.Right, _line.Bottom) : parts.Aggregate((a, b) => a.Union(b)));
    }

    /// <summary>What hangs together in the line, pixels of the page.</summary>
    public IReadOnlyList<Rect> Parts() => _parts ??= FindParts();

    /// <summary>How much a part lies along the diagonal from its lower left, as a slash does: from 0, for none at all, to 1.</summary>
    public double Slant(Rect part)
    {
        using var view = new Mat(_ink, part);
        var moments = Cv2.Moments(view, true);
        return moments.Mu20 * moments.Mu02 == 0 ? 0 : Math.Max(0, -moments.Mu11 / Math.Sqrt(moments.Mu20 * moments.Mu02));
    }

    /// <summary>Whether paper shows in the middle of a part.</summary>
    public bool IsHollow(Rect part)
    {
        var middle = new Rect(part.X + (part.Width * 2 / 5), part.Y + (part.Height * 2 / 5), Math.Max(1, part.Width / 5), Math.Max(1, part.Height / 5));
        using var view = new Mat(_ink, middle);
        return Cv2.CountNonZero(view) * 2 < middle.Width * middle.Height;
    }

    private List<Rect> FindParts()
    {
        using var view = new Mat(_ink, _line);
        return LineFinder.Components(view).ConvertAll(part => part + _line.Location);
    }

    /// <summary>The widest stretch of paper between two places: its middle and its width; width 0 where there is none.</summary>
    public (int Middle, int Width) WidestGap(int from, int to)
    {
        (int Middle, int Width) widest = ((from + to) / 2, 0);
        var open = 0;
        for (var x = Math.Max(from, _line.X); x < Math.Min(to, _line.Right); x++)
        {
            open = _columns[x - _line.X] ? 0 : open + 1;
            if (open > widest.Width)
            {
                widest = (x - (open / 2), open);
            }
        }

        return widest;
    }

    public bool HasInk(int from, int to)
    {
        for (var x = Math.Max(from, _line.X); x < Math.Min(to, _line.Right); x++)
        {
            if (_columns[x - _line.X])
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The box of the ink between two places; the whole height where there is none.</summary>
    public Rect BoxOf(int from, int to)
    {
        var x = Math.Clamp(from, _line.X, _line.Right - 1);
        var part = new Rect(x, _line.Y, Math.Max(1, Math.Min(to, _line.Right) - x), _line.Height);
        using var view = new Mat(_ink, part);
        var box = Cv2.BoundingRect(view);
        return box.Width == 0 ? part : new Rect(box.X + part.X, box.Y + part.Y, box.Width, box.Height);
    }
}
