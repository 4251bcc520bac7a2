package dev.verdict.benchmarks.wire;

import dev.verdict.benchmarks.decision.PolicyCorpus;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Start to first answer, resident memory, and time from saving a changed file to the first changed answer, of two servers
 * one after the other. Arguments: path of the verdict launcher, path of the reference binary, then numbers of policies; the
 * reference is left out of sets larger than 2,000, where it needs minutes.
 */
public final class Footprint {
    private static final int REFERENCE_LIMIT = 2_000;

    private Footprint() {}

    /** Runs the comparison and prints a line for each server and size. */
    public static void main(String[] args) throws IOException, InterruptedException {
        System.out.printf(
                "%-10s %9s %12s %12s %14s%n", "server", "policies", "start ms", "resident MiB", "change live ms");
        for (int i = 2; i < args.length; i++) {
            int policies = Integer.parseInt(args[i]);
            measure("verdict", List.of(args[0]), policies);
            if (policies <= REFERENCE_LIMIT) {
                measure("reference", List.of(args[1]), policies);
            }
        }
    }

    private static void measure(String name, List<String> command, int policies)
            throws IOException, InterruptedException {
        Map<String, String> files = PolicyCorpus.files(policies);
        try (ServerProcess server = new ServerProcess(command, files, Duration.ofMinutes(5))) {
            long resident = server.residentKib() / 1024;
            long change = changeLiveMillis(server, files);
            System.out.printf(
                    "%-10s %9d %12d %12d %14d%n",
                    name, policies, server.untilFirstAnswer().toMillis(), resident, change);
        }
    }

    /** Median of five changes. */
    private static long changeLiveMillis(ServerProcess server, Map<String, String> files)
            throws IOException, InterruptedException {
        String file = "root/kind0.yaml";
        String before = Objects.requireNonNull(files.get(file));
        String after = before.replace("roles: [\"admin\"]", "roles: [\"admin\", \"employee\"]");
        long[] millis = new long[5];
        try (HttpLoad http = server.http(Requests.json(1, 4))) {
            for (int i = 0; i < millis.length; i++) {
                Thread.sleep(1_000);
                boolean allow = i % 2 == 0;
                Files.writeString(server.policyFile(file), allow ? after : before);
                long start = System.nanoTime();
                String wanted = allow ? "\"delete\":\"EFFECT_ALLOW\"" : "\"delete\":\"EFFECT_DENY\"";
                while (!http.exchange().replace(" ", "").contains(wanted)) {
                    Thread.sleep(5);
                    if (System.nanoTime() - start > 30_000_000_000L) {
                        throw new IOException("the change never became live: " + server.log());
                    }
                }
                millis[i] = (System.nanoTime() - start) / 1_000_000;
            }
        }
        Arrays.sort(millis);
        return millis[2];
    }
}
