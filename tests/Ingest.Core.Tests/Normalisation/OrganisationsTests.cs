using Ingest.Core.Normalisation;

namespace Ingest.Core.Tests.Normalisation;

public sealed class OrganisationsTests
{
    [Theory]
    [InlineData("政策服务部，项|目认定部", "政策服务部|项目认定部")]
    [InlineData("交流合作部，创|新基金项目管理|部", "交流合作部|创新基金项目管理部")]
    [InlineData("政策服务部|项目认定部", "政策服务部|项目认定部")]
    [InlineData("项目认定科|技术转移部", "项目认定科|技术转移部")]
    [InlineData("政策部|高新技术成果转化|项目认定部", "政策部|高新技术成果转化项目认定部")]
    [InlineData("上海市科技创业中心、综合办公室", "上海市科技创业中心|综合办公室")]
    [InlineData("财务处,人事处;办公室/科技处；规划处", "财务处|人事处|办公室|科技处|规划处")]
    [InlineData("上海市高新科|技金融部", "上海市高新科技金融部")]
    [InlineData("中共上海市委办|公室", "中共上海市委办公室")]
    [InlineData("科技创业中心项目部|门", "科技创业中心项目部门")]
    [InlineData("业务部（一科、二科），财务部", "业务部（一科、二科）|财务部")]
    [InlineData("业务部（一科、|二科）|财务部", "业务部（一科、二科）|财务部")]
    [InlineData("业务部（一科、二科", "业务部（一科|二科")]
    [InlineData("政策服务部，|项目认定部", "政策服务部|项目认定部")]
    [InlineData("政策服务部|，项目认定部", "政策服务部|项目认定部")]
    [InlineData("科 技 金 融 部", "科技金融部")]
    [InlineData("技术转移部", "技术转移部")]
    [InlineData("王老师", "王老师")]
    [InlineData(" |—", "")]
    [InlineData("，、", "")]
    public void Parts_names_and_mends_wrapped_ones(string lines, string names) =>
        Assert.Equal(names.Split('|', StringSplitOptions.RemoveEmptyEntries), Organisations.Split(lines.Split('|')));

    [Fact]
    public void Finds_nobody_on_no_lines() => Assert.Empty(Organisations.Split([]));
}
