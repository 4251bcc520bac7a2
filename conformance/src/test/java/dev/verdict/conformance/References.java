package dev.verdict.conformance;

import dev.verdict.conformance.pdp.ReferencePackage;
import dev.verdict.conformance.pdp.ReferenceServer;
import java.util.Optional;

/** The reference for tests; where it cannot be had, the log of the build says so. */
final class References {
    private References() {}

    static Optional<ReferencePackage.Found> locate(String whatIsLost) {
        ReferencePackage located = ReferencePackage.locate();
        if (located instanceof ReferencePackage.Found found) {
            return Optional.of(found);
        }
        System.out.println("[NOT RUN] " + whatIsLost + ": " + ((ReferencePackage.Missing) located).reason());
        return Optional.empty();
    }

    static Optional<ReferenceServer> server(String whatIsLost) {
        return locate(whatIsLost).map(found -> new ReferenceServer(found.binary()));
    }
}
