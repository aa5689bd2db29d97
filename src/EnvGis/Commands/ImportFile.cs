using System.Globalization;
using System.Text;
using EnvGis.Access;
using EnvGis.Database;
using EnvGis.Http;
using EnvGis.Imports;

namespace EnvGis.Commands;

/// <summary>The import as the command line shows it: from a file, a pipe or standard input, with a table of refusals, told in Vietnamese and English.</summary>
static class ImportFile
{
    static readonly CultureInfo Vietnamese = CultureInfo.GetCultureInfo("vi-VN"), English = CultureInfo.GetCultureInfo("en-US");

    /// <param name="File"><c>-</c> for standard input.</param>
    public sealed record Request(FileInfo File, string Layer) : ImportRequest(Layer)
    {
        /// <summary>Is made, and gets one CSV line per refused feature; null for none. A file that is there is not overwritten.</summary>
        public FileInfo? RejectFile { get; init; }
    }

    /// <param name="report">Is told what came of it, for people.</param>
    /// <exception cref="SetupException">The request cannot be met at all: no such file, layer or attribute; the reject file is there already or cannot be written.</exception>
    /// <exception cref="OperationCanceledException">Stopped; nothing was imported.</exception>
    public static async Task<ImportResult> RunAsync(OwnerDatabase database, Request request, TextWriter report, CancellationToken cancellationToken)
    {
        await using var content = Open(request.File);
        await using var rejects = request.RejectFile is { } file ? Begin(file) : null;
        var result = await ImportFeatures.RunAsync(
            database, request with { Refused = rejects is null ? null : refusal => rejects.Write(Table.Row(Fields(InOptions(refusal)))) }, new(request.File.Name, content),
            new(Environment.UserName, Actor.CommandLine), cancellationToken);
        Tell(result, request, report);
        return result;
    }

    static Stream Open(FileInfo file)
    {
        if (file.ToString() == "-")
        {
            return Console.OpenStandardInput();
        }
        try
        {
            return new FileStream(file.FullName, new FileStreamOptions { Options = FileOptions.SequentialScan | FileOptions.Asynchronous, BufferSize = 0 });
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException && Directory.Exists(file.FullName))
        {
            throw new SetupException($"{file} là thư mục; hãy chỉ ra tệp GeoJSON trong đó.", $"{file} is a folder; name the GeoJSON file in it.", refused);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new SetupException($"Không đọc được tệp {file} ({refused.Message.TrimEnd('.')}).", $"The file {file} cannot be read ({refused.Message.TrimEnd('.')}).", refused);
        }
    }

    static readonly Csv Table = new(',', CultureInfo.InvariantCulture);

    /// <summary>A table of refusals; the file that is imported may be there by another name, so none is overwritten.</summary>
    static StreamWriter Begin(FileInfo file)
    {
        try
        {
            // With byte order mark: without it spreadsheet programs break Vietnamese.
            var rejects = new StreamWriter(new FileStream(file.FullName, FileMode.CreateNew, FileAccess.Write), new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
            rejects.Write(Table.Row(["index", "id", "code", "reason", "vi", "en"]));
            return rejects;
        }
        catch (IOException there) when (Path.Exists(file.FullName))
        {
            throw new SetupException($"{file} đã có; --reject-file không ghi đè lên tệp nào, hãy chọn tên khác.", $"{file} exists; --reject-file overwrites nothing, choose another name.", there);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new SetupException($"Không ghi được tệp từ chối {file} ({refused.Message}); hãy chọn chỗ khác.",
                $"The reject file {file} cannot be written ({refused.Message}); choose another place.", refused);
        }
    }

    /// <summary>By the reason of a refusal: with what option the same file is taken. The import itself knows no options, since the page asks it too.</summary>
    static readonly Dictionary<string, string> Options = new(StringComparer.Ordinal)
    {
        ["name-missing"] = "--name-property", ["code-exists"] = "--update", ["geometry-invalid"] = "--repair", ["repair-area"] = "--repair-area", ["place-repeated"] = "--allow-twice",
        ["place-exists"] = "--allow-twice", ["file-twice"] = "--allow-twice", ["accuracy-missing"] = "--accuracy-m", ["decision-missing"] = "--decision", ["part-of-more"] = "--page",
    };

    /// <summary>As the command line says it.</summary>
    static ImportRefusal InOptions(ImportRefusal refusal) => Options.GetValueOrDefault(refusal.Reason) is not { } option ? refusal
        : refusal with { Vi = $"{refusal.Vi.TrimEnd('.')} ({option}).", En = $"{refusal.En.TrimEnd('.')} ({option})." };

    // What the file's author wrote is no formula.
    static IEnumerable<string?> Fields(ImportRefusal refusal) =>
        [Table.Number(refusal.Index), Csv.Safe(refusal.SourceId), Csv.Safe(refusal.Code), refusal.Reason, Csv.Safe(refusal.Vi), Csv.Safe(refusal.En)];

    static void Tell(ImportResult result, Request request, TextWriter report)
    {
        if (result.Problem is { } problem)
        {
            report.WriteLine($"{request.File.Name}: {InOptions(problem)}");
        }
        if (result.FirstRefusals.Count > 0)
        {
            report.WriteLine("Từ chối / Refused:");
            foreach (var refusal in result.FirstRefusals)
            {
                report.WriteLine($"  {InOptions(refusal)}");
            }
            if (result.Refused > result.FirstRefusals.Select(refusal => refusal.Index).Distinct().Count())
            {
                report.WriteLine(request.RejectFile is { } file
                    ? $"  … đầy đủ trong {file.Name} / all of them in {file.Name}"
                    : "  … và nhiều nữa; ghi tất cả bằng --reject-file / … and more; write them all with --reject-file");
            }
        }
        if (result.FirstRepairs.Count > 0)
        {
            report.WriteLine("Đã sửa / Repaired:");
            foreach (var (index, id, done) in result.FirstRepairs)
            {
                report.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  #{index}{(id is null ? "" : $" ({id})")}: {done.Vi} / {done.En}"));
            }
        }
        foreach (var notice in result.Notices)
        {
            report.WriteLine($"{notice.Vi} / {notice.En}");
        }
        if (result.Ignored.Count > 0)
        {
            var names = string.Join(", ", result.Ignored);
            report.WriteLine($"Thuộc tính không dùng đến: {names} / Properties not used: {names}");
        }
        report.WriteLine(
            $"{result.Layer.Vi}: {(request.DryRun ? "sẽ nhận" : "nhận")} {Count(Vietnamese, result.Accepted)}{Part(Vietnamese, ", trong đó cập nhật", result.Updated)}"
            + $"{Part(Vietnamese, ", giữ nguyên", result.Unchanged)}{Part(Vietnamese, ", đã sửa", result.Repaired)}, từ chối {Count(Vietnamese, result.Refused)} "
            + $"({result.Elapsed.TotalSeconds.ToString("N1", Vietnamese)} giây, {Count(Vietnamese, Rate(result))} đối tượng/giây).");
        report.WriteLine(
            $"{result.Layer.En}: {Count(English, result.Accepted)} {(request.DryRun ? "would be in" : "in")}{Part(English, ", of them updated", result.Updated)}"
            + $"{Part(English, ", unchanged", result.Unchanged)}{Part(English, ", repaired", result.Repaired)}, {Count(English, result.Refused)} refused "
            + $"({result.Elapsed.TotalSeconds.ToString("N1", English)} s, {Count(English, Rate(result))} features/s).");
        if (result.ExitCode == 2)
        {
            report.WriteLine("Không có gì được nhập. / Nothing was imported.");
        }

        static string Count(CultureInfo culture, long count) => count.ToString("N0", culture);

        static string Part(CultureInfo culture, string what, long count) => count == 0 ? "" : $"{what} {Count(culture, count)}";

        static long Rate(ImportResult result) => (long)((result.Accepted + result.Unchanged) / Math.Max(result.Elapsed.TotalSeconds, 0.001));
    }
}
