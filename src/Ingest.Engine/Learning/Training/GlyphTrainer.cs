using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;

namespace Ingest.Engine.Learning.Training;

/// <summary>Fits the weights with Microsoft.ML: multinomial logistic regression (L-BFGS) on random Fourier features.</summary>
internal static class GlyphTrainer
{
    public const int Seed = 20260701;
    public const int Size = 1536;
    public const float KernelWidth = 0.8f;
    private const float Ridge = 2e-6f;

    public static GlyphModel Train(IReadOnlyList<GlyphSample> samples, int iterations, CancellationToken cancellationToken)
    {
        var random = new RandomFeatures(Seed, Size, KernelWidth);
        var rows = new Row[samples.Count];
        Parallel.For(0, rows.Length, new ParallelOptions { CancellationToken = cancellationToken }, i =>
        {
            var mapped = new float[Size];
            random.Map(samples[i].Features, mapped);
            rows[i] = new Row { Label = (uint)samples[i].Label, Features = mapped };
        });

        var context = new MLContext(Seed);
        var schema = SchemaDefinition.Create(typeof(Row));
        schema[nameof(Row.Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, Size);
        schema[nameof(Row.Label)].ColumnType = new KeyDataViewType(typeof(uint), GlyphAlphabet.Count);
        var data = context.Data.LoadFromEnumerable(rows, schema);
        var trainer = context.MulticlassClassification.Trainers.LbfgsMaximumEntropy(new LbfgsMaximumEntropyMulticlassTrainer.Options
        {
            L1Regularization = 0,
            L2Regularization = Ridge * rows.Length,
            MaximumNumberOfIterations = iterations,
            OptimizationTolerance = 1e-7f,
            NumberOfThreads = 2,
            HistorySize = 20,
        });
        var parameters = trainer.Fit(data).Model;
        VBuffer<float>[]? weights = null;
        parameters.GetWeights(ref weights, out var classes);
        return new GlyphModel(random, [.. weights.Take(classes).SelectMany(vector => vector.DenseValues())], [.. parameters.GetBiases()], GlyphCalibration.None);
    }

    private sealed class Row
    {
        public uint Label { get; set; }

        public float[] Features { get; set; } = [];
    }
}
