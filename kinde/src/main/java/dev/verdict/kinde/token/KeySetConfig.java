package dev.verdict.kinde.token;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One entry of {@code auxData.jwt.keySets}.
 *
 * @param id unique among the key sets
 * @param optionalAlgorithm keys may lack {@code alg}; the algorithms of their type are then good
 * @param optionalKeyId keys and tokens may lack {@code kid}; every key is tried
 */
public record KeySetConfig(String id, Source source, boolean optionalAlgorithm, boolean optionalKeyId) {

    /** Where the keys are. */
    public sealed interface Source {
        /**
         * A JWKS endpoint.
         *
         * @param refreshInterval null to follow the HTTP caching headers, or an hour without them
         */
        record Remote(URI url, @Nullable Duration refreshInterval) implements Source {}

        /** A file with a JWK, a JWKS, or PEM blocks; read once. */
        record LocalFile(Path file, boolean pem) implements Source {}

        /** The same contents, base64 encoded, in the configuration. */
        record LocalData(String base64, boolean pem) implements Source {}
    }
}
