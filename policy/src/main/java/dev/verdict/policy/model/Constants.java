package dev.verdict.policy.model;

import java.util.List;

/** A {@code constants} block. */
public record Constants(List<Located<String>> imports, List<ConstantDefinition> local) {
    public static final Constants NONE = new Constants(List.of(), List.of());

    public Constants {
        imports = List.copyOf(imports);
        local = List.copyOf(local);
    }
}
