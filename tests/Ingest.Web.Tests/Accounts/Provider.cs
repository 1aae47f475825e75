using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Logging;

namespace Ingest.Web.Tests.Accounts;

/// <summary>A small OpenID Connect provider: code flow with PKCE, and an identity that the test chooses.</summary>
internal sealed class Provider : IAsyncDisposable
{
    public const string Client = "ingest";
    public const string Secret = "a secret of both";

    private readonly RSA key = RSA.Create(2048);
    private readonly RSA foreign = RSA.Create(2048);
    private readonly ConcurrentDictionary<string, (string Nonce, string Challenge, string RedirectUri)> codes = new(StringComparer.Ordinal);
    private readonly WebApplication app;

    private Provider(WebApplication app) => this.app = app;

    public string Url { get; private set; } = "";

    /// <summary>Claims of whoever logs in next.</summary>
    public Dictionary<string, object> Claims { get; set; } = [];

    public bool SignsWithAForeignKey { get; set; }

    public bool ForgetsTheNonce { get; set; }

    public static async Task<Provider> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var provider = new Provider(builder.Build());
        provider.Map();
        await provider.app.StartAsync();
        provider.Url = provider.app.Urls.Single();
        return provider;
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        key.Dispose();
        foreign.Dispose();
    }

    private void Map()
    {
        app.MapGet("/.well-known/openid-configuration", () => Results.Json(new
        {
            issuer = Url, authorization_endpoint = Url + "/authorize", token_endpoint = Url + "/token", jwks_uri = Url + "/keys",
            response_types_supported = new[] { "code" }, subject_types_supported = new[] { "public" }, id_token_signing_alg_values_supported = new[] { "RS256" },
        }));
        app.MapGet("/keys", () =>
        {
            var parameters = key.ExportParameters(false);
            return Results.Json(new { keys = new[] { new { kty = "RSA", use = "sig", alg = "RS256", kid = "1", n = Encoded(parameters.Modulus!), e = Encoded(parameters.Exponent!) } } });
        });
        app.MapGet("/authorize", (HttpContext context) =>
        {
            var query = context.Request.Query;
            Assert.Equal((Client, "code", "S256"), (query["client_id"].ToString(), query["response_type"].ToString(), query["code_challenge_method"].ToString()));
            var code = Guid.NewGuid().ToString("N");
            codes[code] = (query["nonce"].ToString(), query["code_challenge"].ToString(), query["redirect_uri"].ToString());
            return Results.Redirect(QueryHelpers.AddQueryString(query["redirect_uri"].ToString(), new Dictionary<string, string?> { ["code"] = code, ["state"] = query["state"] }));
        });
        app.MapPost("/token", async (HttpContext context) =>
        {
            var form = await context.Request.ReadFormAsync();
            var isRight = codes.TryRemove(form["code"].ToString(), out var asked) && form["client_id"] == Client && form["client_secret"] == Secret &&
                form["redirect_uri"] == asked.RedirectUri && Encoded(SHA256.HashData(Encoding.ASCII.GetBytes(form["code_verifier"].ToString()))) == asked.Challenge;
            return isRight
                ? Results.Json(new { access_token = "none", token_type = "Bearer", expires_in = 60, id_token = Token(asked.Nonce) })
                : Results.Json(new { error = "invalid_grant" }, statusCode: 400);
        });
    }

    private string Token(string nonce)
    {
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        var claims = new Dictionary<string, object>(Claims) { ["iss"] = Url, ["aud"] = Client, ["iat"] = now, ["exp"] = now + 600, ["nonce"] = ForgetsTheNonce ? "another" : nonce };
        var signed = Encoded(JsonSerializer.SerializeToUtf8Bytes(new { alg = "RS256", kid = "1", typ = "JWT" })) + "." + Encoded(JsonSerializer.SerializeToUtf8Bytes(claims));
        var signature = (SignsWithAForeignKey ? foreign : key).SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return signed + "." + Encoded(signature);
    }

    private static string Encoded(byte[] bytes) => WebEncoders.Base64UrlEncode(bytes);
}
