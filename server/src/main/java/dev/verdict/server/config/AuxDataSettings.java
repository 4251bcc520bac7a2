package dev.verdict.server.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Section {@code auxData}: how tokens that come with a request are verified.
 *
 * @param disableVerification signatures and keys are not looked at; time claims still are
 * @param acceptableTimeSkew tolerance for {@code exp}, {@code nbf} and {@code iat}
 * @param keySets those that verify as the reference does; no two of all key sets have one id
 * @param kindeKeySets those of Kinde, which {@code disableVerification} does not touch
 */
public record AuxDataSettings(
        boolean disableVerification,
        Duration acceptableTimeSkew,
        List<KeySet> keySets,
        List<KindeKeySet> kindeKeySets) {
    public static final AuxDataSettings DEFAULT = new AuxDataSettings(false, Duration.ZERO, List.of(), List.of());

    public AuxDataSettings {
        Objects.requireNonNull(acceptableTimeSkew, "acceptableTimeSkew");
        keySets = List.copyOf(keySets);
        kindeKeySets = List.copyOf(kindeKeySets);
    }

    /**
     * Keys that may sign tokens.
     *
     * @param optionalAlg a key without {@code alg} is usable with the algorithms of its type
     * @param optionalKid a token without {@code kid} may be tried with the keys
     */
    public record KeySet(String id, Keys keys, boolean optionalAlg, boolean optionalKid) {
        public KeySet {
            Objects.requireNonNull(id, "id");
            Objects.requireNonNull(keys, "keys");
        }
    }

    /** Where keys come from. */
    public sealed interface Keys {
        /**
         * A JWKS endpoint.
         *
         * @param refreshInterval null to follow the HTTP caching headers
         */
        record Remote(URI url, @Nullable Duration refreshInterval) implements Keys {
            public Remote {
                Objects.requireNonNull(url, "url");
            }
        }

        /** A file, read at start. */
        record LocalFile(Path file, boolean pem) implements Keys {
            public LocalFile {
                Objects.requireNonNull(file, "file");
            }
        }

        /** Keys inside the configuration. */
        record Inline(String text, boolean pem) implements Keys {
            public Inline {
                Objects.requireNonNull(text, "text");
            }
        }
    }
}
