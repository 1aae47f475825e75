using System.CommandLine;
using Ingest.Cli.Hosting;
using Ingest.Store;

namespace Ingest.Cli.Operating;

/// <summary>The option that names a database, and the store that it opens.</summary>
internal sealed class Databases
{
    private readonly Option<string?> _database;

    public Databases(Command command, Terminal terminal) => command.Add(_database = CommonOptions.Database(terminal));

    public StoreOptions Options(ParseResult parsed) => parsed.GetValue(_database) is { } database
        ? StoreOptions.FromEnvironment() with { Database = database }
        : StoreOptions.FromEnvironment();

    public Task<IngestStore> OpenAsync(ParseResult parsed, CancellationToken cancellationToken) =>
        IngestStore.OpenAsync(Options(parsed), cancellationToken);
}
