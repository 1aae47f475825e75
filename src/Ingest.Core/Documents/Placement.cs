namespace Ingest.Core.Documents;

/// <summary>
/// Where a page that was turned upright, levelled and squared for reading lies on the page as it is displayed: a projective
/// map from the reader's points to the page's, (x, y) ↦ (Xx·x + Xy·y + X0, Yx·x + Yy·y + Y0) ÷ (Wx·x + Wy·y + 1). Both have
/// their origin top left. Wx and Wy are 0 for a page that lay flat.
/// </summary>
public readonly record struct Placement(
    double Xx, double Xy, double X0, double Yx, double Yy, double Y0, double Wx = 0, double Wy = 0)
{
    public static Placement Identity { get; } = new(1, 0, 0, 0, 1, 0);

    public (double X, double Y) Apply(double x, double y)
    {
        var w = (Wx * x) + (Wy * y) + 1;
        return (((Xx * x) + (Xy * y) + X0) / w, ((Yx * x) + (Yy * y) + Y0) / w);
    }

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

    /// <summary>First this map, then <paramref name="next"/>: the product of their matrices.</summary>
    public Placement Then(Placement next) => Normalised(
        (next.Xx * Xx) + (next.Xy * Yx) + (next.X0 * Wx), (next.Xx * Xy) + (next.Xy * Yy) + (next.X0 * Wy), (next.Xx * X0) + (next.Xy * Y0) + next.X0,
        (next.Yx * Xx) + (next.Yy * Yx) + (next.Y0 * Wx), (next.Yx * Xy) + (next.Yy * Yy) + (next.Y0 * Wy), (next.Yx * X0) + (next.Yy * Y0) + next.Y0,
        (next.Wx * Xx) + (next.Wy * Yx) + Wx, (next.Wx * Xy) + (next.Wy * Yy) + Wy, (next.Wx * X0) + (next.Wy * Y0) + 1);

    /// <summary>From the page as displayed to the reader's points: the adjugate of the matrix.</summary>
    public Placement Inverse() => Normalised(
        Yy - (Y0 * Wy), (X0 * Wy) - Xy, (Xy * Y0) - (X0 * Yy),
        (Y0 * Wx) - Yx, Xx - (X0 * Wx), (X0 * Yx) - (Xx * Y0),
        (Yx * Wy) - (Yy * Wx), (Xy * Wx) - (Xx * Wy), (Xx * Yy) - (Xy * Yx));

    /// <summary>A page of <paramref name="width"/> × <paramref name="height"/> points as displayed, whose text reads upright after turning it clockwise by so many quarters.</summary>
    public static Placement OfQuarterTurns(int clockwise, double width, double height) => (clockwise & 3) switch
    {
        1 => new(0, 1, 0, -1, 0, height),
        2 => new(-1, 0, width, 0, -1, height),
        3 => new(0, -1, width, 1, 0, 0),
        _ => Identity,
    };

    private static Placement Normalised(
        double xx, double xy, double x0, double yx, double yy, double y0, double wx, double wy, double w) =>
        new(xx / w, xy / w, x0 / w, yx / w, yy / w, y0 / w, wx / w, wy / w);
}
