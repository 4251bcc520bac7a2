package dev.verdict.kinde.emulator.data;

import java.util.List;

/** A billing plan. */
public record Plan(String key, String name, List<Entitlement> entitlements) {
    public Plan {
        entitlements = List.copyOf(entitlements);
    }
}
