using Xunit;

namespace EnvGis.Tests;

/// <summary>For tests that watch the memory of the whole process: after all others, one after the other.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
