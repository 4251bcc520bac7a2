package dev.verdict.server.config;

import java.util.Objects;

/**
 * A key that a configuration file may hold.
 *
 * @param path dotted; {@code []} after a list whose elements have keys, {@code *} for any name
 * @param defaultText as a file would write it; empty for none
 * @param treatment what Verdict does with it
 * @param note what it means, or why it has no effect or is refused
 */
record Key(String path, ValueType type, String defaultText, Treatment treatment, String note) {
    Key {
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(defaultText, "defaultText");
        Objects.requireNonNull(treatment, "treatment");
        Objects.requireNonNull(note, "note");
    }

    /** What Verdict does with a key. */
    enum Treatment {
        /** It does what it does in the reference. */
        HONOURED,
        /** It is checked and changes nothing; that is harmless. */
        NO_EFFECT,
        /** Any value but the default stops the start, because going on without it would be unsafe. */
        REFUSED,
        /** It exists only in Verdict. */
        OWN
    }
}
