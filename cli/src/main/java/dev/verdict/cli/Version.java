package dev.verdict.cli;

import org.jspecify.annotations.Nullable;

/** What {@code version} prints. */
final class Version {
    /** The version of the reference whose answers and API this version gives. */
    static final String REFERENCE = "0.55.0";

    private Version() {}

    static String number() {
        @Nullable String version = Version.class.getPackage().getImplementationVersion();
        return version == null ? "dev" : version;
    }

    static String text() {
        return "verdict " + number() + "\nAnswers and API of Cerbos " + REFERENCE + "\nJava "
                + System.getProperty("java.version") + " (" + System.getProperty("java.vendor") + ")";
    }
}
