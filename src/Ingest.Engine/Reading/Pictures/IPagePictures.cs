using Ingest.Engine.Reading.Ocr;

namespace Ingest.Engine.Reading.Pictures;

/// <summary>Where the pictures of a document's pages come from: a PDF, or an image file of one or more pages.</summary>
internal interface IPagePictures
{
    /// <summary>The picture of a page, counted from 1. Safe to call from several threads.</summary>
    /// <exception cref="PictureException">It cannot be had; the message says why.</exception>
    PageImage Take(int number, CancellationToken cancellationToken);
}

/// <summary>A page's picture cannot be had: damaged, larger than can be held, or of a kind that nobody here decodes.</summary>
internal sealed class PictureException(string message, Exception? inner = null) : Exception(message, inner);
