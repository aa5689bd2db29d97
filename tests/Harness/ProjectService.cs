using Xunit;

namespace EnvGis.Tests;

/// <summary>The real service over the project's own data, one for all classes that only read; the run fails when one of them wrote.</summary>
public sealed class ProjectService(TestCluster cluster) : IAsyncLifetime
{
    public RunningService Service { get; private set; } = null!;

    public async ValueTask InitializeAsync() => this.Service = await cluster.Project;

    /// <summary>It goes with the cluster.</summary>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
