using System.CommandLine;
using Ingest.Cli.Hosting;
using Ingest.Store;

namespace Ingest.Cli.Operating;

/// <summary>The option that names a database, and the store that it opens.</summary>
internal sealed class Databases
{
    private readonly Option<string?> _database;
    private readonly Terminal terminal;

    public Databases(Command command, Terminal terminal)
    {
        this.terminal = terminal;
        command.Add(_database = CommonOptions.Database(terminal));
    }

    public StoreOptions Options(ParseResult parsed) => parsed.GetValue(_database) is { } database
        ? StoreOptions.FromEnvironment() with { Database = database }
        : StoreOptions.FromEnvironment();

    /// <summary>For work that runs unattended: a database that is restarted, or away for some minutes, is waited for.</summary>
    /// <param name="waitsAtStart">Also for one that is not up yet: a service starts when the machine does.</param>
    public Task<IngestStore> OpenPatientlyAsync(ParseResult parsed, CancellationToken cancellationToken, bool waitsAtStart = false)
    {
        TimeSpan? told = null;
        return IngestStore.OpenAsync(
            Options(parsed) with
            {
                Retries = 60,
                WaitsAtStart = waitsAtStart,
                OnAway = (trouble, away) =>
                {
                    if (told is null || away - told > TimeSpan.FromSeconds(10))
                    {
                        told = away;
                        terminal.Note($"the database is away, trying again: {trouble.Message}", $"数据库暂不可用，正在重试：{trouble.Message}");
                    }
                },
            },
            cancellationToken);
    }

    public Task<IngestStore> OpenAsync(ParseResult parsed, CancellationToken cancellationToken) =>
        IngestStore.OpenAsync(Options(parsed), cancellationToken);
}
