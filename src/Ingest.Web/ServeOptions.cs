using Ingest.Store;
using Ingest.Web.Accounts;
using Ingest.Web.Heavy;

namespace Ingest.Web;

/// <summary>How the pages are served. Copied when the server is built.</summary>
public sealed record ServeOptions
{
    /// <summary>Loopback: whoever serves others puts TLS in front.</summary>
    public const string DefaultUrl = "http://127.0.0.1:8080";

    public IReadOnlyList<string> Urls { get; init; } = [DefaultUrl];

    /// <summary>The language of pages for whoever has not chosen: zh or en.</summary>
    public string Language { get; init; } = "zh";

    /// <summary>Proxies, addresses or networks, whose X-Forwarded headers are believed; those on this machine always are.</summary>
    public IReadOnlyList<string> TrustedProxies { get; init; } = [];

    /// <summary>Who else vouches for people; null for nobody.</summary>
    public OpenIdProvider? OpenId { get; init; }

    public TimeProvider Time { get; init; } = TimeProvider.System;

    public LockOut LockOut { get; init; } = new(5, TimeSpan.FromMinutes(10));

    /// <summary>Attempts to log in that one address may make in a minute.</summary>
    public int LoginsPerMinute { get; init; } = 20;

    /// <summary>Requests that one account, or one address without an account, may make in a second; three times as many at once.</summary>
    public int RequestsPerSecond { get; init; } = 100;

    /// <summary>Boxes of originals that are read, or wait to be.</summary>
    public WorkLimits Boxes { get; init; } = new(8, 2, TimeSpan.FromMinutes(2));

    /// <summary>Documents that are read again as reviewers divided them.</summary>
    public WorkLimits Rereads { get; init; } = new(2, 1, TimeSpan.FromMinutes(10));

    /// <summary>Comparisons of whole batches.</summary>
    public WorkLimits Comparisons { get; init; } = new(2, 1, TimeSpan.FromSeconds(20));

    /// <summary>A session that lies idle for so long ends.</summary>
    public TimeSpan IdleSession { get; init; } = TimeSpan.FromHours(8);

    /// <summary>A session ends after so long in any case.</summary>
    public TimeSpan LongestSession { get; init; } = TimeSpan.FromHours(24);

    /// <summary>Where drawn pages are kept.</summary>
    public string CacheFolder { get; init; } = Path.Combine(Path.GetTempPath(), "ingest-pages");

    /// <summary>How many bytes of them, about.</summary>
    public long CacheBytes { get; init; } = 4L << 30;

    /// <summary>True when only this machine can reach us; then cookies may go over plain HTTP.</summary>
    public bool IsLoopback => Urls.All(url => Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.IsLoopback);
}
