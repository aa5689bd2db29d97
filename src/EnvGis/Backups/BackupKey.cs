using System.Security.Cryptography;
using System.Text;
using EnvGis.Database;

namespace EnvGis.Backups;

/// <summary>
/// The key that an installation marks its backups with, so that a file which somebody changed, manifest and hashes with it, is found out before anything of it runs. It
/// lies apart from the backups; a copy of it is needed to restore elsewhere.
/// </summary>
static class BackupKey
{
    const int Bytes = 32;

    /// <summary>Where an installation's own key lies.</summary>
    public static string FileOf(string root) => Path.Combine(root, ".local", "backup-key");

    /// <summary>The key, made now when there is none and <paramref name="file"/> is where an installation's own lies.</summary>
    /// <exception cref="SetupException">The file holds no key or cannot be read or made.</exception>
    public static byte[] ReadOrMake(string file)
    {
        if (File.Exists(file))
        {
            return Read(file);
        }
        var key = RandomNumberGenerator.GetBytes(Bytes);
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            using var stream = new FileStream(file, new FileStreamOptions
            {
                Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
            });
            stream.Write(Encoding.ASCII.GetBytes(Convert.ToHexStringLower(key) + "\n"));
            return key;
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new SetupException($"Không ghi được khóa sao lưu vào {file} ({refused.Message.TrimEnd('.')}); hãy chỉ ra tệp khác bằng --key.",
                $"The key for backups cannot be written to {file}: {refused.Message}; name another file with --key.", refused);
        }
    }

    /// <exception cref="SetupException">There is no such file, or it holds no key.</exception>
    public static byte[] Read(string file)
    {
        try
        {
            var text = File.ReadAllText(file).Trim();
            return text.Length == 2 * Bytes && text.All(char.IsAsciiHexDigit) ? Convert.FromHexString(text) : throw new SetupException(
                $"{file} không chứa khóa sao lưu: cần 64 chữ số thập lục phân.", $"{file} holds no key of backups: 64 hexadecimal digits.");
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new SetupException($"Không đọc được khóa sao lưu từ {file} ({refused.Message.TrimEnd('.')}).", $"The key for backups cannot be read from {file}: {refused.Message}", refused);
        }
    }

    /// <summary>HMAC-SHA256 (RFC 2104) over the manifest, which names length and hash of the dump.</summary>
    public static string Mark(byte[] key, byte[] manifest) => Convert.ToHexStringLower(HMACSHA256.HashData(key, manifest));

    public static bool Fits(byte[] key, byte[] manifest, string mark) =>
        CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Mark(key, manifest)), Encoding.ASCII.GetBytes(mark));
}
