using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Xml.Linq;

namespace Ingest.Cli.Tests.Importing;

/// <summary>
/// As much of S3's HTTP interface as a reader of a bucket uses, on a port of this machine: ListObjectsV2 in pages of two, GetObject,
/// signed requests only. Debian and NuGet have no such server of small size.
/// </summary>
internal sealed class ObjectStorage : IDisposable
{
    private const int PageSize = 2;
    private static readonly XNamespace Xml = "http://s3.amazonaws.com/doc/2006-03-01/";

    private readonly HttpListener _listener = new();
    private readonly SortedDictionary<string, byte[]> _objects = new(StringComparer.Ordinal);
    private readonly Task _serving;

    public ObjectStorage()
    {
        using (var probe = new TcpListener(IPAddress.Loopback, 0))
        {
            probe.Start();
            Port = ((IPEndPoint)probe.LocalEndpoint).Port;
        }

        _listener.Prefixes.Add(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{Port}/"));
        _listener.Start();
        _serving = ServeAsync();
    }

    public int Port { get; }

    public IReadOnlyDictionary<string, string?> Environment => new Dictionary<string, string?>(StringComparer.Ordinal)
    {
        ["AWS_ENDPOINT_URL_S3"] = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{Port}"),
        ["AWS_ACCESS_KEY_ID"] = "archive",
        ["AWS_SECRET_ACCESS_KEY"] = "secret",
        ["AWS_REGION"] = "us-east-1",
    };

    /// <param name="path">/bucket/key.</param>
    public void Put(string path, byte[] bytes) => _objects[path] = bytes;

    public void Dispose()
    {
        _listener.Close();
        try
        {
            _serving.GetAwaiter().GetResult();
        }
        catch (Exception closed) when (closed is HttpListenerException or ObjectDisposedException)
        {
            // That is how it ends.
        }
    }

    private async Task ServeAsync()
    {
        while (true)
        {
            var context = await _listener.GetContextAsync();
            var (status, body) = Answer(context.Request);
            context.Response.StatusCode = status;
            context.Response.ContentLength64 = body.Length;
            await context.Response.OutputStream.WriteAsync(body);
            context.Response.Close();
        }
    }

    private (int Status, byte[] Body) Answer(HttpListenerRequest request)
    {
        if (request.Headers["Authorization"]?.StartsWith("AWS4-HMAC-SHA256 Credential=archive/", StringComparison.Ordinal) != true)
        {
            return (403, Error("AccessDenied"));
        }

        var path = Uri.UnescapeDataString(request.Url!.AbsolutePath);
        if (request.QueryString["list-type"] != "2")
        {
            return _objects.TryGetValue(path, out var bytes) ? (200, bytes) : (404, Error("NoSuchKey"));
        }

        var bucket = path.Trim('/');
        var keys = _objects.Keys.Where(key => key.StartsWith($"/{bucket}/", StringComparison.Ordinal)).Select(key => key[(bucket.Length + 2)..]).ToArray();
        if (keys.Length == 0)
        {
            return (404, Error("NoSuchBucket"));
        }

        var after = request.QueryString["continuation-token"] ?? "";
        var rest = keys.Where(key => key.StartsWith(request.QueryString["prefix"] ?? "", StringComparison.Ordinal) && string.CompareOrdinal(key, after) > 0).ToArray();
        var page = rest.Take(PageSize).ToArray();
        return (200, Encoding.UTF8.GetBytes(new XElement(
            Xml + "ListBucketResult",
            new XElement(Xml + "Name", bucket),
            new XElement(Xml + "KeyCount", page.Length),
            new XElement(Xml + "IsTruncated", rest.Length > PageSize ? "true" : "false"),
            rest.Length > PageSize ? new XElement(Xml + "NextContinuationToken", page[^1]) : null,
            page.Select(key => new XElement(
                Xml + "Contents", new XElement(Xml + "Key", key), new XElement(Xml + "Size", _objects[$"/{bucket}/{key}"].Length)))).ToString()));
    }

    private static byte[] Error(string code) =>
        Encoding.UTF8.GetBytes(new XElement("Error", new XElement("Code", code), new XElement("Message", code)).ToString());
}
