using System.Text;
using Ingest.Core.Documents;

namespace Ingest.Engine.Isolation;

/// <summary>What is said of a file that costs too much or kills its reader, and how any verdict travels to the parent.</summary>
internal static class Verdicts
{
    public static SetAside TimedOut(TimeSpan limit) => new(
        UnreadableReason.TimedOut,
        FormattableString.Invariant($"reading it took longer than {limit.TotalSeconds:0} seconds; raise --time-limit and run ingest retry"),
        FormattableString.Invariant($"读取超过 {limit.TotalSeconds:0} 秒；可加大 --time-limit 后执行 ingest retry"));

    public static SetAside OutOfMemory(long limit) => new(
        UnreadableReason.OutOfMemory,
        FormattableString.Invariant($"reading it took more than {limit >> 20} MB of memory; raise --memory-limit and run ingest retry"),
        FormattableString.Invariant($"读取占用内存超过 {limit >> 20} MB；可加大 --memory-limit 后执行 ingest retry"));

    public static SetAside Exhausted { get; } = new(
        UnreadableReason.OutOfMemory,
        "reading it needs more memory than a document may have; raise --memory-limit and run ingest retry",
        "读取所需内存超过上限；可加大 --memory-limit 后执行 ingest retry");

    /// <summary>The runtime gives a full heap and a full stack the same exit code (SIGABRT); its first words are all that tells them apart.</summary>
    public static SetAside OfDeath(int exitCode, string said) => said.StartsWith("Out of memory", StringComparison.Ordinal)
        ? Exhausted
        : new SetAside(
            UnreadableReason.Crashed,
            FormattableString.Invariant($"the extractor died on it (exit code {exitCode}{(said.Length == 0 ? "" : ": " + FirstLine(said))})"),
            FormattableString.Invariant($"读取进程在该文件上异常退出（退出码 {exitCode}）"));

    public static SetAside Unforeseen(Exception bug) => new(
        UnreadableReason.Crashed, $"{bug.GetType().Name}: {bug.Message}", $"读取时发生意外错误（{bug.GetType().Name}）");

    public static SetAside Of(UnreadableDocumentException unreadable) => new(unreadable.Reason, unreadable.Message, unreadable.Chinese);

    public static bool IsUnavailable(Exception trouble) =>
        trouble is FileNotFoundException or DirectoryNotFoundException or UnauthorizedAccessException or PathTooLongException;

    public static byte[] Bytes(SetAside verdict) => Lines(verdict.Reason.Name(), verdict.Message, verdict.Chinese);

    public static byte[] Bytes(Unavailable verdict) => Lines(verdict.Message, verdict.Chinese);

    public static byte[] Bytes(Unequipped verdict) => Lines(verdict.Message, verdict.Chinese);

    public static Unequipped ReadUnequipped(byte[] payload) => new(ReadUnavailable(payload).Message, ReadUnavailable(payload).Chinese);

    public static SetAside ReadSetAside(byte[] payload) =>
        Encoding.UTF8.GetString(payload).Split('\n') is [var name, var message, var chinese] && UnreadableReasons.TryParse(name, out var reason)
            ? new SetAside(reason, message, chinese)
            : throw new InvalidDataException("a failure without a reason came from the extractor");

    public static Unavailable ReadUnavailable(byte[] payload) => Encoding.UTF8.GetString(payload).Split('\n') is [var message, var chinese]
        ? new Unavailable(message, chinese)
        : throw new InvalidDataException("an outage without a message came from the extractor");

    private static string FirstLine(string text)
    {
        var line = text.AsSpan(0, text.AsSpan().IndexOfAny('\r', '\n') is var end and >= 0 ? end : text.Length);
        return line.Length <= 200 ? line.ToString() : line[..200].ToString();
    }

    private static byte[] Lines(params string[] lines) =>
        Encoding.UTF8.GetBytes(string.Join('\n', lines.Select(line => line.ReplaceLineEndings(" "))));
}
