package dev.verdict.conformance.pdp;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A running decision point that answers check requests in the JSON form of the wire API. */
public interface Pdp extends AutoCloseable {
    /** Answers one CheckResources request. */
    Answer check(Map<String, @Nullable Object> request);

    @Override
    void close();

    /**
     * What came back.
     *
     * @param status HTTP status, 200 for a decision
     * @param body the response as parsed JSON
     */
    record Answer(int status, @Nullable Object body) {}
}
