using System.Drawing;
using Ingest.Cli.Hosting;
using Ingest.Core.Documents;
using Ingest.Core.Reports;
using Ingest.Core.Segmentation;
using Ingest.Engine.Reading;

namespace Ingest.Cli.Inspecting;

/// <summary>What of a page is drawn.</summary>
internal enum DrawnStage
{
    /// <summary>Words, rulings, cells and labels on the page as it is displayed.</summary>
    All,

    /// <summary>The picture of a scanned page, as it lies in the file.</summary>
    Picture,

    /// <summary>The same made ready for reading: upright, level, even, without seals and rulings.</summary>
    Cleaned,

    /// <summary>The rulings that were found, on the cleaned page.</summary>
    Rulings,

    /// <summary>The cells that they make.</summary>
    Cells,

    /// <summary>Characters, coloured by how sure their reader was.</summary>
    Words,
}

/// <summary>Draws a page of a document that was read, and what was seen on it.</summary>
internal sealed class PageDrawing(Terminal terminal, string path, Document document, IReadOnlyList<FormMatch> matches, ScanSketch sketch)
{
    /// <summary>What lies above is rarely wrong.</summary>
    private const double Sure = 0.97;

    public void Write(int number, DrawnStage stage, string? output, CancellationToken cancellationToken)
    {
        if (number < 1 || number > document.Pages.Count)
        {
            throw new UserException(
                ExitCode.Usage, $"{path}: has pages 1 to {document.Pages.Count}, not {number}", $"{path}：共 {document.Pages.Count} 页，没有第 {number} 页");
        }

        var file = Path.GetFullPath(output ?? FormattableString.Invariant($"{document.FileName}.p{number}{(stage == DrawnStage.All ? "" : $".{stage}".ToLowerInvariant())}.png"));
        try
        {
            Draw(document.Pages[number - 1], stage, file, cancellationToken);
        }
        catch (Exception refused) when (refused is PopplerException or ArgumentException)
        {
            throw new UserException(ExitCode.Unreadable, refused.Message, $"无法绘制页面：{refused.Message}");
        }

        Terminal.Result(file);
    }

    private void Draw(Page page, DrawnStage stage, string file, CancellationToken cancellationToken)
    {
        var layers = Layers(page, stage);
        var placement = page.Placement ?? Placement.Identity;
        if (stage is DrawnStage.All or DrawnStage.Picture && sketch.Picture is { } picture)
        {
            PageOverlay.Write(picture, sketch.Size, placement, layers, file, cancellationToken);
        }
        else if (stage is not DrawnStage.All && sketch.Cleaned(page) is { } cleaned)
        {
            PageOverlay.Write(cleaned, (page.Width, page.Height), Placement.Identity, layers, file, cancellationToken);
        }
        else if (stage == DrawnStage.Cleaned)
        {
            throw new UserException(
                ExitCode.Usage, $"{path}: page {page.Number} was read from its text layer, nothing was cleaned; --ocr always reads its picture",
                $"{path}：第 {page.Number} 页由文本层读取，没有清理后的图；用 --ocr always 可改读图像");
        }
        else
        {
            PageOverlay.Write(path, page, layers, file, cancellationToken: cancellationToken);
        }

        terminal.Note(string.Join(", ", layers.Select(Counted)), string.Join("，", layers.Select(Counted)));
    }

    private IReadOnlyList<OverlayLayer> Layers(Page page, DrawnStage stage) => stage switch
    {
        DrawnStage.All => [OverlayLayer.Words(page), OverlayLayer.Rulings(page), Cells(page), Labels(page)],
        DrawnStage.Rulings => [OverlayLayer.Rulings(page)],
        DrawnStage.Cells => [OverlayLayer.Rulings(page), Cells(page)],
        DrawnStage.Words => OverlayLayer.Confidences(page, Extraction.ReviewThreshold, Sure),
        _ => [],
    };

    private static OverlayLayer Cells(Page page) =>
        new("cells", Color.SeaGreen, [.. PageLayout.Of(page).Grids.SelectMany(grid => grid.Cells).Select(cell => (cell.Box, (string?)null))]);

    /// <summary>The labels that the best form found on the page.</summary>
    private OverlayLayer Labels(Page page)
    {
        var best = matches.MaxBy(match => match.Reports)!;
        return new OverlayLayer($"labels of {best.Form}", Color.DarkOrange, [.. best.Fields.Concat(best.Columns).Prepend(best.Title)
            .SelectMany(sought => sought.Hits.Where(hit => hit.Page == page.Number).Select(hit => (hit.Box, (string?)sought.Key)))]);
    }

    private static string Counted(OverlayLayer layer) => FormattableString.Invariant($"{layer.Name}: {layer.Boxes.Count}");
}
