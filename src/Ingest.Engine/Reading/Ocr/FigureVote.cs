using Ingest.Core.Documents;
using Ingest.Engine.Learning;

namespace Ingest.Engine.Reading.Ocr;

/// <summary>What one reader makes of a figure.</summary>
/// <param name="Confidence">0 to 1, the reader's own.</param>
internal sealed record FigureReading(string Text, double Confidence);

/// <summary>
/// Two readers that know nothing of each other: where they agree the figure is as good as certain; where they do not, the
/// better one is taken, with so little confidence that a reviewer sees it, and the other stays as an alternative.
/// </summary>
internal static class FigureVote
{
    /// <summary>Measured on scans: figures on which both agree are wrong less often than one in a thousand.</summary>
    private const double Agreed = 0.99;

    /// <summary>What a figure that readers quarrel about is worth: below the threshold of review.</summary>
    private const double Disputed = 0.8;

    /// <summary>Where none of those that agree is surer, the figure stays doubtful.</summary>
    private const double Doubtful = 0.5;

    /// <summary>A figure in a cell of its own: the shapes are read best.</summary>
    public static (FigureReading Best, IReadOnlyList<Alternative> Others) Alone(FigureReading glyphs, FigureReading? english, FigureReading? chinese) =>
        Decide(glyphs, [glyphs, english, chinese]);

    /// <summary>A figure among other characters: the model that reads the whole line knows best where it begins and ends.</summary>
    public static (FigureReading Best, IReadOnlyList<Alternative> Others) InText(FigureReading chinese, FigureReading? glyphs, FigureReading? english) =>
        Decide(chinese, [glyphs, english, chinese]);

    private static (FigureReading Best, IReadOnlyList<Alternative> Others) Decide(FigureReading preferred, IEnumerable<FigureReading?> readings)
    {
        var votes = readings.OfType<FigureReading>().ToList();
        var (text, count) = votes.GroupBy(vote => vote.Text).Select(group => (group.Key, Count: group.Count())).MaxBy(group => group.Count);
        if (count > 1)
        {
            var agreeing = votes.Where(vote => vote.Text == text).ToList();
            return (new FigureReading(text, agreeing.Max(vote => vote.Confidence) < Doubtful ? Disputed : Agreed), []);
        }

        return (
            preferred with { Confidence = Math.Min(preferred.Confidence, Disputed) },
            [.. votes.Where(vote => vote != preferred).Select(vote => new Alternative(vote.Text, vote.Confidence))]);
    }
}
