package dev.verdict.kinde.enrich;

import dev.verdict.kinde.api.ApiLimits;
import dev.verdict.kinde.api.MachineCredentials;
import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is read from the APIs of one environment of Kinde, when, and what it may cost. Immutable.
 *
 * <pre>{@code
 * EnrichmentSettings.builder("https://paperwise.kinde.com")
 *         .claim(Claim.PERMISSIONS, When.IF_ABSENT, From.ACCOUNT_API)
 *         .build()
 * }</pre>
 */
public final class EnrichmentSettings {
    private static final Duration LONGEST_BUDGET = Duration.ofSeconds(10);
    private static final Duration LONGEST_TTL = Duration.ofDays(1);

    private final Set<String> issuers;
    private final Map<Claim, Rule> rules;
    private final Duration budget;
    private final OnFailure onFailure;
    private final Duration ttl;
    private final Duration staleFor;
    private final @Nullable MachineCredentials management;
    private final @Nullable URI host;
    private final ApiLimits limits;

    /** When an API is asked. */
    public enum When {
        NEVER,
        /** When the token does not say. */
        IF_ABSENT,
        /** The token's word does not count. */
        ALWAYS
    }

    /** Which API is asked. */
    public enum From {
        /** With the user's own token; machines cannot, for them nothing is read. */
        ACCOUNT_API("Account API"),
        /** With the credentials of {@link Builder#management}. */
        MANAGEMENT_API("Management API");

        private final String text;

        From(String text) {
            this.text = text;
        }

        /** For people. */
        public String text() {
            return text;
        }
    }

    /** What follows when something is to be read, cannot be, and no earlier answer is fit for use. */
    public enum OnFailure {
        DENY,
        /** The claim is {@link dev.verdict.kinde.identity.Provenance#ABSENT}. */
        PROCEED
    }

    /** How one claim is read. */
    public record Rule(When when, From from) {
        public Rule {
            Objects.requireNonNull(when, "when");
            Objects.requireNonNull(from, "from");
        }
    }

    private EnrichmentSettings(Builder builder) {
        issuers = Collections.unmodifiableSet(new LinkedHashSet<>(builder.issuers));
        rules = Collections.unmodifiableMap(new EnumMap<>(builder.rules));
        budget = builder.budget;
        onFailure = builder.onFailure;
        ttl = builder.ttl;
        staleFor = builder.staleFor;
        management = builder.management;
        host = builder.host;
        limits = builder.limits;
    }

    /**
     * Settings that read nothing yet.
     *
     * @param issuer the {@code iss} of the environment's tokens
     */
    public static Builder builder(String issuer) {
        return new Builder().issuer(issuer);
    }

    /** The issuers of the environment; only their tokens are sent and only their users are looked up. */
    public Set<String> issuers() {
        return issuers;
    }

    /** How {@code claim} is read; {@link When#NEVER} unless told otherwise. */
    public Rule rule(Claim claim) {
        return rules.getOrDefault(claim, new Rule(When.NEVER, From.ACCOUNT_API));
    }

    /** How long a request waits for what is not cached. */
    public Duration budget() {
        return budget;
    }

    public OnFailure onFailure() {
        return onFailure;
    }

    /** How long an answer counts as fresh. */
    public Duration ttl() {
        return ttl;
    }

    /** How long after {@link #ttl} an answer stands in for one that cannot be had. */
    public Duration staleFor() {
        return staleFor;
    }

    public @Nullable MachineCredentials management() {
        return management;
    }

    /** Where both APIs are instead of at their usual hosts, or null. */
    public @Nullable URI host() {
        return host;
    }

    /** For each of the two APIs. */
    public ApiLimits limits() {
        return limits;
    }

    /** Collects settings. Not for use by several threads. */
    public static final class Builder {
        private final Set<String> issuers = new LinkedHashSet<>();
        private final Map<Claim, Rule> rules = new EnumMap<>(Claim.class);
        private Duration budget = Duration.ofMillis(50);
        private OnFailure onFailure = OnFailure.DENY;
        private Duration ttl = Duration.ofSeconds(60);
        private Duration staleFor = Duration.ofMinutes(10);
        private @Nullable MachineCredentials management;
        private @Nullable URI host;
        private ApiLimits limits = ApiLimits.USUAL;

        private Builder() {}

        /**
         * Adds an issuer of the same environment, such as its own domain. A slash at its end does not count.
         *
         * @throws IllegalArgumentException if tokens cannot be sent there safely: {@code https}, or a loopback host
         */
        public Builder issuer(String issuer) {
            checkHost(URI.create(issuer), "issuer");
            issuers.add(issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer);
            return this;
        }

        public Builder claim(Claim claim, When when, From from) {
            rules.put(claim, new Rule(when, from));
            return this;
        }

        public Builder budget(Duration value) {
            budget = value;
            return this;
        }

        public Builder onFailure(OnFailure value) {
            onFailure = value;
            return this;
        }

        public Builder ttl(Duration value) {
            ttl = value;
            return this;
        }

        public Builder staleFor(Duration value) {
            staleFor = value;
            return this;
        }

        /** Credentials for the Management API at {@code kindeHost}, with the usual audience. */
        public Builder management(String kindeHost, String clientId, String clientSecret) {
            URI url = URI.create(kindeHost);
            return management(new MachineCredentials(
                    url, clientId, clientSecret, url.resolve("/api").toString()));
        }

        public Builder management(MachineCredentials value) {
            checkHost(value.host(), "host of the Management API");
            management = value;
            return this;
        }

        /** Sends all requests to {@code value}, for tests and emulators. */
        public Builder host(URI value) {
            checkHost(value, "host");
            host = value;
            return this;
        }

        public Builder limits(ApiLimits value) {
            limits = value;
            return this;
        }

        /**
         * The settings.
         *
         * @throws IllegalArgumentException if they contradict each other or a duration is out of range
         */
        public EnrichmentSettings build() {
            range("budget", budget, Duration.ofMillis(1), LONGEST_BUDGET);
            range("ttl", ttl, Duration.ofMillis(1), LONGEST_TTL);
            range("staleFor", staleFor, Duration.ZERO, LONGEST_TTL);
            rules.forEach((claim, rule) -> {
                if (rule.when() != When.NEVER && rule.from() == From.MANAGEMENT_API && management == null) {
                    throw new IllegalArgumentException("`" + claim.text()
                            + "` is to be read from the Management API, which needs `management` credentials");
                }
            });
            return new EnrichmentSettings(this);
        }

        private static void range(String name, Duration value, Duration least, Duration most) {
            if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
                throw new IllegalArgumentException(
                        "`" + name + "` must be from " + least + " to " + most + ", not " + value);
            }
        }

        private static void checkHost(URI url, String what) {
            String name = url.getHost();
            if (name == null || url.getScheme() == null) {
                throw new IllegalArgumentException("the " + what + " must be a URL with a host, not `" + url + "`");
            }
            boolean local = name.equals("localhost")
                    || name.endsWith(".localhost")
                    || name.equals("127.0.0.1")
                    || name.equals("[::1]");
            if (!url.getScheme().equals("https") && !(local && url.getScheme().equals("http"))) {
                throw new IllegalArgumentException("the " + what + " must be an https URL, not `" + url + "`");
            }
        }
    }
}
