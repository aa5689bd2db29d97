using System.Globalization;
using EnvGis.Drafts;
using EnvGis.Http;

namespace EnvGis.Recipes;

/// <summary>What a person has to be told of what a recipe made.</summary>
static class RecipeWords
{
    static readonly CultureInfo Vi = CultureInfo.GetCultureInfo("vi"), En = CultureInfo.InvariantCulture;

    public static IEnumerable<TryRecipe.Note> NotesOf(KeptRecipe kept)
    {
        var made = kept.Made;
        var reaches = kept.Reaches ?? [];
        var taken = kept.Sources.Select(one => one.Distance).Concat(reaches.Select(one => one.Distance)).OfType<string>()
            .Distinct(StringComparer.Ordinal).Select(KnownDistance.Find).OfType<KnownDistance>();
        foreach (var one in taken)
        {
            yield return new("document", new($"{one.Title.Vi}: theo {one.Source.Document}, {one.Source.Clause}.{(one.Note is null ? "" : $" {one.Note.Vi}")}",
                $"{one.Title.En}: by {one.Source.Document}, {one.Source.Clause}.{(one.Note is null ? "" : $" {one.Note.En}")}"));
        }
        if (kept.Sources.Any(one => one is { Metres: > 0, Distance: null }) || kept.Communes.Any(one => one.Metres > 0) || reaches.Any(one => one.Distance is null))
        {
            yield return new("distance", new("Khoảng cách là lựa chọn của người lập, không phải số lấy từ văn bản pháp luật.", "The distances are the planner's choice, not numbers taken from the law."));
        }
        foreach (var one in reaches)
        {
            yield return new("reach", new(one.Reversed ? "Chiều dòng chảy được lấy ngược chiều số hóa của đường sông; bề rộng hai bên là lựa chọn của người lập."
                : "Chiều dòng chảy được lấy theo chiều số hóa của đường sông; bề rộng hai bên là lựa chọn của người lập.",
                one.Reversed ? "The water is taken to flow against the direction in which the line is drawn; the width is the planner's choice."
                : "The water is taken to flow in the direction in which the line is drawn; the width is the planner's choice."));
        }
        if (kept.Sources.Any(one => one.Metres > 0) || kept.Communes.Any(one => one.Metres > 0) || reaches.Count > 0)
        {
            yield return new("beyond", Said($"Ranh giới không gần hơn khoảng cách đã chọn và xa hơn nhiều nhất {made.BeyondM:0.000} m.",
                $"The border is never nearer than the distance, and farther by {made.BeyondM:0.000} m at the most."));
        }
        if (made.DroppedParts > 0)
        {
            yield return new("dropped", Said($"Đã bỏ {made.DroppedParts} phần nhỏ hơn {kept.LeastPartM2:#,0.##} m², tổng cộng {made.DroppedM2:#,0.##} m².",
                $"{made.DroppedParts} parts of less than {kept.LeastPartM2:#,0.##} m² were left out, {made.DroppedM2:#,0.##} m² together."));
        }
        if (made.ClippedM2 > 0)
        {
            yield return new("clipped", Said($"Đã cắt bỏ {made.ClippedM2:#,0} m² nằm ngoài tỉnh.", $"{made.ClippedM2:#,0} m² beyond the province were clipped off."));
        }
        if (made.SubtractedM2 > 0)
        {
            yield return new("subtracted", Said($"Đã trừ {made.SubtractedM2:#,0} m² thuộc các vùng khác.", $"{made.SubtractedM2:#,0} m² of other zones were taken off."));
        }
        if (kept.AccuracyM is null && (kept.Communes.Count > 0 || kept.Clip is not null && made.ClippedM2 > 0))
        {
            yield return new("accuracy", new("Không rõ độ chính xác của ranh giới hành chính nên tính là 1.000 m; hãy ghi độ chính xác nếu biết.",
                "How exact the boundaries are is not on record, so 1,000 m are assumed; give their accuracy where it is known."));
        }
    }

    static Text Said(FormattableString vi, FormattableString en) => new(vi.ToString(Vi), en.ToString(En));
}
