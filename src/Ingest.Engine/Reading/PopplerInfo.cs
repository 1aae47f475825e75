using System.ComponentModel;
using System.Globalization;
using System.Text;

namespace Ingest.Engine.Reading;

/// <summary>Asks poppler's <c>pdfinfo</c>, which mends broken files as it draws them, how many pages there are.</summary>
internal static class PopplerInfo
{
    private const string Program = "pdfinfo";
    private const int LongestOutput = 1 << 20;
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(20);

    /// <summary>Null where poppler cannot open the file either, or is not there.</summary>
    public static int? PageCount(string path, IReadOnlyList<string> passwords, CancellationToken cancellationToken)
    {
        try
        {
            return passwords.Select(password => Ask(path, password, cancellationToken)).FirstOrDefault(count => count is not null);
        }
        catch (Win32Exception)
        {
            return null;
        }
    }

    private static int? Ask(string path, string password, CancellationToken cancellationToken)
    {
        string[] arguments = [.. password.Length > 0 ? new[] { "-upw", password } : [], Path.GetFullPath(path)];
        var told = PopplerRun.Run(Program, arguments, Timeout, LongestOutput, cancellationToken);
        var output = Encoding.UTF8.GetString(told.Output);
        var line = output.Split('\n').FirstOrDefault(line => line.StartsWith("Pages:", StringComparison.Ordinal));
        return told.ExitCode == 0 && line is not null && int.TryParse(line.AsSpan(6).Trim(), CultureInfo.InvariantCulture, out var count) ? count : null;
    }
}
