using OpenCvSharp;

namespace Ingest.Engine.Reading.Ocr;

/// <summary>Where in a line ink stands and where paper: its vertical projection, pixels of the page.</summary>
internal sealed class LineInk
{
    private readonly Mat _ink;
    private readonly Rect _line;
    private readonly bool[] _columns;

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
