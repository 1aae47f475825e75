using System.Globalization;
using System.Text;
using Ingest.Core;
using Ingest.Core.Corrections;
using Ingest.Core.Reports;
using Ingest.Core.Segmentation;
using Ingest.Engine.Isolation;
using Ingest.Engine.Reading;

namespace Ingest.Cli.Extracting;

/// <summary>
/// The hidden command that reads files for a parent: extraction, and nothing of the command line, so that it starts fast.
/// </summary>
internal static class ExtractChild
{
    public const string Name = "extract-child";
    public const string PackOption = "--pack";
    public const string PasswordsOption = "--passwords";
    public const string IndentedOption = "--indented";
    public const string OcrOption = "--ocr";
    public const string ThreadsOption = "--threads";

    public static int Run(IReadOnlyList<string> arguments)
    {
        var packs = new List<string>();
        string? passwords = null;
        var indented = false;
        var ocr = OcrMode.Auto;
        var threads = 1;
        for (var index = 0; index < arguments.Count; index++)
        {
            switch (arguments[index])
            {
                case PackOption:
                    packs.Add(arguments[++index]);
                    break;
                case PasswordsOption:
                    passwords = arguments[++index];
                    break;
                case OcrOption:
                    ocr = Enum.Parse<OcrMode>(arguments[++index], ignoreCase: true);
                    break;
                case ThreadsOption:
                    threads = int.Parse(arguments[++index], CultureInfo.InvariantCulture);
                    break;
                case IndentedOption:
                    indented = true;
                    break;
                default:
                    Console.Error.WriteLine($"{Name}: {arguments[index]}?");
                    return Hosting.ExitCode.Usage;
            }
        }

        return ExtractorChild.Serve(onPages =>
        {
            var forms = PackSet.Load(packs);
            var parser = new ReportParser(forms, Models.Load());
            var labels = new FormLabels(forms);
            var reader = new DocumentReader(new ReadOptions
            {
                Passwords = PasswordFile.Read(passwords), OnPages = onPages, Ocr = ocr, OcrThreads = threads, KnowsLabels = labels.AreIn,
            });
            return request =>
            {
                var (path, outline) = ExtractorRequest.Read(request);
                return Encoding.UTF8.GetBytes(ReportJson.Write(parser.Parse(reader.Read(path), outline is null ? null : Outline.FromJson(outline)), indented));
            };
        });
    }
}
