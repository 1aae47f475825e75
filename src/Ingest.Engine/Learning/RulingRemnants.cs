using OpenCvSharp;

namespace Ingest.Engine.Learning;

/// <summary>Tells what is left of rulings along a crop's edges from figures that touch them because the crop is tight.</summary>
internal sealed class RulingRemnants
{
    // Of the figures' height.
    private const double Thickest = 0.14;
    private const double Above = 0.08;
    private const double Below = 0.25;

    private readonly Size _size;
    private readonly Rect? _body;

    public RulingRemnants(IReadOnlyList<(Rect Box, int Area)> components, Size size)
    {
        _size = size;
        // Figures lie free of the edges, or, in a tight crop, at least of the corners; else all there is may be a figure.
        var free = components.Where(component => !TouchesEdge(component.Box)).ToList();
        _body = Body(free.Exists(component => component.Box.Height >= size.Height / 3) ? free
            : [.. components.Where(component => !FillsCorner(component.Box))]);
    }

    public bool Contains(Rect box, int area)
    {
        if (!TouchesEdge(box))
        {
            return false;
        }

        if (_body is not { } body)
        {
            // Nothing else is there: a line that runs along an edge, in a crop that is not cut around it.
            return (box.Width > 5 * box.Height && _size.Height > 4 * box.Height) || (box.Height > 6 * box.Width && _size.Width > 4 * box.Width);
        }

        // A line's area is its length times its thickness, round a corner too.
        var isThin = area <= Thickest * body.Height * Math.Max(box.Width, box.Height) || area <= Thickest * body.Height * (box.Width + box.Height);
        return isThin && (box.Top < body.Top - (Above * body.Height) || box.Bottom > body.Bottom + (Below * body.Height));
    }

    private bool TouchesEdge(Rect box) => box.Left <= 0 || box.Top <= 0 || box.Right >= _size.Width || box.Bottom >= _size.Height;

    private bool FillsCorner(Rect box) => (box.Left <= 0 || box.Right >= _size.Width) && (box.Top <= 0 || box.Bottom >= _size.Height);

    private static Rect? Body(IReadOnlyList<(Rect Box, int Area)> components)
    {
        if (components.Count == 0)
        {
            return null;
        }

        var tallest = components.Max(component => component.Box.Height);
        return components.Select(component => component.Box).Where(box => box.Height >= 0.6 * tallest).Aggregate((a, b) => a | b);
    }
}
