package dev.verdict.wire.error;

import java.util.List;
import java.util.Map;

/** A part of an error that programs read. */
public sealed interface ErrorDetail {
    /** The rules that a request broke: {@code buf.validate.Violations}. */
    record Violations(List<Violation> violations) implements ErrorDetail {
        public Violations {
            violations = List.copyOf(violations);
        }
    }

    /**
     * A stable code: {@code google.rpc.ErrorInfo}.
     *
     * @param reason upper case with underscores
     * @param domain whose code it is
     */
    record ErrorInfo(String reason, String domain, Map<String, String> metadata) implements ErrorDetail {
        public ErrorInfo {
            metadata = Map.copyOf(metadata);
        }
    }
}
