package dev.verdict.server.token;

import dev.verdict.kinde.webhook.WebhookOutcome;
import dev.verdict.server.call.ApiMethod;
import dev.verdict.server.call.Exchange;
import dev.verdict.server.call.RepeatLimit;
import dev.verdict.wire.error.ApiError;
import dev.verdict.wire.error.ErrorDetail;
import dev.verdict.wire.error.StatusCode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Receives the webhooks of Kinde: {@code POST /verdict/kinde/webhooks}. Over HTTP only. */
public final class WebhookReceiver implements ApiMethod {
    private static final Logger LOG = LoggerFactory.getLogger("verdict.kinde");
    private static final byte[] ACCEPTED = "{\"status\":\"accepted\"}".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] DUPLICATE = "{\"status\":\"duplicate\"}".getBytes(StandardCharsets.US_ASCII);

    private static final int LARGE_BODY = 64 * 1024;

    private final RepeatLimit repeats = new RepeatLimit(System::nanoTime);
    private final KindeService kinde;

    public WebhookReceiver(KindeService kinde) {
        this.kinde = kinde;
    }

    @Override
    public void answer(byte[] body, Exchange exchange) {
        exchange.watchCaller();
        String id = exchange.header("webhook-id");
        if (body.length > LARGE_BODY) {
            // Kinde's are small. Whoever sends others must not hold up an event loop.
            Thread.ofVirtual().start(() -> receive(body, id, exchange));
        } else {
            receive(body, id, exchange);
        }
    }

    private void receive(byte[] body, @Nullable String id, Exchange exchange) {
        var unused = kinde.receive(body, id).whenComplete((outcome, failure) -> {
            if (outcome == null) {
                LOG.error("A webhook could not be dealt with", failure);
                exchange.fail(ApiError.of(StatusCode.INTERNAL, "the webhook could not be dealt with"));
            } else {
                answer(outcome, exchange);
            }
        });
    }

    private void answer(WebhookOutcome outcome, Exchange exchange) {
        switch (outcome) {
            case WebhookOutcome.Accepted accepted -> {
                LOG.info("Event {} of type {}: {}", accepted.eventId(), accepted.type(), accepted.done());
                exchange.succeed(ACCEPTED);
            }
            case WebhookOutcome.Duplicate duplicate -> {
                LOG.info("Event {} came again", duplicate.eventId());
                exchange.succeed(DUPLICATE);
            }
            case WebhookOutcome.Refused refused -> {
                long suppressed = repeats.pass(refused.code());
                if (suppressed != RepeatLimit.SUPPRESSED) {
                    LOG.warn(
                            "A webhook was refused: {}: {} (and {} more)",
                            refused.code(),
                            refused.reason(),
                            suppressed);
                }
                exchange.fail(new ApiError(status(refused.status()), refused.reason(), List.of(detail(refused))));
            }
        }
    }

    private static ErrorDetail detail(WebhookOutcome.Refused refused) {
        return new ErrorDetail.ErrorInfo(refused.code().toUpperCase(Locale.ROOT), ApiError.DOMAIN, Map.of());
    }

    /** Kinde sends again whatever is not answered with 200, so that the other numbers are for people. */
    private static StatusCode status(int http) {
        return switch (http) {
            case 401 -> StatusCode.UNAUTHENTICATED;
            case 503 -> StatusCode.UNAVAILABLE;
            case 500 -> StatusCode.INTERNAL;
            default -> StatusCode.INVALID_ARGUMENT;
        };
    }
}
