using Ingest.Store;
using Ingest.Web.Accounts;

namespace Ingest.Web.Layout;

/// <summary>A place that the bar leads to, for those who may go there.</summary>
internal sealed record NavigationItem(string Key, string Path, string Label, string Policy);

internal static class NavigationItems
{
    public static IEnumerable<NavigationItem> For(PageContext page) => All(page).Where(item => page.Role?.Allows(item.Policy) == true);

    private static IEnumerable<NavigationItem> All(PageContext page) =>
    [
        new("queue", "/", page.Say("审核队列", "Queue"), Policies.View),
        new("analysis", "/analysis", page.Say("分析", "Analysis"), Policies.View),
        new("operating", "/operating", page.Say("运维", "Operations"), Policies.Operate),
        new("jobs", "/jobs", page.Say("任务", "Jobs"), Policies.Operate),
        new("accounts", "/accounts", page.Say("账户", "Accounts"), Policies.Administer),
    ];
}
