using Ingest.Core.Documents;
using Ingest.Engine.Reading.Ocr;
using OpenCvSharp;

namespace Ingest.Engine.Reading;

/// <summary>
/// Keeps what one recognised page looked like on its way, for people who want to see what the machine saw. Give it to a
/// reader by <see cref="ReadOptions.Sketch"/>; a page that is read from its text layer leaves nothing.
/// </summary>
/// <param name="page">Counted from 1.</param>
public sealed class ScanSketch(int page)
{
    private readonly List<(Placement Placement, byte[] Picture, byte[] Cleaned)> _tries = [];

    public int Page => page;

    /// <summary>Of the page as displayed, points.</summary>
    public (double Width, double Height) Size { get; private set; }

    /// <summary>PNG: the page's picture as it was taken from the file; null where the page was not recognised.</summary>
    public byte[]? Picture => _tries.Count == 0 ? null : _tries[^1].Picture;

    /// <summary>PNG: level, even, without seal and rulings, as it was read; the page's own points, upright. A page that was tried twice has the try that was taken.</summary>
    public byte[]? Cleaned(Page read) => _tries.Find(one => one.Placement == read.Placement) is { Cleaned: { } cleaned } ? cleaned : null;

    internal void Keep(int number, PageImage image, PreparedPage prepared)
    {
        if (number == page)
        {
            Cv2.ImEncode(".png", image.Pixels, out var picture);
            Cv2.ImEncode(".png", prepared.Ink, out var cleaned);
            lock (_tries)
            {
                Size = (image.Width, image.Height);
                _tries.Add((prepared.Placement, picture, cleaned));
            }
        }
    }
}
