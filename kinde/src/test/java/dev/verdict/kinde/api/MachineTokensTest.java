package dev.verdict.kinde.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MachineTokensTest {
    private static final String TOKEN = "/oauth2/token";
    private static final String PROPERTIES = "/api/v1/users/kp_1/properties";

    private final KindeStub kinde = new KindeStub().withTokens().on(PROPERTIES, "{\"properties\":[]}");
    private final HandTime time = new HandTime(null);
    private final ApiClient client = new ApiClient("Management API", ApiLimits.USUAL, time.timing());
    private final MachineCredentials credentials = new MachineCredentials(
            URI.create("https://paperwise.kinde.com"), "client 1", "s3cret&+", "https://paperwise.kinde.com/api");
    private final ManagementApi api = new ManagementApi(client, credentials, kinde.url(), time.timing());

    @AfterEach
    void close() {
        client.close();
        kinde.close();
    }

    private void fails(String reason) {
        assertThatThrownBy(() -> api.userProperties("kp_1"))
                .isInstanceOf(ApiFailure.class)
                .hasMessage(reason)
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void aTokenIsAskedForByClientCredentials() throws Exception {
        api.userProperties("kp_1");

        assertThat(kinde.requests())
                .containsExactly(
                        new KindeStub.Request(
                                "POST",
                                TOKEN,
                                "",
                                "grant_type=client_credentials&client_id=client%201&client_secret=s3cret%26%2B"
                                        + "&audience=https%3A%2F%2Fpaperwise.kinde.com%2Fapi"),
                        new KindeStub.Request("GET", PROPERTIES + "?page_size=500", "Bearer m2m-1", ""));
    }

    @ParameterizedTest
    @CsvSource({
        "3600, 3539, 1",
        "3600, 3540, 2",
        "100, 89, 1",
        "100, 90, 2",
        "0, 269, 1",
        "0, 270, 2",
        "1e300, 86339, 1",
        "1e300, 86340, 2"
    })
    void aTokenIsKeptUntilShortlyBeforeItExpires(String life, int seconds, int tokens) throws Exception {
        kinde.on(TOKEN, "{\"access_token\":\"t\",\"expires_in\":" + life + "}");
        api.userProperties("kp_1");
        time.advance(Duration.ofSeconds(seconds));
        api.userProperties("kp_1");

        assertThat(kinde.count(TOKEN)).isEqualTo(tokens);
    }

    @Test
    void aTokenThatIsNotAcceptedAnyMoreIsReplacedOnce() throws Exception {
        api.userProperties("kp_1");
        kinde.on(PROPERTIES, exchange -> {
            boolean current = "Bearer m2m-2".equals(exchange.getRequestHeaders().getFirst("Authorization"));
            KindeStub.send(exchange, current ? 200 : 401, "{\"properties\":[]}");
        });
        api.userProperties("kp_1");
        assertThat(kinde.count(TOKEN)).isEqualTo(2);

        kinde.on(PROPERTIES, 401);
        fails("HTTP status 401");
        assertThat(kinde.count(TOKEN)).isEqualTo(3);
    }

    @Test
    void wrongCredentialsAreNotTriedAgainAndAgain() throws Exception {
        kinde.on(
                TOKEN,
                exchange -> KindeStub.send(
                        exchange, 401, "{\"error\":\"invalid_client\",\"error_description\":\"s3cret\"}"));

        fails("no token for the Management API: HTTP status 401 (invalid_client)");
        time.advance(Duration.ofSeconds(29));
        fails("no token for the Management API: HTTP status 401 (invalid_client)");
        assertThat(kinde.count(TOKEN)).isEqualTo(1);

        time.advance(Duration.ofSeconds(1));
        kinde.withTokens();
        assertThat(api.userProperties("kp_1")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{}; no token for the Management API: the answer has no access token",
                "{\"access_token\":5}; no token for the Management API: the answer has no access token",
                "x; no token for the Management API: the answer is not valid JSON, or nested more than 64 deep"
            })
    void anAnswerWithoutATokenIsAFailure(String body, String reason) {
        kinde.on(TOKEN, body);

        fails(reason);
    }

    @Test
    void anEndpointThatIsMissingSaysNothingAboutTheUser() {
        kinde.on(TOKEN, 404);

        assertThatThrownBy(() -> api.userProperties("kp_1"))
                .isInstanceOfSatisfying(
                        ApiFailure.class, e -> assertThat(e.kind()).isEqualTo(ApiFailure.Kind.UNAVAILABLE))
                .hasMessage("no token for the Management API: HTTP status 404");
    }

    @Test
    void manyCallsShareOneToken() throws Exception {
        CountDownLatch open = new CountDownLatch(1);
        kinde.onceOpen(TOKEN, open, "{\"access_token\":\"t\",\"expires_in\":3600}");
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> calls = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                calls.add(threads.submit(() -> api.userProperties("kp_1")));
            }
            Awaitility.await().until(() -> kinde.count(TOKEN) == 1);
            open.countDown();
            for (Future<?> call : calls) {
                call.get();
            }
        }

        assertThat(kinde.count(TOKEN)).isEqualTo(1);
        assertThat(kinde.count(PROPERTIES)).isEqualTo(10);
    }

    @Test
    void theSecretIsNotShown() {
        assertThat(credentials.toString())
                .isEqualTo("MachineCredentials[host=https://paperwise.kinde.com, clientId=client 1,"
                        + " audience=https://paperwise.kinde.com/api]");
    }
}
