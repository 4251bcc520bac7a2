package dev.verdict.kinde.identity;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a plan grants of one feature.
 *
 * @param min units, or null
 * @param max units; null when unlimited
 */
public record Entitlement(
        String featureKey, @Nullable Double min, @Nullable Double max, String priceName) {
    public Entitlement {
        Objects.requireNonNull(featureKey, "featureKey");
        Objects.requireNonNull(priceName, "priceName");
    }

    public boolean isUnlimited() {
        return max == null;
    }
}
