package dev.verdict.policy.reader;

import dev.verdict.policy.diagnostic.Diagnostic;
import dev.verdict.policy.model.Document;
import java.util.List;

/** What became of one file. */
public sealed interface ReadResult {
    /** A document and what is worth a warning. */
    record Read(Document document, List<Diagnostic> warnings) implements ReadResult {}

    /** No document in it: empty, or comments only. */
    record Empty() implements ReadResult {}

    /** All that is wrong with it, sorted; at least one error. */
    record Refused(List<Diagnostic> diagnostics) implements ReadResult {}
}
