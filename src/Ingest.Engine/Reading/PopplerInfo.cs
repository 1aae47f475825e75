using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace Ingest.Engine.Reading;

/// <summary>Asks poppler's <c>pdfinfo</c>, which mends broken files as it draws them, how many pages there are.</summary>
internal static class PopplerInfo
{
    private const string Program = "pdfinfo";
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
        using var process = Process.Start(Poppler.Limited(Program, Timeout, arguments))!;
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(Timeout);
        using var kill = deadline.Token.Register(static state => Poppler.Kill((Process)state!), process);
        var errors = process.StandardError.ReadToEndAsync(CancellationToken.None);
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        errors.GetAwaiter().GetResult();
        cancellationToken.ThrowIfCancellationRequested();
        var line = output.Split('\n').FirstOrDefault(line => line.StartsWith("Pages:", StringComparison.Ordinal));
        return process.ExitCode == 0 && line is not null && int.TryParse(line.AsSpan(6).Trim(), CultureInfo.InvariantCulture, out var count) ? count : null;
    }
}
