using Ingest.Engine.Reading.Ocr;
using OpenCvSharp;

namespace Ingest.Engine.Tests.Reading.Ocr;

public sealed class PaperTests
{
    static PaperTests() => NativeLibraries.Load();

    [Fact]
    public void Whitens_the_grain_of_paper_and_keeps_ink_as_dark_as_it_is()
    {
        using var page = Grainy(12);
        page.Rectangle(new Rect(100, 100, 60, 8), Scalar.All(90), -1);
        Paper.Whiten(page);
        using var paper = new Mat(page, new Rect(0, 200, 400, 200));
        using var white = new Mat();
        Cv2.Compare(paper, Scalar.White, white, CmpTypes.EQ);

        Assert.True(Cv2.CountNonZero(white) > 0.99 * 400 * 200);
        Assert.Equal(90, page.At<byte>(104, 130));
    }

    [Fact]
    public void Leaves_white_paper_with_its_soft_rims_as_it_is()
    {
        using var page = new Mat(400, 400, MatType.CV_8UC1, Scalar.White);
        page.Rectangle(new Rect(100, 100, 60, 8), Scalar.All(230), -1);
        Paper.Whiten(page);

        Assert.Equal(230, page.At<byte>(104, 130));
    }

    private static Mat Grainy(double deviation)
    {
        using var grain = new Mat(400, 400, MatType.CV_32FC1);
        Cv2.SetTheRNG(7);
        Cv2.Randn(grain, Scalar.All(240), Scalar.All(deviation));
        var page = new Mat();
        grain.ConvertTo(page, MatType.CV_8UC1);
        return page;
    }
}
