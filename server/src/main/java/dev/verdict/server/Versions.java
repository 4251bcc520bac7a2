package dev.verdict.server;

import org.jspecify.annotations.Nullable;

/** Version numbers that clients see. */
final class Versions {
    /** The version of the reference whose API this is: clients and plugins compare it. */
    static final String API = "0.55.0";

    /** The version of this software. */
    static final String VERDICT = version();

    private Versions() {}

    private static String version() {
        @Nullable String version = Versions.class.getPackage().getImplementationVersion();
        return version == null ? "dev" : version;
    }
}
