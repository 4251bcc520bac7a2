package dev.verdict.kinde.webhook;

import dev.verdict.expr.value.Attributes;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Payloads under names that stand for their signed form; other text has no good signature. */
final class SignedByHand implements SignedPayloads {
    final AtomicInteger asked = new AtomicInteger();

    private final Map<String, Payload> payloads = new ConcurrentHashMap<>();

    byte[] sign(Map<String, ? extends @Nullable Object> payload) {
        return answer(new Payload.Verified(Attributes.copyOf(payload)));
    }

    byte[] answer(Payload payload) {
        String jws = "jws-" + payloads.size();
        payloads.put(jws, payload);
        return jws.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public CompletionStage<Payload> verify(String jws) {
        asked.incrementAndGet();
        Payload payload = payloads.get(jws);
        return CompletableFuture.completedStage(
                payload == null
                        ? new Payload.Refused("signature_invalid", "the signature of the webhook is wrong")
                        : payload);
    }
}
