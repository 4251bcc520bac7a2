package dev.verdict.kinde;

import dev.verdict.kinde.mapping.Declaration;
import dev.verdict.kinde.mapping.Declared;
import dev.verdict.kinde.mapping.DeclaredType;
import dev.verdict.kinde.mapping.MappingRules;
import dev.verdict.kinde.mapping.PropertyOwner;
import dev.verdict.kinde.mapping.ScopeRule;
import dev.verdict.kinde.token.AccessRules;
import dev.verdict.kinde.token.Issuer;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which Kinde tokens are accepted, and what becomes of them. Immutable. Only the domain is required:
 *
 * <pre>{@code
 * KindeSettings settings = KindeSettings.forDomain("paperwise.kinde.com")
 *         .audience("https://api.paperwise.example")
 *         .build();
 * }</pre>
 *
 * @param requireOrganization whether a token without an organization is refused
 * @param foreignScopes whether a request may name a scope that is not that of the caller's organization
 */
public record KindeSettings(
        List<Issuer> issuers,
        AccessRules access,
        MappingRules mapping,
        boolean requireOrganization,
        boolean foreignScopes) {

    /**
     * Checks the settings.
     *
     * @throws IllegalArgumentException if there is no issuer, or one twice
     */
    public KindeSettings {
        issuers = List.copyOf(issuers);
        Objects.requireNonNull(access, "access");
        Objects.requireNonNull(mapping, "mapping");
        if (issuers.isEmpty()) {
            throw new IllegalArgumentException("at least one issuer is needed");
        }
        Set<String> names = new LinkedHashSet<>();
        for (Issuer issuer : issuers) {
            if (!names.add(issuer.name())) {
                throw new IllegalArgumentException("the issuer `" + issuer.name() + "` is there twice");
            }
        }
    }

    /**
     * Settings for the environment at {@code domain}, such as {@code paperwise.kinde.com}, its custom domain, or the URL
     * of either.
     *
     * @throws IllegalArgumentException if it is none of these
     */
    public static Builder forDomain(String domain) {
        return new Builder(Issuer.of(domain));
    }

    /** Settings for an issuer whose keys are not found by discovery. */
    public static Builder forIssuer(Issuer issuer) {
        return new Builder(issuer);
    }

    /**
     * The settings that the variables of Kinde's SDKs tell: {@code KINDE_ISSUER_URL}, {@code KINDE_DOMAIN} or
     * {@code KINDE_HOST} (one of them is required), and {@code KINDE_AUDIENCE}, a list with commas or spaces between.
     *
     * <p>{@code KINDE_CLIENT_ID} is not looked at: it names the application that signs users in, and an API may well be
     * called by others. To accept the tokens of certain applications only, list them in our own variable
     * {@code KINDE_ALLOWED_CLIENTS}.
     *
     * @throws IllegalArgumentException if a variable is missing or wrong, or two name different domains
     */
    public static KindeSettings fromEnvironment(Map<String, String> environment) {
        Issuer issuer = null;
        for (String name : List.of("KINDE_ISSUER_URL", "KINDE_DOMAIN", "KINDE_HOST")) {
            String value = environment.getOrDefault(name, "").strip();
            if (value.isEmpty()) {
                continue;
            }
            Issuer named = Issuer.of(value);
            if (issuer != null && !issuer.equals(named)) {
                throw new IllegalArgumentException("the variables KINDE_ISSUER_URL, KINDE_DOMAIN and KINDE_HOST name"
                        + " different domains, `" + issuer.name() + "` and `" + named.name() + "`");
            }
            issuer = named;
        }
        if (issuer == null) {
            throw new IllegalArgumentException("set KINDE_DOMAIN to your Kinde domain, such as `example.kinde.com`");
        }
        return forIssuer(issuer)
                .audience(list(environment.get("KINDE_AUDIENCE")))
                .allowedClients(list(environment.get("KINDE_ALLOWED_CLIENTS")))
                .build();
    }

    private static String[] list(@Nullable String text) {
        List<String> items = new ArrayList<>();
        for (String spaced : (text == null ? "" : text.replace(',', ' ')).split(" ", -1)) {
            if (!spaced.isBlank()) {
                items.add(spaced.strip());
            }
        }
        return items.toArray(String[]::new);
    }

    /** Adds what is optional. Not for use by several threads. */
    public static final class Builder {
        private static final Duration USUAL_LEEWAY = Duration.ofSeconds(5);
        private static final int USUAL_TOKEN_BYTES = 32 << 10;

        private final List<Issuer> issuers = new ArrayList<>();
        private final Set<String> audience = new LinkedHashSet<>();
        private final Set<String> allowedClients = new LinkedHashSet<>();
        private final Map<String, Declaration> flags = new LinkedHashMap<>();
        private final Map<PropertyOwner, Map<String, Declaration>> properties = new EnumMap<>(PropertyOwner.class);
        private final Set<String> permissions = new LinkedHashSet<>();
        private final Map<String, String> promoted = new LinkedHashMap<>();
        private boolean requireOrganization;
        private boolean foreignScopes;
        private boolean acceptIdToken;
        private boolean exposeActor;
        private Duration leeway = USUAL_LEEWAY;
        private int maxTokenBytes = USUAL_TOKEN_BYTES;
        private List<String> userRoles = MappingRules.DEFAULT.userRoles();
        private List<String> clientRoles = MappingRules.DEFAULT.clientRoles();
        private ScopeRule scope = ScopeRule.NONE;
        private boolean scopesAsRoles;
        private boolean permissionsAsRoles;

        private Builder(Issuer issuer) {
            issuers.add(issuer);
        }

        /** Accepts the tokens of one more domain, such as the custom domain besides the one of Kinde. */
        public Builder domain(String domain) {
            return issuer(Issuer.of(domain));
        }

        /** Accepts the tokens of one more issuer. */
        public Builder issuer(Issuer issuer) {
            issuers.add(issuer);
            return this;
        }

        /** Takes the keys of the issuer named last from this endpoint instead of the one that discovery finds. */
        public Builder keysAt(URI jwks) {
            return keys(new Issuer.Keys.Remote(jwks));
        }

        /** Takes the keys of the issuer named last from this file with a JWKS, which is read once. */
        public Builder keysIn(Path jwks) {
            return keys(new Issuer.Keys.LocalFile(jwks));
        }

        /** Takes the keys of the issuer named last from the text of a JWKS. */
        public Builder keys(String jwks) {
            return keys(new Issuer.Keys.Inline(jwks));
        }

        private Builder keys(Issuer.Keys keys) {
            Issuer last = issuers.remove(issuers.size() - 1);
            return issuer(new Issuer(last.name(), keys));
        }

        /** Asks that {@code aud} names one of these APIs. Without any, {@code aud} is not looked at. */
        public Builder audience(String... apis) {
            audience.addAll(List.of(apis));
            return this;
        }

        /** Asks that the token was issued to one of these applications ({@code azp}). */
        public Builder allowedClients(String... clients) {
            allowedClients.addAll(List.of(clients));
            return this;
        }

        /** Refuses tokens without an organization. */
        public Builder requireOrganization() {
            requireOrganization = true;
            return this;
        }

        /** Accepts an ID token in the place of an access token; it carries no permissions. */
        public Builder acceptIdToken() {
            acceptIdToken = true;
            return this;
        }

        /** Accepts tokens with the claim {@code act}; policies see the actor as {@code P.attr.kinde.actor.sub}. */
        public Builder exposeActor() {
            exposeActor = true;
            return this;
        }

        /** How far clocks may be apart; 5 seconds if not said, at most 60. */
        public Builder leeway(Duration difference) {
            leeway = difference;
            return this;
        }

        /** The largest token; 32768 bytes if not said. */
        public Builder maxTokenBytes(int bytes) {
            maxTokenBytes = bytes;
            return this;
        }

        /** What every user has besides the roles of the token; {@code user} if not said. */
        public Builder userRoles(String... roles) {
            userRoles = List.of(roles);
            return this;
        }

        /** What every machine has; {@code client} if not said. */
        public Builder clientRoles(String... roles) {
            clientRoles = List.of(roles);
            return this;
        }

        /**
         * Declares a flag that policies rely on.
         *
         * @param fallback its value when the token has none of that type; null to leave it out then
         */
        public Builder flag(String key, DeclaredType type, @Nullable Object fallback) {
            flags.put(key, new Declaration(type, fallback));
            return this;
        }

        /**
         * Declares a property that policies rely on; texts are converted to the type.
         *
         * @param fallback its value when there is none that can be converted; null to leave it out then
         */
        public Builder property(PropertyOwner owner, String key, DeclaredType type, @Nullable Object fallback) {
            properties.computeIfAbsent(owner, one -> new LinkedHashMap<>()).put(key, new Declaration(type, fallback));
            return this;
        }

        /** Declares permissions that policies rely on. This gives nobody a permission. */
        public Builder permissions(String... keys) {
            permissions.addAll(List.of(keys));
            return this;
        }

        /** How the scope of resources follows from the organization. */
        public Builder scope(ScopeRule rule) {
            scope = rule;
            return this;
        }

        /** Lets requests name scopes that are not those of the caller's organization. */
        public Builder foreignScopes() {
            foreignScopes = true;
            return this;
        }

        /** Gives machines the role {@code scope:<name>} for each of their scopes. */
        public Builder scopesAsRoles() {
            scopesAsRoles = true;
            return this;
        }

        /** Gives callers the role {@code perm:<key>} for each of their permissions. */
        public Builder permissionsAsRoles() {
            permissionsAsRoles = true;
            return this;
        }

        /** Copies what is at {@code path} inside of {@code P.attr.kinde} to {@code P.attr.<name>}. */
        public Builder promote(String name, String path) {
            promoted.put(name, path);
            return this;
        }

        /**
         * The settings.
         *
         * @throws IllegalArgumentException if they make no sense together
         */
        public KindeSettings build() {
            return new KindeSettings(
                    issuers,
                    new AccessRules(audience, allowedClients, acceptIdToken, exposeActor, leeway, maxTokenBytes),
                    new MappingRules(
                            userRoles,
                            clientRoles,
                            new Declared(flags, properties, permissions),
                            scope,
                            scopesAsRoles,
                            permissionsAsRoles,
                            promoted),
                    requireOrganization,
                    foreignScopes);
        }
    }
}
