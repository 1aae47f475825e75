using Ingest.Core.Documents;
using Ingest.Core.Dumps;
using Ingest.Core.Tables;
using Ingest.Core.Tests.Documents;

namespace Ingest.Core.Tests.Dumps;

public sealed class DumpGridReaderTests
{
    private const string Header = "一级指标    指标名称      指标解释        权重   自评分  备注";

    [Fact]
    public void Gives_cells_to_their_columns_though_a_long_one_pushes_the_next_aside()
    {
        var table = Read(
            Header,
            "投入目标    预算执行率     支出进度        40   38",
            "产出目标    设备验收合格率的情况 全部合格        60   58   已验收",
            "合计                          100  96")!;

        Assert.Equal(["预算执行率", "设备验收合格率的情况"], table.Rows.Select(row => Text(row, "name")));
        Assert.Equal(["支出进度", "全部合格"], table.Rows.Select(row => Text(row, "explanation")));
        Assert.Equal(["", "已验收"], table.Rows.Select(row => Text(row, "remark")));
        Assert.Equal(("100", "96"), (CategoryLabel.TextOf(table.Totals!["weight"]), CategoryLabel.TextOf(table.Totals["score"])));
    }

    [Fact]
    public void Parts_lines_around_numbers_that_stand_in_their_middle()
    {
        var table = Read(
            Header,
            "                  是否按合同约定验收",
            "产出目标    合同管理完备性   并且按进度支付款项   40   38",
            "                  的情况。",
            "                  保洁服务要素是否都",
            "        资金合规性     已经齐全，是否有人   60   58",
            "                  负责。")!;

        Assert.Equal(["是否按合同约定验收并且按进度支付款项的情况。", "保洁服务要素是否都已经齐全，是否有人负责。"], table.Rows.Select(row => Text(row, "explanation")));
    }

    [Fact]
    public void Refuses_a_table_whose_cells_follow_each_other_with_one_space() =>
        Assert.Null(Read("一级指标 指标名称 指标解释 权重 自评分 备注", "投入目标 预算执行率 支出进度 40 38"));

    private static string Text(TableRow row, string key) => CategoryLabel.TextOf(row.Cells.GetValueOrDefault(key, []));

    /// <summary>Lines of a dump, a column of the typewriter for each character.</summary>
    private static AssembledTable? Read(params string[] lines) => DumpGridReader.Read([.. lines.Select((line, at) => new TextLine(1, [.. Words(line, at + 1)]))], PageBuilder.Index);

    private static IEnumerable<Word> Words(string line, int number)
    {
        for (var at = 0; at < line.Length;)
        {
            var end = line.IndexOf(' ', at) is var space and >= 0 ? space : line.Length;
            if (end > at)
            {
                yield return new Word(line[at..end], DumpGrid.BoxAt(number, at, end - at));
            }

            at = end + 1;
        }
    }
}
