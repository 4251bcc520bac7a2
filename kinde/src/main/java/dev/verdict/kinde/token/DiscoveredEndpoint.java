package dev.verdict.kinde.token;

import dev.verdict.expr.value.Attributes;
import dev.verdict.kinde.json.JsonReader;
import dev.verdict.kinde.json.MalformedJson;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The key endpoint that an issuer's discovery document names (OpenID Connect Discovery 1.0, section 4). The document must
 * be about that issuer and name an endpoint on its host. It is read again after a failure.
 */
final class DiscoveredEndpoint implements KeyEndpoint {
    private static final String PATH = "/.well-known/openid-configuration";

    private final String issuer;
    private final JwksFetcher fetcher;
    private volatile @Nullable URI known;

    DiscoveredEndpoint(String issuer, JwksFetcher fetcher) {
        this.issuer = issuer;
        this.fetcher = fetcher;
    }

    @Override
    public JwksFetcher.Fetched fetch() throws IOException, InterruptedException {
        URI url = known;
        if (url == null) {
            url = discover();
        }
        known = null;
        JwksFetcher.Fetched fetched = fetcher.fetch(url);
        known = url;
        return fetched;
    }

    private URI discover() throws IOException, InterruptedException {
        URI document = URI.create(issuer + PATH);
        String text = fetcher.fetch(document).text();
        Attributes configuration;
        try {
            configuration = JsonReader.STRICT.object(text.getBytes(StandardCharsets.UTF_8), "the discovery document");
        } catch (MalformedJson e) {
            throw new IOException(e.sentence(), e);
        }
        if (!issuer.equals(configuration.get("issuer"))) {
            throw new IOException("the discovery document is about another issuer");
        }
        if (!(configuration.get("jwks_uri") instanceof String named)) {
            throw new IOException("the discovery document does not name a `jwks_uri`");
        }
        try {
            URI keys = new URI(named);
            if (!JwksFetcher.isSameHost(document, keys)) {
                throw new IOException("the `jwks_uri` of the discovery document is on another host");
            }
            return keys;
        } catch (URISyntaxException e) {
            throw new IOException("the `jwks_uri` of the discovery document is not a URL", e);
        }
    }
}
