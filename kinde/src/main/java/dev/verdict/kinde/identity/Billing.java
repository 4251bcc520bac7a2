package dev.verdict.kinde.identity;

import java.util.List;

/** What the customer has subscribed to. Plans by key. */
public record Billing(List<Entitlement> entitlements, List<String> plans) {
    public static final Billing NONE = new Billing(List.of(), List.of());

    public Billing {
        entitlements = List.copyOf(entitlements);
        plans = List.copyOf(plans);
    }
}
