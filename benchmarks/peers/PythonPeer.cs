using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using ValueSettlement.Benchmarks;

namespace ValueSettlement.Peers;

/// <summary>A Python program that stays: it is asked for one run at a time, so that its runs alternate with the others, and times them
/// itself.</summary>
internal sealed class PythonPeer : IDisposable
{
    /// <summary>Debian's own, whose packages are used.</summary>
    private const string Python = "/usr/bin/python3";

    private readonly Process process;

    private PythonPeer(string package, string folder)
    {
        var start = new ProcessStartInfo(Python) { RedirectStandardInput = true, RedirectStandardOutput = true };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, package + "_peer.py"));
        start.ArgumentList.Add(folder);
        process = Process.Start(start) ?? throw new InvalidOperationException($"{Python} does not start.");
    }

    /// <summary>The program, or nothing where the package is missing.</summary>
    public static PythonPeer? TryStart(string package, string folder) => Has(package) ? new(package, folder) : null;

    /// <summary>Writes the columns as numpy reads them.</summary>
    public static void Write(PopulationData data, string folder)
    {
        Write(folder, "organisation", "<u2", data.Organisation);
        Write(folder, "stratum", "|u1", data.Stratum);
        Write(folder, "months", "|u1", data.Months);
        Write(folder, "cents", "<i8", data.Cents);
        Write(folder, "risk", "<i4", data.Risk);
    }

    public Timed Run()
    {
        process.StandardInput.WriteLine();
        process.StandardInput.Flush();
        var line = process.StandardOutput.ReadLine() ?? throw new InvalidOperationException("The Python program ended.");
        using var answer = JsonDocument.Parse(line);
        var groups = answer.RootElement.GetProperty("groups").EnumerateArray().Select(Integers).ToArray();
        var thresholds = Integers(answer.RootElement.GetProperty("thresholds"));
        return new(answer.RootElement.GetProperty("ms").GetDouble(), null, () => Read(groups, thresholds));
    }

    public void Dispose()
    {
        process.StandardInput.Close();
        process.WaitForExit();
        process.Dispose();
    }

    private static Sums Read(long[][] groups, long[] thresholds)
    {
        var sums = new Sums();
        foreach (var row in groups)
        {
            sums.Set((int)row[0], row[1], row[2], row[3], row[4], row[5]);
        }

        thresholds.CopyTo(sums.Thresholds, 0);
        return sums;
    }

    private static long[] Integers(JsonElement array) => [.. array.EnumerateArray().Select(static e => e.GetInt64())];

    private static bool Has(string package)
    {
        if (!File.Exists(Python))
        {
            return false;
        }

        using var probe = Process.Start(new ProcessStartInfo(Python, ["-c", "import " + package]) { RedirectStandardError = true });
        _ = probe!.StandardError.ReadToEnd();
        probe.WaitForExit();
        return probe.ExitCode == 0;
    }

    private static void Write<T>(string folder, string name, string type, T[] values)
        where T : unmanaged
    {
        // The header of a .npy file ends at a multiple of 64 bytes.
        var header = string.Create(CultureInfo.InvariantCulture,
            $"{{'descr': '{type}', 'fortran_order': False, 'shape': ({values.Length},), }}");
        var length = ((10 + header.Length + 1 + 63) / 64 * 64) - 10;
        using var file = File.Create(Path.Combine(folder, name + ".npy"));
        file.Write([0x93, .. "NUMPY"u8, 1, 0, (byte)length, (byte)(length >> 8)]);
        file.Write(Encoding.ASCII.GetBytes(header.PadRight(length - 1) + "\n"));
        for (var from = 0; from < values.Length; from += 1 << 20)
        {
            file.Write(MemoryMarshal.AsBytes(values.AsSpan(from, Math.Min(1 << 20, values.Length - from))));
        }
    }
}
