using Npgsql;
using Polly;
using Polly.Retry;
using Polly.Timeout;

namespace Ingest.Store.Connecting;

/// <summary>A pool of connections, and the patience with which work is done on them.</summary>
internal sealed class Database : IAsyncDisposable
{
    private readonly NpgsqlConnectionStringBuilder settings;
    private readonly ResiliencePipeline pipeline;

    /// <param name="revive">Starts the server again, where it is ours to start.</param>
    public Database(NpgsqlConnectionStringBuilder settings, StoreOptions options, Func<CancellationToken, Task>? revive = null)
    {
        this.settings = Complete(settings, options);
        Source = new NpgsqlDataSourceBuilder(settings.ConnectionString).Build();
        pipeline = Pipeline(options, revive);
    }

    public NpgsqlDataSource Source { get; }

    /// <summary>May hold a password.</summary>
    public string ConnectionString => settings.ConnectionString;

    public string Url => DatabaseUrl.Of(settings);

    /// <summary>Runs <paramref name="work"/> on a connection; after a transient fault once more on a fresh one.</summary>
    /// <exception cref="DatabaseUnreachableException">The server stayed away, or does not let us in.</exception>
    /// <exception cref="StoreException">The server refused the work itself.</exception>
    public async Task<T> RunAsync<T>(Func<NpgsqlConnection, CancellationToken, Task<T>> work, CancellationToken cancellation)
    {
        try
        {
            return await pipeline.ExecuteAsync(
                static async (state, token) =>
                {
                    await using var connection = await state.Source.OpenConnectionAsync(token);
                    return await state.work(connection, token);
                },
                (Source, work),
                cancellation);
        }
        catch (Exception problem) when (problem is NpgsqlException or TimeoutRejectedException)
        {
            throw Translate(problem);
        }
    }

    /// <summary>Opens one connection, without retries: whoever waits at the screen wants to know at once.</summary>
    public async Task<NpgsqlConnection> OpenAsync(CancellationToken cancellation)
    {
        try
        {
            return await Source.OpenConnectionAsync(cancellation);
        }
        catch (NpgsqlException problem)
        {
            throw Translate(problem);
        }
    }

    public ValueTask DisposeAsync() => Source.DisposeAsync();

    /// <summary>What went wrong and what to do; no detail of the server's message, which may hold report text.</summary>
    public StoreException Translate(Exception problem)
    {
        var server = settings.Host!.StartsWith('/') ? $"the server in {settings.Host}" : $"{settings.Host}:{settings.Port}";
        if (problem is not PostgresException refused)
        {
            var reason = (problem.InnerException ?? problem).Message;
            return new DatabaseUnreachableException($"PostgreSQL cannot be reached at {server}: {reason} {NextStep()}", problem);
        }

        return refused.SqlState switch
        {
            PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification => new DatabaseUnreachableException(
                $"PostgreSQL at {server} does not let {settings.Username} in: {refused.MessageText}. Mend user and password in {StoreOptions.DatabaseVariable}.", refused),
            PostgresErrorCodes.InvalidCatalogName => new DatabaseUnreachableException(
                $"PostgreSQL at {server} has no database {settings.Database}: create database \"{settings.Database}\" template template0 encoding 'UTF8' lc_collate 'C.UTF-8' lc_ctype 'C.UTF-8'", refused),
            PostgresErrorCodes.InsufficientPrivilege => new StoreException(
                $"{settings.Username} may not do this in PostgreSQL at {server}: {refused.MessageText}. Grant the role ingest_worker (or ingest_owner, to migrate).", refused),
            _ when refused.IsTransient => new DatabaseUnreachableException(
                $"PostgreSQL at {server} cannot work now: {refused.MessageText} ({refused.SqlState}). {NextStep()}", refused),
            _ => new StoreException($"PostgreSQL at {server} refused: {refused.MessageText} ({refused.SqlState})", refused),
        };
    }

    private string NextStep() => settings.Host!.StartsWith('/')
        ? "Start it with: ingest db start"
        : $"See that the server runs and that {StoreOptions.DatabaseVariable} names it.";

    private static NpgsqlConnectionStringBuilder Complete(NpgsqlConnectionStringBuilder settings, StoreOptions options)
    {
        SetUnlessGiven(settings, "Application Name", "ingest");
        SetUnlessGiven(settings, "Timeout", Math.Max(1, (int)options.ConnectTimeout.TotalSeconds));
        SetUnlessGiven(settings, "Command Timeout", 0); // The pipeline's clock counts.
        SetUnlessGiven(settings, "No Reset On Close", true); // We leave no session state behind.
        SetUnlessGiven(settings, "Write Buffer Size", 128 * 1024); // A whole document in one write.
        SetUnlessGiven(settings, "Max Auto Prepare", 64);
        SetUnlessGiven(settings, "Auto Prepare Min Usages", 2);
        return settings;
    }

    private static void SetUnlessGiven(NpgsqlConnectionStringBuilder settings, string keyword, object value)
    {
        if (!settings.ShouldSerialize(keyword))
        {
            settings[keyword] = value;
        }
    }

    /// <summary>The timeout stands inside the retry, so that each try has its own clock.</summary>
    private static ResiliencePipeline Pipeline(StoreOptions options, Func<CancellationToken, Task>? revive)
    {
        var opened = options.Time.GetTimestamp();
        var builder = new ResiliencePipelineBuilder();
        if (options.Retries > 0)
        {
            builder.AddRetry(new RetryStrategyOptions
            {
                ShouldHandle = static arguments => ValueTask.FromResult(
                    arguments.Outcome.Exception is NpgsqlException { IsTransient: true } or TimeoutRejectedException),
                MaxRetryAttempts = options.Retries,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = options.RetryDelay,
                MaxDelay = options.MaxRetryDelay,
                OnRetry = async retry =>
                {
                    options.OnAway?.Invoke(retry.Outcome.Exception!, options.Time.GetElapsedTime(opened));
                    if (revive is not null)
                    {
                        await revive(retry.Context.CancellationToken);
                    }
                },
            });
        }

        return builder.AddTimeout(options.TryTimeout).Build();
    }
}
