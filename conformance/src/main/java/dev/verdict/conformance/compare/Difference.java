package dev.verdict.conformance.compare;

import dev.verdict.conformance.generate.Store;
import dev.verdict.conformance.pdp.Pdp;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Two servers that answer one request on one store differently. */
public record Difference(
        Store store, Map<String, @Nullable Object> request, Pdp.Answer reference, Pdp.Answer verdict) {}
