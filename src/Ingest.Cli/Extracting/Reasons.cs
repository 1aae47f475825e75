using Ingest.Cli.Hosting;
using Ingest.Core.Documents;
using Ingest.Engine.Isolation;
using Ingest.Engine.Reading;
using Ingest.Store;

namespace Ingest.Cli.Extracting;

/// <summary>Why a file was set aside, for people: what happened and what they can do.</summary>
internal static class Reasons
{
    /// <summary>The file could not be opened at all, so that nothing is known of its content.</summary>
    private const string NoAccessName = "no-access";

    /// <summary>A scan on a machine that cannot read scans: nothing is known of its content.</summary>
    private const string NoOcrName = "ocr-unavailable";

    private static readonly Dictionary<string, (string English, string Chinese)> Texts = new(StringComparer.Ordinal)
    {
        [NoAccessName] = ("cannot be opened; mend its permissions or its path", "文件无法打开；请检查权限和路径"),
        [NoOcrName] = ("is a scan, and what reads scans is not installed; see ingest doctor", "该文件是扫描件，而本机缺少识别组件；请执行 ingest doctor"),
        ["not-a-pdf"] = ("is no PDF, whatever its name says; look at what it really is", "不是 PDF 文件；请核对文件内容"),
        ["encrypted"] = ("wants a password; give one with --passwords FILE, then ingest retry", "文件已加密；请用 --passwords 提供口令后执行 ingest retry"),
        ["damaged"] = ("is damaged; fetch it again from its source", "文件已损坏；请重新获取"),
        ["no-pages"] = ("has no pages; fetch it again from its source", "文件没有页面；请重新获取"),
        ["too-many-pages"] = ("has more pages than a file may have; split it", "页数超限；请拆分文件"),
        ["too-large"] = ("is larger than a file may be; split it", "文件过大；请拆分文件"),
        ["timed-out"] = ("took too long; try ingest retry with a larger --time-limit", "处理超时；可加大 --time-limit 后执行 ingest retry"),
        ["out-of-memory"] = ("needs too much memory; try ingest retry with a larger --memory-limit", "内存超限；可加大 --memory-limit 后执行 ingest retry"),
        ["crashed"] = ("crashed the reader, and nothing else; please report it", "读取进程崩溃（其他文件不受影响）；请反馈"),
        ["no-report-found"] = ("holds no form that we know; see ingest inspect FILE --why", "未找到已知的自评价表；可用 ingest inspect 文件 --why 查看原因"),
        ["unsupported-type"] = ("is of a type that we do not read; save or print it as a PDF", "不支持的文件类型；请另存或打印为 PDF"),
    };

    public static (string English, string Chinese) Of(string reason) =>
        Texts.TryGetValue(reason, out var text) ? text : (reason, reason);

    /// <summary>The end of a command that cannot read its file.</summary>
    public static UserException Unreadable(string path, SetAside aside)
    {
        var why = Of(path, aside);
        path = Paths.Shown(path);
        return new UserException(
            ExitCode.Unreadable, $"{path}: {why.Name}: {why.Message}", $"{path}：{why.Name}：{why.MessageZh}");
    }

    /// <summary>As the store keeps it, beside the path: a reader's message begins with the file's name, which the path says already.</summary>
    public static SetAsideReason Of(string path, SetAside aside)
    {
        var name = Path.GetFileName(path);
        return new SetAsideReason(aside.Name, Without(name + ": ", aside.Message), Without(name + "：", aside.Chinese));
    }

    public static SetAsideReason NoAccess(Unavailable gone) => new(NoAccessName, gone.Message, gone.Chinese);

    public static SetAsideReason NoOcr(Unequipped lacking) => new(NoOcrName, lacking.Message, lacking.Chinese);

    /// <summary>A file of a folder that is of a type we do not try.</summary>
    public static SetAsideReason NotTried(FileType type) => new(
        UnreadableReason.UnsupportedType.Name(), $"this is {type.English}, which is not read", $"该文件是{type.Chinese}，不予读取");

    private static string Without(string start, string message) =>
        message.StartsWith(start, StringComparison.Ordinal) ? message[start.Length..] : message;
}
