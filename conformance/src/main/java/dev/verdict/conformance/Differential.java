package dev.verdict.conformance;

import dev.verdict.conformance.compare.Comparison;
import dev.verdict.conformance.compare.DifferentialRun;
import dev.verdict.conformance.pdp.ReferencePackage;
import dev.verdict.conformance.pdp.ReferenceServer;
import dev.verdict.conformance.pdp.Starter;
import java.util.Random;

/** The long differential run: {@code --stores N --requests N --seed N [--self]}. */
public final class Differential {
    private Differential() {}

    /** Runs and prints the report. */
    public static void main(String[] arguments) {
        int stores = 200;
        int requests = 20_000;
        long seed = new Random().nextLong();
        for (int i = 0; i < arguments.length; i++) {
            switch (arguments[i]) {
                case "--stores" -> stores = Integer.parseInt(arguments[++i]);
                case "--requests" -> requests = Integer.parseInt(arguments[++i]);
                case "--seed" -> seed = Long.parseLong(arguments[++i]);
                default -> throw new IllegalArgumentException("unknown option " + arguments[i]);
            }
        }
        if (!(ReferencePackage.locate() instanceof ReferencePackage.Found found)) {
            System.err.println("no reference");
            System.exit(2);
            return;
        }
        Starter reference = new ReferenceServer(found.binary());
        var run = new DifferentialRun(new Comparison(reference, reference));
        System.out.println("seed " + seed);
        run.run(seed, stores, Math.max(1, requests / stores));
        System.out.println(run.report());
        run.invalid().stream().limit(50).forEach(System.out::println);
    }
}
