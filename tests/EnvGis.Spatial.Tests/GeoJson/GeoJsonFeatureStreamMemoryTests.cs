using System.Globalization;
using System.Text;
using EnvGis.Spatial.GeoJson;
using EnvGis.Tests;
using Shouldly;
using Xunit;

namespace EnvGis.Spatial.Tests.GeoJson;

[Collection(nameof(Alone))]
public sealed class GeoJsonFeatureStreamMemoryTests
{
    [Fact]
    public async Task Fifty_megabytes_are_read_in_bounded_memory()
    {
        const int features = 40_000;
        using var file = new GeneratedStream(features);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        long read = 0, most = 0, positions = 0;

        await foreach (var row in GeoJsonFeatureStream.ReadAsync(file, cancellationToken: TestContext.Current.CancellationToken))
        {
            positions += row.Feature.ShouldNotBeNull().PositionCount;
            if (++read % 5_000 == 0)
            {
                most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: true) - before);
            }
        }

        read.ShouldBe(features);
        positions.ShouldBe(features * GeneratedStream.PositionsPerFeature);
        file.BytesRead.ShouldBeGreaterThan(50_000_000);
        most.ShouldBeLessThan(4_000_000);
    }

    /// <summary>A collection made while it is read, so the test itself holds next to nothing.</summary>
    sealed class GeneratedStream(int features) : Stream
    {
        public const int PositionsPerFeature = 61;
        static readonly byte[] Feature = Encoding.UTF8.GetBytes(MakeFeature());
        int made = -1;
        ReadOnlyMemory<byte> rest;

        public long BytesRead { get; private set; }

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => BytesRead; set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            if (rest.IsEmpty)
            {
                rest = made switch
                {
                    -1 => """{"type":"FeatureCollection","features":["""u8.ToArray(),
                    _ when made < features => made == 0 ? Feature.AsMemory(1) : Feature,
                    _ when made == features => "]}"u8.ToArray(),
                    _ => default,
                };
                made++;
            }

            var taken = rest[..Math.Min(count, rest.Length)];
            taken.Span.CopyTo(buffer.AsSpan(offset));
            rest = rest[taken.Length..];
            BytesRead += taken.Length;
            return taken.Length;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        static string MakeFeature()
        {
            var positions = Enumerable.Range(0, PositionsPerFeature).Select(i =>
            {
                var (sin, cos) = Math.SinCos(2 * Math.PI * (i % (PositionsPerFeature - 1)) / (PositionsPerFeature - 1));
                return string.Create(CultureInfo.InvariantCulture, $"[{105.5 + cos / 10:F7},{21.5 + sin / 10:F7}]");
            });
            return $$"""
                ,{"type":"Feature","properties":{"ten":"Khu vực"},
                "geometry":{"type":"Polygon","coordinates":[[{{string.Join(',', positions)}}]]} }
                """;
        }
    }
}
