using EnvGis.Tests;
using Xunit;
using Xunit.Sdk;
using Xunit.v3;

// One service and one database serve all tests: a new layer or a held transaction of one would make another wait.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
[assembly: TestCollectionOrderer(typeof(ManyQuestionsFirst))]

namespace EnvGis.Tests;

/// <summary>The leak matrix asks thousands of times. Later the other tests have left hundreds of layers, each one partition more to plan every question for.</summary>
public sealed class ManyQuestionsFirst : ITestCollectionOrderer
{
    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(IReadOnlyCollection<TTestCollection> testCollections) where TTestCollection : ITestCollection =>
        [.. testCollections.OrderByDescending(collection => collection.TestCollectionDisplayName.Contains(nameof(Accounts.LeakTests), StringComparison.Ordinal))];
}
