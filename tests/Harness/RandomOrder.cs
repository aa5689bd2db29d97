using System.Globalization;
using EnvGis.Tests;
using Xunit;
using Xunit.Sdk;
using Xunit.v3;

[assembly: TestCollectionOrderer(typeof(RandomOrder))]
[assembly: TestCaseOrderer(typeof(RandomOrder))]

namespace EnvGis.Tests;

/// <summary>Another order in every run, the same again for the seed that ./test printed: nothing may rest on what ran before.</summary>
public sealed class RandomOrder : ITestCollectionOrderer, ITestCaseOrderer
{
    static readonly int Seed = int.TryParse(Environment.GetEnvironmentVariable("ENVGIS_TEST_SEED"), CultureInfo.InvariantCulture, out var given)
        ? given : Random.Shared.Next(1_000_000);

    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(IReadOnlyCollection<TTestCollection> testCollections)
        where TTestCollection : ITestCollection => Shuffled(testCollections, collection => collection.UniqueID);

    public IReadOnlyCollection<TTestCase> OrderTestCases<TTestCase>(IReadOnlyCollection<TTestCase> testCases)
        where TTestCase : notnull, ITestCase => Shuffled(testCases, test => test.UniqueID);

    static T[] Shuffled<T>(IEnumerable<T> all, Func<T, string> key)
    {
        // Sorted first: in what order they are found is not ours.
        var order = all.OrderBy(key, StringComparer.Ordinal).ToArray();
        new Random(Seed).Shuffle(order);
        return order;
    }
}
