package dev.verdict.server.config;

import java.util.List;
import java.util.Objects;

/** What came of reading a configuration. */
public sealed interface ConfigurationResult {
    /** Settings to start with. {@code warnings} name what has no effect. */
    record Loaded(Configuration configuration, List<Problem> warnings) implements ConfigurationResult {
        public Loaded {
            Objects.requireNonNull(configuration, "configuration");
            warnings = List.copyOf(warnings);
        }
    }

    /** Nothing to start with; all errors of one run, in the order of the file. */
    record Rejected(List<Problem> errors) implements ConfigurationResult {
        public Rejected {
            errors = List.copyOf(errors);
        }
    }
}
