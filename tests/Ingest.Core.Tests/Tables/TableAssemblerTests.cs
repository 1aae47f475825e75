using Ingest.Core.Documents;
using Ingest.Core.Tables;
using Ingest.Core.Tests.Documents;

namespace Ingest.Core.Tests.Tables;

public sealed class TableAssemblerTests
{
    private static readonly CategoryMark Blank = new([]);

    [Fact]
    public void Joins_a_row_that_a_page_break_cuts_in_two()
    {
        var mark = Mark("产出（100分）");
        var table = Assemble(
            Ruled(1, Row("甲指标", "60", mark), Row("乙指标的名", "40", mark, "解释的上一半")),
            Ruled(2, Row("称", "", Blank, "和下一半")));

        Assert.Equal(["甲指标", "乙指标的名|称"], Names(table));
        Assert.Equal("解释的上一半|和下一半", table.Rows[1].Cells["explanation"].Joined());
        Assert.Equal(["产出（100分）", "产出（100分）"], Labels(table));
    }

    [Fact]
    public void Joins_a_row_whose_numbers_stand_below_the_page_break()
    {
        var table = Assemble(Ruled(1, Row("甲指标的", "", Mark("产出"))), Ruled(2, Row("名称", "40", Blank)));

        Assert.Equal(["甲指标的|名称"], Names(table));
        Assert.Equal("40", table.Rows[0].Cells["weight"].Joined());
    }

    [Fact]
    public void Keeps_two_whole_rows_at_a_page_break_apart()
    {
        var table = Assemble(Ruled(1, Row("甲指标", "60", Mark("投入"))), Ruled(2, Row("乙指标", "40", Mark("产出"))));

        Assert.Equal(["甲指标", "乙指标"], Names(table));
        Assert.Equal(["投入", "产出"], Labels(table));
    }

    [Fact]
    public void Joins_nothing_inside_a_page()
    {
        var mark = Mark("投入");
        var table = Assemble(Ruled(1, Row("甲指标", "", mark)), Ruled(1, Row("乙指标", "40", mark)));

        Assert.Equal(2, table.Rows.Count);
    }

    [Fact]
    public void Joins_a_label_that_a_page_break_cuts_from_its_points()
    {
        var (upper, lower) = (Mark("产出目标"), Mark("（70分）"));
        var table = Assemble(
            Ruled(1, Row("甲指标", "30", Mark("投入（30分）")), Row("乙指标", "20", upper)),
            Ruled(2, Row("丙指标", "25", lower), Row("丁指标", "25", lower)));

        Assert.Equal(["投入（30分）", "产出目标（70分）", "产出目标（70分）", "产出目标（70分）"], Labels(table));
    }

    [Fact]
    public void Joins_the_label_beside_a_cut_row()
    {
        var (upper, lower) = (Mark("产出目标"), Mark("（70分）"));
        var table = Assemble(
            Ruled(1, Row("甲指标", "30", upper), Row("乙指标", "40", upper, "上一半")),
            Ruled(2, Row("", "", lower, "下一半")));

        Assert.Equal(["产出目标（70分）", "产出目标（70分）"], Labels(table));
    }

    [Fact]
    public void Leaves_two_labels_at_a_page_break_apart()
    {
        var table = Assemble(
            Ruled(1, Row("甲指标", "60", Mark("效果目标"))),
            Ruled(2, Row("乙指标", "40", Mark("影响力目标（40分）"))));

        Assert.Equal(["效果目标", "影响力目标（40分）"], Labels(table));
    }

    [Fact]
    public void Gives_a_blank_cell_below_the_page_break_to_the_label_above()
    {
        var (above, next) = (Mark("投入（60分）"), Mark("产出（40分）"));
        var table = Assemble(
            Ruled(1, Row("甲指标", "30", above)),
            Ruled(2, Row("乙指标", "30", Blank), Row("丙指标", "40", next)));

        Assert.Equal(["投入（60分）", "投入（60分）", "产出（40分）"], Labels(table));
    }

    [Fact]
    public void Gives_a_blank_cell_above_the_page_break_to_the_label_below_when_the_points_say_so()
    {
        var table = Assemble(
            Ruled(1, Row("甲指标", "30", Mark("投入（30分）")), Row("乙指标", "30", Blank)),
            Ruled(2, Row("丙指标", "40", Mark("产出（70分）"))));

        Assert.Equal(["投入（30分）", "产出（70分）", "产出（70分）"], Labels(table));
    }

    [Fact]
    public void Gives_a_blank_cell_above_the_page_break_to_the_label_above_when_the_points_say_so()
    {
        var table = Assemble(
            Ruled(1, Row("甲指标", "30", Mark("投入（60分）")), Row("乙指标", "30", Blank)),
            Ruled(2, Row("丙指标", "40", Mark("产出（40分）"))));

        Assert.Equal(["投入（60分）", "投入（60分）", "产出（40分）"], Labels(table));
    }

    [Fact]
    public void Gives_a_blank_cell_above_the_page_break_to_the_label_below_when_no_points_tell()
    {
        var table = Assemble(
            Ruled(1, Row("甲指标", "30", Mark("投入")), Row("乙指标", "30", Blank)),
            Ruled(2, Row("丙指标", "40", Mark("产出"))));

        Assert.Equal(["投入", "产出", "产出"], Labels(table));
    }

    [Fact]
    public void Gives_a_blank_cell_in_front_of_all_labels_to_the_first()
    {
        var table = Assemble(Ruled(1, Row("甲指标", "30", Blank), Row("乙指标", "70", Mark("投入"))));

        Assert.Equal(["投入", "投入"], Labels(table));
    }

    [Fact]
    public void Divides_rows_without_spans_by_the_points()
    {
        var table = Assemble(
            Unruled(1, Row("甲指标", "10", null), Row("乙指标", "20", Mark("投入（30分）"))),
            Unruled(2, Row("丙指标", "30", Mark("产出（70分）")), Row("丁指标", "40", null)));

        Assert.Equal(["投入（30分）", "投入（30分）", "产出（70分）", "产出（70分）"], Labels(table));
    }

    [Fact]
    public void Drops_rows_without_any_text()
    {
        var mark = Mark("投入");
        Assert.Equal(["甲指标"], Names(Assemble(Ruled(1, Row("", "", mark), Row("甲指标", "100", mark)))));
    }

    [Fact]
    public void Takes_the_totals_of_the_last_page_that_has_them()
    {
        var totals = new Dictionary<string, IReadOnlyList<Snippet>> { ["weight"] = Lines("100") };
        var table = Assemble(Ruled(1, Row("甲指标", "100", Mark("投入"))), new TableFragment(2, [], [], true, totals));

        Assert.Equal("100", table.Totals!["weight"].Joined());
    }

    private static AssembledTable Assemble(params TableFragment[] fragments) => TableAssembler.Assemble(fragments, PageBuilder.Index.Pack.Table);

    private static TableFragment Ruled(int page, params RowFragment[] rows) => new(page, [], rows, true, null);

    private static TableFragment Unruled(int page, params RowFragment[] rows) => new(page, [], rows, false, null);

    private static RowFragment Row(string name, string weight, CategoryMark? mark, string explanation = "") => new(
        new Dictionary<string, IReadOnlyList<Snippet>> { ["name"] = Lines(name), ["weight"] = Lines(weight), ["explanation"] = Lines(explanation) },
        mark);

    private static CategoryMark Mark(string text) => new(Lines(text));

    private static IReadOnlyList<Snippet> Lines(string text) => text.Length == 0 ? [] : [new Snippet(1, text, default, 1)];

    private static IEnumerable<string> Names(AssembledTable table) => table.Rows.Select(row => row.Cells["name"].Joined());

    private static IEnumerable<string> Labels(AssembledTable table) => table.Rows.Select(row => string.Concat(row.Category.Select(line => line.Text)));
}
