using Ingest.Core.Documents;
using OpenCvSharp;

namespace Ingest.Engine.Reading.Ocr;

/// <summary>A ruling in the pixels of a level page.</summary>
internal readonly record struct RulingLine(bool IsHorizontal, Rect Box)
{
    /// <summary>Where the ruling's middle is at its beginning and at its end, across; they differ where it is joined of pieces.</summary>
    public double StartMiddle { get; init; } = IsHorizontal ? Box.Y + (Box.Height / 2.0) : Box.X + (Box.Width / 2.0);

    public double EndMiddle { get; init; } = IsHorizontal ? Box.Y + (Box.Height / 2.0) : Box.X + (Box.Width / 2.0);

    public RulingLine And(RulingLine next) => new(IsHorizontal, Box.Union(next.Box)) { StartMiddle = StartMiddle, EndMiddle = next.EndMiddle };

    /// <summary>The same ruling from one place along it to another.</summary>
    public RulingLine Stretch(int from, int to) => this with
    {
        Box = IsHorizontal ? Rect.FromLTRB(from, Box.Top, to, Box.Bottom) : Rect.FromLTRB(Box.Left, from, Box.Right, to),
    };

    public int Length => IsHorizontal ? Box.Width : Box.Height;

    public double Middle => IsHorizontal ? Box.Y + (Box.Height / 2.0) : Box.X + (Box.Width / 2.0);

    public int From => IsHorizontal ? Box.Left : Box.Top;

    public int To => IsHorizontal ? Box.Right : Box.Bottom;

    public Ruling ToRuling() => new(
        IsHorizontal, Middle * PreparedPage.PointsPerPixel, From * PreparedPage.PointsPerPixel, To * PreparedPage.PointsPerPixel);
}
