using System.Globalization;
using EnvGis.Database;
using Npgsql;

namespace EnvGis.Commands;

/// <summary>Says what a person must mend in one sentence instead of a stack trace.</summary>
static class Refusals
{
    /// <param name="told">Is told the sentence; standard error when left out.</param>
    /// <returns>What the act returned; 2 when it was refused or failed, 130 when it was stopped.</returns>
    public static async Task<int> SpokenAsync(Func<Task<int>> act, TextWriter? told = null)
    {
        told ??= Console.Error;
        try
        {
            return await act();
        }
        catch (SetupException refusal)
        {
            await told.WriteLineAsync($"EnvGis: {refusal.Message}");
            return 2;
        }
        catch (OperationCanceledException)
        {
            await told.WriteLineAsync("EnvGis: đã dừng. / Stopped.");
            return 130;
        }
        catch (PostgresException full) when (full.SqlState == PostgresErrorCodes.DiskFull)
        {
            await told.WriteLineAsync("EnvGis: đĩa của cơ sở dữ liệu đã đầy; hãy giải phóng chỗ rồi chạy lại. / The database's disk is full; free some space and start again.");
            return 2;
        }
        catch (PostgresException broken) when (ServerParts.Broken(broken))
        {
            await told.WriteLineAsync($"EnvGis: máy chủ cơ sở dữ liệu vừa được nâng cấp hoặc bị hỏng và phải khởi động lại; chưa ghi gì, hãy thử lại sau nửa phút. / The database server was upgraded or is broken beneath the service and must be restarted ({broken.MessageText}). Nothing was written; try again in half a minute.");
            return 2;
        }
        catch (Exception closed) when (Postgres(closed) is { SqlState: PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification
            or PostgresErrorCodes.InvalidCatalogName } unknown)
        {
            await told.WriteLineAsync($"EnvGis: cơ sở dữ liệu không nhận tài khoản hoặc tên cơ sở dữ liệu trong cấu hình ({OneLine(unknown.MessageText)}); hãy sửa ConnectionStrings__EnvGis… cho khớp rồi chạy lại. / The database does not take the login or the name that is configured: {OneLine(unknown.MessageText)}. Mend ConnectionStrings__EnvGis… and start again.");
            return 2;
        }
        catch (Exception altered) when (Postgres(altered) is { } lacking && ServerParts.Altered(lacking))
        {
            await told.WriteLineAsync($"EnvGis: cơ sở dữ liệu thiếu một quyền hoặc một phần mà chương trình cần ({OneLine(lacking.MessageText)}); chưa ghi gì. Địa chỉ /health/ready của dịch vụ cho biết thiếu gì. / The database lacks a right or a part that the program needs: {OneLine(lacking.MessageText)}. Nothing was written; the service's /health/ready tells what is missing.");
            return 2;
        }
        catch (NpgsqlException away) when (away is not PostgresException
            || away.SqlState is PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.CannotConnectNow)
        {
            await told.WriteLineAsync($"EnvGis: cơ sở dữ liệu không trả lời; việc đang làm chưa được ghi, hãy thử lại sau vài giây. / The database does not answer ({away.Message.TrimEnd('.')}). What was begun was not written; try again in a few seconds.");
            return 2;
        }
        catch (Exception fault) when (Postgres(fault) is { } refused && (refused.SqlState.StartsWith("23", StringComparison.Ordinal) || refused.SqlState.StartsWith("22", StringComparison.Ordinal)))
        {
            // The database's own rules say no to what no check of ours asked, by a constraint (23…) or as none that it can store (22…): their sentence, not that of the library in between.
            await told.WriteLineAsync($"EnvGis: cơ sở dữ liệu không nhận dữ liệu này ({OneLine(refused.MessageText)}); chưa ghi gì. / The database does not take this: {OneLine(refused.MessageText)}. Nothing was written. {Kept(fault)}".TrimEnd());
            return 2;
        }
        catch (Exception fault)
        {
            await told.WriteLineAsync($"EnvGis: chương trình gặp lỗi ngoài dự kiến. / The program met an unexpected fault: {OneLine(fault.Message)}. {Kept(fault)}".TrimEnd());
            return 2;
        }
    }

    /// <returns>What PostgreSQL said, also where a library stands in between; null when the fault is none of its.</returns>
    static PostgresException? Postgres(Exception fault) => fault as PostgresException ?? (fault.InnerException is { } cause ? Postgres(cause) : null);

    static string OneLine(string message) => string.Join(' ', message.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).TrimEnd('.');

    // A trace is for whoever mends the program, not for the terminal of whoever uses it.
    static string Kept(Exception fault)
    {
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        var name = string.Create(CultureInfo.InvariantCulture, $"envgis-fault-{now:yyyyMMdd-HHmmss}-{Environment.ProcessId}.txt");
        foreach (var folder in (Func<string>[])[() => Path.Combine(Checkout.Find(), ".local", "faults"), Path.GetTempPath])
        {
            try
            {
                var file = Path.Combine(Directory.CreateDirectory(folder()).FullName, name);
                File.WriteAllText(file, $"{now:O} EnvGis {string.Join(' ', Environment.GetCommandLineArgs().Skip(1).Take(1))}\n{fault}\n");
                return $"The details are in {file}.";
            }
            catch (Exception full) when (full is IOException or UnauthorizedAccessException or SetupException)
            {
                // The next folder, or none: the sentence has been told.
            }
        }
        return "";
    }
}
