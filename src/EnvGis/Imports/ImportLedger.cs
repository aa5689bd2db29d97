using System.Diagnostics;
using System.Globalization;
using System.Text;
using EnvGis.Layers;
using EnvGis.Spatial.GeoJson;

namespace EnvGis.Imports;

/// <summary>Keeps count while an import runs, writes each refusal to the reject file, and tells the outcome. Its three parts may call it at once.</summary>
sealed class ImportLedger : IDisposable
{
    const int ToldAtMost = 20;
    static readonly TimeSpan BetweenProgress = TimeSpan.FromSeconds(0.5);
    static readonly CultureInfo Vietnamese = CultureInfo.GetCultureInfo("vi-VN");
    static readonly CultureInfo English = CultureInfo.GetCultureInfo("en-US");

    readonly ImportRequest request;
    readonly TextWriter report;
    readonly StreamWriter? rejects;
    readonly Lock gate = new();
    readonly List<ImportRefusal> told = [];
    readonly List<string> toldRepairs = [];
    readonly Dictionary<GeoJsonNotices, long> noticed = [];
    long staged, made, farAway, vast, damaged, repeating, controls, bytesRead, lastProgress, lastRefused = -1;
    string? damagedSample;

    /// <exception cref="Database.SetupException">The reject file is there already, as the file that is imported by another name may be, or cannot be written.</exception>
    public ImportLedger(ImportRequest request, TextWriter report)
    {
        this.request = request;
        this.report = report;
        if (request.RejectFile is { } file)
        {
            try
            {
                // With byte order mark: without it spreadsheet programs break Vietnamese.
                rejects = new(new FileStream(file.FullName, FileMode.CreateNew, FileAccess.Write), new UTF8Encoding(encoderShouldEmitUTF8Identifier: true)) { NewLine = "\r\n" };
                rejects.WriteLine("index,id,code,reason,vi,en");
            }
            catch (IOException there) when (Path.Exists(file.FullName))
            {
                throw new Database.SetupException($"{file} đã có; --reject-file không ghi đè lên tệp nào, hãy chọn tên khác.",
                    $"{file} exists; --reject-file overwrites nothing, choose another name.", there);
            }
            catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
            {
                throw new Database.SetupException($"Không ghi được tệp từ chối {file} ({refused.Message}); hãy chọn chỗ khác.",
                    $"The reject file {file} cannot be written ({refused.Message}); choose another place.", refused);
            }
        }
    }

    /// <summary>Of the file; null of a pipe.</summary>
    public long? FileBytes { get; set; }

    /// <summary>Why the file as a whole is not taken; null while nothing speaks against it.</summary>
    public ImportRefusal? Problem { get; private set; }

    public long Accepted => request.DryRun ? staged : made + Updated;

    public long Updated { get; private set; }

    public long Unchanged { get; private set; }

    public long RepairedFeatures { get; private set; }

    /// <summary>Features, however many reasons each has.</summary>
    public long RefusedFeatures { get; private set; }

    public void Dispose() => rejects?.Dispose();

    public void Fail(ImportRefusal refusal)
    {
        lock (gate)
        {
            Problem = refusal;
            Write(refusal);
        }
    }

    public void Note(GeoJsonNotices notices, long position)
    {
        bytesRead = position;
        if (notices == GeoJsonNotices.None)
        {
            return;
        }
        foreach (var notice in Enum.GetValues<GeoJsonNotices>().Where(notice => notice != GeoJsonNotices.None && notices.HasFlag(notice)))
        {
            noticed[notice] = noticed.GetValueOrDefault(notice) + 1;
        }
    }

    public void Repaired(CheckRows.Repair repair)
    {
        lock (gate)
        {
            RepairedFeatures++;
            if (toldRepairs.Count < ToldAtMost)
            {
                var (vi, en) = ImportRefusal.Repaired(repair);
                toldRepairs.Add(string.Create(CultureInfo.InvariantCulture, $"  #{repair.Index}{((repair.SourceId ?? repair.Code) is { } id ? $" ({id})" : "")}: {vi} / {en}"));
            }
        }
    }

    /// <summary>A feature has text that looks as if it had been read in a wrong encoding.</summary>
    public void Damaged(string sample)
    {
        damaged++;
        damagedSample ??= sample;
    }

    /// <summary>What of a feature is not kept as it stood: a property that stood twice, characters that are no text.</summary>
    public void Altered(bool repeats, bool hadControls)
    {
        repeating += repeats ? 1 : 0;
        controls += hadControls ? 1 : 0;
    }

    /// <param name="refusals">In the order of the file; several for one feature stand together.</param>
    public void Refuse(IEnumerable<ImportRefusal> refusals)
    {
        lock (gate)
        {
            foreach (var refusal in refusals)
            {
                if (refusal.Index != lastRefused)
                {
                    lastRefused = refusal.Index ?? -1;
                    RefusedFeatures++;
                }
                if (told.Count < ToldAtMost)
                {
                    told.Add(refusal);
                }
                Write(refusal);
            }
        }
    }

    /// <summary>So many good features lie outside the country.</summary>
    public void FarAway(long count)
    {
        lock (gate)
        {
            farAway += count;
        }
    }

    /// <summary>So many good features are larger than any province.</summary>
    public void Vast(long count)
    {
        lock (gate)
        {
            vast += count;
        }
    }

    /// <summary>So many rows were staged and found good.</summary>
    public void Stage(long good)
    {
        lock (gate)
        {
            staged += good;
        }
        Progress();
    }

    public void Wrote(long made, long updated, long unchanged)
    {
        lock (gate)
        {
            this.made += made;
            Updated += updated;
            Unchanged += unchanged;
        }
        Progress();
    }

    /// <summary>What was written was taken back.</summary>
    public void WroteNothing()
    {
        lock (gate)
        {
            made = Updated = Unchanged = 0;
        }
    }

    public ImportResult Result(long import, TimeSpan elapsed) =>
        new(import, Accepted, Updated, Unchanged, RepairedFeatures, RefusedFeatures, Problem, elapsed);

    public void Tell(ImportResult result, Layer layer, PropertyMapping mapping)
    {
        if (result.Problem is { } problem)
        {
            report.WriteLine($"{request.File.Name}: {problem}");
        }
        if (told.Count > 0)
        {
            report.WriteLine("Từ chối / Refused:");
            foreach (var refusal in told)
            {
                report.WriteLine($"  {refusal}");
            }
            if (RefusedFeatures > told.Select(refusal => refusal.Index).Distinct().Count())
            {
                report.WriteLine(request.RejectFile is { } file
                    ? $"  … đầy đủ trong {file.Name} / all of them in {file.Name}"
                    : "  … và nhiều nữa; ghi tất cả bằng --reject-file / … and more; write them all with --reject-file");
            }
        }
        if (toldRepairs.Count > 0)
        {
            report.WriteLine("Đã sửa / Repaired:");
            toldRepairs.ForEach(report.WriteLine);
        }
        foreach (var (notice, count) in noticed)
        {
            if (Sentence(notice) is var (vi, en))
            {
                report.WriteLine($"{count.ToString("N0", Vietnamese)} {vi} / {count.ToString("N0", English)} {en}");
            }
        }
        if (farAway > 0)
        {
            report.WriteLine($"{Count(Vietnamese, farAway)} đối tượng nằm ngoài Việt Nam, hãy kiểm tra tọa độ / {Count(English, farAway)} features lie outside Vietnam; check their positions");
        }
        if (damaged > 0)
        {
            report.WriteLine($"{Count(Vietnamese, damaged)} đối tượng có chữ trông như bị hỏng do sai bảng mã, ví dụ “{damagedSample}” / {Count(English, damaged)} features have text that looks damaged by a wrong encoding, such as “{damagedSample}”");
        }
        if (repeating > 0)
        {
            report.WriteLine($"{Count(Vietnamese, repeating)} đối tượng có một thuộc tính ghi hai lần, lấy giá trị sau cùng / {Count(English, repeating)} features have a property twice; the last value counts");
        }
        if (controls > 0)
        {
            report.WriteLine($"{Count(Vietnamese, controls)} đối tượng có ký tự điều khiển trong chữ (như ký tự rỗng), thay bằng dấu cách / {Count(English, controls)} features have control characters in their text (such as a null), which became spaces");
        }
        if (vast > 0)
        {
            report.WriteLine($"{Count(Vietnamese, vast)} vùng rộng hơn mọi tỉnh, hãy kiểm tra đường biên / {Count(English, vast)} areas are larger than any province; check their boundaries");
        }
        if (mapping.Ignored.Count > 0)
        {
            var names = string.Join(", ", mapping.Ignored);
            report.WriteLine($"Thuộc tính không dùng đến: {names} / Properties not used: {names}");
        }
        report.WriteLine(
            $"{layer.Title.Vi}: {(request.DryRun ? "sẽ nhận" : "nhận")} {Count(Vietnamese, result.Accepted)}{Part(Vietnamese, ", trong đó cập nhật", result.Updated)}"
            + $"{Part(Vietnamese, ", giữ nguyên", result.Unchanged)}{Part(Vietnamese, ", đã sửa", result.Repaired)}, từ chối {Count(Vietnamese, result.Refused)} "
            + $"({result.Elapsed.TotalSeconds.ToString("N1", Vietnamese)} giây, {Count(Vietnamese, Rate(result))} đối tượng/giây).");
        report.WriteLine(
            $"{layer.Title.En}: {Count(English, result.Accepted)} {(request.DryRun ? "would be in" : "in")}{Part(English, ", of them updated", result.Updated)}"
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

    static (string Vi, string En)? Sentence(GeoJsonNotices notice) => notice switch
    {
        GeoJsonNotices.HeightDropped => ("đối tượng có độ cao, đã bỏ", "features had heights, which were left out"),
        GeoJsonNotices.MeasureDropped => ("đối tượng có số thứ tư trong tọa độ, đã bỏ", "features had a fourth number in their positions, which was left out"),
        GeoJsonNotices.DuplicateMember => ("đối tượng có thành phần lặp lại, lấy cái sau cùng", "features had a member twice; the last one counts"),
        GeoJsonNotices.AnotherCollection => ("đối tượng nằm trong FeatureCollection thứ hai trở đi của tệp, cũng được đọc", "features stand in a second or later FeatureCollection of the file and were read as well"),
        GeoJsonNotices.GeometryMissing => ("đối tượng thiếu \"geometry\", coi là chưa có hình", "features had no \"geometry\" and were taken as not located"),
        GeoJsonNotices.PropertiesMissing => ("đối tượng thiếu \"properties\"", "features had no \"properties\""),
        _ => null,
    };

    void Progress()
    {
        if (request.Progress is { } progress && Stopwatch.GetElapsedTime(lastProgress) > BetweenProgress)
        {
            lastProgress = Stopwatch.GetTimestamp();
            progress.Report(new(bytesRead, FileBytes, made + Updated + Unchanged, RefusedFeatures));
        }
    }

    void Write(ImportRefusal refusal) => rejects?.WriteLine(string.Join(',',
        refusal.Index?.ToString(CultureInfo.InvariantCulture) ?? "", Cell(refusal.SourceId), Cell(refusal.Code), refusal.Reason, Cell(refusal.Vi), Cell(refusal.En)));

    // A leading apostrophe keeps a spreadsheet from running what the file's author wrote as a formula.
    static string Cell(string? text) => text is null ? ""
        : $"\"{(text.Length > 0 && "=+-@\t\r".Contains(text[0], StringComparison.Ordinal) ? "'" : "")}{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
