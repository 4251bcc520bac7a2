package dev.verdict.kinde.identity;

import dev.verdict.expr.value.Attributes;
import java.util.List;
import java.util.Objects;

/** What an external directory says of the user. */
public record External(List<String> groups, Attributes attributes) {
    public static final External NONE = new External(List.of(), Attributes.EMPTY);

    public External {
        groups = List.copyOf(groups);
        Objects.requireNonNull(attributes, "attributes");
    }
}
