package dev.verdict.server.config;

import dev.verdict.kinde.api.MachineCredentials;
import dev.verdict.kinde.enrich.Claim;
import dev.verdict.kinde.enrich.EnrichmentSettings;
import dev.verdict.kinde.enrich.EnrichmentSettings.From;
import dev.verdict.kinde.enrich.EnrichmentSettings.OnFailure;
import dev.verdict.kinde.enrich.EnrichmentSettings.When;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Makes the settings of the section {@code enrichment} of a key set of Kinde. */
final class EnrichmentSection {
    private static final Map<String, Claim> CLAIMS = new TreeMap<>(Map.of(
            "permissions", Claim.PERMISSIONS,
            "roles", Claim.ROLES,
            "flags", Claim.FLAGS,
            "properties", Claim.PROPERTIES,
            "entitlements", Claim.ENTITLEMENTS,
            "orgCodes", Claim.ORGANIZATION_CODES,
            "organization", Claim.ORGANIZATION));
    private static final Map<String, When> WHEN =
            Map.of("never", When.NEVER, "ifAbsent", When.IF_ABSENT, "always", When.ALWAYS);
    private static final Map<String, From> FROM =
            Map.of("accountApi", From.ACCOUNT_API, "managementApi", From.MANAGEMENT_API);

    private final Values values;
    private final Consumer<Problem> errors;
    private final String path;

    EnrichmentSection(Values values, Consumer<Problem> errors, String path) {
        this.values = values;
        this.errors = errors;
        this.path = path;
    }

    boolean isWritten() {
        return values.isWritten(path);
    }

    /** Null after an error. */
    @Nullable
    EnrichmentSettings read(List<String> issuers) {
        try {
            EnrichmentSettings.Builder builder = EnrichmentSettings.builder(issuers.get(0));
            issuers.subList(1, issuers.size()).forEach(builder::issuer);
            builder.budget(values.duration(path + ".budget"))
                    .onFailure(OnFailure.valueOf(values.text(path + ".onFailure")))
                    .ttl(values.duration(path + ".ttl"))
                    .staleFor(values.duration(path + ".staleFor"));
            URI host = values.optional(path + ".host", URI.class);
            if (host != null) {
                builder.host(host);
            }
            management(builder);
            ConfigNode.Mapping claims = values.mapping(path + ".claims");
            if (claims != null) {
                claims.entries().forEach((name, entry) -> claim(builder, name, entry));
            }
            return builder.build();
        } catch (IllegalArgumentException e) {
            errors.accept(new Problem(values.placeOf(path), "`" + path + "`: " + e.getMessage()));
            return null;
        }
    }

    private void management(EnrichmentSettings.Builder builder) {
        String management = path + ".management";
        if (!values.isWritten(management)) {
            return;
        }
        URI host = values.optional(management + ".host", URI.class);
        if (host == null) {
            throw new IllegalArgumentException("`management.host` is required, `https://<subdomain>.kinde.com`");
        }
        String audience = values.text(management + ".audience");
        builder.management(new MachineCredentials(
                host,
                values.text(management + ".clientId"),
                values.text(management + ".clientSecret"),
                audience.isEmpty() ? host.resolve("/api").toString() : audience));
    }

    /** {@code ifAbsent}, or {@code {when: ifAbsent, from: managementApi}}. */
    private static void claim(EnrichmentSettings.Builder builder, String name, ConfigNode.Entry entry) {
        Claim claim = choice(CLAIMS, name, "a claim of `claims`");
        if (entry.value() instanceof ConfigNode.Scalar scalar) {
            builder.claim(claim, choice(WHEN, scalar.text(), "`claims." + name + "`"), From.ACCOUNT_API);
            return;
        }
        When when = When.IF_ABSENT;
        From from = From.ACCOUNT_API;
        if (!(entry.value() instanceof ConfigNode.Mapping mapping)) {
            throw new IllegalArgumentException("`claims." + name + "` must be `{when, from}`");
        }
        for (Map.Entry<String, ConfigNode.Entry> part : mapping.entries().entrySet()) {
            String text = part.getValue().value() instanceof ConfigNode.Scalar scalar ? scalar.text() : "";
            String key = "`claims." + name + "." + part.getKey() + "`";
            switch (part.getKey()) {
                case "when" -> when = choice(WHEN, text, key);
                case "from" -> from = choice(FROM, text, key);
                default -> throw new IllegalArgumentException(key + " is not known, only `when` and `from` are");
            }
        }
        builder.claim(claim, when, from);
    }

    private static <T> T choice(Map<String, T> choices, String name, String what) {
        T choice = choices.get(name);
        if (choice == null) {
            String allowed = String.join("`, `", new TreeMap<>(choices).keySet());
            throw new IllegalArgumentException(what + " must be one of `" + allowed + "`, not `" + name + "`");
        }
        return choice;
    }
}
