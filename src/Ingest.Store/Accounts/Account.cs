namespace Ingest.Store;

/// <summary>What an account may do.</summary>
public enum AccountRole
{
    /// <summary>Looks at everything, changes nothing.</summary>
    Viewer,

    /// <summary>Corrects and approves reports.</summary>
    Reviewer,

    /// <summary>Looks after batches and failures.</summary>
    Operator,

    /// <summary>All of it, and the accounts.</summary>
    Administrator,
}

/// <param name="LockedUntil">Null, or in the past, for one that may try to log in.</param>
public sealed record Account(
    long AccountId, string Name, AccountRole Role, string PasswordHash, bool IsEnabled, DateTimeOffset? LockedUntil,
    DateTimeOffset CreatedAt, DateTimeOffset? LastLoginAt);

/// <summary>A person for whom an OpenID Connect provider vouches.</summary>
/// <param name="Name">As wished; another account of that name keeps it.</param>
public sealed record ExternalIdentity(string Issuer, string Subject, string Name, AccountRole Role);

/// <summary>Too many wrong passwords lock an account for a while.</summary>
/// <param name="Failures">How many in a row.</param>
public sealed record LockOut(int Failures, TimeSpan Duration);

/// <summary>A line of the audit log. Holds neither passwords nor report text.</summary>
/// <param name="Event">login, login-failed, locked, logout, refused, forged, account-added …</param>
public sealed record AuditEntry(DateTimeOffset At, string Event, string? Account, string? Address, string? Detail);
