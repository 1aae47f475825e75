namespace Ingest.Engine.Reading.Ocr;

/// <summary>Where the pictures of a document's pages come from: a PDF, or an image file of one or more pages.</summary>
internal interface IPagePictures
{
    /// <summary>The picture of a page, counted from 1; null where it cannot be had. Safe to call from several threads.</summary>
    PageImage? Take(int number, CancellationToken cancellationToken);
}
