using System.Text.Json;
using Ingest.Cli.Extracting;
using Ingest.Core.Documents;
using Ingest.Core.Segmentation;
using Ingest.Engine.Isolation;
using Ingest.Engine.Reading;

namespace Ingest.Cli.Serving;

/// <summary>The hidden command that reads boxes of pages for the server, under the limits of an extraction.</summary>
internal static class BoxChild
{
    public const string Name = "box-child";

    /// <param name="Box">x, y, width, height; points.</param>
    /// <param name="Passwords">Of encrypted files: through the pipe, where nobody else reads them.</param>
    public sealed record Request(string Path, int Page, double[] Box, IReadOnlyList<string> Passwords);

    /// <param name="Source">text or ocr.</param>
    public sealed record Answer(string Text, double[] Box, string Source, double Confidence);

    public static int Run(IReadOnlyList<string> packs) => ExtractorChild.Serve(onPages =>
    {
        var labels = new FormLabels(PackSet.Load([.. packs]));
        BoxReader? reader = null;
        return json =>
        {
            var request = JsonSerializer.Deserialize<Request>(json)!;
            reader ??= new BoxReader(new ReadOptions { Passwords = request.Passwords, OnPages = onPages, KnowsLabels = labels.AreIn });
            var read = reader.Read(request.Path, request.Page, new Box(request.Box[0], request.Box[1], request.Box[2], request.Box[3]));
            return JsonSerializer.SerializeToUtf8Bytes(new Answer(
                read.Text, [read.Box.X, read.Box.Y, read.Box.Width, read.Box.Height], read.Source == TextSource.Ocr ? "ocr" : "text", read.Confidence));
        };
    });
}
