package dev.verdict.cli;

import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a command sees of the process that it runs in.
 *
 * @param in what is piped into the command; read only when asked for
 * @param out data, for pipes and people
 * @param err progress and complaints
 */
public record Surroundings(
        Map<String, String> environment, Path workingDirectory, InputStream in, PrintWriter out, PrintWriter err) {
    public Surroundings {
        environment = Map.copyOf(environment);
        Objects.requireNonNull(workingDirectory, "workingDirectory");
        Objects.requireNonNull(in, "in");
        Objects.requireNonNull(out, "out");
        Objects.requireNonNull(err, "err");
    }

    /** Its value with the prefix {@code VERDICT_} or, failing that, {@code CERBOS_}; null when both are absent or empty. */
    @Nullable
    String variable(Variable name) {
        String own = environment.get("VERDICT_" + name);
        if (own != null && !own.isEmpty()) {
            return own;
        }
        String theirs = environment.get("CERBOS_" + name);
        return theirs == null || theirs.isEmpty() ? null : theirs;
    }
}
