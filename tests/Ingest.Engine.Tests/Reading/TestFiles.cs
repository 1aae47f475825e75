using Ingest.Core.Documents;
using Ingest.Engine.Reading;

namespace Ingest.Engine.Tests.Reading;

/// <summary>Files for one test, gone when it ends; and where the repository keeps its own.</summary>
internal sealed class TestFiles : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("ingest-reading-");

    public static string Repository { get; } = FindRepository();

    public static string Data(string name) => Path.Combine(Repository, "tests", "Ingest.Engine.Tests", "Data", name);

    public string Write(string name, byte[] bytes)
    {
        var path = Path.Combine(folder.FullName, name);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    public Document Read(TinyPdf pdf) => new DocumentReader(new ReadOptions { Ocr = OcrMode.Never }).Read(Write("tiny.pdf", pdf.ToBytes()));

    public Page ReadPage(string content, string pageEntries = "/MediaBox[0 0 600 800]") =>
        Read(new TinyPdf().Page(content, pageEntries)).Pages[0];

    public UnreadableDocumentException Refused(string name, byte[] bytes, ReadOptions? options = null) =>
        Assert.Throws<UnreadableDocumentException>(() => new DocumentReader(options).Read(Write(name, bytes)));

    public void Dispose() => folder.Delete(recursive: true);

    private static string FindRepository()
    {
        for (var above = new DirectoryInfo(AppContext.BaseDirectory); above is not null; above = above.Parent)
        {
            if (File.Exists(Path.Combine(above.FullName, "Ingest.sln")))
            {
                return above.FullName;
            }
        }

        throw new InvalidOperationException("Ingest.sln lies in no folder above the tests.");
    }
}
