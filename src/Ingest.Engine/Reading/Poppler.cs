using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace Ingest.Engine.Reading;

/// <summary>Poppler could not draw a page, or is not there; the message says what to do.</summary>
public sealed class PopplerException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>A page to be drawn. <paramref name="Page"/> is counted from 1; without a password the empty one is tried.</summary>
public sealed record RasterRequest(string PdfPath, int Page, int Dpi, string? Password = null)
{
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>PNG, or the bare pixels (PPM): to pack a page of noise takes fifty times as long as to draw it.</summary>
    public bool AsPng { get; init; } = true;
}

/// <summary>The one place that starts poppler's <c>pdftoppm</c>.</summary>
public static class Poppler
{
    private const string Program = "pdftoppm";

    /// <summary>One page as a PNG: what the crop box shows, turned as it is to be read, as PdfPig counts it too.</summary>
    /// <exception cref="PopplerException">Poppler is missing, failed, or took longer than the request allows.</exception>
    public static byte[] Rasterise(RasterRequest request, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var process = Start(request);
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(request.Timeout);
        using var kill = deadline.Token.Register(static state => Kill((Process)state!), process);

        var errors = process.StandardError.ReadToEndAsync(CancellationToken.None);
        using var png = new MemoryStream();
        process.StandardOutput.BaseStream.CopyTo(png);
        process.WaitForExit();
        cancellationToken.ThrowIfCancellationRequested();
        var name = $"page {request.Page.ToString(CultureInfo.InvariantCulture)} of {Path.GetFileName(request.PdfPath)}";
        if (deadline.IsCancellationRequested)
        {
            throw new PopplerException($"{Program} took longer than {request.Timeout.TotalSeconds:0} s over {name} and was stopped.");
        }

        if (process.ExitCode != 0 || png.Length == 0)
        {
            throw new PopplerException($"{Program} could not draw {name}: {LastLine(errors.GetAwaiter().GetResult())}");
        }

        return png.ToArray();
    }

    private static Process Start(RasterRequest request)
    {
        var page = request.Page.ToString(CultureInfo.InvariantCulture);
        var start = new ProcessStartInfo(Program)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            ArgumentList = { "-f", page, "-l", page, "-r", request.Dpi.ToString(CultureInfo.InvariantCulture), "-cropbox" },
        };
        if (request.AsPng)
        {
            start.ArgumentList.Add("-png");
        }

        if (request.Password is { Length: > 0 } password)
        {
            start.ArgumentList.Add("-upw");
            start.ArgumentList.Add(password);
        }

        // A full path: a name that begins with a dash would be taken for an option.
        start.ArgumentList.Add(Path.GetFullPath(request.PdfPath));
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception missing)
        {
            throw new PopplerException($"{Program} is not installed. Install it: apt-get install poppler-utils", missing);
        }
    }

    private static void Kill(Process process)
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // It has ended by itself meanwhile.
        }
    }

    private static string LastLine(string errors)
    {
        var lines = errors.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return lines.Length == 0 ? "no message" : lines[^1];
    }
}
