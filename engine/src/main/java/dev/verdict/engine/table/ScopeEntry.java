package dev.verdict.engine.table;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What a rule table holds for one scope, and the scopes above it that matter. */
public final class ScopeEntry {
    /** The policies of one version in one scope. */
    public static final class Version {
        private final ScopeEntry scope;
        private final Map<String, Layer> layers = new HashMap<>();
        private final Map<String, PrincipalTable> principals = new HashMap<>();
        private final Map<String, RoleTable> roles = new HashMap<>();

        /** The same version in the nearest scope above that has resource policies, or null. */
        private @Nullable Version above;

        private Version(ScopeEntry scope) {
            this.scope = scope;
        }

        /** INVARIANT: called once, after those above are linked. */
        private void link(@Nullable Version nearest) {
            above = nearest;
            layers.replaceAll((kind, layer) -> new Layer(this, layer.policy(), above(kind)));
        }

        private @Nullable Layer above(String kind) {
            return above == null ? null : above.layer(kind);
        }

        public ScopeEntry scope() {
            return scope;
        }

        /** What this scope or, when it holds nothing, the nearest one above it holds for a sanitised kind; or null. */
        @Nullable
        Layer layer(String sanitisedKind) {
            Layer own = layers.get(sanitisedKind);
            if (own != null) {
                return own;
            }
            return hasRoles() ? new Layer(this, null, above(sanitisedKind)) : above(sanitisedKind);
        }

        /** The policy for a sanitised kind, or null. */
        public @Nullable ResourceTable resource(String sanitisedKind) {
            Layer layer = layers.get(sanitisedKind);
            return layer == null ? null : layer.policy();
        }

        /** The policy of a principal, or null. */
        public @Nullable PrincipalTable principal(String id) {
            return principals.get(id);
        }

        public boolean hasPrincipals() {
            return !principals.isEmpty();
        }

        /** Whether any role policy with rules exists. */
        public boolean hasRoles() {
            return !roles.isEmpty();
        }

        /** The policy of a role if it has rules, or null. */
        public @Nullable RoleTable role(String role) {
            return roles.get(role);
        }

        /** Whether a rule of any role policy is about the kind, given as sent and as sanitised. */
        public boolean anyRoleCovers(String kind, String sanitisedKind) {
            for (RoleTable table : roles.values()) {
                for (int i = 0; i < table.rows().size(); i++) {
                    if (table.rows().get(i).covers(kind, sanitisedKind)) {
                        return true;
                    }
                }
            }
            return false;
        }
    }

    private final String scope;
    private final boolean requiresConsent;
    private final Map<String, Version> versions = new HashMap<>();
    private final Map<String, Set<String>> declaredParents = new HashMap<>();
    private final Map<String, List<String>> parents = new HashMap<>();
    private boolean inResources;
    private boolean inPrincipals;
    private List<ScopeEntry> resourceChain = List.of();
    private List<ScopeEntry> principalChain = List.of();

    ScopeEntry(String scope, boolean requiresConsent) {
        this.scope = scope;
        this.requiresConsent = requiresConsent;
    }

    void add(PolicyTable table) {
        // Interned as the usual default version is.
        Version version = versions.computeIfAbsent(table.version().intern(), key -> new Version(this));
        switch (table) {
            case ResourceTable t -> {
                version.layers.put(t.kind(), new Layer(version, t, null));
                inResources = true;
            }
            case PrincipalTable t -> {
                version.principals.put(t.principal(), t);
                inPrincipals = true;
            }
            case RoleTable t -> {
                if (!t.rows().isEmpty()) {
                    version.roles.put(t.role(), t);
                    inResources = true;
                }
                declaredParents
                        .computeIfAbsent(t.role(), key -> new LinkedHashSet<>())
                        .addAll(t.parentRoles());
            }
        }
    }

    /**
     * Links this scope to those above it.
     *
     * <p>INVARIANT: called once, after all tables are added and those above are sealed.
     *
     * @param above most specific first
     */
    void seal(List<ScopeEntry> above) {
        resourceChain = chain(inResources, above, ScopeEntry::hasResourcePolicies);
        principalChain = chain(inPrincipals, above, ScopeEntry::hasPrincipalPolicies);
        declaredParents.keySet().forEach(role -> parents.put(role, parentsOf(role)));
        versions.forEach((name, version) -> version.link(nearest(above, name)));
    }

    private static @Nullable Version nearest(List<ScopeEntry> above, String version) {
        for (ScopeEntry entry : above) {
            Version held = entry.inResources ? entry.version(version) : null;
            if (held != null) {
                return held;
            }
        }
        return null;
    }

    private List<ScopeEntry> chain(boolean self, List<ScopeEntry> above, Predicate<ScopeEntry> belongs) {
        List<ScopeEntry> chain = new ArrayList<>();
        if (self) {
            chain.add(this);
        }
        above.stream().filter(belongs).forEach(chain::add);
        return List.copyOf(chain);
    }

    private List<String> parentsOf(String role) {
        Set<String> closure = new LinkedHashSet<>();
        Deque<String> waiting = new ArrayDeque<>(declaredParents.getOrDefault(role, Set.of()));
        while (!waiting.isEmpty()) {
            String parent = waiting.remove();
            if (!parent.equals(role) && closure.add(parent)) {
                waiting.addAll(declaredParents.getOrDefault(parent, Set.of()));
            }
        }
        return List.copyOf(closure);
    }

    /** Empty for the root. */
    public String scope() {
        return scope;
    }

    /** Whether an ALLOW of this scope needs one from above. */
    public boolean requiresConsent() {
        return requiresConsent;
    }

    /** Whether any resource policy, or role policy with rules, is in this scope. */
    public boolean hasResourcePolicies() {
        return inResources;
    }

    /** Whether any principal policy is in this scope. */
    public boolean hasPrincipalPolicies() {
        return inPrincipals;
    }

    /** This scope and those above it that have resource or role policies, most specific first. */
    public List<ScopeEntry> resourceChain() {
        return resourceChain;
    }

    /** This scope and those above it that have principal policies, most specific first. */
    public List<ScopeEntry> principalChain() {
        return principalChain;
    }

    /** The policies of {@code version}, or null. */
    public @Nullable Version version(String version) {
        return versions.get(version);
    }

    /** All roles above {@code role} by the role policies of this very scope; without {@code role} itself. */
    public List<String> parents(String role) {
        return parents.isEmpty() ? List.of() : parents.getOrDefault(role, List.of());
    }
}
