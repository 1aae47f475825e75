using System.Globalization;
using Ingest.Core.Documents;
using Ingest.Core.Forms;
using Ingest.Core.Normalisation;

namespace Ingest.Core.Reports;

/// <summary>The year that a report is about, where the form does not print it.</summary>
public static class FiscalYear
{
    public const string Key = "fiscalYear";

    /// <summary>What was done tells the year better than what was planned or is to be mended.</summary>
    private static readonly string[] Achievements = ["keyAchievements", "actualCompletion"];

    /// <summary>
    /// The report with the year that its narratives report on. The year is marked as inferred, and its evidence is the
    /// narratives that it comes from.
    /// </summary>
    public static Report Complete(Report report, FormPack pack)
    {
        if (report.Find(Key) is not { Value: null } blank)
        {
            return report;
        }

        var narratives = pack.Fields
            .Where(form => form.Kind == FieldKind.Narrative)
            .Select(form => report.Find(form.Key))
            .Where(narrative => narrative?.Value is TextValue)
            .OrderByDescending(narrative => Achievements.Contains(narrative!.Key))
            .ToList();
        if (FiscalYears.Infer(narratives.Select(narrative => ((TextValue)narrative!.Value!).Text)) is not { } year)
        {
            return report;
        }

        var (raw, regions) = MentionOf(year, narratives!);
        var inferred = blank with { Value = new NumberValue(year), Raw = raw, Evidence = new Evidence(regions, TextSource.Inferred, 1) };
        return report with { Fields = [.. report.Fields.Select(read => read.Key == Key ? inferred : read)] };
    }

    /// <summary>The first line that names the year; a narrative has a region for each of its lines.</summary>
    private static (string Raw, IReadOnlyList<Region> Regions) MentionOf(int year, IReadOnlyList<Field> narratives)
    {
        var digits = year.ToString(CultureInfo.InvariantCulture);
        foreach (var narrative in narratives)
        {
            var line = Array.FindIndex(narrative.Raw.Split('\n'), text => text.Contains(digits, StringComparison.Ordinal));
            if (line >= 0 && line < narrative.Evidence.Regions.Count)
            {
                return (digits, [narrative.Evidence.Regions[line]]);
            }
        }

        return ("", []);
    }
}
