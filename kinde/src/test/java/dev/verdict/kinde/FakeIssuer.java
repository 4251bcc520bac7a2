package dev.verdict.kinde;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.verdict.kinde.fixtures.FixtureFile;
import dev.verdict.kinde.fixtures.KeyServer;
import dev.verdict.kinde.fixtures.SigningKey;
import dev.verdict.kinde.fixtures.TokenFixture;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** An issuer on a loopback port, with a discovery document and a key endpoint that can be told to misbehave. */
final class FakeIssuer implements AutoCloseable {
    final AtomicInteger keysAsked = new AtomicInteger();
    private final KeyServer server;
    private volatile HttpHandler keys = exchange -> KeyServer.send(exchange, 503, "");
    private volatile String discovery;

    FakeIssuer() {
        try {
            server = new KeyServer();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        discovery = "{\"issuer\":\"%s\",\"jwks_uri\":\"%s\"}".formatted(name(), server.url("/keys"));
        server.answer(this::answer);
    }

    private void answer(HttpExchange exchange) throws IOException {
        if (exchange.getRequestURI().getPath().equals("/.well-known/openid-configuration")) {
            KeyServer.send(exchange, 200, discovery);
        } else {
            keysAsked.incrementAndGet();
            keys.handle(exchange);
        }
    }

    String name() {
        return server.url("").toString();
    }

    FakeIssuer discovery(String text) {
        discovery = text.replace("ISSUER", name());
        return this;
    }

    FakeIssuer keys(String... names) {
        return answer(SigningKey.jwks(names));
    }

    FakeIssuer answer(String text) {
        return answer(exchange -> KeyServer.send(exchange, 200, text));
    }

    FakeIssuer answer(HttpHandler handler) {
        keys = handler;
        return this;
    }

    FakeIssuer fail() {
        return answer(exchange -> KeyServer.send(exchange, 503, ""));
    }

    /** A good token of a user, signed by that key. */
    String token(String key, Instant now) {
        return token(key, key, Map.of(), now);
    }

    String token(String key, String keyId, Map<String, Object> claims, Instant now) {
        TokenFixture fixture = FixtureFile.named("hostile.yaml").good("user");
        Map<String, Object> all = new LinkedHashMap<>(claims);
        all.putIfAbsent("iss", name());
        return fixture.with("claims", all)
                .with("signedBy", key)
                .with("header", Map.of("kid", keyId))
                .token(now);
    }

    @Override
    public void close() {
        server.close();
    }
}
