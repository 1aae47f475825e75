using System.Reflection;
using DbUp;
using DbUp.Engine;
using DbUp.Engine.Output;
using DbUp.Support;
using Ingest.Store.Connecting;
using Npgsql;

namespace Ingest.Store.Migrations;

/// <summary>Brings a database up to this program's schema: numbered scripts once, the always_ scripts after each run.</summary>
internal static class Migrator
{
    /// <summary>Any number that nobody else locks: "ingest" in ASCII.</summary>
    private const long LockKey = 0x696e67657374;
    private const string Prefix = "Ingest.Store.Migrations.";
    private const string Always = "always_";

    private static readonly IReadOnlyList<string> Scripts =
    [
        .. typeof(Migrator).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal) && name.EndsWith(".sql", StringComparison.Ordinal))
            .Select(name => name[Prefix.Length..])
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>The numbered scripts that have not run.</summary>
    /// <exception cref="StoreException">A newer program migrated this database.</exception>
    public static async Task<IReadOnlyList<string>> PendingAsync(NpgsqlConnection connection, CancellationToken cancellation) =>
        await CompareAsync(connection, cancellation) switch
        {
            { Unknown: [] } same => same.Pending,
            { Unknown: var unknown } => throw new StoreException($"A newer ingest migrated this database ({string.Join(", ", unknown)}): update this program."),
        };

    /// <summary>The numbered scripts that have not run, and those that ran and are not of this program.</summary>
    public static async Task<(IReadOnlyList<string> Pending, IReadOnlyList<string> Unknown)> CompareAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var hidden = connection.Command("select exists (select from pg_namespace n where nspname = 'ingest' and not has_schema_privilege(n.oid, 'usage'))");
        if (await hidden.ExecuteScalarAsync(cancellation) is true)
        {
            return ([], []); // An analyst, who may not see, let alone migrate, what lies below the views.
        }

        await using var exists = connection.Command("select to_regclass('ingest.schema_version') is not null");
        IReadOnlyList<string> ran = await exists.ExecuteScalarAsync(cancellation) is true
            ? await connection.Command("select scriptname from ingest.schema_version").ListAsync(row => row.GetString(0), cancellation)
            : [];
        return (
            [.. Scripts.Where(name => !IsAlways(name) && !ran.Contains(name, StringComparer.Ordinal))],
            [.. ran.Where(name => !Scripts.Contains(name, StringComparer.Ordinal)).Order(StringComparer.Ordinal)]);
    }

    /// <summary>Runs what is missing; one process at a time, the others wait and then find nothing to do.</summary>
    /// <returns>The numbered scripts that ran.</returns>
    public static async Task<IReadOnlyList<string>> RunAsync(NpgsqlDataSource source, string connectionString, CancellationToken cancellation)
    {
        await using var connection = await source.OpenConnectionAsync(cancellation);
        await using var take = new NpgsqlCommand($"select pg_advisory_lock({LockKey})", connection) { CommandTimeout = 0 };
        await take.ExecuteNonQueryAsync(cancellation);
        try
        {
            var pending = await PendingAsync(connection, cancellation);
            await using var schema = new NpgsqlCommand(
                "do $$ begin if to_regnamespace('ingest') is null then create schema ingest; end if; end $$", connection);
            await schema.ExecuteNonQueryAsync(cancellation);
            await Task.Run(() => Run(connectionString), cancellation);
            return pending;
        }
        finally
        {
            await using var give = new NpgsqlCommand($"select pg_advisory_unlock({LockKey})", connection);
            await give.ExecuteNonQueryAsync(CancellationToken.None);
        }
    }

    private static void Run(string connectionString)
    {
        var result = DeployChanges.To.PostgresqlDatabase(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString)
            .WithScripts(Scripts.Select(Load))
            .JournalToPostgresqlTable("ingest", "schema_version")
            .WithVariablesDisabled()
            .WithTransactionPerScript()
            .LogTo(new NoOpUpgradeLog())
            .Build()
            .PerformUpgrade();
        if (!result.Successful)
        {
            throw new StoreException(
                $"The database could not be migrated: {result.ErrorScript?.Name}: {(result.Error as PostgresException)?.MessageText ?? result.Error.Message}",
                result.Error);
        }
    }

    private static bool IsAlways(string name) => name.StartsWith(Always, StringComparison.Ordinal);

    private static SqlScript Load(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(Prefix + name)!;
        using var reader = new StreamReader(stream);
        var always = IsAlways(name);
        return new SqlScript(name, reader.ReadToEnd(), new SqlScriptOptions
        {
            ScriptType = always ? ScriptType.RunAlways : ScriptType.RunOnce,
            RunGroupOrder = always ? 2 : 1,
        });
    }
}
