using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Shouldly;

namespace EnvGis.Tests;

/// <summary>What a service under test warned of. A test says what it provokes; everything else fails the class.</summary>
sealed class TestLog : ILoggerProvider
{
    readonly ConcurrentQueue<string> entries = new();
    readonly ConcurrentBag<string> expected = [];

    /// <summary>From now on warnings and errors that contain these words, in their category or text, are right.</summary>
    public void Expect(string words) => expected.Add(words);

    /// <summary>From now on the database may be away for a while, which is told when it begins and when it is over.</summary>
    public void ExpectOutage() => this.Expect("DatabaseOutage");

    public IReadOnlyList<string> Entries => [.. entries];

    /// <summary>Fails when there is a warning or an error that nobody expected.</summary>
    public void ShouldBeClean() => entries.Where(entry => !expected.Any(words => entry.Contains(words, StringComparison.Ordinal)))
        .ShouldBeEmpty("The service warned of what no test expected (say what is right with Log.Expect).");

    public ILogger CreateLogger(string categoryName) => new Category(this, categoryName);

    public void Dispose()
    {
    }

    sealed class Category(TestLog log, string name) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel level) => level >= LogLevel.Warning;

        public void Log<TState>(LogLevel level, EventId id, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (this.IsEnabled(level))
            {
                log.entries.Enqueue($"{level} {name}: {formatter(state, exception)} {exception}");
            }
        }
    }
}
