using Ingest.Core.Forms;
using Ingest.Core.Labelling;
using Ingest.Core.Normalisation;
using Ingest.Engine.Learning.Texts;

namespace Ingest.Engine.Learning.Training.Texts;

/// <summary>A wording and what it means, or that it is no label.</summary>
/// <param name="Class">A concept, or a role behind <see cref="LabelClassifier.RolePrefix"/>.</param>
/// <param name="Split">train or test.</param>
public sealed record LabelledWording(string Wording, string Class, string Source, string Split)
{
    public bool IsLabel => !Class.StartsWith(LabelClassifier.RolePrefix, StringComparison.Ordinal);

    public bool IsTest => Split == LabelledIndicator.Test;
}

/// <summary>What label wordings are learned from: the packs' own, invented ones, and texts of forms that are no labels.</summary>
public static class LabelSeed
{
    private const string Header = "wording\tconcept\tsource\tsplit";
    private const string None = "none";
    private const int NamesTaken = 6;

    /// <param name="file">seeds/label-wordings.tsv.</param>
    /// <param name="names">Indicator names stand for the cells of a table.</param>
    /// <exception cref="InvalidDataException">A line is not as it should be; the message says which.</exception>
    public static IReadOnlyList<LabelledWording> Read(string file, IReadOnlyList<LabelledIndicator> names, IReadOnlyList<FormPack> packs)
    {
        var lines = File.ReadAllLines(file);
        if (lines.Length == 0 || lines[0] != Header)
        {
            throw new InvalidDataException($"{file}: must begin with the columns {Header.Replace('\t', ' ')}");
        }

        var own = lines.Skip(1).Select((line, i) => ReadLine(file, i + 2, line.Split('\t'))).ToList();
        List<LabelledWording> train =
        [
            .. packs.SelectMany(OfPack),
            .. own.Where(wording => !wording.IsTest),
            .. names.Where((name, i) => name.Split == LabelledIndicator.Train && name.Name.Length > 0 && i % NamesTaken == 0)
                .Select(name => new LabelledWording(name.Name, LabelClassifier.RolePrefix + "cell", name.Kind, LabelledIndicator.Train)),
        ];
        train = [.. train.DistinctBy(wording => (Labels.Fold(wording.Wording), wording.Class))];
        var known = train.Select(wording => Labels.Fold(wording.Wording)).ToHashSet(StringComparer.Ordinal);
        return [.. train, .. own.Where(wording => wording.IsTest && !known.Contains(Labels.Fold(wording.Wording)))];
    }

    private static LabelledWording ReadLine(string file, int number, string[] cells) =>
        cells.Length == 4 && (cells[1] == None || LabelConcepts.Default.All.Contains(cells[1]))
            ? new LabelledWording(cells[0], cells[1] == None ? LabelClassifier.RolePrefix + "other" : cells[1], cells[2], cells[3])
            : throw new InvalidDataException(FormattableString.Invariant($"{file}, line {number}: wants 4 columns and a known concept"));

    private static IEnumerable<LabelledWording> OfPack(FormPack pack)
    {
        var labels = pack.Fields.Select(field => (LabelPlace.Field, field.Key, field.Labels))
            .Concat(pack.Table.Columns.Where(column => column.Of is null).Select(column => (LabelPlace.Column, column.Key, column.Labels)))
            .Concat((pack.Funds?.Columns ?? []).Select(column => (LabelPlace.Fund, column.Key, column.Labels)));
        foreach (var (place, key, wordings) in labels)
        {
            if (LabelConcepts.Default.ConceptOf(place, key) is { } concept)
            {
                foreach (var wording in wordings)
                {
                    yield return Known(wording.Replace("*", "", StringComparison.Ordinal), concept);
                }
            }
        }

        foreach (var (role, texts) in new (string, IEnumerable<string>)[]
        {
            ("title", pack.Titles), ("heading", pack.Headings.Concat(pack.Funds?.Labels ?? [])), ("note", pack.Notes), ("category", pack.Table.Categories),
            ("total", pack.Table.TotalLabels), ("line", (pack.Funds?.Lines ?? []).SelectMany(line => line.Labels)),
        })
        {
            foreach (var text in texts)
            {
                yield return Known(text.Replace("*", "", StringComparison.Ordinal), LabelClassifier.RolePrefix + role);
            }
        }

        static LabelledWording Known(string wording, string given) => new(wording, given, "pack", LabelledIndicator.Train);
    }
}
