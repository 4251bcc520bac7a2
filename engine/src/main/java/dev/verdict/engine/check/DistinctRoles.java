package dev.verdict.engine.check;

import dev.verdict.engine.table.Layer;
import dev.verdict.engine.table.ScopeEntry;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Those of a principal's roles that can make a difference where policies of some layers are in reach. Of roles that no rule
 * tells apart the first stands for all: what it did not get, the others do not get either. So a request with very many roles
 * costs what the policies can tell apart, for each of its actions.
 */
final class DistinctRoles {
    /** With fewer roles the choice would cost more than it saves. */
    private static final int MANY = 16;

    private final @Nullable Layer layers;
    private final @Nullable ScopeEntry requestScope;
    private final List<String> roles;

    private DistinctRoles(@Nullable Layer layers, @Nullable ScopeEntry requestScope, List<String> roles) {
        this.layers = layers;
        this.requestScope = requestScope;
        this.roles = roles;
    }

    static boolean areWorthwhile(List<String> roles) {
        return roles.size() > MANY;
    }

    static DistinctRoles of(List<String> roles, Question question) {
        boolean outputs = haveOutputs(question.layers());
        List<String> distinct = new ArrayList<>();
        Set<BitSet> seen = new HashSet<>();
        for (int i = 0; i < roles.size(); i++) {
            String role = roles.get(i);
            if (isNamed(role, question)) {
                distinct.add(role);
                continue;
            }
            BitSet matching = matching(role, question.layers());
            boolean repeatsOutputs = outputs && !matching.isEmpty();
            if (repeatsOutputs || seen.add(matching)) {
                distinct.add(role);
            }
        }
        return new DistinctRoles(question.layers(), question.requestScope(), distinct);
    }

    private static boolean haveOutputs(@Nullable Layer layers) {
        for (Layer layer = layers; layer != null; layer = layer.above()) {
            if (layer.policy() != null && layer.policy().rolePatterns().haveOutputs()) {
                return true;
            }
        }
        return false;
    }

    private static boolean isNamed(String role, Question question) {
        if (!question.rolesAbove(role).isEmpty()) {
            return true;
        }
        for (Layer layer = question.layers(); layer != null; layer = layer.above()) {
            if (layer.version().role(role) != null
                    || (layer.policy() != null && layer.policy().rolePatterns().name(role))) {
                return true;
            }
        }
        return false;
    }

    private static BitSet matching(String role, @Nullable Layer layers) {
        BitSet matching = new BitSet();
        int offset = 0;
        for (Layer layer = layers; layer != null; layer = layer.above()) {
            if (layer.policy() != null) {
                offset = layer.policy().rolePatterns().mark(role, matching, offset);
            }
        }
        return matching;
    }

    /** Whether the choice holds for {@code question}, too. */
    @SuppressWarnings("ReferenceEquality") // a scope is itself
    boolean hold(Question question) {
        return requestScope == question.requestScope() && Objects.equals(layers, question.layers());
    }

    /** In the order of the request. */
    List<String> roles() {
        return roles;
    }
}
