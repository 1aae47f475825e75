using System.Globalization;
using Ingest.Store;
using Microsoft.AspNetCore.Components;

namespace Ingest.Web.Layout;

/// <summary>A component that speaks the reader's language.</summary>
public abstract class PageBase : ComponentBase
{
    [Parameter] public PageContext Context { get; set; } = null!;

    protected string T(string chinese, string english) => Context.Say(chinese, english);

    protected static string When(DateTimeOffset? at) => at is { } time ? ChinaTime.Text(time) : "";

    protected static string N(long number) => number.ToString("#,0", CultureInfo.InvariantCulture);

    protected string RoleName(AccountRole? role) => role switch
    {
        AccountRole.Viewer => T("查看", "viewer"),
        AccountRole.Reviewer => T("审核", "reviewer"),
        AccountRole.Operator => T("运维", "operator"),
        AccountRole.Administrator => T("管理", "administrator"),
        _ => "",
    };
}
