using NetTopologySuite.Geometries;
using NetTopologySuite.IO;
using Npgsql.Internal;
using Npgsql.Internal.Postgres;

namespace Npgsql;

/// <summary>
/// Stands in for the package Npgsql.NetTopologySuite, with its call: maps PostGIS <c>geometry</c> to <see cref="Geometry"/> as EWKB, SRID kept.
/// Delete this file when the package can be restored.
/// </summary>
static class NetTopologySuiteTypes
{
    public static NpgsqlDataSourceBuilder UseNetTopologySuite(this NpgsqlDataSourceBuilder builder)
    {
        builder.AddTypeInfoResolverFactory(new Factory());
        return builder;
    }

    sealed class Factory : PgTypeInfoResolverFactory
    {
        public override IPgTypeInfoResolver CreateResolver() => new Resolver();

        public override IPgTypeInfoResolver? CreateArrayResolver() => null;
    }

    sealed class Resolver : IPgTypeInfoResolver
    {
        readonly TypeInfoMappingCollection mappings = Mappings();

        public PgTypeInfo? GetTypeInfo(Type? type, DataTypeName? dataTypeName, PgSerializerOptions options) =>
            mappings.Find(type, dataTypeName, options);

        static TypeInfoMappingCollection Mappings()
        {
            var all = new TypeInfoMappingCollection();
            Add<Geometry>(isDefault: true);
            Add<Point>();
            Add<LineString>();
            Add<Polygon>();
            Add<MultiPoint>();
            Add<MultiLineString>();
            Add<MultiPolygon>();
            Add<GeometryCollection>();
            return all;

            void Add<T>(bool isDefault = false) where T : Geometry =>
                all.AddType<T>("geometry", static (options, mapping, _) => mapping.CreateInfo(options, new Converter<T>()), isDefault);
        }
    }

    sealed class Converter<T> : PgStreamingConverter<T> where T : Geometry
    {
        public override T Read(PgReader reader) => Parse(reader.ReadBytes(reader.CurrentRemaining).ToArrayOnce());

        public override async ValueTask<T> ReadAsync(PgReader reader, CancellationToken cancellationToken = default) =>
            Parse((await reader.ReadBytesAsync(reader.CurrentRemaining, cancellationToken)).ToArrayOnce());

        public override Size GetSize(SizeContext context, T value, ref object? writeState)
        {
            var bytes = new WKBWriter(ByteOrder.LittleEndian, handleSRID: true).Write(value);
            writeState = bytes;
            return bytes.Length;
        }

        public override void Write(PgWriter writer, T value) => writer.WriteBytes((byte[])writer.Current.WriteState!);

        public override ValueTask WriteAsync(PgWriter writer, T value, CancellationToken cancellationToken = default) =>
            writer.WriteBytesAsync((byte[])writer.Current.WriteState!, cancellationToken);

        static T Parse(byte[] ewkb) => (T)new WKBReader { HandleSRID = true }.Read(ewkb);
    }

    static byte[] ToArrayOnce(this System.Buffers.ReadOnlySequence<byte> bytes) => System.Buffers.BuffersExtensions.ToArray(bytes);
}
