namespace Ingest.Store.Tests;

/// <summary>Makes every insert of indicators sleep, so that a test can act while a document is half written.</summary>
internal sealed class SlowIndicators : IAsyncDisposable
{
    private const string Sleeping = "datname = current_database() and wait_event = 'PgSleep'";
    private readonly StoreFixture fixture;

    private SlowIndicators(StoreFixture fixture) => this.fixture = fixture;

    public static async Task<SlowIndicators> OnAsync(StoreFixture fixture)
    {
        await fixture.RunAsync("""
            create table if not exists public.fault (active boolean);
            insert into public.fault values (true);
            create or replace function public.sleep_on_fault() returns trigger language plpgsql as $$
            begin
              if exists (select from public.fault) then perform pg_sleep(60); end if;
              return null;
            end $$;
            create or replace trigger fault after insert on ingest.indicator for each statement execute function public.sleep_on_fault();
            """);
        return new SlowIndicators(fixture);
    }

    public Task ReachedAsync() => fixture.UntilAsync($"select exists (select from pg_stat_activity where {Sleeping})");

    public async Task OffAndKillAsync()
    {
        await fixture.RunAsync("delete from public.fault");
        await fixture.RunAsync($"select pg_terminate_backend(pid) from pg_stat_activity where {Sleeping}");
    }

    public async ValueTask DisposeAsync() =>
        await fixture.RunAsync("drop trigger if exists fault on ingest.indicator; delete from public.fault");
}
