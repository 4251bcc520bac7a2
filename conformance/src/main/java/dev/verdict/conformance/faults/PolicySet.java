package dev.verdict.conformance.faults;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One policy set of the run: for each kind of resource the version of its policy. The answer for a kind spells the version
 * in bits, so that an answer shows which version of which file made it.
 */
final class PolicySet {
    /** Version of a kind without a policy. */
    static final int NONE = 0;

    /** What all questions ask. */
    static final List<String> ACTIONS =
            List.of("bit0", "bit1", "bit2", "bit3", "bit4", "bit5", "bit6", "bit7", "open", "own", "secret");

    private static final int BITS = 8;

    private final Map<String, Integer> versions;

    private PolicySet(Map<String, Integer> versions) {
        this.versions = versions;
    }

    /** All kinds in the first version. */
    static PolicySet first(List<String> kinds) {
        Map<String, Integer> versions = new LinkedHashMap<>();
        kinds.forEach(kind -> versions.put(kind, 1));
        return new PolicySet(versions);
    }

    /** This set with some kinds in another version. */
    PolicySet with(List<String> kinds, int version) {
        Map<String, Integer> changed = new LinkedHashMap<>(versions);
        kinds.forEach(kind -> changed.put(kind, version));
        return new PolicySet(changed);
    }

    int version(String kind) {
        return versions.getOrDefault(kind, NONE);
    }

    /** True when this set alone may have made an answer with these versions for these kinds. */
    boolean answers(List<String> kinds, List<Integer> answered) {
        for (int i = 0; i < kinds.size(); i++) {
            if (version(kinds.get(i)) != answered.get(i)) {
                return false;
            }
        }
        return true;
    }

    /** The policy of a kind. The rule that allows stands first: a file that ends early would allow too much. */
    static String text(String kind, int version) {
        List<String> denied = new ArrayList<>();
        for (int bit = 0; bit < BITS; bit++) {
            if ((version >> bit & 1) == 0) {
                denied.add("bit" + bit);
            }
        }
        denied.add("secret");
        return """
                apiVersion: api.cerbos.dev/v1
                resourcePolicy:
                  resource: %s
                  version: default
                  importDerivedRoles: [relations]
                  rules:
                    - actions: ["*"]
                      effect: EFFECT_ALLOW
                      roles: [user]
                    - actions: [own]
                      effect: EFFECT_DENY
                      derivedRoles: [stranger]
                    - actions: [%s]
                      effect: EFFECT_DENY
                      roles: [user]
                """.formatted(kind, String.join(", ", denied));
    }

    /** The derived roles that all policies import. */
    static String relations() {
        return """
                apiVersion: api.cerbos.dev/v1
                derivedRoles:
                  name: relations
                  definitions:
                    - name: stranger
                      parentRoles: [user]
                      condition:
                        match:
                          expr: R.attr.owner != P.id
                """;
    }

    /** The version that an answer spells, or -1 when no version makes exactly this answer. */
    static int versionOf(Map<String, ?> effects, boolean owner) {
        int version = 0;
        for (int bit = 0; bit < BITS; bit++) {
            if ("EFFECT_ALLOW".equals(effects.get("bit" + bit))) {
                version |= 1 << bit;
            }
        }
        return effects.equals(effects(version, owner)) ? version : -1;
    }

    private static Map<String, String> effects(int version, boolean owner) {
        Map<String, String> effects = new LinkedHashMap<>();
        for (int bit = 0; bit < BITS; bit++) {
            effects.put("bit" + bit, effect((version >> bit & 1) == 1));
        }
        effects.put("open", effect(version != NONE));
        effects.put("own", effect(version != NONE && owner));
        effects.put("secret", effect(false));
        return effects;
    }

    private static String effect(boolean allow) {
        return allow ? "EFFECT_ALLOW" : "EFFECT_DENY";
    }
}
