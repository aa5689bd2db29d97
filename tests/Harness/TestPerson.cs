namespace EnvGis.Tests;

/// <summary>Someone to sign in as.</summary>
public sealed record TestPerson(long Id, string UserName, string Password, string Name)
{
    public const string CommonPassword = "mưa phùn trên đèo Khau Phạ";
}
