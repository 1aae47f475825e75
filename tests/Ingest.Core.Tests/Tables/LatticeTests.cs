using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Ingest.Core.Documents;
using Ingest.Core.Tables;
using Ingest.Core.Tests.Documents;

namespace Ingest.Core.Tests.Tables;

public sealed class LatticeTests
{
    private static readonly double[] Xs = [50, 150, 250, 350];
    private static readonly double[] Ys = [100, 120, 140, 160];

    [Fact]
    public void Puts_each_word_into_the_cell_around_it()
    {
        var (grids, free) = Lattice.Find(new PageBuilder().Ruled(Xs, Ys)
            .Row(105, Xs, "甲一", "甲二", "甲三").Row(125, Xs, "乙一", "", "乙三").Text(50, 80, "桥梁维修").Build());

        var grid = Assert.Single(grids);
        Assert.Equal((3, 3, 9), (grid.Rows, grid.Columns, grid.Cells.Count));
        Assert.Equal(["甲一", "甲二", "甲三", "乙一", "", "乙三", "", "", ""], grid.Cells.Select(cell => cell.Text));
        Assert.Equal("桥梁维修", Assert.Single(free).Text);
    }

    [Fact]
    public void Ends_a_row_where_column_rulings_end_though_no_ruling_crosses()
    {
        var grid = Only(new PageBuilder().Across(100, 50, 350).Across(200, 50, 350)
            .Down(50, 100, 200).Down(350, 100, 200).Down(150, 100, 170).Down(250, 100, 170)
            .Row(105, Xs, "甲一", "甲二", "甲三").Text(60, 180, "合计"));

        Assert.Equal(2, grid.Rows);
        Assert.Equal((3, "合计"), (grid.At(1, 0).ColumnSpan, grid.At(1, 0).Text));
    }

    [Fact]
    public void Takes_column_rulings_that_meet_no_other_into_the_table_around_them()
    {
        var grid = Only(new PageBuilder().Across(100, 50, 350).Across(200, 50, 350)
            .Down(50, 100, 200).Down(350, 100, 200).Down(150, 120, 180).Down(250, 120, 180)
            .Text(60, 105, "一行标题").Row(140, Xs, "甲一", "甲二", "甲三"));

        Assert.Equal(3, grid.Columns);
        Assert.Equal(("一行标题", "甲二"), (grid.At(0, 1).Text, grid.At(1, 1).Text));
    }

    [Fact]
    public void Joins_places_in_a_row_that_no_ruling_parts()
    {
        var grid = Only(new PageBuilder().Across(100, 50, 350).Across(120, 50, 350).Across(140, 50, 350)
            .Down(50, 100, 140).Down(350, 100, 140).Down(150, 100, 140).Down(250, 120, 140)
            .Text(160, 105, "跨过两列的单元格"));

        var wide = grid.At(0, 2);
        Assert.Same(grid.At(0, 1), wide);
        Assert.Equal((1, 2, "跨过两列的单元格"), (wide.RowSpan, wide.ColumnSpan, wide.Text));
        Assert.Equal(Box.FromEdges(150, 100, 350, 120), wide.Box);
    }

    [Fact]
    public void Joins_places_in_a_column_that_no_ruling_parts()
    {
        var grid = Only(new PageBuilder().Across(100, 50, 350).Across(120, 150, 350).Across(140, 50, 350)
            .Down(50, 100, 140).Down(150, 100, 140).Down(350, 100, 140)
            .Text(60, 115, "产出目标"));

        Assert.Equal((2, "产出目标"), (grid.At(1, 0).RowSpan, grid.At(1, 0).Text));
    }

    [Fact]
    public void Closes_a_table_that_is_open_at_its_sides()
    {
        var grid = Only(new PageBuilder().Across(100, 50, 350).Across(120, 50, 350).Across(140, 50, 350).Down(150, 100, 140)
            .Row(105, Xs, "左边", "右边"));

        Assert.Equal((2, 2), (grid.Rows, grid.Columns));
        Assert.Equal(["左边", "右边", "", ""], grid.Cells.Select(cell => cell.Text));
        Assert.Equal(Box.FromEdges(50, 100, 350, 140), grid.Box);
    }

    [Fact]
    public void Closes_a_table_that_a_page_break_cuts_open()
    {
        var grid = Only(new PageBuilder().Across(100, 50, 350).Across(120, 50, 350)
            .Down(50, 100, 160).Down(150, 100, 160).Down(350, 100, 160)
            .Row(125, Xs, "下半行", "断在页脚"));

        Assert.Equal(2, grid.Rows);
        Assert.Equal("断在页脚", grid.At(1, 1).Text);
    }

    [Fact]
    public void Takes_a_border_around_the_page_for_no_table()
    {
        var (grids, free) = Lattice.Find(new PageBuilder().Ruled([20, 575], [20, 820]).Ruled(Xs, Ys)
            .Row(105, Xs, "格内").Text(60, 300, "格外").Build());

        Assert.Equal("格内", Assert.Single(grids).At(0, 0).Text);
        Assert.Equal("格外", Assert.Single(free).Text);
    }

    [Fact]
    public void Leaves_the_words_of_a_table_in_a_framed_page_to_the_table()
    {
        // A rule under the running head makes two places out of the border: by its rulings it is a table, too.
        var (grids, _) = Lattice.Find(new PageBuilder().Ruled([20, 575], [20, 60, 820]).Ruled(Xs, Ys)
            .Row(105, Xs, "格内").Text(60, 300, "格外").Build());

        Assert.Equal(["", "格外"], grids[0].Cells.Select(cell => cell.Text));
        Assert.Equal("格内", grids[1].At(0, 0).Text);
    }

    [Fact]
    public void Keeps_a_word_that_hangs_over_the_last_ruling()
    {
        var (grids, free) = Lattice.Find(new PageBuilder().Ruled(Xs, Ys).Text(160, 157, "挂在线上").Text(160, 170, "线下").Build());

        Assert.Equal("挂在线上", grids[0].At(2, 1).Text);
        Assert.Equal("线下", Assert.Single(free).Text);
    }

    [Fact]
    public void Finds_two_tables_that_do_not_touch()
    {
        var (grids, _) = Lattice.Find(new PageBuilder().Ruled(Xs, [300, 320, 340]).Ruled(Xs, Ys).Build());

        Assert.Equal([100.0, 300.0], grids.Select(grid => grid.Box.Y));
    }

    [Fact]
    public void Takes_rulings_a_hair_apart_for_one_edge()
    {
        var grid = Only(new PageBuilder().Ruled(Xs, Ys).Across(121.5, 50, 350).Across(139, 49, 351).Down(151, 100, 160));

        Assert.Equal((3, 3), (grid.Rows, grid.Columns));
    }

    [Fact]
    public void Takes_a_line_under_a_word_for_no_edge_of_a_neighbouring_cell()
    {
        var grid = Only(new PageBuilder().Ruled(Xs, Ys).Across(130, 150, 190).Row(125, Xs, "甲", "乙", "丙"));

        Assert.Equal(["甲", "乙", "丙"], grid.Cells.Where(cell => !cell.IsBlank).Select(cell => cell.Text));
        Assert.Equal(9, grid.Cells.Count);
    }

    [Fact]
    public void Finds_nothing_on_a_page_without_rulings()
    {
        var (grids, free) = Lattice.Find(new PageBuilder().Text(50, 50, "无表格").Across(70, 50, 300).Build());

        Assert.Empty(grids);
        Assert.Single(free);
    }

    /// <summary>Any parting of a rectangle by cuts through and through, drawn cell by cell.</summary>
    [Property(MaxTest = 60)]
    public Property Reads_back_the_cells_that_were_drawn() => Prop.ForAll(Arb.From(Gen.Sized(_ => Cuts(Box.FromEdges(40, 60, 520, 700), 4))), drawn =>
    {
        if (drawn.Count == 1)
        {
            return true;
        }

        var page = new PageBuilder();
        foreach (var box in drawn)
        {
            page.Across(box.Y, box.X, box.Right).Across(box.Bottom, box.X, box.Right).Down(box.X, box.Y, box.Bottom).Down(box.Right, box.Y, box.Bottom);
        }

        var grid = Only(page);
        var places = from row in Enumerable.Range(0, grid.Rows) from column in Enumerable.Range(0, grid.Columns) select (row, column);
        return grid.Cells.Select(cell => cell.Box).ToHashSet().SetEquals(drawn)
            && grid.Cells.Sum(cell => cell.RowSpan * cell.ColumnSpan) == grid.Rows * grid.Columns
            && places.All(place => grid.Cells.Contains(grid.At(place.row, place.column)));
    });

    private static Gen<IReadOnlyList<Box>> Cuts(Box box, int depth)
    {
        // Whole multiples of 20 points: edges are the same or well apart.
        const int step = 20;
        int columns = (int)box.Width / step, rows = (int)box.Height / step;
        if (depth == 0 || (columns < 2 && rows < 2))
        {
            return Gen.Constant<IReadOnlyList<Box>>([box]);
        }

        var cut =
            from across in Gen.Elements(true, false)
            let down = rows < 2 || (columns >= 2 && !across)
            from at in Gen.Choose(1, (down ? columns : rows) - 1)
            from first in Cuts(down ? box with { Width = at * step } : box with { Height = at * step }, depth - 1)
            from second in Cuts(
                down ? Box.FromEdges(box.X + (at * step), box.Y, box.Right, box.Bottom) : Box.FromEdges(box.X, box.Y + (at * step), box.Right, box.Bottom),
                depth - 1)
            select (IReadOnlyList<Box>)[.. first, .. second];
        return Gen.Frequency((1, Gen.Constant<IReadOnlyList<Box>>([box])), (4, cut));
    }

    private static Grid Only(PageBuilder page) => Assert.Single(Lattice.Find(page.Build()).Grids);
}
