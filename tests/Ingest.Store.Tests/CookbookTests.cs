using Ingest.Store.Tests.Plausible;
using Npgsql;

namespace Ingest.Store.Tests;

public sealed class CookbookTests(StoreFixture fixture) : IClassFixture<StoreFixture>
{
    private const int Reports = 300;

    [Fact]
    public async Task Every_question_of_the_cookbook_is_answered_as_it_says_and_by_an_analyst()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await new BulkLoader(fixture.ConnectionString).LoadAsync(Reports, null, cancellation);
        var file = Path.Combine(Repository.Root, "docs", "cookbook.md");
        var markdown = await File.ReadAllTextAsync(file, cancellation);
        var recipes = Recipe.In(markdown);
        await using var connection = new NpgsqlConnection(fixture.ConnectionString);
        await connection.OpenAsync(cancellation);
        await using (var role = new NpgsqlCommand("set role ingest_analyst", connection))
        {
            await role.ExecuteNonQueryAsync(cancellation);
        }

        Assert.Equal(12, recipes.Count);
        foreach (var recipe in recipes)
        {
            var answer = await recipe.AskAsync(connection, cancellation);
            if (Environment.GetEnvironmentVariable("INGEST_UPDATE_GOLDEN") == "1")
            {
                markdown = markdown.Replace($"{recipe.Sql}```\n\n```text\n{recipe.Shown}```", $"{recipe.Sql}```\n\n```text\n{answer}```", StringComparison.Ordinal);
                continue;
            }

            Assert.Equal(recipe.Shown, answer);
            Assert.True(answer.Split('\n').Length > 2, recipe.Title + " has no answer");
        }

        if (Environment.GetEnvironmentVariable("INGEST_UPDATE_GOLDEN") == "1")
        {
            await File.WriteAllTextAsync(file, markdown, cancellation);
        }
    }
}
