using Ingest.Core.Classes;

namespace Ingest.Engine.Learning.Training.Texts;

/// <summary>A labelled indicator of seeds/indicator-classes.tsv.</summary>
/// <param name="Source">Where its label comes from: a form's own second level, a public definition, or us.</param>
/// <param name="Unit">The unit whose form it stands in; training and test share none.</param>
/// <param name="Kind">real; real-judged, where the form prints no class; invented.</param>
/// <param name="Split">train; test; repeated, for a test unit's name that training has too, which counts nowhere.</param>
public sealed record LabelledIndicator(string Name, string Explanation, string Class, string Source, string Unit, string Kind, string Form, string Split)
{
    public const string Train = "train";
    public const string Test = "test";

    public bool IsReal => Kind.StartsWith("real", StringComparison.Ordinal);
}

public static class IndicatorSeed
{
    private const string Header = "name\texplanation\tclass\tsource\tunit\tkind\tform\tsplit";

    /// <exception cref="InvalidDataException">A line is not as it should be; the message says which.</exception>
    public static IReadOnlyList<LabelledIndicator> Read(string file)
    {
        var lines = File.ReadAllLines(file);
        if (lines.Length == 0 || lines[0] != Header)
        {
            throw new InvalidDataException($"{file}: must begin with the columns {Header.Replace('\t', ' ')}");
        }

        return [.. lines.Skip(1).Select((line, i) => ReadLine(file, i + 2, line.Split('\t')))];
    }

    private static LabelledIndicator ReadLine(string file, int number, string[] cells) =>
        cells.Length == 8 && ClassCatalogue.Default.Names.ContainsKey(cells[2])
            ? new LabelledIndicator(cells[0], cells[1], cells[2], cells[3], cells[4], cells[5], cells[6], cells[7])
            : throw new InvalidDataException(FormattableString.Invariant($"{file}, line {number}: wants 8 columns and a known class"));
}
