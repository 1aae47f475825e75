using System.Globalization;
using Ingest.Cli.Hosting;
using Ingest.Core.Figures;

namespace Ingest.Cli.Analysing;

/// <summary>How well figures are read out of labelled texts: of those tuned on, and of those held back.</summary>
internal static class FigureEvaluation
{
    private sealed record Tally(int Labelled, int Found, int Right, int Kinds, int Bounds)
    {
        public decimal Precision => Percent(Right, Found);

        public decimal Recall => Percent(Right, Labelled);

        public static Tally operator +(Tally one, Tally other) =>
            new(one.Labelled + other.Labelled, one.Found + other.Found, one.Right + other.Right, one.Kinds + other.Kinds, one.Bounds + other.Bounds);

        public static decimal Percent(int part, int whole) => whole == 0 ? 100 : decimal.Round(100m * part / whole, 2);
    }

    /// <returns>Whether precision and recall of what was held back reach <paramref name="floor"/> percent.</returns>
    public static bool Run(Terminal terminal, IReadOnlyList<LabelledText> texts, decimal floor, int differences)
    {
        var shown = 0;
        Dictionary<string, Tally> parts = new(StringComparer.Ordinal);
        foreach (var text in texts)
        {
            var figures = FigureReader.Read(text.Text);
            var tally = Score(text, figures, difference =>
            {
                if (shown++ < differences)
                {
                    Terminal.Result($"{text.Part} {text.Id}: {difference}");
                }
            });
            parts[text.Part] = parts.GetValueOrDefault(text.Part) is { } before ? before + tally : tally;
        }

        Terminal.Table(
            [terminal.Say("part", "部分"), terminal.Say("labelled", "标注"), terminal.Say("found", "识别"), terminal.Say("value and unit right", "值与单位均对"),
                terminal.Say("precision %", "精确率 %"), terminal.Say("recall %", "召回率 %"), terminal.Say("kind right %", "种类正确 %"), terminal.Say("bounds right %", "范围正确 %")],
            parts.OrderBy(part => part.Key, StringComparer.Ordinal).Select(part => (IReadOnlyList<string>)
            [
                part.Key, Show(part.Value.Labelled), Show(part.Value.Found), Show(part.Value.Right), Show(part.Value.Precision), Show(part.Value.Recall),
                Show(Tally.Percent(part.Value.Kinds, part.Value.Right)), Show(Tally.Percent(part.Value.Bounds, part.Value.Right)),
            ]), alwaysDrawn: false);
        var held = parts.GetValueOrDefault("held") ?? parts.Values.Aggregate((one, other) => one + other);
        return held.Precision >= floor && held.Recall >= floor;
    }

    private static Tally Score(LabelledText text, IReadOnlyList<Figure> figures, Action<string> tell)
    {
        var (right, kinds, bounds) = (0, 0, 0);
        HashSet<Figure> used = [];
        foreach (var label in text.Figures)
        {
            var found = figures.FirstOrDefault(figure => !used.Contains(figure) && label.Overlaps(figure));
            if (found is null)
            {
                tell($"missed {label.Surface} [{Around(text.Text, label.Start, label.Surface.Length)}]");
                continue;
            }

            used.Add(found);
            if (!label.Agrees(found))
            {
                tell($"wrong {label.Surface} = {label.Value} {label.Unit}, read as {found.Date ?? Show(found.Value)} {found.Lower}..{found.Upper} {found.Unit} ({found.Raw}) [{Around(text.Text, label.Start, label.Surface.Length)}]");
                continue;
            }

            right++;
            kinds += label.AgreesInKind(found) ? 1 : 0;
            bounds += label.AgreesInBound(found) ? 1 : 0;
            if (!label.AgreesInKind(found) || !label.AgreesInBound(found))
            {
                tell($"right but {label.Surface} is {label.Kind} {label.Bound}, read as {found.Kind} {found.Lower}..{found.Upper} {found.IsApproximate} [{Around(text.Text, label.Start, label.Surface.Length)}]");
            }
        }

        foreach (var extra in figures.Where(figure => !used.Contains(figure)))
        {
            tell($"not labelled {extra.Raw} = {extra.Date ?? Show(extra.Value)} {extra.Unit} [{Around(text.Text, extra.Start, extra.Raw.Length)}]");
        }

        return new Tally(text.Figures.Count, figures.Count, right, kinds, bounds);
    }

    private static string Around(string text, int start, int length) => text[Math.Max(0, start - 10)..Math.Min(text.Length, start + length + 8)].ReplaceLineEndings(" ");

    private static string Show(decimal? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";
}
