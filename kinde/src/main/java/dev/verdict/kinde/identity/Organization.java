package dev.verdict.kinde.identity;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The organization that a token is for.
 *
 * @param code empty when the token has none
 * @param codes all organizations of the user as far as they are known, {@code code} among them
 */
public record Organization(
        String code, @Nullable String name, @Nullable String externalId, List<String> codes) {
    public static final Organization NONE = new Organization("", null, null, List.of());

    public Organization {
        Objects.requireNonNull(code, "code");
        codes = List.copyOf(codes);
    }

    public boolean isPresent() {
        return !code.isEmpty();
    }
}
