using System.Text;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace EnvGis.Database.Migrations;

/// <summary>Runs the embedded SQL file that bears the migration's name. A file is never edited once released: what follows is a new number.</summary>
abstract class SqlMigration : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        var file = this.GetType().GetCustomAttributes(typeof(MigrationAttribute), false).Cast<MigrationAttribute>().Single().Id + ".sql";
        using var stream = typeof(SqlMigration).Assembly.GetManifestResourceStream(file)
            ?? throw new InvalidOperationException($"Migration {file} is not embedded.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        migrationBuilder.Sql(reader.ReadToEnd());
    }
}

[DbContext(typeof(EnvGisContext)), Migration("001_schemas_and_roles")]
sealed class SchemasAndRoles : SqlMigration;

[DbContext(typeof(EnvGisContext)), Migration("002_layers")]
sealed class LayerTable : SqlMigration;

[DbContext(typeof(EnvGisContext)), Migration("003_places")]
sealed class PlaceTables : SqlMigration;

[DbContext(typeof(EnvGisContext)), Migration("004_features")]
sealed class FeatureTables : SqlMigration;

[DbContext(typeof(EnvGisContext)), Migration("005_publishing")]
sealed class Publishing : SqlMigration;

[DbContext(typeof(EnvGisContext)), Migration("006_plans")]
sealed class PlanTables : SqlMigration;

[DbContext(typeof(EnvGisContext)), Migration("007_vn2000")]
sealed class Vn2000Codes : SqlMigration;

[DbContext(typeof(EnvGisContext)), Migration("008_grants")]
sealed class Grants : SqlMigration;

[DbContext(typeof(EnvGisContext)), Migration("009_imports")]
sealed class ImportTable : SqlMigration;

[DbContext(typeof(EnvGisContext)), Migration("010_task_schedule")]
sealed class TaskSchedule : SqlMigration;

[DbContext(typeof(EnvGisContext)), Migration("011_plan_sections")]
sealed class PlanSections : SqlMigration;

[DbContext(typeof(EnvGisContext)), Migration("012_details")]
sealed class DetailViews : SqlMigration;

[DbContext(typeof(EnvGisContext)), Migration("013_report_dates")]
sealed class ReportDates : SqlMigration;

[DbContext(typeof(EnvGisContext)), Migration("014_classes")]
sealed class CommonClasses : SqlMigration;

[DbContext(typeof(EnvGisContext)), Migration("015_basemap")]
sealed class BasemapTables : SqlMigration;

[DbContext(typeof(EnvGisContext)), Migration("016_clusters")]
sealed class Clusters : SqlMigration;

[DbContext(typeof(EnvGisContext)), Migration("017_accounts")]
sealed class AccountTables : SqlMigration;

[DbContext(typeof(EnvGisContext)), Migration("018_audit")]
sealed class AuditTables : SqlMigration;

[DbContext(typeof(EnvGisContext)), Migration("019_first_writes")]
sealed class FirstWrites : SqlMigration;

[DbContext(typeof(EnvGisContext)), Migration("020_restricted")]
sealed class RestrictedLayers : SqlMigration;

[DbContext(typeof(EnvGisContext)), Migration("021_readiness")]
sealed class ReadableMigrations : SqlMigration;

[DbContext(typeof(EnvGisContext)), Migration("022_plans_for_readers")]
sealed class PlansForReaders : SqlMigration;

[DbContext(typeof(EnvGisContext)), Migration("023_ties")]
sealed class Ties : SqlMigration;

[DbContext(typeof(EnvGisContext)), Migration("024_sights")]
sealed class GivenSights : SqlMigration;

[DbContext(typeof(EnvGisContext)), Migration("025_positions")]
sealed class Positions : SqlMigration;

[DbContext(typeof(EnvGisContext)), Migration("026_echoes")]
sealed class Echoes : SqlMigration;

[DbContext(typeof(EnvGisContext)), Migration("027_record")]
sealed class RecordScope : SqlMigration;

[DbContext(typeof(EnvGisContext)), Migration("028_second_factor")]
sealed class SecondFactorCodes : SqlMigration;

[DbContext(typeof(EnvGisContext)), Migration("029_tries_at_once")]
sealed class TriesAtOnce : SqlMigration;

[DbContext(typeof(EnvGisContext)), Migration("030_lineage")]
sealed class Lineages : SqlMigration;

[DbContext(typeof(EnvGisContext)), Migration("031_days")]
sealed class Days : SqlMigration;

[DbContext(typeof(EnvGisContext)), Migration("032_plain_text")]
sealed class PlainTexts : SqlMigration;

[DbContext(typeof(EnvGisContext)), Migration("033_repair")]
sealed class RepairedShapes : SqlMigration;

[DbContext(typeof(EnvGisContext)), Migration("034_tallies")]
sealed class Tallies : SqlMigration;

[DbContext(typeof(EnvGisContext)), Migration("035_day_tallies")]
sealed class DayTallies : SqlMigration;

[DbContext(typeof(EnvGisContext)), Migration("036_echoes_and_old_days")]
sealed class EchoesAndOldDays : SqlMigration;

[DbContext(typeof(EnvGisContext)), Migration("037_constraints")]
sealed class Constraints : SqlMigration;

[DbContext(typeof(EnvGisContext)), Migration("038_areas")]
sealed class Areas : SqlMigration;

[DbContext(typeof(EnvGisContext)), Migration("039_barriers")]
sealed class Barriers : SqlMigration;

[DbContext(typeof(EnvGisContext)), Migration("040_wording")]
sealed class Wordings : SqlMigration;

[DbContext(typeof(EnvGisContext)), Migration("041_former_areas")]
sealed class FormerAreas : SqlMigration;

[DbContext(typeof(EnvGisContext)), Migration("042_occurrences")]
sealed class Occurrences : SqlMigration;

[DbContext(typeof(EnvGisContext)), Migration("043_twins")]
sealed class Twins : SqlMigration;

[DbContext(typeof(EnvGisContext)), Migration("044_search")]
sealed class SearchDocuments : SqlMigration;

[DbContext(typeof(EnvGisContext)), Migration("045_search_words")]
sealed class SearchedWords : SqlMigration;

[DbContext(typeof(EnvGisContext)), Migration("046_floors")]
sealed class Floors : SqlMigration;

[DbContext(typeof(EnvGisContext)), Migration("047_search_paths")]
sealed class SearchPaths : SqlMigration;

[DbContext(typeof(EnvGisContext)), Migration("048_schema_objects")]
sealed class ObjectTexts : SqlMigration;

[DbContext(typeof(EnvGisContext)), Migration("049_trust")]
sealed class Trust : SqlMigration;

[DbContext(typeof(EnvGisContext)), Migration("050_named_places")]
sealed class NamedPlaceDocuments : SqlMigration;

[DbContext(typeof(EnvGisContext)), Migration("051_edges")]
sealed class Edges : SqlMigration;

[DbContext(typeof(EnvGisContext)), Migration("052_lengths")]
sealed class Lengths : SqlMigration;

[DbContext(typeof(EnvGisContext)), Migration("053_kind_titles")]
sealed class KindTitles : SqlMigration;

[DbContext(typeof(EnvGisContext)), Migration("054_record")]
sealed class VersionsToRecord : SqlMigration;

[DbContext(typeof(EnvGisContext)), Migration("055_search_bodies")]
sealed class SearchedBodies : SqlMigration;

[DbContext(typeof(EnvGisContext)), Migration("056_change_of_feature")]
sealed class ChangesOfFeature : SqlMigration;

[DbContext(typeof(EnvGisContext)), Migration("057_standing")]
sealed class Standings : SqlMigration;

[DbContext(typeof(EnvGisContext)), Migration("058_one_table")]
sealed class OneTable : SqlMigration;

[DbContext(typeof(EnvGisContext)), Migration("059_words")]
sealed class Words : SqlMigration;

[DbContext(typeof(EnvGisContext)), Migration("060_drafts")]
sealed class DraftTables : SqlMigration;

[DbContext(typeof(EnvGisContext)), Migration("061_gestures_and_remarks")]
sealed class GesturesAndRemarks : SqlMigration;

[DbContext(typeof(EnvGisContext)), Migration("062_consultations")]
sealed class ConsultationTables : SqlMigration;

[DbContext(typeof(EnvGisContext)), Migration("063_annex_content")]
sealed class ContentsOfAnnexes : SqlMigration;

[DbContext(typeof(EnvGisContext)), Migration("064_vague_zones")]
sealed class VagueZones : SqlMigration;

[DbContext(typeof(EnvGisContext)), Migration("065_draft_sources")]
sealed class DraftSources : SqlMigration;

[DbContext(typeof(EnvGisContext)), Migration("066_decision_numbers")]
sealed class DecisionNumbers : SqlMigration;

[DbContext(typeof(EnvGisContext)), Migration("067_recipes")]
sealed class Recipes : SqlMigration;

[DbContext(typeof(EnvGisContext)), Migration("068_named_zones")]
sealed class NamedZoneRegister : SqlMigration;

[DbContext(typeof(EnvGisContext)), Migration("069_parts_asked_about")]
sealed class PartsAskedAbout : SqlMigration;
