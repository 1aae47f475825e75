using System.Diagnostics;

namespace Ingest.Engine.Reading;

/// <summary>What one of poppler's programs did.</summary>
/// <param name="Output">Empty where it was longer than allowed, too.</param>
internal sealed record PopplerRun(int ExitCode, byte[] Output, string Errors, bool IsLate)
{
    /// <summary>Runs it to its end, or to the end of our patience.</summary>
    /// <param name="longest">Bytes of output; with more it is stopped.</param>
    /// <exception cref="System.ComponentModel.Win32Exception">It is not installed.</exception>
    public static PopplerRun Run(string program, IEnumerable<string> arguments, TimeSpan timeout, int longest, CancellationToken cancellationToken, long expected = 1 << 20)
    {
        using var process = Process.Start(Poppler.Limited(program, timeout, arguments))!;
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(timeout);
        using var kill = deadline.Token.Register(static state => Poppler.Kill((Process)state!), process);
        var errors = process.StandardError.ReadToEndAsync(CancellationToken.None);
        var output = Read(process, (int)Math.Min(expected, longest), longest);
        process.WaitForExit();
        cancellationToken.ThrowIfCancellationRequested();
        return new PopplerRun(process.ExitCode, output, errors.GetAwaiter().GetResult(), deadline.IsCancellationRequested);
    }

    private static byte[] Read(Process process, int expected, int longest)
    {
        using var output = new MemoryStream(expected);
        var buffer = new byte[1 << 16];
        while (process.StandardOutput.BaseStream.Read(buffer) is var count and > 0)
        {
            if (output.Length + count > longest)
            {
                Poppler.Kill(process);
                return [];
            }

            output.Write(buffer, 0, count);
        }

        return output.ToArray();
    }
}
