using Ingest.Core.Documents;
using Ingest.Core.Tables;
using Ingest.Core.Tests.Documents;

namespace Ingest.Core.Tests.Tables;

public sealed class LatticeTableReaderTests
{
    private static readonly double[] Xs = [40, 120, 220, 340, 390, 440, 550];
    private static readonly string[] Header = ["一级指标", "指标名称", "指标解释", "权重", "自评分", "备注"];

    [Fact]
    public void Finds_the_table_in_the_middle_of_a_form()
    {
        var result = Read(
            ["项目名称", "河道清淤", "", "", "", ""],
            ["预算单位", "水务所", "", "", "", ""],
            Header,
            ["投入（100分）", "资金到位", "按时到位", "60", "58", ""],
            ["投入（100分）", "验收合格", "一次合格", "40", "40", "无"],
            ["合计", "", "", "100", "98", ""],
            ["自评时间", "2023年5月", "", "", "", ""])!;

        Assert.Equal((2, 6), (result.FirstRow, result.EndRow));
        Assert.Equal(["资金到位", "验收合格"], Column(result, "name"));
        Assert.Equal(["58", "40"], Column(result, "score"));
        Assert.Equal(("100", "98"), (result.Fragment.Totals!["weight"].Joined(), result.Fragment.Totals["score"].Joined()));
    }

    [Fact]
    public void Leaves_out_a_header_that_comes_again()
    {
        var result = Read(Header, ["投入", "甲指标", "", "50", "50", ""], Header, ["产出", "乙指标", "", "50", "45", ""])!;

        Assert.Equal(["甲指标", "乙指标"], Column(result, "name"));
        Assert.Null(result.Fragment.Totals);
    }

    [Fact]
    public void Reads_columns_in_whatever_order_the_page_has_them()
    {
        var result = Read(
            ["一级指标", "指标名称", "权 重", "自评分：", "指标解释", "备注"],
            ["投入", "甲指标", "50", "49", "长", "短"])!;

        Assert.Equal(("50", "49", "长", "短"),
            (Only(result, "weight"), Only(result, "score"), Only(result, "explanation"), Only(result, "remark")));
    }

    [Fact]
    public void Keeps_an_indicator_named_like_a_label_of_the_form()
    {
        var result = Read(
            Header,
            ["投入", "预算执行率", "支出比预算", "10", "9.5", ""],
            ["预算执行率", "", "", "5", "5", ""],
            ["产出", "完成率", "", "85", "80", ""])!;

        Assert.Equal(["10", "5", "85"], Column(result, "weight"));
    }

    [Fact]
    public void Ends_at_a_label_of_the_form()
    {
        var result = Read(Header, ["投入", "甲指标", "", "100", "90", ""], ["主要绩效", "渠道畅通", "", "", "", ""])!;

        Assert.Equal(2, result.EndRow);
        Assert.Single(result.Fragment.Rows);
    }

    [Fact]
    public void Ends_at_a_note()
    {
        var result = Read(Header, ["投入", "甲指标", "", "100", "90", ""], ["说明：自评分保留一位", "", "", "", "", ""])!;

        Assert.Equal(2, result.EndRow);
    }

    [Fact]
    public void Finds_no_table_without_a_header()
    {
        Assert.Null(Read(["项目名称", "河道清淤", "", "", "", ""], ["预算单位", "水务所", "", "", "", ""]));
    }

    [Fact]
    public void Goes_on_with_the_columns_of_the_page_before()
    {
        var open = Read(Header, ["投入", "甲指标", "", "50", "48", ""])!.Fragment.Columns;

        var result = LatticeTableReader.Read(GridOf(["产出", "乙指标", "解释", "50", "45", "备"]), PageBuilder.Index, open)!;

        Assert.Equal((0, 1), (result.FirstRow, result.EndRow));
        Assert.Equal(("乙指标", "45"), (Only(result, "name"), Only(result, "score")));
    }

    [Fact]
    public void Takes_a_grid_of_two_columns_for_no_part_of_the_open_table()
    {
        var open = Read(Header, ["投入", "甲指标", "", "50", "48", ""])!.Fragment.Columns;
        var grid = Assert.Single(Lattice.Find(new PageBuilder(2).Ruled([40, 120, 550], [100, 130, 160]).Text(44, 105, "主要问题").Build()).Grids);

        Assert.Null(LatticeTableReader.Read(grid, PageBuilder.Index, open));
    }

    [Fact]
    public void Parts_rows_that_rulings_do_not()
    {
        var page = new PageBuilder().Ruled(Xs, [100, 120, 220]).Row(105, Xs, Header)
            .Stack(44, 125, "投入", "（30分）").Text(44, 185, "产出（70分）")
            .Text(124, 125, "甲指标").Stack(224, 125, "解释很长", "写了两行").Text(344, 125, "30").Text(394, 125, "29")
            .Text(124, 155, "乙指标").Stack(224, 155, "又是两行", "解释").Text(344, 155, "30").Text(394, 155, "28")
            .Text(124, 185, "丙指标").Text(224, 185, "一行").Text(344, 185, "40").Text(394, 185, "40");

        var result = LatticeTableReader.Read(Assert.Single(Lattice.Find(page.Build()).Grids), PageBuilder.Index, null)!;

        Assert.Equal(["甲指标", "乙指标", "丙指标"], Column(result, "name"));
        Assert.Equal(["解释很长|写了两行", "又是两行|解释", "一行"], Column(result, "explanation"));
        Assert.Equal(["29", "28", "40"], Column(result, "score"));
        Assert.Equal(["投入（30分）", null, "产出（70分）"], result.Fragment.Rows.Select(row => row.Category?.Text));
        Assert.False(result.Fragment.SpansKnown);
    }

    [Fact]
    public void Puts_rows_under_the_label_that_takes_a_row_of_its_own()
    {
        double[] xs = [40, 120, 220, 340, 390, 440, 540];
        var page = new PageBuilder().Ruled(xs, [100, 120]).Row(105, xs, "一级指标", "指标名称", "指标解释", "权重", "自评分", "备注")
            .Across(140, 40, 540).Down(40, 120, 140).Down(540, 120, 140).Text(50, 125, "产出目标（40分）")
            .Ruled(xs, [140, 160]).Row(145, xs, "", "甲指标", "解释", "40", "38", "");

        var result = LatticeTableReader.Read(Assert.Single(Lattice.Find(page.Build()).Grids), PageBuilder.Index, null)!;

        Assert.Equal("产出目标（40分）", Assert.Single(result.Fragment.Rows).Category?.Text);
        Assert.Equal("产出目标（40分）", result.Heading?.Text);
    }

    [Fact]
    public void Gives_a_merged_label_to_each_of_its_rows()
    {
        var page = new PageBuilder().Row(105, Xs, Header).Text(44, 135, "产出").Row(125, Xs, "", "甲指标", "", "50", "48").Row(145, Xs, "", "乙指标", "", "50", "45");
        foreach (var x in Xs)
        {
            page.Down(x, 100, 160);
        }

        page.Across(100, 40, 550).Across(120, 40, 550).Across(140, 120, 550).Across(160, 40, 550);

        var result = LatticeTableReader.Read(Assert.Single(Lattice.Find(page.Build()).Grids), PageBuilder.Index, null)!;

        Assert.True(result.Fragment.SpansKnown);
        Assert.Equal("产出", result.Fragment.Rows[0].Category!.Text);
        Assert.Same(result.Fragment.Rows[0].Category, result.Fragment.Rows[1].Category);
    }

    [Fact]
    public void Shares_an_explanation_that_spans_two_indicators()
    {
        var page = new PageBuilder().Row(105, Xs, Header).Text(224, 135, "同一解释").Row(125, Xs, "产出", "甲指标", "", "50", "48").Row(145, Xs, "产出", "乙指标", "", "50", "45");
        foreach (var x in Xs)
        {
            page.Down(x, 100, 160);
        }

        page.Across(100, 40, 550).Across(120, 40, 550).Across(140, 40, 220).Across(140, 340, 550).Across(160, 40, 550);

        var result = LatticeTableReader.Read(Assert.Single(Lattice.Find(page.Build()).Grids), PageBuilder.Index, null)!;

        Assert.Equal(["甲指标", "乙指标"], Column(result, "name"));
        Assert.Equal(["同一解释", "同一解释"], Column(result, "explanation"));
    }

    [Fact]
    public void Makes_no_row_of_a_figure_too_many_in_a_cell()
    {
        var page = new PageBuilder().Ruled(Xs, [100, 120, 160, 180]).Row(105, Xs, Header)
            .Row(125, Xs, "产出", "甲指标", "上一半", "1").Row(139, Xs, "", "", "下一半", "6", "6").Row(165, Xs, "产出", "乙指标", "", "94", "90");
        var result = LatticeTableReader.Read(Assert.Single(Lattice.Find(page.Build()).Grids), PageBuilder.Index, null)!;

        Assert.Equal(["甲指标", "乙指标"], Column(result, "name"));
        Assert.Equal(["上一半|下一半", ""], Column(result, "explanation"));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(22)]
    [InlineData(-30)]
    public void Goes_on_over_a_page_that_lay_aside_on_the_glass(double aside)
    {
        var first = Read(Header, ["投入", "甲指标", "按时", "50", "49", "短"])!;
        double[] xs = [.. Xs.Select(x => x + aside)];
        var second = Assert.Single(Lattice.Find(new PageBuilder().Ruled(xs, [100, 120, 140]).Row(105, xs, "产出", "乙指标", "完成", "50", "48", "长")
            .Row(125, xs, "合计", "", "", "100", "97", "").Build()).Grids);
        var result = LatticeTableReader.Read(second, PageBuilder.Index, first.Fragment.Columns)!;

        Assert.Equal(("乙指标", "50", "48", "长"), (Only(result, "name"), Only(result, "weight"), Only(result, "score"), Only(result, "remark")));
        Assert.Equal("97", result.Fragment.Totals!["score"].Joined());
    }

    [Theory]
    [InlineData("海款", true)]
    [InlineData("经济效益显著提升", false)] // Too long for a word that was misread.
    public void Takes_a_misread_word_across_the_columns_in_front_of_the_numbers_for_the_total(string word, bool isTotal)
    {
        var page = new PageBuilder().Row(105, Xs, Header).Row(125, Xs, "产出", "甲指标", "", "50", "49", "").Row(145, Xs, "产出", "乙指标", "", "40", "40", "")
            .Row(165, Xs, word, "", "", "100", "97", "").Row(185, Xs, "自评时间", "2023年5月", "", "", "", "").Build();
        var rulings = Enumerable.Range(0, 6).Select(row => new Ruling(true, 100 + (20 * row), Xs[0], Xs[^1]))
            .Concat(Xs.SelectMany((x, i) => i is 1 or 2 ? [new Ruling(false, x, 100, 160), new Ruling(false, x, 180, 200)] : new[] { new Ruling(false, x, 100, 200) })).ToList();
        var scanned = page with { Rulings = rulings, Words = [.. page.Words.Select(one => new Word(one.Text, one.Box, 0.9))] };
        var result = LatticeTableReader.Read(Assert.Single(Lattice.Find(scanned).Grids), PageBuilder.Index, null)!;

        Assert.Equal(isTotal ? "97" : null, result.Fragment.Totals?["score"].Joined());
    }

    private static LatticeTableReader.Result? Read(params string[][] rows) => LatticeTableReader.Read(GridOf(rows), PageBuilder.Index, null);

    /// <summary>Every cell ruled, rows 20 points high.</summary>
    private static Grid GridOf(params string[][] rows)
    {
        var page = new PageBuilder().Ruled(Xs, [.. Enumerable.Range(0, rows.Length + 1).Select(row => 100.0 + (20 * row))]);
        for (var row = 0; row < rows.Length; row++)
        {
            page.Row(105 + (20 * row), Xs, rows[row]);
        }

        return Assert.Single(Lattice.Find(page.Build()).Grids);
    }

    private static IEnumerable<string> Column(LatticeTableReader.Result result, string key) => result.Fragment.Rows.Select(row => row[key].Joined());

    private static string Only(LatticeTableReader.Result result, string key) => Assert.Single(Column(result, key));
}
