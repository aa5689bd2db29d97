namespace EnvGis.Tests;

/// <summary>The machine's clock, by which whoever waits waits a tenth as long: for tests of what a service does by itself every few seconds.</summary>
sealed class HurriedTime : TimeProvider
{
    const int Hurry = 10;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => new Timer(System.CreateTimer(callback, state, Sooner(dueTime), Sooner(period)));

    static TimeSpan Sooner(TimeSpan wait) => wait == Timeout.InfiniteTimeSpan ? wait : wait / Hurry;

    sealed class Timer(ITimer timer) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => timer.Change(Sooner(dueTime), Sooner(period));

        public void Dispose() => timer.Dispose();

        public ValueTask DisposeAsync() => timer.DisposeAsync();
    }
}
