using System.Globalization;
using System.Text;
using Npgsql;

namespace Ingest.Store.Connecting;

/// <summary>libpq's URLs, which people know from psql, to and from Npgsql's connection strings.</summary>
internal static class DatabaseUrl
{
    private static readonly string[] Schemes = ["postgresql://", "postgres://"];

    /// <summary>Takes a URL or <c>Host=…;Database=…</c>.</summary>
    /// <exception cref="StoreException">Neither; the message never repeats the text, which may hold a password.</exception>
    public static NpgsqlConnectionStringBuilder Parse(string text)
    {
        try
        {
            var scheme = Schemes.FirstOrDefault(scheme => text.StartsWith(scheme, StringComparison.OrdinalIgnoreCase));
            var builder = scheme is null ? new NpgsqlConnectionStringBuilder(text) : ParseUrl(text[scheme.Length..]);
            return string.IsNullOrEmpty(builder.Host) ? throw new FormatException("it names no host") : builder;
        }
        catch (Exception problem) when (problem is ArgumentException or FormatException or OverflowException)
        {
            throw new StoreException(
                $"{StoreOptions.DatabaseVariable} is neither postgresql://user:password@host:5432/database nor "
                + "Host=…;Username=…;Password=…;Database=… (in a URL, write special characters of the password as %40 and so on).");
        }
    }

    /// <summary>For psql; without the password.</summary>
    public static string Of(NpgsqlConnectionStringBuilder builder)
    {
        var host = builder.Host ?? "";
        var database = Uri.EscapeDataString(builder.Database ?? "");
        var user = builder.Username is { Length: > 0 } name ? Uri.EscapeDataString(name) : null;
        if (host.StartsWith('/'))
        {
            var socket = Uri.EscapeDataString(host).Replace("%2F", "/", StringComparison.Ordinal);
            return $"postgresql:///{database}?host={socket}" + (user is null ? "" : "&user=" + user)
                + (builder.Port == 5432 ? "" : string.Create(CultureInfo.InvariantCulture, $"&port={builder.Port}"));
        }

        var url = new StringBuilder("postgresql://").Append(user is null ? "" : user + "@");
        url.Append(host.Contains(':', StringComparison.Ordinal) && !host.Contains(',', StringComparison.Ordinal) ? $"[{host}]" : host);
        if (builder.Port != 5432)
        {
            url.Append(CultureInfo.InvariantCulture, $":{builder.Port}");
        }

        return url.Append('/').Append(database).ToString();
    }

    /// <param name="rest">user:password@host:port/database?key=value, each part optional but one host.</param>
    private static NpgsqlConnectionStringBuilder ParseUrl(string rest)
    {
        var builder = new NpgsqlConnectionStringBuilder();
        var (before, query) = Cut(rest, rest.IndexOf('?', StringComparison.Ordinal));
        var (authority, database) = Cut(before, before.IndexOf('/', StringComparison.Ordinal));
        var at = authority.LastIndexOf('@');
        var hosts = authority[(at + 1)..];
        if (at >= 0)
        {
            var (user, password) = Cut(authority[..at], authority[..at].IndexOf(':', StringComparison.Ordinal));
            builder.Username = Uri.UnescapeDataString(user);
            builder.Password = password.Length == 0 ? null : Uri.UnescapeDataString(password);
        }

        if (hosts.Length > 0)
        {
            SetHost(builder, hosts);
        }

        builder.Database = database.Length == 0 ? builder.Username : Uri.UnescapeDataString(database);
        foreach (var pair in query.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var (key, value) = Cut(pair, pair.IndexOf('=', StringComparison.Ordinal));
            Set(builder, key, Uri.UnescapeDataString(value));
        }

        return builder;
    }

    private static void SetHost(NpgsqlConnectionStringBuilder builder, string hosts)
    {
        var colon = hosts.LastIndexOf(':');
        if (!hosts.Contains(',', StringComparison.Ordinal) && colon > hosts.LastIndexOf(']'))
        {
            builder.Port = int.Parse(hosts[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture);
            hosts = hosts[..colon];
        }

        builder.Host = Uri.UnescapeDataString(hosts.Trim('[', ']'));
    }

    /// <summary>libpq's parameter names; what we do not know goes to Npgsql, which knows many synonyms.</summary>
    private static void Set(NpgsqlConnectionStringBuilder builder, string key, string value)
    {
        switch (key)
        {
            case "dbname": builder.Database = value; break;
            case "user": builder.Username = value; break;
            case "sslmode": builder["SSL Mode"] = value.Replace("-", "", StringComparison.Ordinal); break;
            case "sslrootcert": builder["Root Certificate"] = value; break;
            case "sslcert": builder["SSL Certificate"] = value; break;
            case "sslkey": builder["SSL Key"] = value; break;
            case "connect_timeout": builder["Timeout"] = value; break;
            case "application_name": builder.ApplicationName = value; break;
            case "options": builder.Options = value; break;
            case "target_session_attrs": builder.TargetSessionAttributes = value; break;
            case "channel_binding": builder["Channel Binding"] = value; break;
            default: builder[key] = value; break;
        }
    }

    private static (string Before, string After) Cut(string text, int at) => at < 0 ? (text, "") : (text[..at], text[(at + 1)..]);
}
