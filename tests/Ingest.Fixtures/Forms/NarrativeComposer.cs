using Ingest.Fixtures.Model;

namespace Ingest.Fixtures.Forms;

/// <summary>The long texts, with their label above, in front of or beside them.</summary>
internal sealed class NarrativeComposer(Layout layout, Labels labels, FormRecord record)
{
    private NarrativeLook Look => layout.Narratives;

    public IEnumerable<Block> Compose(string key)
    {
        var paragraphs = (Text(key) ?? "").Split('\n');
        var label = labels.Of(key);
        return Look.Place switch
        {
            NarrativePlace.Above when Look.Border == Border.None =>
                [new Gap(4), new TextBlock([label], new TextLook { Bold = layout.Labels.Bold, LetterSpacing = layout.Labels.LetterSpacing }), new TextBlock(paragraphs, Body)],
            NarrativePlace.Above => [Boxed(new Row([LabelCell(label)]), new Row([BodyCell(paragraphs)]), [100])],
            NarrativePlace.Inline => [new Gap(4), new TextBlock(paragraphs, Body) { Lead = label }],
            _ => [Boxed(new Row([LabelCell(label), BodyCell(paragraphs)]), null, [Look.LabelWidth, 100 - Look.LabelWidth])],
        };
    }

    private string? Text(string key) => key switch
    {
        "annualGoal" => record.AnnualGoal,
        "keyAchievements" => record.KeyAchievements,
        "mainProblems" => record.MainProblems,
        "improvementMeasures" => record.ImprovementMeasures,
        _ => throw new ArgumentOutOfRangeException(nameof(key), key, "no such narrative"),
    };

    private TextLook Body => new()
    {
        Align = Look.Justify ? Align.Justify : Align.Left,
        FirstLineIndent = Look.FirstLineIndent,
        BreakAnywhere = Look.BreakAnywhere,
        LetterSpacing = layout.Labels.LetterSpacing,
    };

    // A narrative runs over pages, so its row may always be cut.
    private Grid Boxed(Row first, Row? second, IReadOnlyList<double> widths) =>
        new(widths, second is null ? [first] : [first, second], new GridLook { Border = Look.Border, BreakRows = true });

    private Cell LabelCell(string label) => new(layout.Labels.Vertical ? [.. label.Select(c => c.ToString())] : [label])
    {
        Place = Look.Place == NarrativePlace.LeftMiddle ? VerticalPlace.Middle : VerticalPlace.Top,
        Text = new TextLook { Bold = layout.Labels.Bold, Align = layout.Labels.Vertical ? Align.Centre : Align.Left },
    };

    private Cell BodyCell(string[] paragraphs) => new(paragraphs) { Place = VerticalPlace.Top, Text = Body };
}
