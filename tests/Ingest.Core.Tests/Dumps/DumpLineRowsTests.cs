using Ingest.Core.Documents;
using Ingest.Core.Dumps;
using Ingest.Core.Forms;
using Ingest.Core.Segmentation;
using Ingest.Core.Tables;

namespace Ingest.Core.Tests.Dumps;

public sealed class DumpLineRowsTests
{
    private static readonly PackIndex Index = new(FormPackReader.BuiltIn().Single(pack => pack.Form == "shanghai-project"));

    [Fact]
    public void Reads_rows_that_two_numbers_on_a_line_close()
    {
        var table = Read("投入与管理", "（15分）", "预算执行率 反映支出进度 8 7.5", "资金使用合规性 是否合规 7 7", "合计 15 14.5");

        Assert.Equal(["预算执行率", "资金使用合规性"], table.Rows.Select(row => Text(row, "name")));
        Assert.Equal(["反映支出进度", "是否合规"], table.Rows.Select(row => Text(row, "explanation")));
        Assert.All(table.Rows, row => Assert.Equal("投入与管理（15分）", CategoryLabel.TextOf(row.Category)));
    }

    [Fact]
    public void Keeps_a_number_inside_an_explanation()
    {
        var table = Read("产出目标（8分）", "演出场次 不少于 40 场 8 6", "合计 8 6");

        var row = Assert.Single(table.Rows);
        Assert.Equal("不少于40场", Text(row, "explanation"));
        Assert.Equal("8", Text(row, "weight"));
    }

    [Fact]
    public void Does_not_take_a_dash_in_front_of_a_label_for_a_part_of_it()
    {
        var table = Read("投入与管理（8分）", "预算执行率 支出进度 8 8 —", "产出目标（4分）", "活动场次 四场 4 4 —", "合计 12 12");

        Assert.Equal(["投入与管理（8分）", "产出目标（4分）"], table.Rows.Select(row => CategoryLabel.TextOf(row.Category)));
        Assert.Equal(["—", "—"], table.Rows.Select(row => Text(row, "remark")));
    }

    [Fact]
    public void Finds_a_header_whose_last_labels_run_over_lines()
    {
        var lines = Lines(["一级指标 指标名称 指标解释 权重 自评", "分 备注", "预算执行率 支出进度 8 8"]);

        Assert.Equal(2, DumpTableZone.HeaderAt(lines, 0, Index));
    }

    [Fact]
    public void Counts_a_han_character_as_one_column_in_the_character_grid()
    {
        var page = new PageLayout(new Page(1, 720, 100, [], [], TextSource.Dump), [], Lines(["指标 名称", "ab cd"]));
        var grid = CharacterGrid.Of(new ReportPart(new Ingest.Core.Reports.ReportKey(1, 1, 1), Index, [page])).Pages[0];

        Assert.Equal(grid.Lines[1].Words[1].Box.X, grid.Lines[0].Words[1].Box.X);
    }

    /// <summary>The reading line by line, which is the second.</summary>
    private static AssembledTable Read(params string[] body) =>
        DumpTableReader.Read(Lines(["一级指标 指标名称 指标解释 权重 自评分 备注", .. body]), Index)[1];

    private static string Text(TableRow row, string key) => CategoryLabel.TextOf(row.Cells[key]);

    private static List<TextLine> Lines(IReadOnlyList<string> lines) => [.. lines.Select((text, i) =>
    {
        var words = new List<Word>();
        var column = 0;
        foreach (var word in text.Split(' '))
        {
            var columns = word.Sum(c => char.IsAscii(c) ? 1 : 2);
            words.Add(new Word(word, DumpGrid.BoxAt(i + 1, column, columns)));
            column += columns + 1;
        }

        return new TextLine(1, words);
    })];
}
