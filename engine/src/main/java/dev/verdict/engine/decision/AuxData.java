package dev.verdict.engine.decision;

import dev.verdict.expr.run.AuxDataView;
import dev.verdict.expr.value.Attributes;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Verified claims of tokens that came with a request. At most one of the two is set.
 *
 * @param jwt claims of the single token, or null
 * @param jwts claims by the name that the caller gave each token
 */
public record AuxData(@Nullable Attributes jwt, Map<String, Attributes> jwts) implements AuxDataView {
    public static final AuxData NONE = new AuxData(null, Map.of());

    public AuxData {
        jwts = Map.copyOf(jwts);
        if (jwt != null && !jwts.isEmpty()) {
            throw new IllegalArgumentException("only one of jwt and jwts may be set");
        }
    }
}
