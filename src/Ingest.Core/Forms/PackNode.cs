using System.Globalization;
using YamlDotNet.RepresentationModel;

namespace Ingest.Core.Forms;

/// <summary>A mapping of a form pack's YAML that knows where it stands, so that each complaint can name file, line and key.</summary>
internal sealed class PackNode(string file, string path, YamlMappingNode node)
{
    /// <summary>Complains of the first key that is none of <paramref name="known"/>: a mistyped key must not be ignored.</summary>
    public PackNode Allow(params string[] known)
    {
        foreach (var (key, value) in node.Children)
        {
            if (key is not YamlScalarNode { Value: { } name } || !known.Contains(name, StringComparer.Ordinal))
            {
                throw Trouble(key.ToString(), value, $"is no key of a form pack here; use one of {string.Join(", ", known)}");
            }
        }

        return this;
    }

    public string Text(string key) => Scalar(key) ?? throw Missing(key, "a text");

    public string? OptionalText(string key) => Scalar(key);

    public bool Flag(string key) => Scalar(key) switch
    {
        null or "false" => false,
        "true" => true,
        var other => throw Trouble(key, $"is '{other}'; write true or false"),
    };

    public decimal Number(string key)
    {
        var text = Text(key);
        return decimal.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw Trouble(key, $"is '{text}'; write a number such as 90");
    }

    public int Integer(string key) =>
        Number(key) is var number && number == Math.Floor(number) && Math.Abs(number) < int.MaxValue
            ? (int)number
            : throw Trouble(key, "is no whole number; write one such as 1");

    /// <summary>One of an enum's names, in any case.</summary>
    public T OneOf<T>(string key)
        where T : struct, Enum
    {
        var text = Text(key);
        var names = Enum.GetNames<T>();
        return names.Contains(text, StringComparer.OrdinalIgnoreCase)
            ? Enum.Parse<T>(text, ignoreCase: true)
            : throw Trouble(key, $"is '{text}'; use one of {string.Join(", ", names.Select(name => name.ToLowerInvariant()))}");
    }

    /// <summary>A list of texts with at least one in it.</summary>
    public IReadOnlyList<string> Texts(string key)
    {
        var texts = OptionalTexts(key);
        return texts.Count > 0 ? texts : throw Missing(key, "a list of at least one text, such as [项目名称]");
    }

    public IReadOnlyList<string> OptionalTexts(string key) =>
    [
        .. Items(key).Select((item, index) => item is YamlScalarNode { Value: { } text } && !string.IsNullOrWhiteSpace(text)
            ? text
            : throw Trouble($"{key}[{index}]", item, "is no text; write one in quotes")),
    ];

    public PackNode Map(string key) => Child(key) switch
    {
        YamlMappingNode map => new PackNode(file, Join(key), map),
        null => throw Missing(key, "a mapping of keys to values"),
        var other => throw Trouble(key, other, "is no mapping; write keys and values under it"),
    };

    /// <summary>Null where the key is not there.</summary>
    public PackNode? OptionalMap(string key) => Has(key) ? Map(key) : null;

    public bool Has(string key) => Child(key) is not null;

    public IReadOnlyList<PackNode> Maps(string key) =>
    [
        .. Items(key).Select((item, index) => item is YamlMappingNode map
            ? new PackNode(file, Join($"{key}[{index}]"), map)
            : throw Trouble($"{key}[{index}]", item, "is no mapping; write { key: …, … }")),
    ];

    public FormPackException Trouble(string key, string problem) => Trouble(key, Child(key) ?? node, problem);

    private FormPackException Trouble(string key, YamlNode at, string problem) =>
        new(string.Create(CultureInfo.InvariantCulture, $"{file}, line {at.Start.Line}: {Join(key)} {problem}."));

    private FormPackException Missing(string key, string wanted) => Trouble(key, node, $"is missing; add {wanted}");

    private IReadOnlyList<YamlNode> Items(string key) => Child(key) switch
    {
        null => [],
        YamlSequenceNode list => [.. list.Children],
        var other => throw Trouble(key, other, "is no list; write [ …, … ]"),
    };

    private string? Scalar(string key) => Child(key) switch
    {
        null => null,
        YamlScalarNode scalar => string.IsNullOrWhiteSpace(scalar.Value) ? null : scalar.Value,
        var other => throw Trouble(key, other, "is no single value; write one text or number"),
    };

    private YamlNode? Child(string key) => node.Children.TryGetValue(new YamlScalarNode(key), out var child) ? child : null;

    private string Join(string key) => path.Length == 0 ? key : $"{path}.{key}";
}
