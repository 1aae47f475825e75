using Ingest.Web.Layout;
using Microsoft.AspNetCore.Http;

namespace Ingest.Web.Heavy;

internal enum WorkRefusal
{
    /// <summary>Others have taken all places.</summary>
    Busy,

    /// <summary>This account has as many at work as it may.</summary>
    OwnAtWork,

    /// <summary>It was stopped when its time was over.</summary>
    TooLong,
}

/// <summary>Nothing is wrong with what was asked for: it is too much just now.</summary>
internal sealed class WorkRefusedException(WorkRefusal why, Exception? inner = null) : Exception(why.ToString(), inner)
{
    public int Status => why == WorkRefusal.TooLong ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status429TooManyRequests;

    public string Text(PageContext page) => why switch
    {
        WorkRefusal.Busy => page.Say("服务器正忙于处理其他人的请求，请稍后再试；未作更改。", "The server is busy with what others asked for; try again in a moment. Nothing was changed."),
        WorkRefusal.OwnAtWork => page.Say("您的上一个请求还在处理，请等它完成；未作更改。", "What you asked for before is still at work; wait for it. Nothing was changed."),
        _ => page.Say("处理超过时限，已停止；未作更改。", "It took too long and was stopped; nothing was changed."),
    };
}
