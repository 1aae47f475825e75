using OpenCvSharp;

namespace Ingest.Engine.Tests.Reading.Ocr;

/// <summary>Which lines of a drawn page are taken for rulings, however it was damaged.</summary>
public sealed class RulingFinderTests
{
    private const int Near = 12;

    [Fact]
    public void Finds_the_sides_of_thin_cells_with_writing_close_to_them()
    {
        using var form = DrawnForm.Table();
        AssertTable(form);
    }

    [Fact]
    public void Finds_dotted_rulings_one_pixel_wide()
    {
        using var form = new DrawnForm();
        foreach (var y in DrawnForm.Ys)
        {
            form.Dots(DrawnForm.Xs[0], y, DrawnForm.Xs[^1], y);
        }

        foreach (var x in DrawnForm.Xs)
        {
            form.Dots(x, DrawnForm.Ys[0], x, DrawnForm.Ys[^1]);
        }

        AssertTable(form);
    }

    [Fact]
    public void Leaves_out_a_fold_across_the_table()
    {
        using var form = DrawnForm.Table();
        AssertTable(form.Line(150, 725, 2400, 725, grey: 190, thickness: 9));
    }

    [Fact]
    public void Leaves_out_a_dark_line_that_crosses_the_sides_of_the_table()
    {
        using var form = DrawnForm.Table();
        AssertTable(form.Line(180, 545, 2330, 545));
    }

    [Fact]
    public void Leaves_out_the_edge_of_a_sheet_that_lay_askew()
    {
        using var form = DrawnForm.Table();
        AssertTable(form.Line(70, 60, 70, 3460, thickness: 9).Line(60, 35, 1500, 35, thickness: 7));
    }

    [Fact]
    public void Leaves_out_what_is_paler_than_rulings_and_ends_nowhere()
    {
        using var form = DrawnForm.Table();
        AssertTable(form.Line(1500, 430, 2120, 430, grey: 200).Line(1500, 430, 1500, 740, grey: 200).Line(250, 1200, 2200, 1200, grey: 215));
    }

    [Fact]
    public void Cuts_off_the_side_of_a_stamp_in_line_with_a_ruling()
    {
        using var form = DrawnForm.Table();
        AssertTable(form.Line(1300, 300, 1300, 620, grey: 200, thickness: 5));
    }

    [Fact]
    public void Keeps_pale_rulings_between_dark_ones()
    {
        using var form = new DrawnForm();
        form.Line(300, 500, 2200, 500).Line(300, 770, 2200, 770).Line(300, 500, 300, 770).Line(2200, 500, 2200, 770);
        foreach (var y in DrawnForm.Ys[1..^1])
        {
            form.Line(300, y, 2200, y, grey: 170);
        }

        foreach (var x in DrawnForm.Xs[1..^1])
        {
            form.Line(x, 500, x, 770, grey: 170);
        }

        AssertTable(form);
    }

    [Fact]
    public void Mends_a_ruling_of_which_only_bits_are_left_in_one_row()
    {
        using var form = DrawnForm.Table();
        form.White(new Rect(1290, 602, 20, 20)).White(new Rect(1290, 640, 20, 12)).White(new Rect(1400, 672, 90, 16)).White(new Rect(1560, 672, 90, 16));
        AssertTable(form);
    }

    [Fact]
    public void Tells_a_stroke_of_a_character_from_a_side_of_its_cell()
    {
        using var form = DrawnForm.Table();
        AssertTable(form.Line(1560, 605, 1560, 667, thickness: 5).Line(1530, 620, 1590, 620, thickness: 5));
    }

    [Fact]
    public void Lengthens_no_whole_ruling_by_the_strokes_of_characters_in_line_with_it()
    {
        using var form = DrawnForm.Table();
        form.White(Rect.FromLTRB(1290, 503, 1310, 587)).Line(1300, 508, 1300, 534, thickness: 4).Line(1280, 534, 1320, 534).Line(1300, 552, 1300, 578, thickness: 4).Line(1280, 552, 1320, 552);
        var rulings = form.Rulings();
        Assert.Contains(rulings, line => !line.IsHorizontal && IsNear(line.At, 1300) && IsNear(line.From, 590) && IsNear(line.To, 770));
    }

    [Fact]
    public void Takes_a_row_of_strokes_in_writing_for_no_ruling()
    {
        using var form = DrawnForm.Table();
        for (var x = 400; x < 1100; x += 36)
        {
            form.Line(x, 1500, x + 31, 1500).Line(x + 15, 1482, x + 15, 1518);
        }

        Assert.DoesNotContain(form.Rulings(), line => line.IsHorizontal && IsNear(line.At, 1500));
    }

    [Fact]
    public void Sees_cells_that_span_rows_and_columns()
    {
        using var form = DrawnForm.Table();
        form.White(Rect.FromLTRB(305, 580, 695, 600)).White(Rect.FromLTRB(1290, 685, 1310, 765));
        var rulings = form.Rulings();
        Assert.Contains(rulings, line => line.IsHorizontal && IsNear(line.At, 590) && IsNear(line.From, 700) && IsNear(line.To, 2200));
        Assert.Contains(rulings, line => !line.IsHorizontal && IsNear(line.At, 1300) && IsNear(line.From, 500) && IsNear(line.To, 680));
        Assert.Equal(DrawnForm.Xs.Length + DrawnForm.Ys.Length, rulings.Count);
    }

    [Fact]
    public void Takes_a_double_ruling_for_one_and_paints_over_both()
    {
        using var form = DrawnForm.Table();
        foreach (var y in DrawnForm.Ys)
        {
            form.Line(DrawnForm.Xs[0], y + 9, DrawnForm.Xs[^1], y + 9);
        }

        AssertTable(form);
        form.Find(out var mask);
        using (mask)
        {
            Assert.All(DrawnForm.Ys, y => Assert.Equal((255, 255), (mask.At<byte>(y, 1000), mask.At<byte>(y + 9, 1000))));
        }
    }

    [Fact]
    public void Finds_nothing_in_writing()
    {
        using var form = new DrawnForm();
        for (var (y, x) = (600, 300); y < 2400; y += 70, x = 300 + (y * 7 % 37))
        {
            form.Write(x, y, "HE WILL LET THEM ALL EAT HIS 1144 FILLETS - HTTL");
        }

        Assert.Empty(form.Rulings());
    }

    private static void AssertTable(DrawnForm form)
    {
        var expected = DrawnForm.Ys.Select(y => (IsHorizontal: true, At: y, From: DrawnForm.Xs[0], To: DrawnForm.Xs[^1]))
            .Concat(DrawnForm.Xs.Select(x => (IsHorizontal: false, At: x, From: DrawnForm.Ys[0], To: DrawnForm.Ys[^1]))).ToList();
        var found = form.Rulings();
        Assert.All(expected.Zip(found), pair => Assert.True(
            pair.First.IsHorizontal == pair.Second.IsHorizontal && IsNear(pair.First.At, pair.Second.At)
                && IsNear(pair.First.From, pair.Second.From) && IsNear(pair.First.To, pair.Second.To),
            $"{pair.First} is not {pair.Second}"));
        Assert.Equal(expected.Count, found.Count);
    }

    private static bool IsNear(int a, int b) => Math.Abs(a - b) <= Near;
}
