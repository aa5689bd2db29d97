using EnvGis.Database;
using EnvGis.Http;

namespace EnvGis.Publishing;

/// <summary>Publishes what the calendar brings into force and withdraws what it ends: at start, and soon after each midnight in Vietnam.</summary>
public sealed partial class DailyPublication(WorkingDatabase database, TimeProvider time, ILogger<DailyPublication> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var next = UntilTomorrow();
            try
            {
                await using var command = database.Source.CreateCommandOfService("select env.publish_today()");
                var changed = (int)(await command.ExecuteScalarAsync(stoppingToken))!;
                if (changed > 0)
                {
                    Published(changed);
                }
            }
            catch (Npgsql.NpgsqlException fault)
            {
                // The day is not marked as done, so trying again loses nothing.
                Failed(DatabaseOutage.LevelOf(fault), DatabaseOutage.Trace(fault));
                next = TimeSpan.FromMinutes(1);
            }
            await Task.Delay(next, time, stoppingToken);
        }
    }

    TimeSpan UntilTomorrow()
    {
        var now = time.NowInVietnam();
        // A few seconds into the day: the database's clock decides which day it is.
        return now.Date.AddDays(1).AddSeconds(5) - now.DateTime;
    }

    [LoggerMessage(EventId = 2000, Level = LogLevel.Information, Message = "{Changed} features were published or withdrawn by date")]
    partial void Published(int changed);

    [LoggerMessage(EventId = 2020, Message = "Publication by date failed and is tried again in a minute")]
    partial void Failed(LogLevel level, Exception? fault);
}
