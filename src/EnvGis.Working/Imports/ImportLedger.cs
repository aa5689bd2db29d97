using System.Diagnostics;
using System.Globalization;
using EnvGis.Http;
using EnvGis.Spatial.GeoJson;

namespace EnvGis.Imports;

/// <summary>Keeps count while an import runs, tells each refusal to who wants them, and says what came of it. The three parts of an import may call it at once.</summary>
sealed class ImportLedger(ImportRequest request)
{
    const int ToldAtMost = 20;
    static readonly TimeSpan BetweenProgress = TimeSpan.FromSeconds(0.5);
    static readonly CultureInfo Vietnamese = CultureInfo.GetCultureInfo("vi-VN");
    static readonly CultureInfo English = CultureInfo.GetCultureInfo("en-US");

    readonly Lock gate = new();
    readonly List<ImportRefusal> told = [];
    readonly List<ImportRepair> toldRepairs = [];
    readonly Dictionary<GeoJsonNotices, long> noticed = [];
    long staged, made, farAway, vast, damaged, repeating, controls, bytesRead, lastProgress, lastRefused = -1;
    string? damagedSample;

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

    public void Fail(ImportRefusal refusal)
    {
        lock (gate)
        {
            Problem = refusal;
            request.Refused?.Invoke(refusal);
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
                toldRepairs.Add(new(repair.Index, repair.SourceId ?? repair.Code, ImportRefusal.Repaired(repair)));
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
                request.Refused?.Invoke(refusal);
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

    public ImportResult Result(long import, Text layer, IReadOnlyCollection<string> ignored, TimeSpan elapsed) =>
        new(import, layer, Accepted, Updated, Unchanged, RepairedFeatures, RefusedFeatures, Problem, elapsed)
        {
            FirstRefusals = told, FirstRepairs = toldRepairs, Notices = [.. this.Notices()], Ignored = ignored,
        };

    IEnumerable<Text> Notices()
    {
        foreach (var (notice, count) in noticed)
        {
            if (Sentence(notice) is var (vi, en))
            {
                yield return Of(count, vi, en);
            }
        }
        if (farAway > 0)
        {
            yield return Of(farAway, "đối tượng nằm ngoài Việt Nam, hãy kiểm tra tọa độ", "features lie outside Vietnam; check their positions");
        }
        if (damaged > 0)
        {
            yield return Of(damaged, $"đối tượng có chữ trông như bị hỏng do sai bảng mã, ví dụ “{damagedSample}”",
                $"features have text that looks damaged by a wrong encoding, such as “{damagedSample}”");
        }
        if (repeating > 0)
        {
            yield return Of(repeating, "đối tượng có một thuộc tính ghi hai lần, lấy giá trị sau cùng", "features have a property twice; the last value counts");
        }
        if (controls > 0)
        {
            yield return Of(controls, "đối tượng có ký tự điều khiển trong chữ (như ký tự rỗng), thay bằng dấu cách",
                "features have control characters in their text (such as a null), which became spaces");
        }
        if (vast > 0)
        {
            yield return Of(vast, "vùng rộng hơn mọi tỉnh, hãy kiểm tra đường biên", "areas are larger than any province; check their boundaries");
        }

        static Text Of(long count, string vi, string en) => new($"{count.ToString("N0", Vietnamese)} {vi}", $"{count.ToString("N0", English)} {en}");
    }

    static (string Vi, string En)? Sentence(GeoJsonNotices notice) => notice switch
    {
        GeoJsonNotices.HeightDropped => ("đối tượng có độ cao, đã bỏ", "features had heights, which were left out"),
        GeoJsonNotices.MeasureDropped => ("đối tượng có số thứ tư trong tọa độ, đã bỏ", "features had a fourth number in their positions, which was left out"),
        GeoJsonNotices.DuplicateMember => ("đối tượng có thành phần lặp lại, lấy cái sau cùng", "features had a member twice; the last one counts"),
        GeoJsonNotices.AnotherCollection =>
            ("đối tượng nằm trong FeatureCollection thứ hai trở đi của tệp, cũng được đọc", "features stand in a second or later FeatureCollection of the file and were read as well"),
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
}
