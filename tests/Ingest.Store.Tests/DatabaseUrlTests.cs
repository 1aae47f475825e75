using Ingest.Store.Connecting;

namespace Ingest.Store.Tests;

public sealed class DatabaseUrlTests
{
    [Theory]
    [InlineData("postgresql://anna:ge%40heim@db.example:5433/ingest?sslmode=verify-full", "db.example", 5433, "anna", "ge@heim", "ingest")]
    [InlineData("postgres://anna@db.example/ingest", "db.example", 5432, "anna", null, "ingest")]
    [InlineData("postgresql:///ingest?host=/var/run/postgresql&user=anna&port=5433", "/var/run/postgresql", 5433, "anna", null, "ingest")]
    [InlineData("postgresql://anna@[::1]:5433/ingest", "::1", 5433, "anna", null, "ingest")]
    [InlineData("postgresql://anna@%2Fvar%2Frun/ingest", "/var/run", 5432, "anna", null, "ingest")]
    [InlineData("postgresql://anna@db.example", "db.example", 5432, "anna", null, "anna")]
    [InlineData("Host=db.example;Username=anna;Password=geheim;Database=ingest", "db.example", 5432, "anna", "geheim", "ingest")]
    public void Understands_what_psql_and_Npgsql_understand(string text, string host, int port, string user, string? password, string database)
    {
        var settings = DatabaseUrl.Parse(text);

        Assert.Equal((host, port, user, password, database), (settings.Host, settings.Port, settings.Username, settings.Password, settings.Database));
    }

    [Theory]
    [InlineData("postgresql://anna:geheim@db.example:port/ingest")]
    [InlineData("postgresql://anna:geheim@db.example/ingest?nonsense=1")]
    [InlineData("Password=geheim;Nonsense=1")]
    [InlineData("Password=geheim")]
    public void Refuses_the_rest_without_repeating_a_password(string text)
    {
        var problem = Assert.Throws<StoreException>(() => DatabaseUrl.Parse(text));

        Assert.DoesNotContain("geheim", problem.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("postgresql://anna:geheim@db.example:5433/ingest", "postgresql://anna@db.example:5433/ingest")]
    [InlineData("postgresql:///ingest?host=/var/数据&user=anna", "postgresql:///ingest?host=/var/%E6%95%B0%E6%8D%AE&user=anna")]
    [InlineData("postgresql://anna@[::1]/ingest", "postgresql://anna@[::1]/ingest")]
    public void Is_shown_without_its_password(string text, string shown) => Assert.Equal(shown, DatabaseUrl.Of(DatabaseUrl.Parse(text)));
}
