package dev.verdict.kinde.enrich;

import dev.verdict.expr.value.Attributes;
import dev.verdict.kinde.identity.Billing;
import dev.verdict.kinde.identity.External;
import dev.verdict.kinde.identity.Flag;
import dev.verdict.kinde.identity.Identity;
import dev.verdict.kinde.identity.Organization;
import dev.verdict.kinde.identity.Profile;
import dev.verdict.kinde.identity.Properties;
import dev.verdict.kinde.identity.Provenance;
import dev.verdict.kinde.identity.Role;
import dev.verdict.kinde.identity.Sourced;
import dev.verdict.kinde.identity.SubjectType;
import dev.verdict.kinde.identity.TokenFacts;
import dev.verdict.kinde.identity.Trial;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Identities as tokens make them. */
public final class People {
    public static final String ISSUER = "https://paperwise.kinde.com";

    private People() {}

    /** A user whose token was stripped of everything. */
    public static Identity stripped(String id, String organization) {
        return identity(SubjectType.USER, id, organization, ISSUER, "app-1", null);
    }

    public static Identity machine(String id, String organization) {
        return identity(SubjectType.CLIENT, id, organization, ISSUER, id, null);
    }

    static Identity ofIssuer(String issuer) {
        return identity(SubjectType.USER, "kp_1", "org_1", issuer, "app-1", null);
    }

    /** A user whose token says all that tokens can say. */
    static Identity complete(String id, String organization) {
        Attributes own = Attributes.builder().put("clearance", "1").build();
        Attributes theirs = Attributes.builder().put("data_region", "eu").build();
        return stripped(id, organization)
                .withOrganization(
                        new Organization(organization, "Token Name", "token-id", List.of(organization, "org_other")))
                .withPermissions(new Sourced<>(List.of("token:permission"), Provenance.TOKEN))
                .withRoles(new Sourced<>(List.of(Role.ofKey("token-role")), Provenance.TOKEN))
                .withFlags(new Sourced<>(Map.of("token-flag", new Flag("b", true)), Provenance.TOKEN))
                .withProperties(new Sourced<>(new Properties(own, theirs, Attributes.EMPTY), Provenance.TOKEN));
    }

    private static Identity identity(
            SubjectType type, String id, String organization, String issuer, String client, @Nullable String tokenId) {
        Instant issued = Instant.parse("2026-08-01T11:00:00Z");
        return new Identity(
                type,
                id,
                organization.isEmpty()
                        ? Organization.NONE
                        : new Organization(organization, null, null, List.of(organization)),
                Sourced.absent(List.of()),
                Sourced.absent(List.of()),
                Sourced.absent(Map.of()),
                Sourced.absent(Properties.NONE),
                Sourced.absent(Billing.NONE),
                Profile.UNKNOWN,
                List.of(),
                Trial.NONE,
                External.NONE,
                Attributes.EMPTY,
                new TokenFacts(issuer, List.of(), client, tokenId, issued, issued.plusSeconds(86_400), null),
                null);
    }
}
