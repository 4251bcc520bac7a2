package dev.verdict.engine.live;

import dev.verdict.policy.diagnostic.Diagnostic;
import java.time.Duration;
import java.util.List;

/** Is told what becomes of each change, one call after the other. Calls must return quickly. */
public interface LiveListener {
    /** Does nothing. */
    LiveListener NONE = new LiveListener() {};

    /** The source was compiled, for the first time too; whether its outcome may serve. */
    default void compiled(Duration took, boolean accepted) {}

    /** A new revision serves. */
    default void switched(Generation<?> generation) {}

    /** The newest state of the source, or a file of it that lost its policy, was refused and the last good one serves. */
    default void rejected(List<Diagnostic> diagnostics) {}

    /** The source is again as it was when the serving revision was loaded. */
    default void recovered() {}

    /**
     * Files are still being written; the others serve without waiting for them. {@link LiveStatus#REARRANGED} among them
     * says that all wait.
     */
    default void held(List<String> paths) {}
}
