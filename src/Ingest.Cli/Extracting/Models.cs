using Ingest.Core;
using Ingest.Engine.Learning;
using Ingest.Engine.Learning.Texts;

namespace Ingest.Cli.Extracting;

/// <summary>The models that were built in, as the parser asks them.</summary>
internal static class Models
{
    public static Learned Load() => new()
    {
        Confidences = ConfidenceModel.Default,
        Classes = IndicatorClassifier.Load() is { } classifier ? classifier.Classify : null,
        Labels = LabelClassifier.Load() is { } labels ? labels.Ask : null,
    };
}
