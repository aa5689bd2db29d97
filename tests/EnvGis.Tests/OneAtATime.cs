using Xunit;

// One service and one database serve all tests: a new layer or a held transaction of one would make another wait.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
