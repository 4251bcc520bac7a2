package dev.verdict.kinde.emulator.data;

import org.jspecify.annotations.Nullable;

/**
 * What a plan grants of one feature.
 *
 * @param min lower limit, or null when there is none
 * @param max upper limit, or null when it is unlimited
 * @param unitAmount cents for each unit
 * @param fixedCharge cents for each period
 */
public record Entitlement(
        String id,
        String featureKey,
        String featureName,
        String priceName,
        @Nullable Long min,
        @Nullable Long max,
        long unitAmount,
        long fixedCharge) {}
