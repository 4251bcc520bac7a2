package dev.verdict.conformance.generate;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What a store is about, before its documents are written.
 *
 * @param kinds resource kinds that have policies
 * @param scopes scopes in use other than the root
 * @param consent scopes whose permission is to require the consent of their parents
 * @param customRoles names of role policies
 * @param strict whether evaluation is strict
 * @param enforcement schema enforcement: none, warn or reject
 */
record Shape(
        List<String> kinds,
        List<String> scopes,
        Set<String> consent,
        List<String> customRoles,
        boolean strict,
        String enforcement) {
    static final List<String> KINDS = List.of("doc", "album:object", "dossier", "über", "a-b/c");
    static final List<String> ROLES = List.of("user", "admin", "manager", "org:x", "moderator", "ñandú");
    static final List<String> CUSTOM_ROLES = List.of("clerk", "temp", "emea_clerk", "auditor");
    static final List<String> PRINCIPALS = List.of("u1", "ann", "svc-export", "x@y.z");
    static final List<String> SCOPES = List.of("acme", "acme.hr", "acme.hr.uk", "globex", "globex.it");
    static final List<String> ACTIONS =
            List.of("view", "edit", "view:public", "view:public:all", "delete", "créer", "lit?", "litx");
    static final List<String> ACTION_PATTERNS = List.of(
            "view",
            "edit",
            "delete",
            "créer",
            "*",
            "view:*",
            "view:**",
            "v*",
            "*:public",
            "{view,edit}*",
            "lit?",
            "ed*t",
            "[vd]*",
            "**",
            "view:public:*",
            "a:*:b");
    static final List<String> ROLE_PATTERNS =
            List.of("user", "admin", "manager", "org:x", "moderator", "ñandú", "*", "mod*", "org:*", "{user,admin}*");

    /** The version that has policies of its own beside the default one. */
    static final String OTHER_VERSION = "v2";

    static Shape random(Dice dice) {
        List<String> scopes = dice.some(SCOPES, 0, 4);
        var consent = new LinkedHashSet<String>();
        for (String scope : scopes) {
            if (dice.chance(35)) {
                consent.add(scope);
            }
        }
        return new Shape(
                dice.some(KINDS, 1, 3),
                scopes,
                consent,
                dice.some(CUSTOM_ROLES, 0, 3),
                dice.chance(20),
                dice.one(List.of("none", "none", "none", "warn", "reject")));
    }

    /** Some scopes together with all their ancestors, the root first. */
    List<String> chain(Dice dice) {
        var chain = new LinkedHashSet<String>();
        chain.add("");
        for (String scope : dice.some(scopes, 0, 3)) {
            for (int dot = scope.indexOf('.'); dot >= 0; dot = scope.indexOf('.', dot + 1)) {
                chain.add(scope.substring(0, dot));
            }
            chain.add(scope);
        }
        return new ArrayList<>(chain);
    }
}
