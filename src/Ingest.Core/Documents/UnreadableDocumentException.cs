namespace Ingest.Core.Documents;

/// <summary>Why a file can never become a report; the names are those that users read and query.</summary>
public enum UnreadableReason
{
    NotAPdf,
    Encrypted,
    Damaged,
    NoPages,
    TooManyPages,
    TooLarge,
    TimedOut,
    OutOfMemory,
    Crashed,
    NoReportFound,
    UnsupportedType,
}

/// <summary>This file can never become a report, however often we try. Anything softer is a Finding.</summary>
/// <param name="message">For people, English, one line: which file, what is wrong, what to do.</param>
/// <param name="chinese">The same in Chinese.</param>
public sealed class UnreadableDocumentException(UnreadableReason reason, string message, string chinese, Exception? inner = null)
    : Exception(message, inner)
{
    public UnreadableReason Reason { get; } = reason;

    public string Chinese { get; } = chinese;
}

public static class UnreadableReasons
{
    /// <summary>The reason as users read it: <c>not-a-pdf</c>, <c>timed-out</c> …</summary>
    public static string Name(this UnreadableReason reason) => reason switch
    {
        UnreadableReason.NotAPdf => "not-a-pdf",
        UnreadableReason.Encrypted => "encrypted",
        UnreadableReason.Damaged => "damaged",
        UnreadableReason.NoPages => "no-pages",
        UnreadableReason.TooManyPages => "too-many-pages",
        UnreadableReason.TooLarge => "too-large",
        UnreadableReason.TimedOut => "timed-out",
        UnreadableReason.OutOfMemory => "out-of-memory",
        UnreadableReason.Crashed => "crashed",
        UnreadableReason.NoReportFound => "no-report-found",
        UnreadableReason.UnsupportedType => "unsupported-type",
        _ => throw new ArgumentOutOfRangeException(nameof(reason)),
    };

    /// <summary>The reverse of <see cref="Name"/>; false for a name that is none.</summary>
    public static bool TryParse(string name, out UnreadableReason reason)
    {
        foreach (var candidate in Enum.GetValues<UnreadableReason>())
        {
            if (candidate.Name() == name)
            {
                reason = candidate;
                return true;
            }
        }

        reason = default;
        return false;
    }
}
