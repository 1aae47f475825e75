using System.Globalization;
using System.Xml.Linq;

namespace Ingest.Fixtures.Printing;

/// <summary>The namespaces of OpenDocument and its way to write lengths.</summary>
internal static class Fodt
{
    public static readonly XNamespace Office = "urn:oasis:names:tc:opendocument:xmlns:office:1.0";
    public static readonly XNamespace Text = "urn:oasis:names:tc:opendocument:xmlns:text:1.0";
    public static readonly XNamespace Table = "urn:oasis:names:tc:opendocument:xmlns:table:1.0";
    public static readonly XNamespace Style = "urn:oasis:names:tc:opendocument:xmlns:style:1.0";
    public static readonly XNamespace Fo = "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0";
    public static readonly XNamespace Svg = "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0";

    public static IEnumerable<XAttribute> Namespaces =>
    [
        new(XNamespace.Xmlns + "office", Office), new(XNamespace.Xmlns + "text", Text), new(XNamespace.Xmlns + "table", Table),
        new(XNamespace.Xmlns + "style", Style), new(XNamespace.Xmlns + "fo", Fo), new(XNamespace.Xmlns + "svg", Svg),
    ];

    public static string Points(double value) => value.ToString("0.###", CultureInfo.InvariantCulture) + "pt";

    public static string Millimetres(double value) => value.ToString("0.###", CultureInfo.InvariantCulture) + "mm";
}
