package dev.verdict.kinde.webhook;

import dev.verdict.kinde.api.OrganizationFacts;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Reads an organization anew, because events do not say whether it is suspended. Must not block. */
@FunctionalInterface
public interface OrganizationLookup {
    /** The organization; empty when it cannot be read. */
    CompletionStage<Optional<OrganizationFacts>> read(String code);
}
