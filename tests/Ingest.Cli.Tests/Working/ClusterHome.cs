using System.Diagnostics;
using System.Globalization;
using Ingest.Cli.Tests.Hosting;
using Ingest.Store;
using Npgsql;

namespace Ingest.Cli.Tests.Working;

/// <summary>An INGEST_HOME with a private cluster of its own, which a test may kill.</summary>
internal sealed class ClusterHome : IAsyncDisposable
{
    private readonly string _folder = Path.Combine(Path.GetTempPath(), "ingest-home-" + Guid.NewGuid().ToString("N")[..12]);
    private readonly PrivateCluster _cluster;

    public ClusterHome()
    {
        _cluster = new PrivateCluster(Path.Combine(_folder, "postgres"));
        Ingest = new Executable { Environment = new Dictionary<string, string?>(StringComparer.Ordinal) { ["INGEST_HOME"] = _folder } };
    }

    public Executable Ingest { get; }

    /// <summary>All that analysts see, without keys and times, a row a line; null columns count.</summary>
    public async Task<IReadOnlyList<string>> PublishedAsync() => (await AskAsync("""
        select string_agg(line, E'\n' order by line) from (
          select concat_ws('|', d.sha256, (to_jsonb(r) - array['report_id', 'document_id', 'extraction_id', 'waiting_extraction_id', 'published_at', 'unit_id', 'shown_report_id'])::text,
              (select w.sha256 from ingest.report v join ingest.document w using (document_id) where v.report_id = r.shown_report_id)) as line
            from ingest.report r join ingest.document d using (document_id)
          union all
          select concat_ws('|', d.sha256, r.ordinal, (to_jsonb(i) - array['indicator_id', 'report_id'])::text)
            from ingest.indicator i join ingest.report r using (report_id) join ingest.document d using (document_id)
          union all
          select concat_ws('|', d.sha256, r.ordinal, n.key, n.text) from ingest.narrative n join ingest.report r using (report_id) join ingest.document d using (document_id)
          union all
          select concat_ws('|', d.sha256, r.ordinal, f.rule, f.path, f.message)
            from ingest.finding f join ingest.document d using (document_id) left join ingest.report r on r.report_id = f.report_id
          union all
          select concat_ws('|', d.sha256, d.state, d.reason) from ingest.document d
          union all
          select concat_ws('|', d.sha256, s.path) from ingest.document_source s join ingest.document d using (document_id)
        ) rows
        """)).Split('\n');

    /// <summary>
    /// Every path by what became of its content in the end; which of two equal files came first is chance, and so is which of
    /// them a later retry took.
    /// </summary>
    public Task<string> AccountAsync() => AskAsync("""
        select string_agg(n || ' ' || outcome, ', ' order by outcome) from (
          select count(*) as n, case when d.state = 'stored' or i.outcome in ('stored', 'known') then 'done' else i.outcome || ' ' || coalesce(i.reason, '') end as outcome
          from (select distinct on (path) * from ingest.batch_item order by path, batch_id desc) i left join ingest.document d using (sha256) group by 2) counts
        """);

    /// <summary>Files that the workers have done; 0 while the server is away, null when nothing is with the workers any more.</summary>
    public async Task<int?> CountDoneAsync()
    {
        try
        {
            var counts = await AskAsync("""
                select (select count(*) from ingest.batch where state = 'queued') || ' ' || (select count(*) from ingest.batch_item where outcome <> 'waiting')
                """);
            return counts.Split(' ') is ["0", _] ? null : int.Parse(counts.Split(' ')[1], CultureInfo.InvariantCulture);
        }
        catch (NpgsqlException)
        {
            return 0;
        }
    }

    /// <summary>Where the work stands, for whoever has to find out why it does not go on.</summary>
    public Task<string> StandingAsync() => AskAsync("""
        select concat_ws(E'\n',
          (select string_agg(concat_ws(' ', 'batch', batch_id, state, started_at, finished_at), E'\n') from ingest.batch),
          (select string_agg(concat_ws(' ', n, outcome, reason), ', ') from (select count(*) n, outcome, reason from ingest.batch_item group by 2, 3) items),
          (select string_agg(concat_ws(' ', 'waiting', item_id, path), E'\n') from (select * from ingest.batch_item where outcome = 'waiting' order by item_id limit 60) waiting),
          (select string_agg(concat_ws(' ', 'job', id, statename, arguments), E'\n') from hangfire.job where statename <> 'Succeeded'),
          (select string_agg(concat_ws(' ', 'queued', jobid, fetchedat), E'\n') from hangfire.jobqueue),
          (select string_agg(concat_ws(' ', 'server', id, lastheartbeat), E'\n') from hangfire.server),
          (select string_agg(concat_ws(' ', 'session', pid, state, wait_event_type, wait_event, now() - state_change, left(query, 100)), E'\n') from pg_stat_activity where backend_type = 'client backend'),
          'now ' || now())
        """);

    /// <summary>SIGKILL to the postmaster: a power cut, as far as the data are concerned.</summary>
    public void KillServer()
    {
        try
        {
            var first = File.ReadLines(Path.Combine(_folder, "postgres", "data", "postmaster.pid")).First();
            using var server = Process.GetProcessById(int.Parse(first, CultureInfo.InvariantCulture));
            server.Kill();
        }
        catch (Exception gone) when (gone is IOException or ArgumentException or InvalidOperationException)
        {
            // It is down already.
        }
    }

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        await _cluster.StopAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task<string> AskAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(_cluster.ConnectionString());
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return (string)(await command.ExecuteScalarAsync())!;
    }
}
