package dev.verdict.kinde.enrich;

import dev.verdict.kinde.enrich.EnrichmentSettings.When;

/** A question of one request, and whether its answer replaces what the token says. */
record Wanted(Question question, When when) {}
