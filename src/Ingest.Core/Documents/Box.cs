namespace Ingest.Core.Documents;

/// <summary>A rectangle on a page, in points (1/72 inch), origin top left, y growing downwards.</summary>
public readonly record struct Box(double X, double Y, double Width, double Height)
{
    public double Right => X + Width;
    public double Bottom => Y + Height;
    public double CentreX => X + (Width / 2);
    public double CentreY => Y + (Height / 2);

    public static Box FromEdges(double left, double top, double right, double bottom) =>
        new(left, top, right - left, bottom - top);

    /// <summary>The smallest box around all of <paramref name="boxes"/>; they must not be empty.</summary>
    public static Box Around(IEnumerable<Box> boxes)
    {
        double left = double.MaxValue, top = double.MaxValue, right = double.MinValue, bottom = double.MinValue;
        foreach (var box in boxes)
        {
            left = Math.Min(left, box.X);
            top = Math.Min(top, box.Y);
            right = Math.Max(right, box.Right);
            bottom = Math.Max(bottom, box.Bottom);
        }

        return FromEdges(left, top, right, bottom);
    }

    public bool Contains(double x, double y) => x >= X && x <= Right && y >= Y && y <= Bottom;

    public bool ContainsCentreOf(Box other) => Contains(other.CentreX, other.CentreY);

    /// <summary>Length of the overlap of the two boxes along x, in points; 0 when they do not meet.</summary>
    public double OverlapX(Box other) => Math.Max(0, Math.Min(Right, other.Right) - Math.Max(X, other.X));

    /// <summary>Length of the overlap of the two boxes along y, in points; 0 when they do not meet.</summary>
    public double OverlapY(Box other) => Math.Max(0, Math.Min(Bottom, other.Bottom) - Math.Max(Y, other.Y));

    public Box Inflate(double by) => new(X - by, Y - by, Width + (2 * by), Height + (2 * by));
}
