using Ingest.Cli.Evaluation;

namespace Ingest.Cli.Tests.Evaluation;

public sealed class TypedPagesTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("ingest-typed-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Typed_pages_belong_to_the_file_whose_name_they_carry()
    {
        foreach (var name in new[] { "letter.pdf", "letter_p10.txt", "letter_p2.txt", "letter_part.txt", "orphan_p1.txt", "photo_p1.txt", "photo.jpg" })
        {
            File.WriteAllText(Path.Combine(_folder.FullName, name), "");
        }

        var typed = TypedPages.In(_folder.FullName);

        Assert.Equal(["letter.pdf", "photo.jpg"], typed.Select(pages => pages.Name));
        Assert.Equal([2, 10], typed[0].Pages.Select(page => page.Page));
    }

    [Fact]
    public void White_space_is_no_error_and_punctuation_only_a_strict_one()
    {
        var score = PageTextScore.Of("a.pdf", 1, "第一条 总则。\n第二条", "第一条总则.第二条\n");

        Assert.Equal(new CharacterErrors(1, 0, 9), score.Errors);
    }
}
