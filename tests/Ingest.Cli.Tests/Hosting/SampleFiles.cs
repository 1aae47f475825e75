using System.Text;

namespace Ingest.Cli.Tests.Hosting;

/// <summary>A folder of files for one test, made in code.</summary>
public sealed class SampleFiles : IDisposable
{
    /// <summary>Somebody else must be able to go there too: see the test of the folder without rights.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory("ingest-cli-").FullName;

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    public string Write(string name, byte[] bytes)
    {
        var path = Path.Combine(Folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    public string Empty(string name = "empty.pdf") => Write(name, []);

    public string Png(string name = "picture.pdf") => Write(
        name, Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="));

    public string Plain(string name = "letter.pdf", string text = "Dear reader, this is a letter and no form at all.") => Write(name, Pdf(text));

    /// <summary>A dump of one small report.</summary>
    public string Report(string name = "report.txt", string project = "科普活动经费") => Write(name, Encoding.UTF8.GetBytes($"""
        项目绩效自评价

        项目名称： {project} 预算单位： 某市科学技术馆

        具体实施处（科室）： 科普部 是否为经常性项目： 是

        当年预算数（元）： 500,000.00 上年预算金额（元）： 450,000.00

        预算执行数（元）： 450,000.00 预算执行率（%）： 90.00%

        项目年度总目标：

        组织科普活动，提高市民的科学素质。

        自评时间： 2021-02-01

        绩效等级： 优秀

        主要绩效：

        2020年举办科普活动20场。

        主要问题：

        活动场地不足。

        改进措施：

        争取更多场地。

        一级指标 指标名称 指标解释 权重 自评分 备注
        产出目标(60分) 活动场次 全年举办科普活动的场次 60.00 55.00
        效果目标(40分) 观众满意度 观众对活动的满意程度 40.00 38.00
        合计 100.00 93.00
        """));

    public string Half(string name = "half.pdf")
    {
        var whole = Pdf("cut in two");
        return Write(name, whole[..(whole.Length / 3)]);
    }

    /// <summary>Arrays inside arrays, deeper than a stack: whoever parses them recursively dies.</summary>
    public string StackBreaker(string name = "deep.pdf") => Write(
        name, Pdf("deep", new string('[', 400_000) + new string(']', 400_000)));

    /// <summary>Encrypted with user password "secret" (AES-256; made by qpdf).</summary>
    public string Encrypted(string name = "encrypted.pdf") =>
        Write(name, File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Files", "encrypted.pdf")));

    /// <summary>A PDF of one page that says <paramref name="text"/>; <paramref name="extra"/> stands in its page.</summary>
    public static byte[] Pdf(string text, string extra = "null")
    {
        var content = $"BT /F1 12 Tf 72 720 Td ({text}) Tj ET";
        string[] objects =
        [
            "<< /Type /Catalog /Pages 2 0 R >>",
            "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            $"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Extra {extra} /Resources << /Font << /F1 5 0 R >> >> >>",
            $"<< /Length {content.Length} >>\nstream\n{content}\nendstream",
            "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        ];
        var pdf = new StringBuilder("%PDF-1.4\n");
        var offsets = new List<int>();
        foreach (var (body, index) in objects.Select((body, index) => (body, index)))
        {
            offsets.Add(pdf.Length);
            pdf.Append(FormattableString.Invariant($"{index + 1} 0 obj\n")).Append(body).Append("\nendobj\n");
        }

        var table = pdf.Length;
        pdf.Append(FormattableString.Invariant($"xref\n0 {objects.Length + 1}\n0000000000 65535 f \n"));
        offsets.ForEach(offset => pdf.Append(FormattableString.Invariant($"{offset:D10} 00000 n \n")));
        pdf.Append(FormattableString.Invariant($"trailer\n<< /Size {objects.Length + 1} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n"));
        return Encoding.Latin1.GetBytes(pdf.ToString());
    }
}
