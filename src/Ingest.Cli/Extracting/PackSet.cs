using Ingest.Core.Forms;

namespace Ingest.Cli.Extracting;

/// <summary>The form packs of a run: the built-in ones, with those that the user names in their place or beside them.</summary>
internal static class PackSet
{
    public static IReadOnlyList<FormPack> Load(IEnumerable<string> files)
    {
        var packs = FormPackReader.BuiltIn().ToList();
        foreach (var file in files)
        {
            var pack = FormPackReader.Read(File.ReadAllText(file), file);
            var known = packs.FindIndex(candidate => candidate.Form == pack.Form);
            if (known >= 0)
            {
                packs[known] = pack;
            }
            else
            {
                packs.Add(pack);
            }
        }

        return packs;
    }
}
