using Ingest.Core.Figures;
using Ingest.Core.Forms;
using Ingest.Core.Reports;

namespace Ingest.Core.Validation;

/// <summary>Rules that look into the narratives.</summary>
internal static class NarrativeRules
{
    /// <summary>The same amount twice in one text, once in 万元 and once in 亿元: one of them is wrong.</summary>
    public static IEnumerable<Finding> UnitContradiction(ValidationSubject subject) =>
        from item in subject.Header()
        where item.Kind == FieldKind.Narrative
        let text = (item.Field.Value as TextValue)?.Text
        where text is not null
        from pair in FigureContradictions.Find(FigureReader.Read(text)).Take(1)
        select new Finding(
            "figure-unit-contradiction",
            Severity.Warning,
            item.Path,
            $"“{item.Label}”中“{pair.First.Phrase}”先后写作{pair.First.Raw}和{pair.Second.Raw}，单位不一致。",
            $"'{item.Label}' gives '{pair.First.Phrase}' once as {pair.First.Raw} and once as {pair.Second.Raw}: the units differ.");
}
