package dev.verdict.conformance.pdp;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A kind of decision point that can be started on any store. */
@FunctionalInterface
public interface Starter {
    /**
     * Starts one.
     *
     * @param files policy files and schemas by path
     * @param settings configuration blocks other than {@code server} and {@code storage}
     */
    Launch start(Map<String, String> files, Map<String, @Nullable Object> settings);
}
