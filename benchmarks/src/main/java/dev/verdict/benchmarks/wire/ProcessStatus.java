package dev.verdict.benchmarks.wire;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What Linux accounts for a process. */
final class ProcessStatus {
    /** Clock ticks a second; 100 on every Linux that Java runs on. */
    private static final long TICKS = 100;

    private ProcessStatus() {}

    /** CPU time that the process has used so far, user and system, in microseconds; in steps of 10,000. */
    @SuppressWarnings("StringSplitter") // a line of the kernel has no empty field at its end
    static long cpuMicros(long pid) throws IOException {
        String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) * 1_000_000 / TICKS;
    }

    /** Resident memory in KiB. */
    static long residentKib(long pid) throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/" + pid + "/status"))) {
            if (line.startsWith("VmRSS:")) {
                return Long.parseLong(line.substring(6, line.length() - 2).strip());
            }
        }
        throw new IOException("process " + pid + " has no VmRSS line");
    }
}
