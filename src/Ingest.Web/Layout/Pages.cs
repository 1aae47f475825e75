using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Ingest.Web.Layout;

/// <summary>From a component and its parameters to an answer.</summary>
internal static class Pages
{
    public static IResult Show<TPage>(HttpContext context, object parameters, int status = StatusCodes.Status200OK)
        where TPage : IComponent => new RazorComponentResult<TPage>(
            new RouteValueDictionary(parameters) { [nameof(PageBase.Context)] = PageContext.Of(context) }) { StatusCode = status, PreventStreamingRendering = true };
}
