package dev.verdict.engine.decision;

import dev.verdict.expr.run.ResourceView;
import dev.verdict.expr.value.Attributes;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is acted on.
 *
 * @param kind not empty
 * @param id not empty
 * @param policyVersion empty for the engine's default
 * @param scope empty for the engine's default, {@code .} for the root
 */
public record Resource(String kind, String id, Attributes attr, String policyVersion, String scope)
        implements ResourceView {
    public Resource {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(attr, "attr");
        Objects.requireNonNull(policyVersion, "policyVersion");
        Objects.requireNonNull(scope, "scope");
    }

    public static Builder of(String kind, String id) {
        return new Builder(kind, id);
    }

    /** Adds what is optional. Not for use by several threads. */
    public static final class Builder {
        private final String kind;
        private final String id;
        private final Attributes.Builder attr = Attributes.builder();
        private String policyVersion = "";
        private String scope = "";

        private Builder(String kind, String id) {
            this.kind = kind;
            this.id = id;
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

        public Resource build() {
            return new Resource(kind, id, attr.build(), policyVersion, scope);
        }
    }
}
