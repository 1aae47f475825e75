using System.Text;

namespace Ingest.Fixtures.Printing;

/// <summary>Prints flat OpenDocument text through LibreOffice Writer.</summary>
internal static class LibreOffice
{
    public static void Print(string flatDocument, string pdfPath)
    {
        var folder = Directory.CreateTempSubdirectory("ingest-writer-");
        try
        {
            var source = Path.Combine(folder.FullName, "form.fodt");
            File.WriteAllText(source, flatDocument, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
            OutsideProgram.Run("soffice", "-env:UserInstallation=" + new Uri(Path.Combine(folder.FullName, "profile")).AbsoluteUri,
                "--headless", "--convert-to", "pdf", "--outdir", folder.FullName, source);
            File.Move(Path.Combine(folder.FullName, "form.pdf"), pdfPath, overwrite: true);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
