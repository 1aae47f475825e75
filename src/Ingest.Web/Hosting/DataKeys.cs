using System.Xml.Linq;
using Ingest.Store;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace Ingest.Web.Hosting;

/// <summary>Keys in the database: several servers share them, and forms that are open outlive a restart.</summary>
internal sealed class DataKeys(IngestStore store) : IXmlRepository
{
    public IReadOnlyCollection<XElement> GetAllElements() =>
        [.. Task.Run(() => store.Accounts.DataKeysAsync()).GetAwaiter().GetResult().Select(xml => XElement.Parse(xml))];

    public void StoreElement(XElement element, string friendlyName) =>
        Task.Run(() => store.Accounts.AddDataKeyAsync(friendlyName, element.ToString(SaveOptions.DisableFormatting))).GetAwaiter().GetResult();
}
