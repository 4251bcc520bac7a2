package dev.verdict.policy.reader;

import dev.verdict.policy.model.Located;
import java.util.List;

/** Lists of roles, in which {@code *} makes all other entries needless. */
final class RoleLists {
    private RoleLists() {}

    /** {@code roles}, or only its {@code *} when it has one. */
    static List<Located<String>> collapse(List<Located<String>> roles) {
        for (Located<String> role : roles) {
            if (role.value().equals("*")) {
                return List.of(role);
            }
        }
        return roles;
    }
}
