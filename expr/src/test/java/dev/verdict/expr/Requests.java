package dev.verdict.expr;

import dev.verdict.expr.run.AuxDataView;
import dev.verdict.expr.run.PrincipalView;
import dev.verdict.expr.run.ResourceView;
import dev.verdict.expr.value.Attributes;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What tests evaluate expressions on. */
public final class Requests {
    private Requests() {}

    /** A principal without version and scope. */
    public record Principal(String id, List<String> roles, Attributes attr) implements PrincipalView {
        @Override
        public String policyVersion() {
            return "";
        }

        @Override
        public String scope() {
            return "";
        }
    }

    /** A resource without version. */
    public record Resource(String kind, String id, Attributes attr, String scope) implements ResourceView {
        public Resource(String kind, String id, Attributes attr) {
            this(kind, id, attr, "");
        }

        @Override
        public String policyVersion() {
            return "";
        }
    }

    /** Claims of tokens. */
    public record AuxData(@Nullable Attributes jwt, Map<String, Attributes> jwts) implements AuxDataView {
        static final AuxData NONE = new AuxData(null, Map.of());
    }
}
