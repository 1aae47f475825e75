using Ingest.Core.Documents;
using Ingest.Core.Forms;
using Ingest.Core.Tables;
using Ingest.Core.Tests.Documents;

namespace Ingest.Core.Tests.Tables;

public sealed class StreamTableReaderTests
{
    private static readonly double[] Xs = [40, 120, 220, 340, 390, 450];

    [Fact]
    public void Finds_the_columns_of_a_header_line()
    {
        var header = StreamTableReader.HeaderOf(HeaderLine(), PageBuilder.Index)!;

        Assert.Equal(["category", "name", "explanation", "weight", "score", "remark"], header.Select(column => column.Column.Key));
        Assert.Equal((124, 164), (header[1].Left, header[1].Right));
    }

    [Fact]
    public void Reads_rows_of_a_form_whose_table_has_no_first_level()
    {
        var table = new FormTable([new FormColumn("name", FieldKind.Text, ["指标"], null), new FormColumn("weight", FieldKind.Number, ["权重"], null)], ["合计"], []);
        var lines = new PageBuilder().Row(130, [40, 120], "甲", "40").Row(160, [40, 120], "乙", "60").Lines().SelectMany(line => line.Words.Select(word => new TextLine(1, [word]).Whole)).ToList();
        var columns = new Dictionary<string, IReadOnlyList<Snippet>>(StringComparer.Ordinal)
        {
            ["name"] = [.. lines.Where(line => line.Box.X < 100)], ["weight"] = [.. lines.Where(line => line.Box.X > 100)],
        };

        Assert.Equal(["甲40", "乙60"], StreamTableReader.SplitRows(columns, table).Select(row => row["name"].Joined() + row["weight"].Joined()));
    }

    [Fact]
    public void Takes_a_sentence_about_weights_for_no_header()
    {
        var line = Assert.Single(new PageBuilder().Text(40, 100, "权重 和自评分 见备注").Lines());

        Assert.Null(StreamTableReader.HeaderOf(line, PageBuilder.Index));
    }

    [Fact]
    public void Finds_columns_by_the_white_where_cells_are_wider_than_their_header()
    {
        var fragment = Read(new PageBuilder()
            .Row(130, Xs, "投入", "指标名称写得很长很长", "解释也比表头写得长得多", "100", "98.5", "备注"));

        var row = Assert.Single(fragment.Rows);
        Assert.Equal(
            ("投入", "指标名称写得很长很长", "解释也比表头写得长得多", "100", "98.5", "备注"),
            (row.Category!.Text, row["name"].Joined(), row["explanation"].Joined(), row["weight"].Joined(), row["score"].Joined(), row["remark"].Joined()));
    }

    [Fact]
    public void Parts_rows_of_many_lines_whose_numbers_are_centred()
    {
        var fragment = Read(new PageBuilder()
            .Stack(224, 130, "第一行解释", "第二行解释", "第三行解释").Row(144, Xs, "投入", "甲指标", "", "60", "58")
            .Stack(224, 184, "上一半", "下一半").Row(191, Xs, "产出", "乙指标", "", "40", "39"));

        Assert.Equal(["第一行解释|第二行解释|第三行解释", "上一半|下一半"], Column(fragment, "explanation"));
        Assert.Equal(["甲指标", "乙指标"], Column(fragment, "name"));
        Assert.Equal(["58", "39"], Column(fragment, "score"));
    }

    [Fact]
    public void Makes_no_row_of_a_mark_in_a_column_of_numbers()
    {
        var fragment = Read(new PageBuilder()
            .Row(130, Xs, "投入", "甲指标", "", "60", "58", "有两处").Text(394, 137, "<").Text(454, 144, "延期")
            .Row(184, Xs, "产出", "乙指标", "", "40", "39"));

        Assert.Equal(["甲指标", "乙指标"], Column(fragment, "name"));
        Assert.Equal(["有两处|延期", ""], Column(fragment, "remark"));
    }

    [Fact]
    public void Parts_rows_of_many_lines_whose_numbers_stand_at_the_top()
    {
        var fragment = Read(new PageBuilder()
            .Row(130, Xs, "投入", "甲指标", "第一行解释", "60", "58").Stack(224, 144, "第二行解释", "第三行解释")
            .Row(184, Xs, "产出", "乙指标", "上一半", "40", "39").Text(224, 198, "下一半"));

        Assert.Equal(["第一行解释|第二行解释|第三行解释", "上一半|下一半"], Column(fragment, "explanation"));
    }

    [Fact]
    public void Keeps_the_half_of_a_row_at_the_foot_of_a_page_apart()
    {
        var fragment = Read(new PageBuilder()
            .Row(130, Xs, "投入", "甲指标", "解释", "50", "48").Row(160, Xs, "", "乙指标", "解释", "30", "28")
            .Text(124, 190, "丙指标").Stack(224, 190, "这一行的分数", "在下一页"));

        Assert.Equal(["甲指标", "乙指标", "丙指标"], Column(fragment, "name"));
        Assert.Equal(["48", "28", ""], Column(fragment, "score"));
    }

    [Fact]
    public void Puts_a_first_level_label_of_two_lines_beside_its_middle_row()
    {
        var fragment = Read(new PageBuilder()
            .Row(130, Xs, "", "甲指标", "", "30", "28").Row(160, Xs, "", "乙指标", "", "30", "28").Row(190, Xs, "", "丙指标", "", "40", "38")
            .Stack(44, 153, "产出目标", "（100分）"));

        Assert.Equal([null, "产出目标（100分）", null], fragment.Rows.Select(row => row.Category?.Text));
    }

    [Fact]
    public void Parts_labels_that_follow_each_other_at_once()
    {
        var fragment = Read(new PageBuilder()
            .Row(130, Xs, "投入", "甲指标", "", "60", "58").Text(44, 144, "(60分)")
            .Row(158, Xs, "产出", "乙指标", "", "40", "38").Text(44, 172, "(40分)"));

        Assert.Equal(["投入(60分)", "产出(40分)"], fragment.Rows.Select(row => row.Category?.Text));
    }

    [Fact]
    public void Tells_a_column_of_numbers_from_the_dashes_behind_it()
    {
        var fragment = Read(new PageBuilder()
            .Row(130, Xs, "投入", "甲指标", "解释", "60", "58").Text(Xs[5] + 1, 130, "/")
            .Row(158, Xs, "产出", "乙指标", "解释", "40", "38").Text(Xs[5] + 1, 158, "/"));

        Assert.Equal(["58", "38"], Column(fragment, "score"));
        Assert.Equal(["/", "/"], Column(fragment, "remark"));
    }

    [Fact]
    public void Keeps_a_label_under_the_last_row_for_the_next_page()
    {
        var fragment = Read(new PageBuilder().Row(130, Xs, "", "甲指标", "解释", "60", "58").Text(44, 170, "产出目标（40分）"));

        Assert.Equal([null, "产出目标（40分）"], fragment.Rows.Select(row => row.Category?.Text));
    }

    [Fact]
    public void Reads_the_numbers_of_the_total_line()
    {
        var total = Assert.Single(new PageBuilder().Row(400, Xs, "合计", "", "", "100", "96.5").Lines());
        var body = new PageBuilder().Row(130, Xs, "投入", "甲指标", "", "100", "96.5").Lines();

        var fragment = StreamTableReader.Read(1, Header(), body, total, body, PageBuilder.Index);

        Assert.Equal(("100", "96.5"), (fragment.Totals!["weight"].Joined(), fragment.Totals["score"].Joined()));
        Assert.False(fragment.SpansKnown);
    }

    private static TextLine HeaderLine() => Assert.Single(new PageBuilder().Row(100, Xs, "一级指标", "指标名称", "指标解释", "权重", "自评分", "备注").Lines());

    private static IReadOnlyList<ColumnRange> Header() => StreamTableReader.HeaderOf(HeaderLine(), PageBuilder.Index)!;

    private static TableFragment Read(PageBuilder body) => StreamTableReader.Read(1, Header(), body.Lines(), null, body.Lines(), PageBuilder.Index);

    private static IEnumerable<string> Column(TableFragment fragment, string key) => fragment.Rows.Select(row => row[key].Joined());
}
