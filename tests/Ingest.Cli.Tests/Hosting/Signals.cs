using System.Runtime.InteropServices;

namespace Ingest.Cli.Tests.Hosting;

/// <summary>What a terminal or a service manager sends; .NET's own Kill knows SIGKILL alone.</summary>
internal static class Signals
{
    public const int Interrupt = 2;
    public const int Terminate = 15;

    /// <returns>0 when it was sent.</returns>
    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    public static extern int Send(int processId, int signal);
}
