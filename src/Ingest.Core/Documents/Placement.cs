namespace Ingest.Core.Documents;

/// <summary>
/// Where a page that was turned upright for reading lies on the page as it is displayed: an affine map from the reader's
/// points to the page's, (x, y) ↦ (Xx·x + Xy·y + X0, Yx·x + Yy·y + Y0). Both have their origin top left.
/// </summary>
public readonly record struct Placement(double Xx, double Xy, double X0, double Yx, double Yy, double Y0)
{
    public static Placement Identity { get; } = new(1, 0, 0, 0, 1, 0);

    public (double X, double Y) Apply(double x, double y) => ((Xx * x) + (Xy * y) + X0, (Yx * x) + (Yy * y) + Y0);

    /// <summary>The upright box around the four mapped corners.</summary>
    public Box Apply(Box box)
    {
        Span<(double X, double Y)> corners =
            [Apply(box.X, box.Y), Apply(box.Right, box.Y), Apply(box.X, box.Bottom), Apply(box.Right, box.Bottom)];
        double left = double.MaxValue, top = double.MaxValue, right = double.MinValue, bottom = double.MinValue;
        foreach (var (x, y) in corners)
        {
            left = Math.Min(left, x);
            top = Math.Min(top, y);
            right = Math.Max(right, x);
            bottom = Math.Max(bottom, y);
        }

        return Box.FromEdges(left, top, right, bottom);
    }

    /// <summary>First this map, then <paramref name="next"/>.</summary>
    public Placement Then(Placement next)
    {
        var (x0, y0) = next.Apply(X0, Y0);
        return new(
            (next.Xx * Xx) + (next.Xy * Yx), (next.Xx * Xy) + (next.Xy * Yy), x0,
            (next.Yx * Xx) + (next.Yy * Yx), (next.Yx * Xy) + (next.Yy * Yy), y0);
    }

    /// <summary>From the page as displayed to the reader's points.</summary>
    public Placement Inverse()
    {
        var determinant = (Xx * Yy) - (Xy * Yx);
        double a = Yy / determinant, b = -Xy / determinant, c = -Yx / determinant, d = Xx / determinant;
        return new(a, b, -((a * X0) + (b * Y0)), c, d, -((c * X0) + (d * Y0)));
    }

    /// <summary>A page of <paramref name="width"/> × <paramref name="height"/> points as displayed, whose text reads upright after turning it clockwise by so many quarters.</summary>
    public static Placement OfQuarterTurns(int clockwise, double width, double height) => (clockwise & 3) switch
    {
        1 => new(0, 1, 0, -1, 0, height),
        2 => new(-1, 0, width, 0, -1, height),
        3 => new(0, -1, width, 1, 0, 0),
        _ => Identity,
    };
}
