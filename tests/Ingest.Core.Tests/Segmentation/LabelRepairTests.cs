using Ingest.Core.Documents;
using Ingest.Core.Forms;
using Ingest.Core.Segmentation;

namespace Ingest.Core.Tests.Segmentation;

/// <summary>Which recognised texts are read as the form's own labels, and which are left alone.</summary>
public sealed class LabelRepairTests
{
    private const double Sure = 0.995;
    private const double Doubtful = 0.9;

    private static readonly IReadOnlyList<PackIndex> Forms = [.. FormPackReader.BuiltIn().Select(pack => new PackIndex(pack))];

    [Theory]
    [InlineData("项目和名称：", 2, "项目名称：")]
    [InlineData("项月名称：", 1, "项目名称：")]
    [InlineData("预算执行率《9%）：", 5, "预算执行率（%）：")]
    [InlineData("预算执行率（（%）：", -1, "预算执行率（%）：")]
    [InlineData("预算执行率；", -1, "预算执行率：")]
    [InlineData("主要间题：", -1, "主要问题：")]
    [InlineData("主要绩效", -1, "主要绩效")]
    public void Reads_a_word_that_is_nearly_a_label_as_it(string read, int doubtful, string label) =>
        Assert.Equal(label, Assert.Single(Repaired([Word(read, 50, 100, doubtful)], []).Lines).Text);

    [Theory]
    [InlineData("次年预算数：", -1)]
    [InlineData("预算执行率（%）：98.00", 5)]
    [InlineData("预算执行率（%）：9", 5)]
    [InlineData("具体实施处（科", 6)]
    [InlineData("体质健康监测（第二期）", 2)]
    public void Leaves_other_words_alone(string read, int doubtful) =>
        Assert.Equal(read, Assert.Single(Repaired([Word(read, 50, 100, doubtful)], []).Lines).Text);

    [Theory]
    [InlineData("和守要绩效", "和守", "主要绩效")]
    [InlineData("项目年装：总目标", "装：", "项目年度总目标：")]
    [InlineData("项目年度六目标", "六", "项目年度总目标")]
    [InlineData("主委成效", "委成", "主委成效")]
    [InlineData("自评时间：评时间：", "", "自评时间：")]
    [InlineData("自评时间：三月", "三", "自评时间：三月")]
    public void Reads_a_cell_as_a_label_where_all_that_differs_was_doubted(string read, string doubted, string label)
    {
        var confidences = read.Select(c => doubted.Contains(c, StringComparison.Ordinal) ? 0.75 : Sure).ToList();
        var word = new Word(read, new Box(52, 112, read.Length * 10, 10), confidences.Min()) { UnitConfidences = confidences };
        var layout = Repaired([word, Word("财务科", 252, 112)], Table([50, 250, 400], [100, 140, 180]));
        Assert.Equal(label, layout.Grids[0].At(0, 0).Text);
    }

    [Theory]
    [InlineData("项目效自评价", "项目绩效自评价")]
    [InlineData("项目绩放自评价", "项目绩效自评价")]
    [InlineData("项目中期评价", "项目中期评价")]
    public void Reads_a_line_that_is_nearly_a_title_as_it_however_sure_it_was_read(string read, string title) =>
        Assert.Equal(title, Assert.Single(Repaired([Word(read[..2], 200, 60), Word(read[2..], 240, 60)], []).Lines).Text.Replace(" ", "", StringComparison.Ordinal));

    [Fact]
    public void Drops_a_colon_inside_the_bracket_of_a_label_that_goes_on_below() =>
        Assert.Equal("具体实施处（科", Assert.Single(Repaired([Word("具体实施处（科：", 50, 100, 7)], []).Lines).Text);

    [Fact]
    public void Reads_a_label_of_spaced_letters_of_which_one_was_doubted() =>
        Assert.Equal("主要问题： 无", Assert.Single(Repaired([Word("入要", 50, 100, 0), Word("问", 90, 100), Word("题：", 120, 100), Word("无", 170, 100)], []).Lines).Text);

    [Fact]
    public void Reads_a_label_whose_end_was_read_twice_in_front_of_its_value() =>
        Assert.Equal("改进措施： 探索办法", Assert.Single(Repaired([Word("改进措施：措施：", 50, 100), Word("探索办法", 170, 100)], []).Lines).Text);

    [Fact]
    public void Reads_a_semicolon_behind_a_label_as_its_colon() =>
        Assert.Equal("自评时间：2019-03-01", Assert.Single(Repaired([Word("自评时间；2019-03-01", 50, 100)], []).Lines).Text);

    [Fact]
    public void Reads_heads_under_a_seal_by_their_place_among_the_others()
    {
        string[] head = ["一级指标", "指标名称", "指标解释", "权哮，", "=自坪>分", "让备"];
        var xs = Enumerable.Range(0, 7).Select(i => 50.0 + (i * 80)).ToArray();
        var layout = Repaired([.. head.Select((text, i) => Word(text, xs[i] + 4, 104)), Word("完成率", xs[1] + 4, 134), Word("8", xs[3] + 4, 134)], Table(xs, [100, 130, 160]));

        Assert.Equal(["一级指标", "指标名称", "指标解释", "权重", "自评分", "备注"], Assert.Single(layout.Grids).Cells.Where(cell => cell.Row == 0).Select(cell => cell.Text));
    }

    [Fact]
    public void Reads_heads_that_are_another_column_but_for_a_stroke_by_their_place()
    {
        string[] head = ["一级指标", "三级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "偏差原因分析及改进措施"];
        var xs = Enumerable.Range(0, 9).Select(i => 30.0 + (i * 66)).ToArray();
        var layout = Repaired([.. head.Select((text, i) => new Word(text, new Box(xs[i] + 4, 104, 50, 10), Sure)), Word("完成率", xs[2] + 4, 134), Word("8", xs[5] + 4, 134)], Table(xs, [100, 130, 160]));

        Assert.Equal(["一级指标", "二级指标", "三级指标", "年度指标值"], Assert.Single(layout.Grids).Cells.Where(cell => cell.Row == 0).Take(4).Select(cell => cell.Text));
    }

    [Fact]
    public void Reads_a_first_level_label_in_the_table_as_the_form_has_it()
    {
        string[] head = ["一级指标", "指标名称", "指标解释", "权重", "自评分", "备注"];
        var xs = Enumerable.Range(0, 7).Select(i => 50.0 + (i * 80)).ToArray();
        var layout = Repaired([.. head.Select((text, i) => Word(text, xs[i] + 4, 104)), Word("产出日标（34分）", xs[0] + 4, 134), Word("产出日标", xs[1] + 4, 134)], Table(xs, [100, 130, 160]));

        Assert.Equal(("产出目标（34分）", "产出日标"), (layout.Grids[0].At(1, 0).Text, layout.Grids[0].At(1, 1).Text));
    }

    [Fact]
    public void Reads_a_label_broken_over_the_lines_of_a_cell()
    {
        var layout = Repaired([Word("具体实施处（科", 52, 104, 6), Word("二：", 52, 120, 0), Word("财务科", 152, 112)], Table([50, 150, 300], [100, 140, 180]));
        Assert.Equal("具体实施处（科室）：", layout.Grids[0].At(0, 0).Text);
    }

    [Theory]
    [InlineData("预算执行数GD）", "预算执行数：")]
    [InlineData("预算执行数GD：", "预算执行数：")]
    [InlineData("预算执行数（区", "预算执行数：")]
    [InlineData("预算执行数（元", "预算执行数（元）")]
    [InlineData("预算执行数（单位：万元）", "预算执行数（单位：万元）")]
    [InlineData("预算执行数（单位：五元小", "预算执行数（万元）")]
    [InlineData("预算执行数（五元）", "预算执行数（万元）")]
    [InlineData("预算执行数由财政局核定", "预算执行数由财政局核定")]
    public void Reads_a_label_whose_bracket_nobody_can_read(string read, string label)
    {
        var layout = Repaired([Word(read, 52, 112), Word("100.00", 152, 112)], Table([50, 150, 300], [100, 140, 180]));
        Assert.Equal(label, layout.Grids[0].At(0, 0).Text);
    }

    [Fact]
    public void Leaves_the_rows_of_the_indicator_table_alone_and_mends_its_head()
    {
        // The name of the indicator is a label of the form but for a character.
        string[] head = ["一级指标", "指标名称", "指标解择", "权童", "自评分", "备注"];
        string[] row = ["产出目标", "主要绩敌", "按期", "8", "7", ""];
        var xs = Enumerable.Range(0, 7).Select(i => 50.0 + (i * 80)).ToArray();
        var layout = Repaired(
            [
                .. head.Select((text, i) => Word(text, xs[i] + 4, 104)),
                .. row.Select((text, i) => (text, i)).Where(cell => cell.text.Length > 0).Select(cell => Word(cell.text, xs[cell.i] + 4, 134, cell.i == 1 ? 3 : -1)),
            ],
            Table(xs, [100, 130, 160]));
        var grid = Assert.Single(layout.Grids);
        Assert.Equal(["一级指标", "指标名称", "指标解释", "权重", "自评分", "备注"], grid.Cells.Where(cell => cell.Row == 0).Select(cell => cell.Text));
        Assert.Equal("主要绩敌", grid.At(1, 1).Text);
    }

    [Fact]
    public void Leaves_rows_alone_that_go_on_over_a_page_without_a_head()
    {
        var xs = Enumerable.Range(0, 7).Select(i => 50.0 + (i * 80)).ToArray();
        string[] head = ["一级指标", "指标名称", "指标解释", "权重", "自评分", "备注"];
        var first = Page(1, [.. head.Select((text, i) => Word(text, xs[i] + 4, 104)), Word("及时", xs[1] + 4, 134)], Table(xs, [100, 130, 160]));
        var second = Page(2, [Word("主要绩敌", xs[1] + 4, 104, 3), Word("8", xs[3] + 4, 104)], Table(xs, [100, 130, 160]));
        Assert.Equal("主要绩敌", new LabelRepair(Forms).Repair([first, second])[1].Grids[0].At(0, 1).Text);
        Assert.Equal("主要绩效", new LabelRepair(Forms).Repair([second])[0].Grids[0].At(0, 1).Text);
    }

    [Fact]
    public void Leaves_a_text_layer_as_it_is()
    {
        var page = Page(1, [Word("项月名称：", 50, 100, 1)], []) with { Source = TextSource.Text };
        Assert.Equal("项月名称：", new LabelRepair(Forms).Repair([page])[0].Lines[0].Text);
    }

    private static PageLayout Repaired(IReadOnlyList<Word> words, IReadOnlyList<Ruling> rulings) => new LabelRepair(Forms).Repair([Page(1, words, rulings)])[0];

    private static Page Page(int number, IReadOnlyList<Word> words, IReadOnlyList<Ruling> rulings) => new(number, 595, 842, words, rulings, TextSource.Ocr);

    private static Word Word(string text, double x, double y, int doubtful = -1)
    {
        var confidences = text.Select((_, i) => i == doubtful ? Doubtful : Sure).ToList();
        return new Word(text, new Box(x, y, text.Length * 10, 10), confidences.Min()) { UnitConfidences = confidences };
    }

    private static IReadOnlyList<Ruling> Table(double[] xs, double[] ys) =>
        [.. ys.Select(y => new Ruling(true, y, xs[0], xs[^1])), .. xs.Select(x => new Ruling(false, x, ys[0], ys[^1]))];
}
