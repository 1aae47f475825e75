using System.ComponentModel;

namespace Ingest.Engine.Reading;

/// <summary>Lets poppler's <c>pdftocairo</c> write a broken PDF anew, its text kept as text: it follows files that PdfPig cannot.</summary>
internal static class PopplerRewrite
{
    private const string Program = "pdftocairo";
    private const int LongestOutput = 256 << 20;
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(60);

    /// <summary>The PDF; null where poppler cannot open the file either, takes too much for it, or is not there.</summary>
    public static byte[]? Of(string path, string password, CancellationToken cancellationToken)
    {
        string[] arguments = ["-pdf", .. password.Length > 0 ? new[] { "-upw", password } : [], Path.GetFullPath(path), "-"];
        try
        {
            var written = PopplerRun.Run(Program, arguments, Timeout, LongestOutput, cancellationToken);
            return written is { ExitCode: 0, Output.Length: > 0 } ? written.Output : null;
        }
        catch (Win32Exception)
        {
            return null;
        }
    }
}
