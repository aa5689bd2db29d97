using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EnvGis.Plans;

/// <summary>A plan that carries out the resolution, as its text has it; what the text leaves blank is null.</summary>
public sealed class Plan
{
    public required string Id { get; set; }
    public required string TitleVi { get; set; }
    public required string TitleEn { get; set; }
    public required string DocType { get; set; }
    public required string Issuer { get; set; }

    /// <summary>province, department or commune.</summary>
    public required string Level { get; set; }
    public required string ProvinceCode { get; set; }
    public string? CommuneCode { get; set; }
    public string? Number { get; set; }
    public string? NumberNote { get; set; }

    /// <summary>A day (2026-04-15) or a month (2026-04).</summary>
    public string? Date { get; set; }
    public string? DateNote { get; set; }
    public string? SignedAs { get; set; }
    public string? ProposedBy { get; set; }
    public bool HasAnnex { get; set; }

    /// <summary>The documents it follows.</summary>
    public required string[] Parents { get; set; }

    /// <summary>Defects of the source text, kept as they are; the same ones in <see cref="NotesEn"/>, in order.</summary>
    public required string[] NotesVi { get; set; }
    public required string[] NotesEn { get; set; }

    public sealed class Mapping : IEntityTypeConfiguration<Plan>
    {
        public void Configure(EntityTypeBuilder<Plan> builder) => builder.InSnakeCase("plan");
    }
}

/// <summary>A heading of a plan, as the plan numbers it.</summary>
public sealed class PlanSection
{
    public required string PlanId { get; set; }

    /// <summary>Within the plan; a task below it begins with it.</summary>
    public required string Id { get; set; }

    /// <summary>As the plan prints it.</summary>
    public required string Number { get; set; }
    public string? Parent { get; set; }

    /// <summary>plan or annex.</summary>
    public required string Part { get; set; }
    public required string TitleVi { get; set; }
    public required string TitleEn { get; set; }
    public int Line { get; set; }
    public int Position { get; set; }

    public sealed class Mapping : IEntityTypeConfiguration<PlanSection>
    {
        public void Configure(EntityTypeBuilder<PlanSection> builder)
        {
            builder.InSnakeCase("plan_section");
            builder.HasKey(row => new { row.PlanId, row.Id });
            builder.HasOne<Plan>().WithMany().HasForeignKey(row => row.PlanId);
        }
    }
}

/// <summary>Who reports to whom, and until when.</summary>
public sealed class ReportDeadline
{
    public required string PlanId { get; set; }
    public int Position { get; set; }
    public required string Who { get; set; }

    /// <summary>Null when the plan does not say to whom.</summary>
    public string? Recipient { get; set; }

    /// <summary>MM-DD of the day before which it is due each year; null when on request.</summary>
    public string? Due { get; set; }
    public required string Recurrence { get; set; }

    /// <summary>The plan's words on its time, such as "or when asked".</summary>
    public string? Wording { get; set; }

    /// <summary>The task that is this duty; null when the plan lists it as no item of its own.</summary>
    public string? TaskId { get; set; }
    public required string Section { get; set; }
    public int? Line { get; set; }

    public sealed class Mapping : IEntityTypeConfiguration<ReportDeadline>
    {
        public void Configure(EntityTypeBuilder<ReportDeadline> builder)
        {
            builder.InSnakeCase("report_deadline");
            builder.HasKey(row => new { row.PlanId, row.Position });
            builder.HasOne<Plan>().WithMany().HasForeignKey(row => row.PlanId);
            builder.HasOne<PlanTask>().WithMany().HasForeignKey(row => row.TaskId);
        }
    }
}

public sealed class Target
{
    public required string Id { get; set; }
    public required string PlanId { get; set; }
    public required string IndicatorVi { get; set; }
    public required string IndicatorEn { get; set; }

    /// <summary>One of &gt;, &gt;=, = and no_increase, which has no value.</summary>
    public required string Operator { get; set; }
    public double? Value { get; set; }
    public string? Unit { get; set; }
    public int? Year { get; set; }
    public string? Scope { get; set; }
    public string? Baseline { get; set; }

    /// <summary>year and scope, where the sentence of the target does not hold them.</summary>
    public required string[] Inferred { get; set; }
    public required string Section { get; set; }
    public int Line { get; set; }

    public sealed class Mapping : IEntityTypeConfiguration<Target>
    {
        public void Configure(EntityTypeBuilder<Target> builder)
        {
            builder.InSnakeCase("target");
            builder.HasOne<Plan>().WithMany().HasForeignKey(row => row.PlanId);
        }
    }
}

public sealed class Milestone
{
    public required string Id { get; set; }
    public required string PlanId { get; set; }
    public required string TitleVi { get; set; }
    public required string TitleEn { get; set; }

    /// <summary>Null when the plan sets only the end.</summary>
    public DateOnly? Starts { get; set; }
    public DateOnly Due { get; set; }
    public string? TaskId { get; set; }
    public string? Section { get; set; }
    public int? Line { get; set; }

    public sealed class Mapping : IEntityTypeConfiguration<Milestone>
    {
        public void Configure(EntityTypeBuilder<Milestone> builder)
        {
            builder.InSnakeCase("milestone");
            builder.HasOne<Plan>().WithMany().HasForeignKey(row => row.PlanId);
            builder.HasOne<PlanTask>().WithMany().HasForeignKey(row => row.TaskId);
        }
    }
}

/// <summary>A place as a plan words it, with the unit of today that it lies in.</summary>
public sealed class PlanPlace
{
    public required string Id { get; set; }
    public required string PlanId { get; set; }
    public required string NameInSource { get; set; }
    public required string LabelVi { get; set; }
    public required string LabelEn { get; set; }
    public required string Kind { get; set; }
    public string? OldCode { get; set; }
    public string? OldName { get; set; }
    public string? FormerDistrict { get; set; }
    public string? FormerProvince { get; set; }

    /// <summary>Null when the place is a whole province.</summary>
    public string? CommuneCode { get; set; }
    public string? ProvinceCode { get; set; }

    /// <summary>The code of the feature that stands for it; null when none does.</summary>
    public string? FeatureCode { get; set; }
    public string? Notes { get; set; }
    public string? Section { get; set; }
    public int? Line { get; set; }

    public sealed class Mapping : IEntityTypeConfiguration<PlanPlace>
    {
        public void Configure(EntityTypeBuilder<PlanPlace> builder)
        {
            builder.InSnakeCase("plan_place");
            builder.HasOne<Plan>().WithMany().HasForeignKey(row => row.PlanId);
        }
    }
}

/// <summary>A system that a plan names or implies, and how it relates to EnvGis.</summary>
public sealed class PlanSystem
{
    public required string Id { get; set; }
    public required string PlanId { get; set; }
    public required string NameVi { get; set; }
    public required string NameEn { get; set; }
    public required string Kind { get; set; }

    /// <summary>feeds, consumes, produces, is or related.</summary>
    public required string Relation { get; set; }

    /// <summary>The plan does not name it but asks for what it does.</summary>
    public bool Implied { get; set; }
    public string? Due { get; set; }
    public string? Notes { get; set; }
    public string? Section { get; set; }
    public int? Line { get; set; }

    public sealed class Mapping : IEntityTypeConfiguration<PlanSystem>
    {
        public void Configure(EntityTypeBuilder<PlanSystem> builder)
        {
            builder.InSnakeCase("plan_system");
            builder.HasOne<Plan>().WithMany().HasForeignKey(row => row.PlanId);
        }
    }
}

public sealed class LegalReference
{
    public required string Document { get; set; }
    public required string Id { get; set; }
    public required string Level { get; set; }

    public sealed class Mapping : IEntityTypeConfiguration<LegalReference>
    {
        public void Configure(EntityTypeBuilder<LegalReference> builder)
        {
            builder.InSnakeCase("legal_reference");
            builder.HasKey(row => row.Document);
        }
    }
}

public sealed class PlanReference
{
    public required string PlanId { get; set; }
    public required string Document { get; set; }

    public sealed class Mapping : IEntityTypeConfiguration<PlanReference>
    {
        public void Configure(EntityTypeBuilder<PlanReference> builder)
        {
            builder.InSnakeCase("plan_reference");
            builder.HasKey(row => new { row.PlanId, row.Document });
            builder.HasOne<Plan>().WithMany().HasForeignKey(row => row.PlanId);
            builder.HasOne<LegalReference>().WithMany().HasForeignKey(row => row.Document);
        }
    }
}
