package dev.verdict.policy.reader;

import dev.verdict.policy.diagnostic.Diagnostic;
import dev.verdict.policy.model.Document;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What became of one file. */
public sealed interface ReadResult {
    /** A document and what is worth a warning. */
    record Read(Document document, List<Diagnostic> warnings) implements ReadResult {}

    /** No document in it: empty, or comments only. */
    record Empty() implements ReadResult {}

    /**
     * A file that cannot be used.
     *
     * @param diagnostics all that is wrong with it, sorted; at least one error
     * @param remains what could be read all the same, so that others who refer to it are not blamed; null when it is not
     *     even clear what the file defines
     */
    record Refused(List<Diagnostic> diagnostics, @Nullable Document remains) implements ReadResult {}
}
