using Ingest.Core.Documents;
using Ingest.Core.Labelling;
using Ingest.Core.Reports;
using Ingest.Core.Tests.Documents;

namespace Ingest.Core.Tests.Labelling;

public sealed class LabelLearnerTests
{
    private static readonly double[] Xs = [20, 120, 220, 320, 400, 460, 520, 575];

    [Fact]
    public void Reads_narratives_whose_labels_a_model_understands()
    {
        var report = Form("取得的成绩", "存在的不足", "下一步打算").Parse(Knows(("取得的成绩", "keyAchievements", 0.95), ("存在的不足", "mainProblems", 0.9), ("下一步打算", "improvementMeasures", 0.7)));

        Assert.Equal("完成了全部展览任务。", report.Text("keyAchievements"));
        Assert.Equal("观众调查开展较少。", report.Text("mainProblems"));
        Assert.Equal("增加调查的次数和范围。", report.Text("improvementMeasures"));
        var evidence = report.Find("improvementMeasures")!.Evidence;
        Assert.Equal((TextSource.Learned, 0.7), (evidence.Source, evidence.Confidence));
    }

    [Fact]
    public void What_it_is_less_sure_of_is_for_a_reviewer()
    {
        var report = Form("取得的成绩", "存在的不足", "下一步打算").Parse(Knows(("取得的成绩", "keyAchievements", 0.95), ("存在的不足", "mainProblems", 0.6), ("下一步打算", "improvementMeasures", 0.4)));

        Assert.Equal(["mainProblems"], report.Findings.Where(finding => finding.Rule == "learned-label").Select(finding => finding.Path));
        Assert.Null(report.Text("improvementMeasures"));
    }

    [Fact]
    public void Without_a_model_they_are_not_found() =>
        Assert.Null(Form("取得的成绩", "存在的不足", "下一步打算").Parse().Text("keyAchievements"));

    [Fact]
    public void A_label_of_the_pack_is_never_asked_for_nor_overruled()
    {
        var asked = new List<string>();
        var report = Form("主要绩效", "主要问题", "改进措施", "评价说明").Parse(new Learned
        {
            Labels = question =>
            {
                asked.Add(question.Text);
                return new LearnedKey("keyAchievements", 1);
            },
        });

        Assert.Equal("完成了全部展览任务。", report.Text("keyAchievements"));
        Assert.Equal(TextSource.Text, report.Find("keyAchievements")!.Evidence.Source);
        Assert.DoesNotContain("主要绩效", asked);
    }

    [Fact]
    public void Knows_a_label_behind_its_numbering() =>
        Assert.Equal("完成了全部展览任务。", Form("一、取得的成绩", "主要问题", "改进措施").Parse(Knows(("取得的成绩", "keyAchievements", 0.95))).Text("keyAchievements"));

    [Fact]
    public void A_text_where_a_date_should_be_is_no_date()
    {
        var report = Form("主要绩效", "主要问题", "改进措施", "填表说明人").Parse(Knows(("填表说明人", "selfEvaluationDate", 0.99)));

        Assert.Null(report.Find("selfEvaluationDate")!.Value);
    }

    [Fact]
    public void Reads_columns_whose_heads_a_model_understands()
    {
        var report = Form("主要绩效", "主要问题", "改进措施", scoreHead: "本项得分").Parse(Knows(("本项得分", "score", 0.85)));

        Assert.Equal([49m, 48m], report.Indicators.Select(row => row.Number("score")));
        Assert.Equal((TextSource.Learned, 0.85), (report.Indicators[0].Find("score")!.Evidence.Source, report.Indicators[0].Find("score")!.Evidence.Confidence));
    }

    [Fact]
    public void The_first_column_holds_the_first_level_whatever_heads_it()
    {
        var report = Form("主要绩效", "主要问题", "改进措施", categoryHead: "评价维度").Parse(Knows(("评价维度", "name", 0.9)));

        Assert.Equal(["产出目标", "效果目标"], report.Indicators.Select(row => row.Text("category")));
        Assert.Equal(["展览场次", "观众人次"], report.Indicators.Select(row => row.Text("name")));
    }

    private static Learned Knows(params (string Text, string Key, double Probability)[] labels) => new()
    {
        Labels = question => labels.Where(label => label.Text == question.Text && question.Keys.Contains(label.Key))
            .Select(label => (LearnedKey?)new LearnedKey(label.Key, label.Probability)).FirstOrDefault(),
    };

    private static SheetBuilder Form(string achievements, string problems, string measures, string? further = null, string scoreHead = "自评分", string categoryHead = "一级指标")
    {
        var sheet = new SheetBuilder(Xs).Title("项目绩效自评表")
            .Row(("项目名称", 1), ("展览项目", 2), ("预算单位", 1), ("博物馆", 3))
            .Row(("当年预算数（元）", 1), ("100", 2), ("预算执行数（元）", 1), ("90", 3))
            .Row(("预算执行率（%）", 1), ("90", 2), ("绩效等级", 1), ("优秀", 3))
            .Row(("项目年度总目标", 1), ("办好全年的展览。", 6))
            .Row((achievements, 1), ("完成了全部展览任务。", 6))
            .Row((problems, 1), ("观众调查开展较少。", 6))
            .Row((measures, 1), ("增加调查的次数和范围。", 6));
        sheet = further is null ? sheet : sheet.Row((further, 1), ("由办公室另行上报。", 6));
        return sheet
            .Row((categoryHead, 1), ("指标名称", 1), ("指标解释", 2), ("权重", 1), (scoreHead, 1), ("备注", 1))
            .Row(("产出目标（50分）", 1), ("展览场次", 1), ("全年展览", 2), ("50", 1), ("49", 1), ("", 1))
            .Row(("效果目标（50分）", 1), ("观众人次", 1), ("全年观众", 2), ("50", 1), ("48", 1), ("", 1))
            .Row(("合计", 4), ("100", 1), ("97", 1), ("", 1));
    }
}
