using System.Buffers;

namespace EnvGis.Spatial.GeoJson;

/// <summary>A growing byte buffer on rented memory; disposing gives the memory back.</summary>
sealed class PooledBytes(int capacity) : IBufferWriter<byte>, IDisposable
{
    byte[] bytes = ArrayPool<byte>.Shared.Rent(capacity);
    int used;

    internal ReadOnlySpan<byte> Written => bytes.AsSpan(0, used);

    public void Advance(int count) => used += count;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Reserve(Math.Max(1, sizeHint));
        return bytes.AsMemory(used);
    }

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Reserve(Math.Max(1, sizeHint));
        return bytes.AsSpan(used);
    }

    public void Dispose()
    {
        var rented = bytes;
        bytes = [];
        used = 0;
        if (rented.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    void Reserve(int count)
    {
        if (bytes.Length - used >= count)
        {
            return;
        }
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(checked(bytes.Length * 2), used + count));
        Written.CopyTo(larger);
        ArrayPool<byte>.Shared.Return(bytes);
        bytes = larger;
    }
}
