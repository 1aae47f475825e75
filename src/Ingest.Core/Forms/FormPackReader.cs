using System.Reflection;
using Ingest.Core.Validation;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Ingest.Core.Forms;

/// <summary>Reads form packs from YAML, strictly: what it does not know it complains of, so that no label is lost to a typing mistake.</summary>
public static class FormPackReader
{
    /// <summary>Reads one pack.</summary>
    /// <param name="name">The file's name, for messages.</param>
    /// <exception cref="FormPackException">The text is no form pack.</exception>
    public static FormPack Read(string yaml, string name)
    {
        var root = Root(yaml, name).Allow("form", "version", "titles", "fields", "table", "notes", "grades", "headings", "funds", "hints", "checks", "others");
        var pack = new FormPack(
            root.Text("form"),
            root.Integer("version"),
            root.Texts("titles"),
            [.. root.Maps("fields").Select(ReadField)],
            ReadTable(root.Map("table").Allow("columns", "totals", "categories")),
            root.OptionalTexts("notes"),
            [.. root.Maps("grades").Select(ReadGrade)])
        {
            Headings = root.OptionalTexts("headings"),
            Funds = root.OptionalMap("funds") is { } funds ? ReadFunds(funds.Allow("labels", "columns", "lines")) : null,
            Hints = root.OptionalTexts("hints"),
            Others = root.OptionalTexts("others"),
            Checks = root.Has("checks") ? ReadChecks(root) : null,
        };
        if (!pack.Fields.Any(field => field.Required))
        {
            throw root.Trouble("fields", "needs one with 'required: true': the first of them, the project's name, tells where a report begins");
        }

        if (!pack.Table.Columns.Any(column => column.Kind == FieldKind.Number))
        {
            throw root.Trouble("table", "needs a column of 'kind: number', the points: rows are told apart by it");
        }

        RefuseRepeats(root, "fields", pack.Fields.Select(field => field.Key));
        RefuseRepeats(root, "fields", pack.Fields.SelectMany(field => field.Labels));
        RefuseRepeats(root, "table", pack.Table.Columns.Select(column => column.Key));
        RefuseRepeats(root, "table", pack.Table.Columns.SelectMany(column => column.Labels));
        RefuseRepeats(root, "funds", (pack.Funds?.Columns ?? []).SelectMany(column => column.Labels));
        RefuseRepeats(root, "funds", (pack.Funds?.Lines ?? []).SelectMany(line => line.Labels));
        return pack;
    }

    /// <summary>The packs that this assembly carries, by their form's name.</summary>
    public static IReadOnlyList<FormPack> BuiltIn() => Packs.Value;

    private static readonly Lazy<IReadOnlyList<FormPack>> Packs = new(() =>
    {
        var assembly = Assembly.GetExecutingAssembly();
        return
        [
            .. assembly.GetManifestResourceNames()
                .Where(name => name.EndsWith(".yaml", StringComparison.Ordinal))
                .Order(StringComparer.Ordinal)
                .Select(name =>
                {
                    using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
                    return Read(reader.ReadToEnd(), name);
                }),
        ];
    });

    private static PackNode Root(string yaml, string name)
    {
        try
        {
            var stream = new YamlStream();
            stream.Load(new StringReader(yaml));
            return stream.Documents is [{ RootNode: YamlMappingNode map }, ..]
                ? new PackNode(name, "", map)
                : throw new FormPackException($"{name}: holds no form pack; begin it with 'form:' and the form's name.");
        }
        catch (YamlException trouble)
        {
            throw new FormPackException(
                FormattableString.Invariant($"{name}, line {trouble.Start.Line}: is no valid YAML ({trouble.Message}); mend this line."),
                trouble);
        }
        catch (InvalidOperationException trouble)
        {
            // What YamlDotNet 18 throws for a bracket that is never closed; it does not tell the line.
            throw new FormPackException($"{name}: is no valid YAML; look for a [ or {{ or quote that is never closed.", trouble);
        }
    }

    private static FormField ReadField(PackNode node)
    {
        node.Allow("key", "kind", "labels", "required");
        return new FormField(node.Text("key"), node.OneOf<FieldKind>("kind"), node.Texts("labels"), node.Flag("required"));
    }

    private static FormTable ReadTable(PackNode node)
    {
        var columns = node.Maps("columns").Select(ReadColumn).ToList();
        return columns.Count > 0
            ? new FormTable(columns, node.Texts("totals"), node.OptionalTexts("categories"))
            : throw node.Trouble("columns", "is missing; add the table's columns, such as - { key: weight, kind: number, labels: [权重] }");
    }

    private static FormColumn ReadColumn(PackNode node)
    {
        node.Allow("key", "kind", "labels", "total", "optional", "part");
        var (key, labels) = (node.Text("key"), node.Texts("labels"));
        return node.OptionalText("part") is null
            ? new FormColumn(key, node.OneOf<FieldKind>("kind"), labels, node.OptionalText("total")) { Optional = node.Flag("optional") }
            : ReadPart(key, labels, node.OneOf<ColumnPart>("part"));
    }

    /// <summary>A part has a key of its own in the table, and none in the record.</summary>
    private static FormColumn ReadPart(string key, IReadOnlyList<string> labels, ColumnPart part) =>
        new($"{key}.{part}", FieldKind.Text, labels, TotalKey: null) { Optional = true, Of = key, Part = part };

    private static FormFunds ReadFunds(PackNode node) => new(
        node.Texts("labels"),
        [.. node.Maps("columns").Select(ReadColumn)],
        [.. node.Maps("lines").Select(line =>
        {
            line.Allow("code", "labels");
            return new FundLineName(line.Text("code"), line.Texts("labels"));
        })]);

    private static IReadOnlyList<string> ReadChecks(PackNode root)
    {
        var checks = root.OptionalTexts("checks");
        return checks.FirstOrDefault(check => !Validator.Checks.Contains(check, StringComparer.Ordinal)) is { } unknown
            ? throw root.Trouble("checks", $"names '{unknown}'; use some of {string.Join(", ", Validator.Checks)}")
            : checks;
    }

    private static GradeBand ReadGrade(PackNode node)
    {
        node.Allow("name", "from", "to");
        var band = new GradeBand(node.Text("name"), node.Number("from"), node.Number("to"));
        return band.From < band.To ? band : throw node.Trouble("to", "is not above from; write the lower score in from");
    }

    private static void RefuseRepeats(PackNode root, string key, IEnumerable<string> names)
    {
        if (names.GroupBy(name => name, StringComparer.Ordinal).FirstOrDefault(group => group.Skip(1).Any()) is { } twice)
        {
            throw root.Trouble(key, $"has '{twice.Key}' twice; keep one");
        }
    }
}
