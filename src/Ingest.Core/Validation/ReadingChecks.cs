using Ingest.Core.Reports;
using Ingest.Core.Segmentation;

namespace Ingest.Core.Validation;

/// <summary>Doubts that arose while the page was read: which text belongs where.</summary>
public static class ReadingChecks
{
    public static IReadOnlyList<Finding> Validate(FormReading reading) =>
    [
        .. from capture in reading.Captures where capture.Doubt is not null select ToFinding(capture.Doubt!, capture.Field.Key),
        .. from row in (reading.Table?.Rows ?? []).Index() where row.Item.Doubt is not null
           select ToFinding(row.Item.Doubt!, FormattableString.Invariant($"indicators[{row.Index}]")),
    ];

    private static Finding ToFinding(Doubt doubt, string path) =>
        new(doubt.Rule, Severity.Info, path, doubt.Message, doubt.MessageEn);
}
