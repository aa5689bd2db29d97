using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EnvGis.Plans;

/// <summary>An item of a plan: a task, a measure or a duty of organisation, with the line of the text it stands in.</summary>
public sealed class PlanTask
{
    /// <summary>Plan and section, as thai-nguyen/II.3.2-b1; the address of the task.</summary>
    public required string Id { get; set; }
    public required string PlanId { get; set; }
    public required string Section { get; set; }

    /// <summary>The lowest heading of the plan above it; null when there is none.</summary>
    public string? Heading { get; set; }

    /// <summary>Line of the plan's text, from 1.</summary>
    public int Line { get; set; }
    public required string Kind { get; set; }
    public required string TitleVi { get; set; }
    public required string TitleEn { get; set; }
    public int? YearFrom { get; set; }
    public int? YearTo { get; set; }
    public bool OpenEnded { get; set; }
    public string? TimelineText { get; set; }

    /// <summary>Where <see cref="TimelineText"/> stands, which may be a heading; null without text.</summary>
    public int? TimelineLine { get; set; }

    /// <summary>from and to: years that <see cref="TimelineText"/> does not give.</summary>
    public required string[] Inferred { get; set; }

    /// <summary>The words that say who does it, in the order of the text; empty when none do. Each begins in the line of <see cref="WordingLines"/>.</summary>
    public required string[] Wording { get; set; }
    public required int[] WordingLines { get; set; }

    /// <summary>What must come about before it can be done.</summary>
    public string? ConditionVi { get; set; }
    public string? ConditionEn { get; set; }
    public string? ExpectedOutput { get; set; }
    public string? Notes { get; set; }
    public required string GisRelevance { get; set; }
    public int Position { get; set; }

    public Plan Plan { get; set; } = null!;
    public List<TaskLead> Leads { get; } = [];
    public List<TaskCoordinating> Coordinating { get; } = [];
    public List<TaskTopic> Topics { get; } = [];
    public List<TaskPlace> Places { get; } = [];
    public List<TaskTarget> Targets { get; } = [];
    public List<TaskSystem> Systems { get; } = [];
    public List<TaskReference> References { get; } = [];
    public List<FeatureTask> Features { get; } = [];

    public sealed class Mapping : IEntityTypeConfiguration<PlanTask>
    {
        public void Configure(EntityTypeBuilder<PlanTask> builder)
        {
            builder.InSnakeCase("task");
            // Computed by the database and only searched.
            builder.Property<string>("SearchKey").HasColumnName("search_key").ValueGeneratedOnAddOrUpdate();
            builder.HasOne(row => row.Plan).WithMany().HasForeignKey(row => row.PlanId);
        }
    }
}

public sealed class Agency
{
    public int Id { get; set; }
    public required string Name { get; set; }

    public sealed class Mapping : IEntityTypeConfiguration<Agency>
    {
        public void Configure(EntityTypeBuilder<Agency> builder) => builder.InSnakeCase("agency");
    }
}

/// <summary>Who leads a task. One agency for each scope, unless the plan itself names several together: those are joint.</summary>
public sealed class TaskLead
{
    public required string TaskId { get; set; }
    public int AgencyId { get; set; }

    /// <summary>The part of the task, as the plan words it; empty when the plan does not split it.</summary>
    public required string Scope { get; set; }
    public bool Joint { get; set; }
    public int Position { get; set; }
    public Agency Agency { get; set; } = null!;

    public sealed class Mapping : IEntityTypeConfiguration<TaskLead>
    {
        public void Configure(EntityTypeBuilder<TaskLead> builder)
        {
            builder.InSnakeCase("task_lead");
            builder.HasKey(row => new { row.TaskId, row.AgencyId, row.Scope });
            builder.HasOne<PlanTask>().WithMany(task => task.Leads).HasForeignKey(row => row.TaskId);
            builder.HasOne(row => row.Agency).WithMany().HasForeignKey(row => row.AgencyId);
        }
    }
}

public sealed class TaskCoordinating
{
    public required string TaskId { get; set; }
    public int AgencyId { get; set; }
    public int Position { get; set; }
    public Agency Agency { get; set; } = null!;

    public sealed class Mapping : IEntityTypeConfiguration<TaskCoordinating>
    {
        public void Configure(EntityTypeBuilder<TaskCoordinating> builder)
        {
            builder.InSnakeCase("task_coordinating");
            builder.HasKey(row => new { row.TaskId, row.AgencyId });
            builder.HasOne<PlanTask>().WithMany(task => task.Coordinating).HasForeignKey(row => row.TaskId);
            builder.HasOne(row => row.Agency).WithMany().HasForeignKey(row => row.AgencyId);
        }
    }
}

/// <summary>What a task is about. Which layer answers it, when there is one, is read as the caller sees it (<c>topic_layer</c>).</summary>
public sealed class Topic
{
    public required string Id { get; set; }
    public required string TitleVi { get; set; }
    public required string TitleEn { get; set; }

    public sealed class Mapping : IEntityTypeConfiguration<Topic>
    {
        public void Configure(EntityTypeBuilder<Topic> builder) => builder.InSnakeCase("topic");
    }
}

public sealed class TaskTopic
{
    public required string TaskId { get; set; }
    public required string TopicId { get; set; }

    /// <summary>The words of the task that name the topic; null when EnvGis infers it.</summary>
    public string? Wording { get; set; }
    public Topic Topic { get; set; } = null!;

    public sealed class Mapping : IEntityTypeConfiguration<TaskTopic>
    {
        public void Configure(EntityTypeBuilder<TaskTopic> builder)
        {
            builder.InSnakeCase("task_topic");
            builder.HasKey(row => new { row.TaskId, row.TopicId });
            builder.HasOne<PlanTask>().WithMany(task => task.Topics).HasForeignKey(row => row.TaskId);
            builder.HasOne(row => row.Topic).WithMany().HasForeignKey(row => row.TopicId);
        }
    }
}

public sealed class TaskPlace
{
    public required string TaskId { get; set; }
    public required string PlaceId { get; set; }
    public PlanPlace Place { get; set; } = null!;

    public sealed class Mapping : IEntityTypeConfiguration<TaskPlace>
    {
        public void Configure(EntityTypeBuilder<TaskPlace> builder)
        {
            builder.InSnakeCase("task_place");
            builder.HasKey(row => new { row.TaskId, row.PlaceId });
            builder.HasOne<PlanTask>().WithMany(task => task.Places).HasForeignKey(row => row.TaskId);
            builder.HasOne(row => row.Place).WithMany().HasForeignKey(row => row.PlaceId);
        }
    }
}

public sealed class TaskTarget
{
    public required string TaskId { get; set; }
    public required string TargetId { get; set; }
    public Target Target { get; set; } = null!;

    public sealed class Mapping : IEntityTypeConfiguration<TaskTarget>
    {
        public void Configure(EntityTypeBuilder<TaskTarget> builder)
        {
            builder.InSnakeCase("task_target");
            builder.HasKey(row => new { row.TaskId, row.TargetId });
            builder.HasOne<PlanTask>().WithMany(task => task.Targets).HasForeignKey(row => row.TaskId);
            builder.HasOne(row => row.Target).WithMany().HasForeignKey(row => row.TargetId);
        }
    }
}

public sealed class TaskSystem
{
    public required string TaskId { get; set; }
    public required string SystemId { get; set; }
    public PlanSystem System { get; set; } = null!;

    public sealed class Mapping : IEntityTypeConfiguration<TaskSystem>
    {
        public void Configure(EntityTypeBuilder<TaskSystem> builder)
        {
            builder.InSnakeCase("task_system");
            builder.HasKey(row => new { row.TaskId, row.SystemId });
            builder.HasOne<PlanTask>().WithMany(task => task.Systems).HasForeignKey(row => row.TaskId);
            builder.HasOne(row => row.System).WithMany().HasForeignKey(row => row.SystemId);
        }
    }
}

public sealed class TaskReference
{
    public required string TaskId { get; set; }
    public required string Document { get; set; }

    /// <summary>The item's own words, which may name a clause.</summary>
    public string? CitedAs { get; set; }

    public sealed class Mapping : IEntityTypeConfiguration<TaskReference>
    {
        public void Configure(EntityTypeBuilder<TaskReference> builder)
        {
            builder.InSnakeCase("task_reference");
            builder.HasKey(row => new { row.TaskId, row.Document });
            builder.HasOne<PlanTask>().WithMany(task => task.References).HasForeignKey(row => row.TaskId);
            builder.HasOne<LegalReference>().WithMany().HasForeignKey(row => row.Document);
        }
    }
}

/// <summary>How a task concerns a feature.</summary>
sealed class LinkRole
{
    public required string Code { get; set; }
    public required string TitleVi { get; set; }
    public required string TitleEn { get; set; }

    public sealed class Mapping : IEntityTypeConfiguration<LinkRole>
    {
        public void Configure(EntityTypeBuilder<LinkRole> builder)
        {
            builder.InSnakeCase("link_role");
            builder.HasKey(row => row.Code);
        }
    }
}

/// <summary>A task concerns a feature in a role, as read from a line of a document.</summary>
public sealed class FeatureTask
{
    public long FeatureId { get; set; }
    public required string TaskId { get; set; }
    public required string Role { get; set; }
    public required string SourcePlan { get; set; }
    public required string SourceSection { get; set; }
    public int SourceLine { get; set; }

    public sealed class Mapping : IEntityTypeConfiguration<FeatureTask>
    {
        public void Configure(EntityTypeBuilder<FeatureTask> builder)
        {
            builder.InSnakeCase("feature_task");
            builder.HasKey(row => new { row.FeatureId, row.TaskId, row.Role });
            builder.HasOne<PlanTask>().WithMany(task => task.Features).HasForeignKey(row => row.TaskId);
        }
    }
}
