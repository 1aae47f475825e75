using Ingest.Fixtures.Model;

namespace Ingest.Fixtures.Forms;

/// <summary>A record in a layout, as blocks: title, header, narratives, indicators, notes.</summary>
internal sealed class FormComposer(Layout layout)
{
    private static readonly string[] FormNotes =
    [
        "说明：1、依据本项目应实现的绩效目标或工作计划，对照已完成的情况，进行绩效自评。",
        "2、绩效等级说明：自评分合计90（含）-100分为优秀，75（含）-90分为良好，60（含）-75分为合格，0-60分为不合格。",
        "3、产出目标、效果目标和影响力目标可根据项目情况自行增加绩效指标。",
    ];

    private readonly Labels _labels = new(layout.Labels, layout.Values);
    private readonly Values _values = new(layout.Values);

    /// <param name="record">What the form says.</param>
    /// <param name="push">Points of air before the indicator table, to bring its header to the foot of a page.</param>
    /// <param name="follows">It starts below another report on the same page.</param>
    public Form Compose(FormRecord record, double push, bool follows)
    {
        var header = new HeaderComposer(layout, _labels, _values, record);
        var narratives = new NarrativeComposer(layout, _labels, record);
        var table = new IndicatorTable(layout, _labels, _values).Compose(record);

        List<Block> body =
        [
            .. header.Opening(),
            .. narratives.Compose("annualGoal"),
            .. layout.DatePlace == DatePlace.AfterGoal ? header.DateAndGrade() : [],
            .. narratives.Compose("keyAchievements"),
            .. narratives.Compose(layout.MeasuresFirst ? "improvementMeasures" : "mainProblems"),
            .. narratives.Compose(layout.MeasuresFirst ? "mainProblems" : "improvementMeasures"),
            .. layout.DatePlace == DatePlace.End ? header.DateAndGrade() : [],
        ];

        return new Form(
        [
            .. Title(record, follows),
            .. layout.OneTable ? OneTable(body, table) : [.. body, new Gap(8 + push), table],
            .. layout.Notes ? Notes() : [],
        ]);
    }

    private IEnumerable<Block> Title(FormRecord record, bool follows)
    {
        if (follows)
            yield return new Gap(24);
        yield return new TextBlock([layout.Title], new TextLook { Size = layout.TitleSize, Bold = true, Align = Align.Centre });
        if (record.Printed.TryGetValue("fiscalYear", out var year))
            yield return new TextBlock([year], new TextLook { Align = Align.Centre });
        yield return new Gap(6);
    }

    private static IEnumerable<Block> OneTable(List<Block> body, Grid table)
    {
        var grids = body.OfType<Grid>().Append(table).ToList();
        yield return GridStack.Join(grids, table.Look);
    }

    private static IEnumerable<Block> Notes()
    {
        yield return new Gap(6);
        yield return new TextBlock(FormNotes, new TextLook { Size = 9 });
    }
}
