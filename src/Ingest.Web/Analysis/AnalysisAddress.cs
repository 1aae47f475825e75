using System.Globalization;
using Ingest.Store.Publishing;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;

namespace Ingest.Web.Analysis;

/// <summary>The filter as an address, so that every view of the page can be sent, and gone back to.</summary>
internal static class AnalysisAddress
{
    public const string Path = "/analysis";
    private const int LongestText = 200;

    public static AnalysisFilter Read(IQueryCollection query) => new()
    {
        Year = int.TryParse(query["year"], NumberStyles.None, CultureInfo.InvariantCulture, out var year) ? year : null,
        Unit = Word(query["unit"]),
        Form = Word(query["form"]),
        Grade = Word(query["grade"]),
        Rule = Word(query["rule"]),
        Indicator = Word(query["indicator"]),
    };

    public static string Write(AnalysisFilter filter)
    {
        var query = new QueryBuilder();
        foreach (var (name, value) in Parts(filter))
        {
            query.Add(name, value);
        }

        return Path + query.ToQueryString();
    }

    /// <summary>What is chosen, by its name in the address.</summary>
    public static IEnumerable<(string Name, string Value)> Parts(AnalysisFilter filter) =>
        new (string Name, string? Value)[]
        {
            ("year", filter.Year?.ToString(CultureInfo.InvariantCulture)), ("unit", filter.Unit), ("form", filter.Form), ("grade", filter.Grade),
            ("rule", filter.Rule), ("indicator", filter.Indicator),
        }.Where(part => part.Value is not null).Select(part => (part.Name, part.Value!));

    private static string? Word(string? text) => text?.Trim() is { Length: > 0 and <= LongestText } word ? word : null;
}
