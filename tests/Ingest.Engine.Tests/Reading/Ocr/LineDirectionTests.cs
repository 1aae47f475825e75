using Ingest.Engine.Reading.Ocr;
using OpenCvSharp;

namespace Ingest.Engine.Tests.Reading.Ocr;

public sealed class LineDirectionTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(0.7)]
    [InlineData(-1.5)]
    public void A_form_of_many_short_cells_is_not_told_by_its_sides(double degrees)
    {
        using var form = Cells();
        using var turn = Cv2.GetRotationMatrix2D(new Point2f(1240, 1754), degrees, 1);
        using var page = new Mat();
        Cv2.WarpAffine(form.Page, page, turn, form.Page.Size(), borderValue: Scalar.White);
        using var sideways = new Mat();
        Cv2.Rotate(page, sideways, RotateFlags.Rotate90Clockwise);

        Assert.NotEqual(Direction.Down, LineDirection.Of(page));
        Assert.NotEqual(Direction.Across, LineDirection.Of(sideways));
    }

    /// <summary>Thin rows of narrow cells with three characters, of strokes across and down, in the middle of each.</summary>
    private static DrawnForm Cells()
    {
        const int top = 400, bottom = 2200, row = 90, left = 250, right = 2230, column = 220;
        var form = new DrawnForm();
        for (var y = top; y <= bottom; y += row)
        {
            form.Line(left, y, right, y);
        }

        for (var x = left; x <= right; x += column)
        {
            form.Line(x, top, x, bottom);
        }

        for (var y = top; y < bottom; y += row)
        {
            for (var x = left; x < right; x += column)
            {
                for (var character = 0; character < 3; character++)
                {
                    Draw(form, x + 45 + (character * 44), y + 25, (x + y + character) % 3);
                }
            }
        }

        return form;
    }

    private static void Draw(DrawnForm form, int x, int y, int kind)
    {
        for (var i = 0; i < 3; i++)
        {
            form.Line(x, y + (i * 20), x + 38, y + (i * 20), thickness: 4);
            if (i < 2 || kind == 2)
            {
                form.Line(x + 2 + (i * (kind == 0 ? 34 : 17)), y, x + 2 + (i * (kind == 0 ? 34 : 17)), y + 40, thickness: 4);
            }
        }
    }
}
