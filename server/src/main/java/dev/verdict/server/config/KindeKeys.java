package dev.verdict.server.config;

import static dev.verdict.server.config.Key.Treatment.OWN;

import java.time.Duration;
import java.util.List;

/** The keys of a key set of Kinde. */
final class KindeKeys {
    private static final String PREFIX = "auxData.jwt.keySets[].kinde.";
    private static final ValueType TEXT = new ValueType.Text();
    private static final ValueType TEXTS = new ValueType.TextList();
    private static final ValueType FLAG = new ValueType.Flag();
    private static final ValueType ANY = new ValueType.Anything();
    private static final ValueType TIME = new ValueType.Time(Duration.ZERO);

    private KindeKeys() {}

    static void addTo(List<Key> keys) {
        keys.add(key("issuers[].issuer", TEXT, "", "required; compared exactly with `iss`"));
        keys.add(key("issuers[].jwks.url", new ValueType.Url(), "", "JWKS endpoint; without `jwks`, discovery"));
        keys.add(key("issuers[].jwks.file", new ValueType.FilePath(), "", "JWKS file"));
        keys.add(key("audience", TEXTS, "", "`aud` must name one of these; none given: not looked at"));
        keys.add(key("allowedClients", TEXTS, "", "`azp` must be one of these; none given: any"));
        keys.add(key(
                "principal",
                new ValueType.OneOf(List.of("off", "verify", "enrich", "replace")),
                "off",
                "what the token says of the principal"));
        keys.add(key("requireOrganization", FLAG, "false", "refuse tokens without an organization"));
        keys.add(key("acceptIdToken", FLAG, "false", "accept an ID token as access token"));
        keys.add(key("actor", new ValueType.OneOf(List.of("reject", "expose")), "reject", "tokens with `act`"));
        keys.add(key("leeway", TIME, "5s", "for `exp`, `nbf` and `iat`; at most 60s"));
        keys.add(key("maxTokenBytes", new ValueType.Whole(256, 1 << 24), "32768", "larger tokens are refused"));
        keys.add(key("baseRoles.user", TEXTS, "", "what every user has; none given: `user`"));
        keys.add(key("baseRoles.client", TEXTS, "", "what every machine has; none given: `client`"));
        keys.add(key("scopesAsRoles", FLAG, "false", "machines have the role `scope:<name>` for each scope"));
        keys.add(key("permissionsAsRoles", FLAG, "false", "callers have the role `perm:<key>` for each permission"));
        keys.add(key("attributes.*", ANY, "", "`department: claims.dept` copies it to `P.attr.department`"));
        keys.add(key("declared.flags.*", ANY, "", "`{type, default}` of flags that policies rely on"));
        keys.add(key("declared.properties.*", ANY, "", "`{type, default, of}` of properties"));
        keys.add(key("declared.permissions", TEXTS, "", "permissions that policies rely on"));
        keys.add(key("scope", TEXT, "none", "`none`, `orgCode`, `externalId`, `hash`, `template:tenants.{orgCode}`"));
        keys.add(key("foreignScopes", FLAG, "false", "requests may name scopes of other organizations"));
        enrichment(keys);
    }

    private static void enrichment(List<Key> keys) {
        keys.add(key("enrichment.claims.*", ANY, "", "`{when, from}` of what is read from Kinde's APIs"));
        keys.add(key("enrichment.budget", TIME, "50ms", "how long a request waits for what is not cached"));
        keys.add(key(
                "enrichment.onFailure",
                new ValueType.OneOf(List.of("deny", "proceed")),
                "deny",
                "when it cannot be had"));
        keys.add(key("enrichment.ttl", TIME, "60s", "how long an answer is fresh"));
        keys.add(key("enrichment.staleFor", TIME, "10m", "how long after that it stands in for a missing one"));
        keys.add(key("enrichment.host", new ValueType.Url(), "", "where both APIs are, for tests"));
        keys.add(key("enrichment.management.host", new ValueType.Url(), "", "`https://<subdomain>.kinde.com`"));
        keys.add(key("enrichment.management.clientId", TEXT, "", "of the machine application"));
        keys.add(key("enrichment.management.clientSecret", TEXT, "", "take it from a variable"));
        keys.add(key("enrichment.management.audience", TEXT, "", "none given: `<host>/api`"));
    }

    private static Key key(String path, ValueType type, String defaultText, String note) {
        return new Key(PREFIX + path, type, defaultText, OWN, note);
    }
}
