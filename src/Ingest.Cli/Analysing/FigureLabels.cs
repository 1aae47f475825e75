using System.Globalization;
using System.Text.Json;
using Ingest.Core.Figures;

namespace Ingest.Cli.Analysing;

/// <summary>A text with its figures as a person sees them: a line of labels.jsonl.</summary>
/// <param name="Part">"tuned", or "held" where nobody looked while tuning.</param>
internal sealed record LabelledText(string Id, string Part, string Text, IReadOnlyList<FigureLabel> Figures)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    /// <summary>Those of a folder, or none.</summary>
    public static IReadOnlyList<LabelledText> In(string folder)
    {
        var file = Path.Combine(folder, "labels.jsonl");
        return File.Exists(file) ? [.. File.ReadLines(file).Where(line => line.Length > 0).Select(line => JsonSerializer.Deserialize<LabelledText>(line, Options)!)] : [];
    }
}

/// <param name="Value">A number, from/to, a:b, or of a date its ISO text.</param>
/// <param name="Unit">"" where none is printed.</param>
/// <param name="Bound">lower, upper, about, range; null for none.</param>
internal sealed record FigureLabel(int Start, string Surface, string Value, string Unit, string Kind, string? Bound)
{
    public bool Overlaps(Figure figure) => figure.Start < Start + Surface.Length && Start < figure.End;

    /// <summary>Value and unit are both right; a share to a hundredth.</summary>
    public bool Agrees(Figure figure) =>
        Unit == (figure.Unit ?? "") && (Kind == "date" ? figure.Date == Value
            : Value.Split('/') is [var from, var to] ? Same(figure.Lower, from) && Same(figure.Upper, to)
            : Value.Split(':') is [var above, var below] ? figure.Value is { } ratio && Same(ratio, Number(above) / Number(below))
            : figure.Value is { } value && Same(value, Number(Value)));

    public bool AgreesInKind(Figure figure) => string.Equals(Kind, figure.Kind.ToString(), StringComparison.OrdinalIgnoreCase);

    public bool AgreesInBound(Figure figure) => Bound switch
    {
        "lower" => figure.Lower is not null,
        "upper" => figure.Upper is not null,
        "about" => figure.IsApproximate,
        "range" => figure is { Lower: not null, Upper: not null },
        _ => figure is { Lower: null, Upper: null, IsApproximate: false },
    };

    private static bool Same(decimal? value, string text) => value is { } number && Same(number, Number(text));

    private static bool Same(decimal one, decimal other) => Math.Abs(one - other) < 0.005m;

    private static decimal Number(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);
}
