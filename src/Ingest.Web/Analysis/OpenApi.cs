using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Ingest.Store;
using Ingest.Store.Publishing;
using Ingest.Store.Searching;

namespace Ingest.Web.Analysis;

/// <summary>The API described (OpenAPI 3.1), made from the database's own dictionary, so that it cannot fall behind.</summary>
internal static class OpenApi
{
    private static readonly JsonSerializerOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Describe(DataDictionary dictionary)
    {
        var views = dictionary.Tables.Where(table => IngestStore.ExportViews.Contains(table.Name, StringComparer.Ordinal)).ToList();
        return new JsonObject
        {
            ["openapi"] = "3.1.0",
            ["info"] = new JsonObject
            {
                ["title"] = "ingest", ["version"] = dictionary.Version,
                ["description"] = "项目绩效自评价数据 · Self-evaluation reports of budget projects. Log in at /login; the session's cookie goes with each request.",
            },
            ["paths"] = new JsonObject([.. views.Select(view => KeyValuePair.Create(ApiEndpoints.Root + "/" + view.Name, (JsonNode?)Path(view))), KeyValuePair.Create(ApiEndpoints.Root + "/search", (JsonNode?)SearchPath())]),
            ["components"] = new JsonObject
            {
                ["schemas"] = new JsonObject([.. views.Select(view => KeyValuePair.Create(view.Name, (JsonNode?)Schema(view)))]),
                ["securitySchemes"] = new JsonObject { ["session"] = new JsonObject { ["type"] = "apiKey", ["in"] = "cookie", ["name"] = "ingest_session" } },
            },
            ["security"] = new JsonArray(new JsonObject { ["session"] = new JsonArray() }),
        }.ToJsonString(Options);
    }

    private static JsonObject Path(DictionaryTable view) => new()
    {
        ["get"] = new JsonObject
        {
            ["operationId"] = view.Name,
            ["summary"] = $"{view.Chinese} · {view.English}",
            ["parameters"] = new JsonArray(
                Parameter("year", "integer", "年度，可多次给出 · Fiscal year, may be given several times"),
                Parameter("unit", "string", "单位，可用任一写法，* 代表任意字符 · Unit, by any of its names; * for any characters"),
                Parameter("form", "string", "表单种类 · Form"),
                Parameter("grade", "string", "绩效等级代码或原文 · Grade, as a code or as printed"),
                Parameter("since", "string", "此后发布的 · Published since, ISO 8601"),
                Parameter("batch", "integer", "导入批次 · Import batch"),
                Parameter("report", "integer", "报告编号 · One report"),
                Parameter("offset", "integer", "跳过的行数 · Rows to skip"),
                Parameter("limit", "integer", "行数，默认 100，最多 1000 · Rows, 100 unless said, 1000 at most"),
                Parameter("format", "string", "json 分页，jsonl、csv 全部输出 · json in pages; jsonl and csv stream all rows")),
            ["responses"] = new JsonObject
            {
                ["200"] = new JsonObject
                {
                    ["description"] = "OK",
                    ["content"] = new JsonObject { ["application/json"] = new JsonObject { ["schema"] = Page(view.Name) } },
                },
                ["304"] = new JsonObject { ["description"] = "If-None-Match 相符 · nothing changed" },
                ["401"] = new JsonObject { ["description"] = "未登录 · not logged in" },
            },
        },
    };

    private static JsonObject SearchPath() => new()
    {
        ["get"] = new JsonObject
        {
            ["operationId"] = "search",
            ["summary"] = "全文检索 · Full text",
            ["parameters"] = new JsonArray(
                Parameter("q", "string", "检索词，每个至少两个字 · Words of two characters or more"),
                Parameter("in", "string", string.Join(", ", SearchRequest.AllKinds)),
                Parameter("year", "integer", "年度 · Fiscal year"),
                Parameter("unit", "string", "单位 · Unit"),
                Parameter("limit", "integer", "条数 · Hits")),
            ["responses"] = new JsonObject { ["200"] = new JsonObject { ["description"] = "OK" }, ["400"] = new JsonObject { ["description"] = "检索词太短 · a term is too short" } },
        },
    };

    private static JsonObject Parameter(string name, string type, string said) => new()
    {
        ["name"] = name, ["in"] = "query", ["description"] = said, ["schema"] = new JsonObject { ["type"] = type },
    };

    private static JsonObject Page(string view) => new()
    {
        ["type"] = "object",
        ["properties"] = new JsonObject
        {
            ["view"] = new JsonObject { ["type"] = "string" },
            ["total"] = new JsonObject { ["type"] = "integer" },
            ["offset"] = new JsonObject { ["type"] = "integer" },
            ["limit"] = new JsonObject { ["type"] = "integer" },
            ["next"] = new JsonObject { ["type"] = new JsonArray("string", "null") },
            ["rows"] = new JsonObject { ["type"] = "array", ["items"] = new JsonObject { ["$ref"] = "#/components/schemas/" + view } },
        },
    };

    private static JsonObject Schema(DictionaryTable view) => new()
    {
        ["type"] = "object",
        ["properties"] = new JsonObject([.. view.Columns.Select(column => KeyValuePair.Create(column.Name, (JsonNode?)Property(column)))]),
    };

    private static JsonObject Property(DictionaryColumn column)
    {
        var (type, format) = column.Type switch
        {
            "bigint" or "integer" => ("integer", null),
            "numeric" or "real" => ("number", null),
            "boolean" => ("boolean", null),
            "date" => ("string", "date"),
            "timestamp with time zone" => ("string", "date-time"),
            "text[]" => ("array", (string?)null),
            _ => ("string", null),
        };
        var property = new JsonObject { ["type"] = new JsonArray(type, "null"), ["description"] = $"{column.Chinese} · {column.English}" };
        if (format is not null)
        {
            property["format"] = format;
        }

        if (type == "array")
        {
            property["items"] = new JsonObject { ["type"] = "string" };
        }

        return property;
    }
}
