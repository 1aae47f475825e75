using Ingest.Core.Reports;
using Ingest.Core.Segmentation;

namespace Ingest.Core.Validation;

/// <summary>Doubts that arose while the page was read: which text belongs where.</summary>
public static class ReadingChecks
{
    public static IReadOnlyList<Finding> Validate(FormReading reading) =>
    [
        .. reading.Captures.Where(capture => capture.Doubt is not null).Select(capture => new Finding(
            capture.Doubt!.Rule, Severity.Info, capture.Field.Key, capture.Doubt.Message, capture.Doubt.MessageEn)),
    ];
}
