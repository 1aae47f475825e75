using System.Text.Json;
using Ingest.Core.Documents;

namespace Ingest.Core.Corrections;

/// <summary>A box that was read, as it is kept: {"page": 1, "box": [x, y, width, height], "raw": "…", "source": "ocr"}.</summary>
public static class ReadPlaceJson
{
    public static string Write(ReadPlace place) => JsonSerializer.Serialize(new
    {
        page = place.Page,
        box = new[] { place.Box.X, place.Box.Y, place.Box.Width, place.Box.Height },
        raw = place.Raw,
        source = place.Source == TextSource.Ocr ? "ocr" : "text",
    });

    public static ReadPlace Read(string text)
    {
        using var json = JsonDocument.Parse(text);
        var place = json.RootElement;
        var sides = place.GetProperty("box").EnumerateArray().Select(side => side.GetDouble()).ToArray();
        return new ReadPlace(
            place.GetProperty("page").GetInt32(), new Box(sides[0], sides[1], sides[2], sides[3]), place.GetProperty("raw").GetString() ?? "",
            place.GetProperty("source").GetString() == "ocr" ? TextSource.Ocr : TextSource.Text);
    }
}
