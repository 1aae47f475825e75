using UglyToad.PdfPig.Logging;

namespace Ingest.Engine.Reading;

/// <summary>
/// Hears what PdfPig tells only its log: that a code has no character in its font, and was cast to one all the same.
/// </summary>
internal sealed class PdfLog : ILog
{
    private const string NoCharacter = "We could not find the corresponding character";

    /// <summary>How often since the last call of <see cref="TakeUnmapped"/> a code had no character.</summary>
    private int unmapped;

    public int TakeUnmapped() => Interlocked.Exchange(ref unmapped, 0);

    public void Warn(string message)
    {
        if (message.StartsWith(NoCharacter, StringComparison.Ordinal))
        {
            unmapped++;
        }
    }

    public void Debug(string message)
    {
    }

    public void Debug(string message, Exception ex)
    {
    }

    public void Error(string message) => Warn(message);

    public void Error(string message, Exception ex) => Warn(message);
}
