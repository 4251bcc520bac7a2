package dev.verdict.kinde.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.verdict.kinde.fixtures.KeyServer;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JwksFetcherTest {
    private static final int MEBIBYTE = 1 << 20;

    private final KeyServer server = server();
    private final JwksFetcher fetcher = new JwksFetcher(Duration.ofSeconds(10), 1 << 20);

    private static KeyServer server() {
        try {
            return new KeyServer();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @AfterEach
    void close() {
        fetcher.close();
        server.close();
    }

    private void refused(String reason) {
        assertThatThrownBy(() -> fetcher.fetch(server.url("/0")))
                .isInstanceOf(IOException.class)
                .hasMessage(reason);
    }

    /** The first path is /0, each redirect leads to the next number. */
    private void redirectUntil(int last) {
        server.answer(exchange -> {
            int number = Integer.parseInt(exchange.getRequestURI().getPath().substring(1));
            if (number == last) {
                KeyServer.send(exchange, 200, "keys");
            } else {
                KeyServer.redirect(exchange, "/" + (number + 1));
            }
        });
    }

    @ParameterizedTest
    @CsvSource({
        "https://a.example/x, https://a.example/y, true",
        "https://a.example/x, https://A.example/y, true",
        "https://a.example/x, http://a.example/y, false",
        "https://a.example/x, https://b.example/x, false",
        "https://a.example/x, https://a.example:8443/x, false",
        "https://a.example/x, https://a.example.evil.example/x, false",
        "https://a.example/x, https://a.example@evil.example/x, false",
        "https://a.example/x, file:///etc/passwd, false",
        "https://a.example/x, /y, false",
    })
    void sameHostIsSchemeAndHostAndPort(URI from, URI to, boolean same) {
        assertThat(JwksFetcher.isSameHost(from, to)).isEqualTo(same);
    }

    @Test
    void threeRedirectsOfOneHostAreFollowed() throws Exception {
        redirectUntil(3);

        assertThat(fetcher.fetch(server.url("/0")).text()).isEqualTo("keys");
        assertThat(server.asked).hasValue(4);
    }

    @Test
    void aFourthRedirectIsNotFollowed() {
        redirectUntil(4);

        refused("more than 3 redirects");
    }

    @Test
    void redirectsToOtherHostsPortsAndSchemesAreNotFollowed() throws IOException {
        try (var other = new KeyServer()) {
            other.serve("foreign keys");
            int port = server.url("/").getPort();

            for (String location : new String[] {
                other.url("/").toString(),
                "http://localhost:" + port + "/",
                "https://127.0.0.1:" + port + "/",
                "file:/x"
            }) {
                server.answer(exchange -> KeyServer.redirect(exchange, location));
                refused("redirect to another host");
            }
            server.answer(exchange -> KeyServer.redirect(exchange, "http://[x"));
            refused("redirect to something that is not a URL");
            assertThat(other.asked).hasValue(0);
        }
    }

    @Test
    void anAnswerMayHaveAMebibyteAndNoMore() throws Exception {
        server.serve("x".repeat(MEBIBYTE));
        assertThat(fetcher.fetch(server.url("/0")).text()).hasSize(MEBIBYTE);

        server.serve("x".repeat(MEBIBYTE + 1));
        refused("answer is larger than 1048576 bytes");
    }

    @Test
    void onlyStatus200IsAnAnswer() {
        server.fail();
        refused("HTTP status 503");
        server.answer(exchange -> KeyServer.send(exchange, 204, ""));
        refused("HTTP status 204");
    }

    /** Headers that come in time do not make up for a body that does not. */
    @Test
    void anEndpointThatDoesNotFinishIsGivenUp() {
        var release = new CountDownLatch(1);
        server.answer(exchange -> {
            exchange.sendResponseHeaders(200, 100);
            exchange.getResponseBody().write('{');
            exchange.getResponseBody().flush();
            try {
                release.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });

        try (var hasty = new JwksFetcher(Duration.ofMillis(300), 1 << 20)) {
            assertThatThrownBy(() -> hasty.fetch(server.url("/")))
                    .isInstanceOf(IOException.class)
                    .hasMessage("no answer within 300 ms");
        } finally {
            release.countDown();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "Cache-Control, max-age=120, PT2M",
        "Cache-Control, 'public, MAX-AGE=5, must-revalidate', PT5S",
        "Cache-Control, max-age=, ",
        "Cache-Control, no-store, ",
        "Expires, soon, ",
        "Cache-Control, max-age=99999999999999999999, PT277777H46M39S"
    })
    void theLifetimeComesFromTheHeaders(String name, String value, Duration lifetime) throws Exception {
        server.answer(exchange -> {
            exchange.getResponseHeaders().set(name, value);
            KeyServer.send(exchange, 200, "keys");
        });

        assertThat(fetcher.fetch(server.url("/")).lifetime()).isEqualTo(lifetime);
    }
}
