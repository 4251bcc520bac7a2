package dev.verdict.conformance;

import dev.verdict.conformance.compare.Comparison;
import dev.verdict.conformance.compare.Difference;
import dev.verdict.conformance.compare.DifferentialRun;
import dev.verdict.conformance.compare.Shrinker;
import dev.verdict.conformance.json.Yaml;
import dev.verdict.conformance.pdp.ReferencePackage;
import dev.verdict.conformance.pdp.ReferenceServer;
import dev.verdict.conformance.pdp.Starter;
import dev.verdict.conformance.pdp.VerdictInProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.TreeMap;

/**
 * The long differential run: {@code --stores N --requests N --seed N --cases FOLDER --shrink N}. It ends with status 1
 * when something differs; the first differences are shrunk and written as case files.
 */
public final class Differential {
    private int stores = 200;
    private int requests = 20_000;
    private int shrink = 10;
    private long seed = new Random().nextLong();
    private Path cases = Path.of("target/differences");
    private boolean self;

    private Differential() {}

    /** Runs and prints the report. */
    public static void main(String[] arguments) throws IOException {
        var differential = new Differential();
        differential.read(arguments);
        System.exit(differential.run());
    }

    private void read(String[] arguments) {
        for (int i = 0; i < arguments.length; i++) {
            switch (arguments[i]) {
                case "--stores" -> stores = Integer.parseInt(arguments[++i]);
                case "--requests" -> requests = Integer.parseInt(arguments[++i]);
                case "--shrink" -> shrink = Integer.parseInt(arguments[++i]);
                case "--seed" -> seed = Long.parseLong(arguments[++i]);
                case "--cases" -> cases = Path.of(arguments[++i]);
                case "--self" -> self = true;
                default -> throw new IllegalArgumentException("unknown option " + arguments[i]);
            }
        }
    }

    private int run() throws IOException {
        ReferencePackage located = ReferencePackage.locate();
        if (located instanceof ReferencePackage.Missing missing) {
            System.err.println("differential run impossible: " + missing.reason());
            return 2;
        }
        Starter reference = new ReferenceServer(((ReferencePackage.Found) located).binary());
        var comparison = new Comparison(reference, self ? reference : new VerdictInProcess());
        var run = new DifferentialRun(comparison);
        System.out.println("seed " + seed);
        long start = System.nanoTime();
        run.run(seed, stores, Math.max(1, requests / stores));
        System.out.println(run.report());
        System.out.printf("%d s%n", (System.nanoTime() - start) / 1_000_000_000L);
        run.invalid().stream().limit(3).forEach(System.out::println);
        run.refused().stream().limit(10).forEach(System.out::println);
        printParts(run);
        write(run, new Shrinker(comparison));
        return run.differences().isEmpty() && run.refused().isEmpty() ? 0 : 1;
    }

    /** What differs, each kind once with how often it does. */
    private static void printParts(DifferentialRun run) {
        var counts = new TreeMap<String, Integer>();
        run.differences().stream()
                .flatMap(difference -> difference.parts().stream())
                .forEach(part -> counts.merge(part, 1, Integer::sum));
        counts.forEach((part, count) -> System.out.println(count + " x " + part));
    }

    private void write(DifferentialRun run, Shrinker shrinker) throws IOException {
        int number = 0;
        for (Difference difference : run.differences()) {
            if (number++ == shrink) {
                return;
            }
            Files.createDirectories(cases);
            Path file = cases.resolve("seed-%d-%03d.yaml".formatted(seed, number));
            String text = Yaml.write(shrinker.shrink(difference).asCase("found with seed " + seed));
            Files.writeString(file, text);
            System.out.println("== " + file + "\n" + text);
        }
    }
}
