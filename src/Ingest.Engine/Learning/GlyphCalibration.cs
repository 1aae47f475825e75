namespace Ingest.Engine.Learning;

/// <summary>
/// From what the classifier claims to how often it is right, measured on faces that it was not trained on: one factor for
/// the probabilities of characters (temperature scaling, Guo 2017), and a rising line of steps for whole crops.
/// </summary>
/// <param name="Sharpness">What logits are multiplied with.</param>
/// <param name="Claims">Rising; as <see cref="Doubt"/> makes them from a crop's claimed probability.</param>
/// <param name="Truths">Rising; the share of crops that were right at each claim.</param>
internal sealed record GlyphCalibration(float Sharpness, float[] Claims, float[] Truths)
{
    public static readonly GlyphCalibration None = new(1, [], []);

    /// <summary>A claim on a scale on which 0.99 and 0.999 lie apart.</summary>
    public static double Doubt(double claim) => -Math.Log10(Math.Max(1e-7, 1 - claim));

    public double Confidence(double claim)
    {
        if (Claims.Length == 0)
        {
            return claim;
        }

        var doubt = (float)Doubt(claim);
        var at = Array.BinarySearch(Claims, doubt);
        at = at >= 0 ? at : ~at;
        if (at == 0)
        {
            return Truths[0];
        }

        if (at == Claims.Length)
        {
            return Truths[^1];
        }

        var share = (doubt - Claims[at - 1]) / (Claims[at] - Claims[at - 1]);
        return Truths[at - 1] + (share * (Truths[at] - Truths[at - 1]));
    }

    public void Write(BinaryWriter writer)
    {
        writer.Write(Sharpness);
        writer.Write(Claims.Length);
        for (var i = 0; i < Claims.Length; i++)
        {
            writer.Write(Claims[i]);
            writer.Write(Truths[i]);
        }
    }

    public static GlyphCalibration Read(BinaryReader reader)
    {
        var sharpness = reader.ReadSingle();
        var length = reader.ReadInt32();
        float[] claims = new float[length], truths = new float[length];
        for (var i = 0; i < length; i++)
        {
            claims[i] = reader.ReadSingle();
            truths[i] = reader.ReadSingle();
        }

        return new GlyphCalibration(sharpness, claims, truths);
    }
}
