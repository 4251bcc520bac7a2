package dev.verdict.kinde.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpHandler;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApiClientTest {
    private static final String LIST = "/account_api/v1/permissions";
    private static final String EMPTY = "{\"data\":{\"permissions\":[]}}";

    private final KindeStub kinde = new KindeStub();
    private final HandTime time = new HandTime(null);
    private final List<ApiClient> clients = new ArrayList<>();

    @AfterEach
    void close() {
        clients.forEach(ApiClient::close);
        kinde.close();
    }

    private AccountApi api(ApiLimits limits) {
        ApiClient client = new ApiClient("Account API", limits, time.timing());
        clients.add(client);
        return new AccountApi(client);
    }

    private UserToken token() {
        return new UserToken(kinde.url(), "user-token", "");
    }

    private void fails(AccountApi api, ApiFailure.Kind kind, String reason) {
        assertThatThrownBy(() -> api.permissions(token())).isInstanceOfSatisfying(ApiFailure.class, failure -> {
            assertThat(failure.reason()).isEqualTo(reason);
            assertThat(failure.kind()).isEqualTo(kind);
        });
    }

    private static ApiLimits limits(int concurrent, int waiting, Duration timeout) {
        ApiLimits u = ApiLimits.USUAL;
        return new ApiLimits(
                timeout,
                u.pageSize(),
                u.maxPages(),
                2000,
                concurrent,
                waiting,
                u.attempts(),
                u.firstBackOff(),
                u.longestBackOff(),
                u.failuresToOpen(),
                u.openFor());
    }

    @ParameterizedTest
    @CsvSource({
        "400, INVALID, 1",
        "401, UNAUTHORIZED, 1",
        "403, FORBIDDEN, 1",
        "404, NOT_FOUND, 1",
        "302, INVALID, 1",
        "408, UNAVAILABLE, 3",
        "429, UNAVAILABLE, 3",
        "500, UNAVAILABLE, 3",
        "503, UNAVAILABLE, 3"
    })
    void onlyWhatMaySucceedLaterIsTriedAgain(int status, ApiFailure.Kind kind, int attempts) {
        kinde.on(LIST, status);

        fails(api(ApiLimits.USUAL), kind, "HTTP status " + status);

        assertThat(kinde.count(LIST)).isEqualTo(attempts);
    }

    @Test
    void pausesDoubleAndAreShortenedByChance() {
        kinde.on(LIST, 500);

        fails(api(ApiLimits.USUAL), ApiFailure.Kind.UNAVAILABLE, "HTTP status 500");

        assertThat(time.pauses).containsExactly(Duration.ofMillis(100), Duration.ofMillis(200));
    }

    @Test
    void aFailureThatPassesIsNotSeen() throws Exception {
        AtomicInteger attempts = new AtomicInteger();
        kinde.on(LIST, exchange -> KindeStub.send(exchange, attempts.incrementAndGet() < 3 ? 503 : 200, EMPTY));

        assertThat(api(ApiLimits.USUAL).permissions(token())).isEmpty();
    }

    private static HttpHandler limited(String reset) {
        return exchange -> {
            exchange.getResponseHeaders().set("RateLimit-Reset", reset);
            KindeStub.send(exchange, 429, "{}");
        };
    }

    @Test
    void aRateLimitIsWaitedForAsLongAsItSays() {
        kinde.on(LIST, limited("3"));

        fails(api(ApiLimits.USUAL), ApiFailure.Kind.UNAVAILABLE, "HTTP status 429");

        assertThat(time.pauses).containsExactly(Duration.ofMillis(3100), Duration.ofMillis(3200));
    }

    @ParameterizedTest
    @CsvSource({"30, 30", "999999999, 60"})
    void aLongRateLimitSilencesTheClientUntilItIsOver(String reset, int seconds) throws Exception {
        kinde.on(LIST, limited(reset));
        AccountApi api = api(ApiLimits.USUAL);

        fails(api, ApiFailure.Kind.UNAVAILABLE, "HTTP status 429");
        time.advance(Duration.ofSeconds(seconds - 1));
        fails(api, ApiFailure.Kind.UNAVAILABLE, "not asked, after earlier failures");
        assertThat(kinde.count(LIST)).isEqualTo(1);

        time.advance(Duration.ofSeconds(1));
        kinde.on(LIST, EMPTY);
        assertThat(api.permissions(token())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"soon", "-1", "1.5", "99999999999999999999", "''"})
    void aResetThatIsNoNumberOfSecondsIsOrdinaryOverload(String reset) {
        kinde.on(LIST, limited(reset));

        fails(api(ApiLimits.USUAL), ApiFailure.Kind.UNAVAILABLE, "HTTP status 429");

        assertThat(time.pauses).containsExactly(Duration.ofMillis(100), Duration.ofMillis(200));
    }

    @Test
    void anApiThatKeepsFailingIsLeftAloneAndThenTriedOnce() throws Exception {
        kinde.on(LIST, 500);
        AccountApi api = api(ApiLimits.USUAL);
        fails(api, ApiFailure.Kind.UNAVAILABLE, "HTTP status 500");
        fails(api, ApiFailure.Kind.UNAVAILABLE, "not asked, after earlier failures");
        assertThat(kinde.count(LIST)).isEqualTo(5);

        fails(api, ApiFailure.Kind.UNAVAILABLE, "not asked, after earlier failures");
        assertThat(kinde.count(LIST)).isEqualTo(5);

        time.advance(ApiLimits.USUAL.openFor());
        fails(api, ApiFailure.Kind.UNAVAILABLE, "not asked, after earlier failures");
        assertThat(kinde.count(LIST)).isEqualTo(6);

        time.advance(ApiLimits.USUAL.openFor());
        kinde.on(LIST, EMPTY);
        assertThat(api.permissions(token())).isEmpty();
        assertThat(api.permissions(token())).isEmpty();
        assertThat(kinde.count(LIST)).isEqualTo(8);
    }

    @Test
    void whileOneRequestTriesAnApiAgainTheOthersDoNot() throws Exception {
        kinde.on(LIST, 500);
        AccountApi api = api(limits(4, 4, Duration.ofMinutes(1)));
        fails(api, ApiFailure.Kind.UNAVAILABLE, "HTTP status 500");
        fails(api, ApiFailure.Kind.UNAVAILABLE, "not asked, after earlier failures");
        time.advance(ApiLimits.USUAL.openFor());
        CountDownLatch open = new CountDownLatch(1);
        kinde.onceOpen(LIST, open, EMPTY);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<List<String>> trial = threads.submit(() -> api.permissions(token()));
            await().until(() -> kinde.count(LIST) == 6);
            fails(api, ApiFailure.Kind.UNAVAILABLE, "not asked, after earlier failures");

            open.countDown();
            assertThat(trial.get()).isEmpty();
        }
        assertThat(api.permissions(token())).isEmpty();
    }

    @Test
    void refusalsAreAnswersAndDoNotOpenTheBreaker() {
        kinde.on(LIST, 404);
        AccountApi api = api(ApiLimits.USUAL);

        for (int i = 0; i < 20; i++) {
            fails(api, ApiFailure.Kind.NOT_FOUND, "HTTP status 404");
        }

        assertThat(kinde.count(LIST)).isEqualTo(20);
    }

    @Test
    void nothingListeningIsAFailureLikeOthers() {
        URI nowhere = kinde.url();
        kinde.close();

        assertThatThrownBy(() -> api(ApiLimits.USUAL).permissions(new UserToken(nowhere, "user-token", "")))
                .isInstanceOf(ApiFailure.class)
                .hasMessage("cannot be reached");
    }

    @Test
    void anAnswerMayNotBeLargerThanTheLimit() throws Exception {
        AccountApi api = api(limits(4, 4, Duration.ofSeconds(10)));
        kinde.on(LIST, EMPTY + " ".repeat(2000 - EMPTY.length()));
        assertThat(api.permissions(token())).isEmpty();

        kinde.on(LIST, EMPTY + " ".repeat(2001 - EMPTY.length()));
        fails(api, ApiFailure.Kind.INVALID, "the answer is too large");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "<html>; the answer is not valid JSON, or nested more than 64 deep",
                "''; the answer is not a JSON object",
                "[]; the answer is not a JSON object",
                "{} {}; the answer has text behind its JSON object",
                "{\"a\":1e999}; a number of the answer is out of range",
                "{}; the answer has no list `permissions`",
                "{\"data\":{\"permissions\":{}}}; the answer has no list `permissions`",
                "{\"data\":[\"x\"]}; the list `permissions` has elements that are not objects"
            })
    void anAnswerThatMakesNoSenseSaysWhy(String body, String reason) {
        kinde.on(LIST, body);

        fails(api(ApiLimits.USUAL), ApiFailure.Kind.INVALID, reason);
    }

    @Test
    void deepAnswersAreRefused() {
        kinde.on(LIST, "{\"data\":" + "[".repeat(800) + "]".repeat(800) + "}");

        fails(
                api(ApiLimits.USUAL),
                ApiFailure.Kind.INVALID,
                "the answer is not valid JSON, or nested more than 64 deep");
    }

    @Test
    void aServerThatDoesNotAnswerIsGivenUp() {
        CountDownLatch never = new CountDownLatch(1);
        kinde.onceOpen(LIST, never, EMPTY);
        try {
            fails(api(limits(4, 4, Duration.ofMillis(100))), ApiFailure.Kind.UNAVAILABLE, "no answer within 100 ms");
            assertThat(kinde.count(LIST)).isEqualTo(3);
        } finally {
            never.countDown();
        }
    }

    @Test
    void requestsWaitForAFreeConnectionAndFailWhenTooManyDo() throws Exception {
        CountDownLatch open = new CountDownLatch(1);
        kinde.onceOpen(LIST, open, EMPTY);
        AccountApi api = api(limits(2, 3, Duration.ofMinutes(1)));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<List<String>>> calls = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                calls.add(threads.submit(() -> api.permissions(token())));
            }
            await().until(() -> kinde.count(LIST) == 2);
            for (int i = 0; i < 3; i++) {
                calls.add(threads.submit(() -> api.permissions(token())));
            }
            assertThat(calls).noneMatch(Future::isDone);
            await().untilAsserted(() ->
                    assertThatThrownBy(() -> api.permissions(token())).hasMessage("too many requests are waiting"));
            assertThat(kinde.count(LIST)).isEqualTo(2);

            open.countDown();
            for (Future<List<String>> call : calls) {
                assertThat(call.get()).isEmpty();
            }
            assertThat(kinde.count(LIST)).isEqualTo(5);
        }
    }

    @Test
    void aTokenThatIsNoHeaderValueIsNotQuoted() {
        UserToken odd = new UserToken(kinde.url(), "secret\r\nX-Other: 1", "");

        assertThatThrownBy(() -> api(ApiLimits.USUAL).permissions(odd))
                .isInstanceOf(ApiFailure.class)
                .hasMessage("the token cannot be sent in a header");
        assertThat(odd.toString()).doesNotContain("secret");
        assertThat(kinde.requests()).isEmpty();
    }

    @Test
    void theUsersTokenIsSentAsBearer() throws Exception {
        kinde.on(LIST, EMPTY);

        api(ApiLimits.USUAL).permissions(token());

        assertThat(kinde.requests())
                .containsExactly(new KindeStub.Request("GET", LIST + "?page_size=500", "Bearer user-token", ""));
    }
}
