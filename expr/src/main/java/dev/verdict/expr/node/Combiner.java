package dev.verdict.expr.node;

import dev.verdict.expr.run.Budget;
import dev.verdict.expr.run.BudgetExceeded;
import dev.verdict.expr.run.Cancellation;
import dev.verdict.expr.run.Frame;
import dev.verdict.expr.value.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/**
 * Makes one part of several. What is constant is computed here and now; what only depends on the principal, inside
 * something that depends on more, is computed once per call.
 */
final class Combiner {
    /** From this cost on, looking up a kept value is cheaper than computing it again. */
    private static final int WORTH_KEEPING = 5;

    private static final Budget FOLDING = new Budget(20_000, Duration.ofSeconds(1));

    private final Scope scope;

    Combiner(Scope scope) {
        this.scope = scope;
    }

    /** The part that {@code operation} makes of the operands' nodes. */
    Part of(List<Part> operands, int ownCost, Function<Node[], Node> operation) {
        return of(operands, ownCost, 0, operation);
    }

    /** As above, for an operation that reads something itself. */
    Part of(List<Part> operands, int ownCost, long ownReads, Function<Node[], Node> operation) {
        long reads = ownReads;
        long cost = ownCost;
        boolean constant = ownReads == 0;
        for (Part operand : operands) {
            reads |= operand.reads();
            cost += operand.cost();
            constant &= operand.node() instanceof Names.Constant;
        }
        boolean holdsForCall = (reads & ~Reads.CALL) == 0;
        Node[] nodes = new Node[operands.size()];
        for (int i = 0; i < nodes.length; i++) {
            Part operand = operands.get(i);
            nodes[i] = (holdsForCall ? operand : oncePerCall(operand)).node();
        }
        Node node = operation.apply(nodes);
        return new Part(constant ? folded(node) : node, reads, (int) Math.min(cost, Integer.MAX_VALUE));
    }

    /** {@code part}, kept from one decision of a call to the next if that pays. */
    Part oncePerCall(Part part) {
        if (!part.holdsForCall() || part.cost() < WORTH_KEEPING || part.node() instanceof Names.Constant) {
            return part;
        }
        return new Part(new Slots.OncePerCall(scope.newPrincipalSlot(), part.node()), part.reads(), 1);
    }

    private static Node folded(Node node) {
        try {
            return new Names.Constant(
                    node.eval(new Frame(FOLDING, Cancellation.NEVER, () -> Timestamp.utc(Instant.EPOCH))));
        } catch (BudgetExceeded tooLarge) {
            return node;
        }
    }
}
