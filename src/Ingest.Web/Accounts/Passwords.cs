using Ingest.Store;
using Microsoft.AspNetCore.Identity;

namespace Ingest.Web.Accounts;

/// <summary>Hashing of passwords, by the framework; and what makes a password long enough.</summary>
public static class Passwords
{
    public const int Shortest = 10;

    /// <summary>Hashing takes time by length, too.</summary>
    public const int Longest = 256;

    private static readonly PasswordHasher<string> Hasher = new();

    /// <summary>Verified against where there is no account, so that an answer takes as long.</summary>
    private static readonly Lazy<string> OfNobody = new(() => Hash("nobody has this password"));

    public static bool IsAcceptable(string password) => password.Length is >= Shortest and <= Longest;

    public static string Hash(string password) => Hasher.HashPassword("", password);

    /// <summary>Whether it is right, and whether its hash should be written anew in a stronger form.</summary>
    internal static (bool IsRight, bool IsOutdated) Verify(Account? account, string password)
    {
        var result = Hasher.VerifyHashedPassword("", account is { PasswordHash.Length: > 0 } ? account.PasswordHash : OfNobody.Value, password.Length > Longest ? "" : password);
        return (account is { PasswordHash.Length: > 0 } && result != PasswordVerificationResult.Failed, result == PasswordVerificationResult.SuccessRehashNeeded);
    }
}
