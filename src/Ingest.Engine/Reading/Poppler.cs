using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace Ingest.Engine.Reading;

/// <summary>Poppler could not draw a page, or is not there; the message says what to do.</summary>
public sealed class PopplerException(string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>It is not on this machine: no page's fault.</summary>
    public bool IsMissing { get; init; }
}

/// <summary>How a drawn page is handed over.</summary>
public enum RasterFormat
{
    /// <summary>PNG.</summary>
    Png,

    /// <summary>Netpbm's PGM: 8 bits, without compression.</summary>
    Grey,

    /// <summary>Netpbm's PPM: red, green, blue, without compression.</summary>
    Colour,
}

/// <summary>A page to be drawn. <paramref name="Page"/> is counted from 1; without a password the empty one is tried.</summary>
public sealed record RasterRequest(string PdfPath, int Page, int Dpi, string? Password = null)
{
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(60);

    public RasterFormat Format { get; init; }

    /// <summary>The size of what is drawn, in place of <see cref="Dpi"/>.</summary>
    public (int Width, int Height)? Pixels { get; init; }

    /// <summary>The page has a /Rotate of 90 or 270: pdftoppm takes <see cref="Pixels"/> for the page before it is turned.</summary>
    public bool IsSideways { get; init; }
}

/// <summary>The one place that starts poppler's <c>pdftoppm</c>: with limits of its own, and never longer than we live.</summary>
public static class Poppler
{
    private const string Program = "pdftoppm";

    public static bool IsInstalled => OnPath(Program) is not null;

    /// <summary>Bytes of address space: what a page of A3 takes at 400 dots an inch in colour, many times over.</summary>
    public const long MemoryLimit = 1L << 30;

    /// <summary>Bytes; a page larger than that we would not hold.</summary>
    private const int LongestOutput = 256 << 20;

    /// <summary>One page: what the crop box shows, turned as it is to be read, as PdfPig counts it too.</summary>
    /// <exception cref="PopplerException">Poppler is missing, failed, or took more than the request allows.</exception>
    public static byte[] Rasterise(RasterRequest request, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var drawn = Run(request, cancellationToken);
        var name = $"page {request.Page.ToString(CultureInfo.InvariantCulture)} of {Path.GetFileName(request.PdfPath)}";
        if (drawn.IsLate)
        {
            throw new PopplerException($"{Program} took longer than {request.Timeout.TotalSeconds:0} s over {name} and was stopped.");
        }

        if (drawn.ExitCode != 0 || drawn.Output.Length == 0)
        {
            throw new PopplerException($"{Program} could not draw {name}: {LastLine(drawn.Errors)}");
        }

        return drawn.Output;
    }

    private static PopplerRun Run(RasterRequest request, CancellationToken cancellationToken)
    {
        var page = request.Page.ToString(CultureInfo.InvariantCulture);
        List<string> arguments = ["-f", page, "-l", page, "-cropbox", .. SizeOf(request)];
        arguments.AddRange(request.Format switch
        {
            RasterFormat.Png => ["-png"],
            RasterFormat.Grey => ["-gray"],
            _ => [],
        });
        if (request.Password is { Length: > 0 } password)
        {
            arguments.AddRange(["-upw", password]);
        }

        // A full path: a name that begins with a dash would be taken for an option.
        arguments.Add(Path.GetFullPath(request.PdfPath));
        var expected = request is { Pixels: { } size, Format: not RasterFormat.Png }
            ? ((long)size.Width * size.Height * (request.Format == RasterFormat.Colour ? 3 : 1)) + 64
            : 1 << 20;
        try
        {
            return PopplerRun.Run(Program, arguments, request.Timeout, LongestOutput, cancellationToken, expected);
        }
        catch (Win32Exception missing)
        {
            throw new PopplerException($"{Program} is not installed. Install it: apt-get install poppler-utils", missing) { IsMissing = true };
        }
    }

    private static string[] SizeOf(RasterRequest request)
    {
        if (request.Pixels is not { } size)
        {
            return ["-r", request.Dpi.ToString(CultureInfo.InvariantCulture)];
        }

        var (x, y) = request.IsSideways ? (size.Height, size.Width) : size;
        return ["-scale-to-x", x.ToString(CultureInfo.InvariantCulture), "-scale-to-y", y.ToString(CultureInfo.InvariantCulture)];
    }

    /// <summary>
    /// Through util-linux, where it is there: the kernel then keeps the limits even when we are gone, and ends the program
    /// with the thread that waits for it.
    /// </summary>
    internal static ProcessStartInfo Limited(string program, TimeSpan timeout, IEnumerable<string> arguments)
    {
        IReadOnlyList<string> command = [program, .. arguments];
        if (OnPath(program) is not null && OnPath("prlimit") is { } prlimit && OnPath("setpriv") is { } setpriv)
        {
            var seconds = (long)Math.Ceiling(timeout.TotalSeconds) + 1;
            command =
            [
                setpriv, "--pdeathsig", "KILL", "--",
                prlimit, FormattableString.Invariant($"--as={MemoryLimit}"), FormattableString.Invariant($"--cpu={seconds}"), "--core=0", "--", .. command,
            ];
        }

        return new ProcessStartInfo(command[0], command.Skip(1))
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
    }

    private static string? OnPath(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(':', StringSplitOptions.RemoveEmptyEntries)
        .Select(folder => Path.Combine(folder, program))
        .FirstOrDefault(File.Exists);

    internal static void Kill(Process process)
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
