using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EnvGis.Plans;

/// <summary>C# names are the SQL names in another case: <c>YearFrom</c> is <c>year_from</c>.</summary>
static class Columns
{
    public static void InSnakeCase<T>(this EntityTypeBuilder<T> entity, string table) where T : class
    {
        entity.ToTable(table);
        // Keys that conventions guessed before the relations are told vanish again, unless they are named here.
        foreach (var property in entity.Metadata.GetProperties().Where(property => !property.IsShadowProperty()).ToList())
        {
            entity.Property(property.Name).HasColumnName(SnakeCase(property.Name));
        }
    }

    static string SnakeCase(string name)
    {
        var column = new StringBuilder();
        foreach (var letter in name)
        {
            if (char.IsUpper(letter) && column.Length > 0)
            {
                column.Append('_');
            }
            column.Append(char.ToLowerInvariant(letter));
        }
        return column.ToString();
    }
}
