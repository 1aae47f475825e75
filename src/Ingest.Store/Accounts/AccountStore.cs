using System.Security.Cryptography;
using System.Text;
using Ingest.Store.Connecting;
using Npgsql;

namespace Ingest.Store;

/// <summary>Accounts, their sessions, and what is remembered of both.</summary>
public sealed class AccountStore
{
    private const string Columns = "account_id, name, role, password_hash, is_enabled, locked_until, created_at, last_login_at";

    private readonly Database database;
    private readonly TimeProvider time;

    internal AccountStore(Database database, TimeProvider time) => (this.database, this.time) = (database, time);

    /// <summary>False when there is one of that name.</summary>
    public Task<bool> AddAsync(string name, AccountRole role, string passwordHash, CancellationToken cancellation = default) => ChangesAsync(
        $"insert into ingest_web.account (name, role, password_hash, created_at) values ($1, $2, $3, $4) on conflict (lower(name)) do nothing",
        cancellation, Sql.Text(PgText.Clean(name)), Sql.Text(NameOf(role)), Sql.Text(passwordHash), Sql.Time(time.GetUtcNow()));

    /// <summary>Whatever the case of the name; null where there is none.</summary>
    public async Task<Account?> FindAsync(string name, CancellationToken cancellation = default) => (await database.RunAsync(
        (connection, token) => connection.Command($"select {Columns} from ingest_web.account where lower(name) = lower($1)", Sql.Text(PgText.Clean(name)))
            .ListAsync(Read, token),
        cancellation)).FirstOrDefault();

    /// <summary>
    /// The account of a person from elsewhere, with the role that is said now; made when there is none. Never a local account: where one has
    /// the name, the issuer's host is added. Null where that is taken, too.
    /// </summary>
    public async Task<Account?> EnterAsync(ExternalIdentity who, CancellationToken cancellation = default)
    {
        var name = ShortName(who.Name);
        string[] names = [name, ShortName($"{name}@{(Uri.TryCreate(who.Issuer, UriKind.Absolute, out var issuer) ? issuer.Host : who.Issuer)}")];
        foreach (var candidate in names.Where(candidate => candidate.Length > 0))
        {
            // A disabled account stays so, whatever its provider says.
            var entered = await database.RunAsync(
                (connection, token) => connection.Command(
                    $"""
                    with known as (update ingest_web.account set role = $4 where issuer = $1 and subject = $2 returning {Columns}),
                      made as (
                        insert into ingest_web.account (name, role, password_hash, created_at, issuer, subject)
                        select $3, $4, '', $5, $1, $2 where not exists (select from known) on conflict do nothing returning {Columns})
                    select * from known union all select * from made
                    """,
                    Sql.Text(PgText.Clean(who.Issuer)), Sql.Text(PgText.Clean(who.Subject)), Sql.Text(candidate), Sql.Text(NameOf(who.Role)), Sql.Time(time.GetUtcNow()))
                    .ListAsync(Read, token),
                cancellation);
            if (entered is [var account])
            {
                return account;
            }
        }

        return null;
    }

    private static string ShortName(string name)
    {
        var clean = string.Concat((PgText.Clean(name) ?? "").Where(character => !char.IsControl(character))).Trim();
        return (clean.Length > 64 ? clean[..64] : clean).Trim();
    }

    public Task<IReadOnlyList<Account>> ListAsync(CancellationToken cancellation = default) => database.RunAsync(
        (connection, token) => connection.Command($"select {Columns} from ingest_web.account order by lower(name)").ListAsync(Read, token), cancellation);

    /// <summary>False when there is no such account.</summary>
    public Task<bool> SetRoleAsync(string name, AccountRole role, CancellationToken cancellation = default) => ChangesAsync(
        "update ingest_web.account set role = $2 where lower(name) = lower($1)", cancellation, Sql.Text(name), Sql.Text(NameOf(role)));

    /// <summary>Ends its sessions and its lock, too. False when there is no such account.</summary>
    public Task<bool> SetPasswordAsync(string name, string passwordHash, CancellationToken cancellation = default) => ChangesAsync(
        """
        with changed as (
          update ingest_web.account set password_hash = $2, failed_logins = 0, locked_until = null where lower(name) = lower($1) returning account_id),
        ended as (delete from ingest_web.session where account_id in (select account_id from changed))
        select 1 from changed
        """,
        cancellation, Sql.Text(name), Sql.Text(passwordHash));

    /// <summary>A disabled account's sessions end. False when there is no such account.</summary>
    public Task<bool> SetEnabledAsync(string name, bool isEnabled, CancellationToken cancellation = default) => ChangesAsync(
        """
        with changed as (
          update ingest_web.account set is_enabled = $2, failed_logins = 0, locked_until = null where lower(name) = lower($1) returning account_id),
        ended as (delete from ingest_web.session where not $2 and account_id in (select account_id from changed))
        select 1 from changed
        """,
        cancellation, Sql.Text(name), Sql.Of(NpgsqlTypes.NpgsqlDbType.Boolean, isEnabled));

    /// <summary>The hash of a newer format, written when the old one has just been verified; ends nothing.</summary>
    public Task RefreshHashAsync(long accountId, string passwordHash, CancellationToken cancellation = default) => ChangesAsync(
        "update ingest_web.account set password_hash = $2 where account_id = $1", cancellation, Sql.Long(accountId), Sql.Text(passwordHash));

    /// <summary>Counts a wrong password; true when this one locked the account. Tries at the same time are counted one by one.</summary>
    public Task<bool> FailAsync(long accountId, LockOut lockOut, CancellationToken cancellation = default) => ChangesAsync(
        """
        with failed as (
          update ingest_web.account set
            failed_logins = case when failed_logins + 1 >= $2 then 0 else failed_logins + 1 end,
            locked_until = case when failed_logins + 1 >= $2 then $3 else locked_until end
          where account_id = $1 returning failed_logins)
        select 1 from failed where failed_logins = 0
        """,
        cancellation, Sql.Long(accountId), Sql.Int(lockOut.Failures), Sql.Time(time.GetUtcNow() + lockOut.Duration));

    /// <summary>Begins a session and forgets earlier failures.</summary>
    public Task StartSessionAsync(long accountId, string token, TimeSpan lifetime, CancellationToken cancellation = default)
    {
        var now = time.GetUtcNow();
        return ChangesAsync(
            """
            with seen as (update ingest_web.account set failed_logins = 0, locked_until = null, last_login_at = $3 where account_id = $1),
            old as (delete from ingest_web.session where expires_at < $3)
            insert into ingest_web.session (token_sha256, account_id, created_at, seen_at, expires_at) values ($2, $1, $3, $3, $4)
            """,
            cancellation, Sql.Long(accountId), Sql.Bytes(Hash(token)), Sql.Time(now), Sql.Time(now + lifetime));
    }

    /// <summary>Whose session it is, as the account stands now; null when it has ended, lay idle for too long, or the account is disabled.</summary>
    public async Task<Account?> OfSessionAsync(string token, TimeSpan idle, CancellationToken cancellation = default)
    {
        var now = time.GetUtcNow();
        var found = await database.RunAsync(
            (connection, cancel) => connection.Command(
                $"""
                select {Columns}, s.seen_at from ingest_web.account
                join (select account_id, seen_at from ingest_web.session where token_sha256 = $1 and expires_at > $2 and seen_at > $3) s using (account_id)
                where is_enabled
                """,
                Sql.Bytes(Hash(token)), Sql.Time(now), Sql.Time(now - idle))
                .ListAsync(row => (Account: Read(row), Seen: row.GetFieldValue<DateTimeOffset>(8)), cancel),
            cancellation);
        if (found is not [var session])
        {
            return null;
        }

        // Once a minute is exact enough for hours of idleness.
        if (now - session.Seen > TimeSpan.FromMinutes(1))
        {
            await ChangesAsync(
                "update ingest_web.session set seen_at = $2 where token_sha256 = $1", cancellation, Sql.Bytes(Hash(token)), Sql.Time(now));
        }

        return session.Account;
    }

    public Task EndSessionAsync(string token, CancellationToken cancellation = default) => ChangesAsync(
        "delete from ingest_web.session where token_sha256 = $1", cancellation, Sql.Bytes(Hash(token)));

    public Task AuditAsync(AuditEntry entry, CancellationToken cancellation = default) => ChangesAsync(
        "insert into ingest_web.audit (at, event, account, address, detail) values ($1, $2, $3, $4, $5)",
        cancellation, Sql.Time(entry.At), Sql.Text(entry.Event), Sql.Text(PgText.Clean(entry.Account)), Sql.Text(entry.Address), Sql.Text(PgText.Clean(entry.Detail)));

    /// <summary>The newest first.</summary>
    public Task<IReadOnlyList<AuditEntry>> AuditAsync(int limit, CancellationToken cancellation = default) => database.RunAsync(
        (connection, token) => connection.Command("select at, event, account, address, detail from ingest_web.audit order by audit_id desc limit $1", Sql.Int(limit))
            .ListAsync(
                row => new AuditEntry(row.GetFieldValue<DateTimeOffset>(0), row.GetString(1), row.TextOrNull(2), row.TextOrNull(3), row.TextOrNull(4)), token),
        cancellation);

    /// <summary>The keys that guard forms, as XML.</summary>
    public Task<IReadOnlyList<string>> DataKeysAsync(CancellationToken cancellation = default) => database.RunAsync(
        (connection, token) => connection.Command("select xml from ingest_web.data_key order by name").ListAsync(row => row.GetString(0), token), cancellation);

    public Task AddDataKeyAsync(string name, string xml, CancellationToken cancellation = default) => ChangesAsync(
        "insert into ingest_web.data_key (name, xml) values ($1, $2) on conflict (name) do update set xml = excluded.xml",
        cancellation, Sql.Text(name), Sql.Text(xml));

    public static string NameOf(AccountRole role) => role switch
    {
        AccountRole.Viewer => "viewer",
        AccountRole.Reviewer => "reviewer",
        AccountRole.Operator => "operator",
        AccountRole.Administrator => "administrator",
        _ => throw new ArgumentOutOfRangeException(nameof(role)),
    };

    public static AccountRole? RoleOf(string name) => name switch
    {
        "viewer" => AccountRole.Viewer,
        "reviewer" => AccountRole.Reviewer,
        "operator" => AccountRole.Operator,
        "administrator" => AccountRole.Administrator,
        _ => null,
    };

    private static byte[] Hash(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));

    private static Account Read(NpgsqlDataReader row) => new(
        row.GetInt64(0), row.GetString(1), RoleOf(row.GetString(2))!.Value, row.GetString(3), row.GetBoolean(4), row.OrNull<DateTimeOffset>(5),
        row.GetFieldValue<DateTimeOffset>(6), row.OrNull<DateTimeOffset>(7));

    /// <summary>True when the statement changed, or gave, a row.</summary>
    private Task<bool> ChangesAsync(string sql, CancellationToken cancellation, params NpgsqlParameter[] parameters) => database.RunAsync(
        async (connection, token) =>
        {
            // Parameters belong to one command; a retry takes copies.
            await using var command = connection.Command(sql, [.. parameters.Select(parameter => parameter.Clone())]);
            await using var reader = await command.ExecuteReaderAsync(token);
            return await reader.ReadAsync(token) || reader.RecordsAffected > 0;
        },
        cancellation);
}
