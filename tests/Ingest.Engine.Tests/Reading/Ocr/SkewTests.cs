using Ingest.Engine.Reading.Ocr;
using OpenCvSharp;

namespace Ingest.Engine.Tests.Reading.Ocr;

public sealed class SkewTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1.7)]
    [InlineData(-0.4)]
    public void Tells_how_far_a_page_lies_askew(double degrees)
    {
        using var form = DrawnForm.Table();
        for (var y = 1000; y < 2600; y += 70)
        {
            form.Write(300, y, "MANY WORDS ON A LINE OF WRITING 2019");
        }

        using var turn = Cv2.GetRotationMatrix2D(new Point2f(1240, 1754), -degrees, 1);
        using var page = new Mat();
        Cv2.WarpAffine(form.Page, page, turn, form.Page.Size(), InterpolationFlags.Linear, BorderTypes.Constant, Scalar.White);
        Assert.InRange(Skew.Find(page).Level, degrees - 0.06, degrees + 0.06);
    }

    [Fact]
    public void Says_nothing_of_a_blank_page()
    {
        using var page = new Mat(new Size(2480, 3508), MatType.CV_8UC1, Scalar.White);
        Assert.True(Skew.Find(page).IsNone);
    }
}
