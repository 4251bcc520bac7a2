package dev.verdict.kinde.claims;

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
import dev.verdict.kinde.token.TokenKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes an identity of the claims of a verified access token, and of the ID token beside it if there is one. The ID token
 * adds what the access token does not say of the user: the profile, the user's properties, and the other organizations.
 * It never adds rights. Nor does an ID token in the place of an access token: its permissions, roles and scopes are a
 * workflow's, and count as absent.
 */
public final class IdentityReader {
    private final Warnings warnings = new Warnings();
    private final Attributes raw;
    private final ClaimSet access;
    private final @Nullable ClaimSet id;
    private final TokenKind kind;

    private IdentityReader(Attributes raw, @Nullable Attributes idClaims, TokenKind kind) {
        this.raw = raw;
        this.access = new ClaimSet(raw, warnings);
        this.id = idClaims == null ? null : new ClaimSet(idClaims, warnings);
        this.kind = kind;
    }

    /**
     * The identity that {@code claims} tell. Their registered claims have been checked.
     *
     * @param idClaims of the ID token of the same user, or null
     * @param kind of the token whose claims are {@code claims}
     */
    public static ReadIdentity read(Attributes claims, @Nullable Attributes idClaims, TokenKind kind) {
        IdentityReader reader = new IdentityReader(claims, idClaims, kind);
        Identity identity = reader.identity();
        return new ReadIdentity(identity, reader.warnings.list());
    }

    private Identity identity() {
        boolean machine = kind == TokenKind.MACHINE;
        return new Identity(
                machine ? SubjectType.CLIENT : SubjectType.USER,
                registered(machine ? "azp" : "sub"),
                organization(),
                permissions(),
                roles(),
                flags(machine ? Provenance.TOKEN_ENV : Provenance.TOKEN),
                properties(),
                Sourced.absent(Billing.NONE),
                machine ? Profile.UNKNOWN : profile(),
                scopes(machine),
                trial(),
                external(),
                access.custom(),
                facts(),
                raw.get("act") instanceof Attributes actor && actor.get("sub") instanceof String subject
                        ? subject
                        : null);
    }

    private String registered(String name) {
        return raw.get(name) instanceof String text ? text : "";
    }

    private Organization organization() {
        String code = access.text(ClaimName.ORG_CODE);
        Set<String> codes = new LinkedHashSet<>();
        if (code != null && !code.isEmpty()) {
            codes.add(code);
        }
        codes.addAll(memberships(access));
        if (id != null) {
            codes.addAll(memberships(id));
        }
        return new Organization(
                code == null ? "" : code,
                access.text(ClaimName.ORG_NAME),
                access.text(ClaimName.EXTERNAL_ORG_ID),
                List.copyOf(codes));
    }

    private static List<String> memberships(ClaimSet claims) {
        List<String> codes = new ArrayList<>();
        List<String> plain = claims.texts(ClaimName.ORG_CODES);
        if (plain != null) {
            codes.addAll(plain);
        }
        List<?> organizations = claims.list(ClaimName.ORGANIZATIONS);
        for (Object one : organizations == null ? List.of() : organizations) {
            // the id of an organization is its code there
            if (one instanceof Attributes organization
                    && organization.get("id") instanceof String code
                    && !code.isEmpty()) {
                codes.add(code);
            }
        }
        return codes;
    }

    /** Whether the token cannot give the rights that {@code claim} tells. */
    private boolean isPowerless(ClaimName claim) {
        if (kind != TokenKind.ID) {
            return false;
        }
        if (access.any(claim) != null) {
            warnings.add("claim " + Warnings.quoted(claim.spellings().get(0))
                    + " of an ID token gives no rights and counts as absent");
        }
        return true;
    }

    private Sourced<List<String>> permissions() {
        List<String> claim = isPowerless(ClaimName.PERMISSIONS) ? null : access.texts(ClaimName.PERMISSIONS);
        return claim == null
                ? Sourced.absent(List.of())
                : new Sourced<>(List.copyOf(new LinkedHashSet<>(claim)), Provenance.TOKEN);
    }

    private Sourced<List<Role>> roles() {
        if (isPowerless(ClaimName.ROLES)) {
            return Sourced.absent(List.of());
        }
        Object claim = access.any(ClaimName.ROLES);
        if (claim instanceof String text) {
            return new Sourced<>(
                    ClaimSet.split(text).stream().distinct().map(Role::ofKey).toList(), Provenance.TOKEN);
        }
        if (!(claim instanceof List<?> list)) {
            if (claim != null) {
                access.wrongType(ClaimName.ROLES, "a list of roles");
            }
            return Sourced.absent(List.of());
        }
        Map<String, Role> roles = new LinkedHashMap<>();
        for (Object item : list) {
            Role role = role(item);
            if (role == null) {
                warnings.add("claim `roles` has an element without a key, which is passed over");
            } else {
                roles.putIfAbsent(role.key(), role);
            }
        }
        return new Sourced<>(List.copyOf(roles.values()), Provenance.TOKEN);
    }

    private static @Nullable Role role(@Nullable Object item) {
        if (item instanceof String key && !key.isEmpty()) {
            return Role.ofKey(key);
        }
        if (item instanceof Attributes role && role.get("key") instanceof String key && !key.isEmpty()) {
            return new Role(textOr(role.get("id")), key, textOr(role.get("name")));
        }
        return null;
    }

    private static String textOr(@Nullable Object value) {
        return value instanceof String text ? text : "";
    }

    private Sourced<Map<String, Flag>> flags(Provenance provenance) {
        Attributes claim = access.object(ClaimName.FEATURE_FLAGS);
        if (claim == null) {
            return Sourced.absent(Map.of());
        }
        return new Sourced<>(new FlagReader(warnings).read(claim), provenance);
    }

    private Sourced<Properties> properties() {
        Attributes user = access.object(ClaimName.USER_PROPERTIES);
        if (user == null && id != null) {
            user = id.object(ClaimName.USER_PROPERTIES);
        }
        Attributes organization = access.object(ClaimName.ORGANIZATION_PROPERTIES);
        Attributes application = access.object(ClaimName.APPLICATION_PROPERTIES);
        if (user == null && organization == null && application == null) {
            return Sourced.absent(Properties.NONE);
        }
        return new Sourced<>(new Properties(values(user), values(organization), values(application)), Provenance.TOKEN);
    }

    /** Key to value of a claim that says key to {@code {"v": value}}. A null value counts as unset. */
    private Attributes values(@Nullable Attributes claim) {
        if (claim == null) {
            return Attributes.EMPTY;
        }
        Attributes.Builder values = Attributes.builder();
        for (Map.Entry<String, @Nullable Object> entry : claim.entrySet()) {
            if (!(entry.getValue() instanceof Attributes property)) {
                warnings.add("property " + Warnings.quoted(entry.getKey()) + " has no `v` and is passed over");
            } else if (property.get("v") != null) {
                values.putTrusted(entry.getKey(), property.get("v"));
            }
        }
        return values.build();
    }

    private Profile profile() {
        return new Profile(
                profile(ClaimName.EMAIL),
                profile(ClaimName.GIVEN_NAME),
                profile(ClaimName.FAMILY_NAME),
                profile(ClaimName.PICTURE),
                profile(ClaimName.PROVIDED_ID));
    }

    private @Nullable String profile(ClaimName claim) {
        String text = access.text(claim);
        return text == null && id != null ? id.text(claim) : text;
    }

    /** A machine's {@code scp} is what it asked for; {@code scope} is what it was given. */
    private List<String> scopes(boolean machine) {
        if (isPowerless(ClaimName.SCP)) {
            return List.of();
        }
        List<String> scopes = machine ? access.words(ClaimName.SCOPE) : null;
        if (scopes == null) {
            scopes = access.words(ClaimName.SCP);
        }
        return scopes == null ? List.of() : List.copyOf(new LinkedHashSet<>(scopes));
    }

    private Trial trial() {
        Boolean active = access.truth(ClaimName.HAS_TRIAL_PERIOD);
        return new Trial(active != null && active, access.text(ClaimName.TRIAL_EXPIRES_ON));
    }

    private External external() {
        List<String> groups = access.texts(ClaimName.EXT_GROUPS);
        Attributes attributes = access.object(ClaimName.EXT_ATTRIBUTES);
        return new External(groups == null ? List.of() : groups, attributes == null ? Attributes.EMPTY : attributes);
    }

    private TokenFacts facts() {
        Object audience = raw.get("aud");
        List<String> audiences = new ArrayList<>();
        for (Object one : audience instanceof List<?> list ? list : audience == null ? List.of() : List.of(audience)) {
            if (one instanceof String text) {
                audiences.add(text);
            }
        }
        return new TokenFacts(
                registered("iss"),
                audiences,
                registered("azp"),
                raw.get("jti") instanceof String text ? text : null,
                time("iat", Instant.EPOCH),
                time("exp", Instant.EPOCH),
                raw.get("auth_time") == null ? null : time("auth_time", Instant.EPOCH));
    }

    private Instant time(String name, Instant otherwise) {
        return raw.get(name) instanceof Double seconds && Math.abs(seconds) < 1e14
                ? Instant.ofEpochSecond((long) Math.floor(seconds))
                : otherwise;
    }
}
