using Ingest.Web.Layout;

namespace Ingest.Web.Tests.Layout;

public sealed class ChinaTimeTests
{
    [Theory]
    [InlineData("2026-11-25T16:05:59Z", "2026-11-26 00:05")]
    [InlineData("2026-07-01T00:00:00Z", "2026-07-01 08:00")]
    [InlineData("2026-07-01T09:30:00+02:00", "2026-07-01 15:30")]
    public void Pages_show_the_time_of_Shanghai_whatever_the_machine_s_zone(string at, string shown) =>
        Assert.Equal(shown, ChinaTime.Text(DateTimeOffset.Parse(at, System.Globalization.CultureInfo.InvariantCulture)));
}
