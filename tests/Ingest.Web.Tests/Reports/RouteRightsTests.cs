using System.Net;
using Ingest.Store;
using Ingest.Web.Accounts;
using Microsoft.AspNetCore.Routing;

namespace Ingest.Web.Tests.Reports;

/// <summary>Every route that the running application has, tried by everybody. What is served to whom is written down here once more, by hand.</summary>
[Collection(nameof(RealSite))]
public sealed class RouteRightsTests(RealSite site)
{
    private const string Anybody = "anybody";

    private static readonly Dictionary<string, string> Expected = new(StringComparer.Ordinal)
    {
        ["GET /healthz"] = Anybody,
        ["GET /readyz"] = Anybody,
        ["GET /assets/{version}/{name}"] = Anybody,
        ["GET /login"] = Anybody,
        ["POST /login"] = Anybody,
        ["GET /login/openid"] = Anybody,
        ["POST /logout"] = Policies.View,
        ["GET /"] = Policies.View,
        ["POST /queue/approve"] = Policies.Review,
        ["POST /queue/assign"] = Policies.Review,
        ["GET /reports/{id:long}"] = Policies.View,
        ["GET /reports/{id:long}/history"] = Policies.View,
        ["GET /reports/{id:long}/outline"] = Policies.View,
        ["GET /reports/{id:long}/differences"] = Policies.View,
        ["POST /reports/{id:long}/approve"] = Policies.Review,
        ["POST /reports/{id:long}/reopen"] = Policies.Review,
        ["POST /reports/{id:long}/version"] = Policies.Review,
        ["POST /reports/{id:long}/values"] = Policies.Review,
        ["POST /reports/{id:long}/read"] = Policies.Review,
        ["POST /reports/{id:long}/rows"] = Policies.Review,
        ["POST /reports/{id:long}/undo"] = Policies.Review,
        ["POST /reports/{id:long}/assign"] = Policies.Review,
        ["POST /reports/{id:long}/outline"] = Policies.Review,
        ["POST /reports/{id:long}/differences"] = Policies.Review,
        ["GET /documents/{sha256}/pages/{page:int}"] = Policies.View,
        ["GET /documents/{sha256}/compare"] = Policies.View,
        ["GET /runs/{batch:long}"] = Policies.View,
        ["GET /analysis"] = Policies.View,
        ["GET /api/v1/openapi.json"] = Policies.View,
        ["GET /api/v1/search"] = Policies.View,
        ["GET /api/v1/{view}"] = Policies.View,
        ["GET /operating"] = Policies.Operate,
        ["POST /operating/retry"] = Policies.Operate,
        ["GET /jobs/{**path}"] = Policies.Operate,
        ["GET /accounts"] = Policies.Administer,
    };

    [Fact]
    public void No_route_is_served_whose_rights_are_not_written_down_here()
    {
        Assert.Equal(Expected.Keys.Order(StringComparer.Ordinal), Routes().Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_stranger_reaches_no_route_but_the_doors()
    {
        using var stranger = site.Visit();
        foreach (var route in Routes().Where(route => Expected.GetValueOrDefault(route) != Anybody))
        {
            using var answer = await AskAsync(stranger, route, await RealAsync(route));

            var isLedToLogin = answer.StatusCode == HttpStatusCode.Redirect && answer.Headers.Location!.ToString().Contains("/login", StringComparison.Ordinal);
            Assert.True(isLedToLogin || answer.StatusCode == HttpStatusCode.Unauthorized, $"{route}: {answer.StatusCode}");
        }
    }

    [Theory]
    [InlineData(AccountRole.Viewer)]
    [InlineData(AccountRole.Reviewer)]
    [InlineData(AccountRole.Operator)]
    [InlineData(AccountRole.Administrator)]
    public async Task A_role_reaches_what_is_its_own_and_nothing_else(AccountRole role)
    {
        using var visitor = await site.VisitAsAsync(AccountStore.NameOf(role));
        foreach (var (route, policy) in Expected.Where(one => one.Value != Anybody && one.Key != "POST /logout"))
        {
            // Posts that are let through meet a report that is not there: nothing changes.
            var isAllowed = role.Allows(policy);
            using var answer = await AskAsync(visitor, route, isAllowed && route.StartsWith("POST", StringComparison.Ordinal) ? Filled(route, 999_999_999, new string('0', 64)) : await RealAsync(route));

            Assert.True(isAllowed == (answer.StatusCode != HttpStatusCode.Forbidden), $"{role} {route}: {answer.StatusCode}");
            Assert.NotEqual(HttpStatusCode.InternalServerError, answer.StatusCode);
            Assert.False(answer.Headers.Location?.ToString().Contains("/login", StringComparison.Ordinal) == true, $"{role} {route} is led to the login");
        }
    }

    private IEnumerable<string> Routes() => site.Endpoints.OfType<RouteEndpoint>()
        .SelectMany(endpoint => (endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["GET"]).Select(method => $"{method} /{endpoint.RoutePattern.RawText!.Trim('/')}")).Distinct();

    private async Task<string> RealAsync(string route)
    {
        var report = await site.ReportAsync("path like '%seed-five.pdf' and ordinal = 1");
        return Filled(route, report, await site.ScalarAsync<string>($"select sha256 from ingest.document join ingest.report using (document_id) where report_id = {report}"));
    }

    private static string Filled(string route, long number, string sha) => route.Split(' ')[1]
        .Replace("{id:long}", $"{number}", StringComparison.Ordinal).Replace("{batch:long}", "1", StringComparison.Ordinal).Replace("{sha256}", sha, StringComparison.Ordinal)
        .Replace("{page:int}", "1", StringComparison.Ordinal).Replace("{view}", "reports", StringComparison.Ordinal).Replace("{**path}", "", StringComparison.Ordinal);

    private static async Task<HttpResponseMessage> AskAsync(Visitor visitor, string route, string path) => route.StartsWith("GET", StringComparison.Ordinal)
        ? await visitor.GetAsync(path)
        : await visitor.PostAsync(path, visitor.Session is null ? "/login" : "/", ("key", "projectName"), ("expected", "x"), ("typed", "y"), ("place", "1 1 1 1 1"), ("reason", "nothing-of-ours"), ("choice", "undone"), ("change", "Remove"));
}
