package dev.verdict.expr.node;

/**
 * A compiled expression and what is known of it.
 *
 * @param reads what it depends on; bits of {@link Reads}
 * @param cost rough cost of one evaluation; reading an attribute costs 1
 */
public record Part(Node node, long reads, int cost) {
    /** Whether the value is the same for all decisions of one call. */
    boolean holdsForCall() {
        return (reads & ~Reads.CALL) == 0;
    }
}
