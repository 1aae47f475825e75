using Ingest.Core.Forms;
using Ingest.Core.Reports;

namespace Ingest.Core.Normalisation;

/// <summary>From what is printed to what is meant: the one switch over the kinds of field.</summary>
public static class Normaliser
{
    /// <summary>Never throws. Null for a blank, and for what cannot be read as <paramref name="kind"/>.</summary>
    /// <param name="raw">As printed; read where <paramref name="lines"/> is empty.</param>
    /// <param name="lines">The lines of <paramref name="raw"/>, from top to bottom.</param>
    /// <param name="unit">The label's unit (元, 万元, %), where it has one.</param>
    public static FieldValue? Normalise(FieldKind kind, string raw, IReadOnlyList<string> lines, string? unit)
    {
        if (lines.All(string.IsNullOrWhiteSpace))
        {
            lines = [raw];
        }

        var text = string.Join('\n', lines);
        return Blanks.IsBlank(text) ? null : kind switch
        {
            FieldKind.Text or FieldKind.Narrative => Text(CjkText.Join(lines)),
            FieldKind.Category or FieldKind.Level => Text(Categories.Parse(text).Name),
            FieldKind.Item => Text(Templates.WithoutNumber(CjkText.Join(lines))),
            FieldKind.Measure => Text(CjkText.Join(lines)),
            FieldKind.Organisations => Organisations.Split(lines) is { Count: > 0 } names ? new ListValue(names) : null,
            FieldKind.Choice => Choices.Parse(text) is { } flag ? new FlagValue(flag) : null,
            FieldKind.Amount => Number(Amounts.Parse(text, unit)),
            FieldKind.Rate => Number(Rates.Parse(text)),
            FieldKind.Number => Number(Numbers.Parse(text)),
            FieldKind.Year => Number(Years.Parse(text)),
            FieldKind.Date => Dates.Parse(text),
            _ => null,
        };
    }

    private static TextValue? Text(string text) => text.Length == 0 ? null : new TextValue(text);

    private static NumberValue? Number(decimal? number) => number is { } value ? new NumberValue(value) : null;
}
