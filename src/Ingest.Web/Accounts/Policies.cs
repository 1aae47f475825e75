using Ingest.Store;
using Microsoft.AspNetCore.Authorization;

namespace Ingest.Web.Accounts;

/// <summary>What an endpoint asks for. One that asks for nothing wants a login.</summary>
public static class Policies
{
    /// <summary>To look: every account may.</summary>
    public const string View = "view";

    /// <summary>To correct and approve: reviewers.</summary>
    public const string Review = "review";

    /// <summary>To look after batches and failures: operators.</summary>
    public const string Operate = "operate";

    /// <summary>To see the audit log and the accounts: administrators.</summary>
    public const string Administer = "administer";

    public static bool Allows(this AccountRole role, string policy) => policy switch
    {
        View => true,
        Review => role is AccountRole.Reviewer or AccountRole.Administrator,
        Operate => role is AccountRole.Operator or AccountRole.Administrator,
        _ => role == AccountRole.Administrator,
    };

    internal static void Add(AuthorizationOptions options)
    {
        foreach (var policy in new[] { View, Review, Operate, Administer })
        {
            var roles = Enum.GetValues<AccountRole>().Where(role => role.Allows(policy)).Select(AccountStore.NameOf).ToArray();
            options.AddPolicy(policy, builder => builder.RequireAuthenticatedUser().RequireRole(roles));
        }

        options.FallbackPolicy = options.DefaultPolicy = options.GetPolicy(View)!;
    }
}
