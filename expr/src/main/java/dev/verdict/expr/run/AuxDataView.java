package dev.verdict.expr.run;

import dev.verdict.expr.value.Attributes;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The claims that expressions may ask for. Immutable. */
public interface AuxDataView {
    /** Of the request's token, or null. */
    @Nullable
    Attributes jwt();

    /** Of the request's named tokens. */
    Map<String, Attributes> jwts();
}
