package dev.verdict.engine.decision;

import dev.verdict.expr.run.PrincipalView;
import dev.verdict.expr.value.Attributes;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Who wants to act.
 *
 * @param id not empty
 * @param roles at least one, without repetition, in the order in which they are tried
 * @param policyVersion empty for the engine's default
 * @param scope scope of the principal policies; empty for the engine's default, {@code .} for the root
 */
public record Principal(String id, List<String> roles, Attributes attr, String policyVersion, String scope)
        implements PrincipalView {
    public Principal {
        Objects.requireNonNull(id, "id");
        roles = List.copyOf(roles);
        Objects.requireNonNull(attr, "attr");
        Objects.requireNonNull(policyVersion, "policyVersion");
        Objects.requireNonNull(scope, "scope");
    }

    public static Builder of(String id, String... roles) {
        return new Builder(id, List.of(roles));
    }

    public static Builder of(String id, List<String> roles) {
        return new Builder(id, roles);
    }

    /** Adds what is optional. Not for use by several threads. */
    public static final class Builder {
        private final String id;
        private final List<String> roles;
        private final Attributes.Builder attr = Attributes.builder();
        private String policyVersion = "";
        private String scope = "";

        private Builder(String id, List<String> roles) {
            this.id = id;
            this.roles = roles;
        }

        /**
         * Sets one attribute.
         *
         * @throws IllegalArgumentException if {@code value} is not a JSON value
         */
        public Builder attr(String name, @Nullable Object value) {
            attr.put(name, value);
            return this;
        }

        public Builder policyVersion(String version) {
            policyVersion = version;
            return this;
        }

        public Builder scope(String value) {
            scope = value;
            return this;
        }

        public Principal build() {
            return new Principal(id, roles, attr.build(), policyVersion, scope);
        }
    }
}
