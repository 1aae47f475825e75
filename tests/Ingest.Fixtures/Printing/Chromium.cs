using System.Text;

namespace Ingest.Fixtures.Printing;

/// <summary>Prints HTML through headless Chromium.</summary>
internal static class Chromium
{
    public static void Print(string html, string pdfPath)
    {
        var folder = Directory.CreateTempSubdirectory("ingest-chromium-");
        try
        {
            var page = Path.Combine(folder.FullName, "form.html");
            File.WriteAllText(page, html, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
            OutsideProgram.Run("chromium", "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking",
                "--no-pdf-header-footer", "--disable-pdf-tagging", "--user-data-dir=" + Path.Combine(folder.FullName, "profile"), "--print-to-pdf=" + pdfPath,
                new Uri(page).AbsoluteUri);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
