using Ingest.Engine.Reading.Ocr;
using OpenCvSharp;

namespace Ingest.Engine.Tests.Reading.Ocr;

/// <summary>What runs over a page and is no ruling goes, and the writing under it stays.</summary>
public sealed class FoldsTests
{
    private const int Black = 60;
    private const int Paper = 225;

    [Theory]
    [InlineData(190, 9)]
    [InlineData(120, 7)]
    public void Fades_a_fold_across_the_writing_of_a_table(int grey, int thickness)
    {
        using var form = DrawnForm.Table();
        form.Line(150, 640, 2400, 640, grey, thickness).Line(1000, 100, 1000, 3400, grey, thickness);
        using var bare = DrawnForm.Table();

        Assert.True(RulingFinder.TakeOff(form.Page).Count > 0);
        RulingFinder.TakeOff(bare.Page);

        AssertAlike(bare.Page, form.Page);
    }

    [Fact]
    public void Fades_a_fold_that_lies_against_a_ruling()
    {
        using var form = DrawnForm.Table();
        form.Line(150, 585, 2400, 585, grey: 150, thickness: 11);
        using var bare = DrawnForm.Table();

        RulingFinder.TakeOff(form.Page);
        RulingFinder.TakeOff(bare.Page);

        AssertAlike(bare.Page, form.Page);
    }

    [Fact]
    public void Leaves_the_strokes_of_a_line_of_writing()
    {
        using var form = new DrawnForm();
        form.Write(300, 600, "TTTT EEEE ZZZZ TEZT EZTT HHHH LLLL");
        using var before = form.Page.Clone();

        RulingFinder.TakeOff(form.Page);

        AssertAlike(before, form.Page);
    }

    [Fact]
    public void Takes_no_ink_of_characters_in_line_with_a_column_ruling_that_ends_above()
    {
        // The last row is one cell; upright strokes stand where the ruling of the rows above would go on, close below it and far.
        using var form = DrawnForm.Table();
        form.White(Rect.FromLTRB(1290, 685, 1310, 765)).Line(1300, 700, 1300, 735, thickness: 5).Line(1280, 718, 1322, 718, thickness: 4);

        RulingFinder.TakeOff(form.Page);

        Assert.True(form.Page.At<byte>(728, 1300) < Black);
    }

    private static void AssertAlike(Mat wanted, Mat page)
    {
        using var lost = new Mat();
        using var left = new Mat();
        Cv2.Threshold(wanted, lost, Black, 255, ThresholdTypes.BinaryInv);
        Cv2.Threshold(page, left, Paper, 255, ThresholdTypes.BinaryInv);
        using var inked = new Mat();
        Cv2.Threshold(wanted, inked, Paper, 255, ThresholdTypes.BinaryInv);
        Cv2.Dilate(inked, inked, null, iterations: 4);
        var (dark, kept) = (Cv2.CountNonZero(lost), 0);
        using (var still = new Mat())
        {
            Cv2.Threshold(page, still, 140, 255, ThresholdTypes.BinaryInv);
            Cv2.BitwiseAnd(still, lost, still);
            kept = Cv2.CountNonZero(still);
        }

        using var white = new Mat();
        Cv2.BitwiseNot(inked, white);
        Cv2.BitwiseAnd(left, white, left);
        Assert.True(kept >= 0.97 * dark, $"{kept} of {dark} dark pixels of the writing are left");
        Assert.True(Cv2.CountNonZero(left) < 200, $"{Cv2.CountNonZero(left)} pixels are left where there is no writing");
    }
}
