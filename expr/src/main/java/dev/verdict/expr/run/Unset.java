package dev.verdict.expr.run;

import dev.verdict.expr.value.Attributes;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The request of a frame that was given none: every field has the default of its type. */
final class Unset implements PrincipalView, ResourceView, AuxDataView {
    static final Unset REQUEST = new Unset();

    private Unset() {}

    @Override
    public String id() {
        return "";
    }

    @Override
    public String kind() {
        return "";
    }

    @Override
    public List<String> roles() {
        return List.of();
    }

    @Override
    public Attributes attr() {
        return Attributes.EMPTY;
    }

    @Override
    public String policyVersion() {
        return "";
    }

    @Override
    public String scope() {
        return "";
    }

    @Override
    public @Nullable Attributes jwt() {
        return null;
    }

    @Override
    public Map<String, Attributes> jwts() {
        return Map.of();
    }
}
