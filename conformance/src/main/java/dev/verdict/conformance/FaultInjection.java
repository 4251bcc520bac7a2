package dev.verdict.conformance;

import dev.verdict.conformance.faults.FaultRun;
import dev.verdict.conformance.faults.FaultRunOptions;
import dev.verdict.conformance.faults.Finding;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * The long run of faults under load: {@code --rate N --hold MILLIS --rounds N}. It ends with status 1 when an answer was
 * wrong or missing, a reason was not told, or the server did not recover.
 */
public final class FaultInjection {
    private FaultRunOptions options = FaultRunOptions.LONG;
    private int rounds = 1;

    private FaultInjection() {}

    /** Runs and prints the report. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        var injection = new FaultInjection();
        injection.read(arguments);
        System.exit(injection.run() ? 0 : 1);
    }

    private void read(String[] arguments) {
        for (int i = 0; i < arguments.length; i++) {
            switch (arguments[i]) {
                case "--rate" -> options = options.perSecond(Integer.parseInt(arguments[++i]));
                case "--hold" -> options = options.hold(Duration.ofMillis(Long.parseLong(arguments[++i])));
                case "--rounds" -> rounds = Integer.parseInt(arguments[++i]);
                default -> throw new IllegalArgumentException("unknown option " + arguments[i]);
            }
        }
    }

    private boolean run() throws IOException, InterruptedException {
        boolean clean = true;
        try (FaultRun run = new FaultRun(options)) {
            if (run.unlockable() != null) {
                System.out.println("faults of permissions are left out: " + run.unlockable());
            }
            for (int round = 0; round < rounds; round++) {
                System.out.println(Finding.HEADING);
                List<Finding> findings = run.run(finding -> System.out.println(finding.line()));
                System.out.println(summary(findings));
                clean &= findings.stream().allMatch(Finding::isClean);
            }
        }
        return clean;
    }

    private static String summary(List<Finding> findings) {
        long requests = 0;
        long wrong = 0;
        long errors = 0;
        long problems = 0;
        for (Finding finding : findings) {
            requests += finding.counts().requests();
            wrong += finding.counts().wrong();
            errors += finding.counts().errors();
            problems += finding.problems().size();
        }
        return "%d injections, %d requests, %d wrong answers, %d errors, %d other problems"
                .formatted(findings.size() - 1, requests, wrong, errors, problems);
    }
}
