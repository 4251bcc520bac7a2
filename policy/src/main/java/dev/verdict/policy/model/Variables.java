package dev.verdict.policy.model;

import java.util.List;

/** A {@code variables} block, with the deprecated top-level form already merged into {@code local} (both kept on a clash). */
public record Variables(List<Located<String>> imports, List<VariableDefinition> local) {
    public static final Variables NONE = new Variables(List.of(), List.of());

    public Variables {
        imports = List.copyOf(imports);
        local = List.copyOf(local);
    }
}
