package dev.verdict.server.call;

import dev.verdict.engine.decision.AuxData;
import dev.verdict.engine.decision.CheckRequest;
import dev.verdict.engine.decision.CheckResult;
import dev.verdict.server.call.Identification.Identified;
import dev.verdict.server.call.TokenVerifier.Verification;
import dev.verdict.server.metrics.Metrics;
import dev.verdict.wire.call.CheckCall;
import dev.verdict.wire.call.Tokens;
import dev.verdict.wire.error.ApiError;
import dev.verdict.wire.error.ApiException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A method that asks for decisions: decode, verify tokens, decide, encode.
 *
 * @param <C> a decoded call
 */
final class CheckMethod<C> implements ApiMethod {
    private static final Logger LOG = LoggerFactory.getLogger("verdict.api");

    /** Bodies above this take long enough to decode that others on the event loop would notice. */
    private static final int LARGE_BODY = 64 * 1024;

    /** A token takes up to a tenth of a millisecond to verify. */
    private static final int MAX_LOOP_TOKENS = 4;

    private static final Verification NO_TOKEN = new Verification.Verified(AuxData.NONE, Identification.NONE);
    private static final RepeatLimit REPEATS = new RepeatLimit(System::nanoTime);

    private final Codec<C> codec;
    private final TokenVerifier verifier;
    private final Decisions decisions;
    private final Metrics metrics;
    private final Refusals refusals;

    /** What the client is told of a token that is refused. */
    @FunctionalInterface
    interface Refusals {
        ApiError error(String code);
    }

    CheckMethod(Codec<C> codec, TokenVerifier verifier, Decisions decisions, Metrics metrics) {
        this(codec, verifier, decisions, metrics, CheckMethod::invalidAuxData);
    }

    CheckMethod(Codec<C> codec, TokenVerifier verifier, Decisions decisions, Metrics metrics, Refusals refusals) {
        this.refusals = refusals;
        this.codec = codec;
        this.verifier = verifier;
        this.decisions = decisions;
        this.metrics = metrics;
    }

    private static ApiError invalidAuxData(String code) {
        return TokenVerifier.mayPass(code)
                ? ApiError.unverifiable("invalid auxData", code)
                : ApiError.invalidAuxData(code);
    }

    @Override
    public void answer(byte[] body, Exchange exchange) {
        if (body.length > LARGE_BODY) {
            decisions.runSlowly(exchange, () -> answer(body, exchange, true));
        } else {
            answer(body, exchange, false);
        }
    }

    private void answer(byte[] body, Exchange exchange, boolean inSlowLane) {
        try {
            read(codec.decode(exchange.encoding(), body), exchange, inSlowLane);
        } catch (ApiException e) {
            exchange.refuse(e.error());
        } catch (RuntimeException | StackOverflowError e) {
            LOG.error("A request could not be read", e);
            exchange.fail(Decisions.internalError());
        }
    }

    private void read(C call, Exchange exchange, boolean inSlowLane) {
        List<CheckCall> questions = codec.questions(call);
        if (hasTokens(questions)) {
            Set<Tokens> tokens = distinctTokens(questions);
            if (!inSlowLane && count(tokens) > MAX_LOOP_TOKENS) {
                decisions.runSlowly(exchange, () -> verify(call, questions, tokens, exchange, true));
            } else {
                verify(call, questions, tokens, exchange, inSlowLane);
            }
            return;
        }
        List<CheckRequest> requests = anonymous(questions, exchange);
        if (requests != null) {
            decide(call, requests, exchange, inSlowLane);
        }
    }

    private static boolean hasTokens(List<CheckCall> questions) {
        for (int i = 0; i < questions.size(); i++) {
            if (!questions.get(i).tokens().equals(Tokens.NONE)) {
                return true;
            }
        }
        return false;
    }

    /** By instance, because the questions of one call share equal tokens; comparing those costs as much as they are long. */
    private static Set<Tokens> distinctTokens(List<CheckCall> questions) {
        Set<Tokens> distinct = Collections.newSetFromMap(new IdentityHashMap<>());
        for (CheckCall question : questions) {
            if (!question.tokens().equals(Tokens.NONE)) {
                distinct.add(question.tokens());
            }
        }
        return distinct;
    }

    private static int count(Set<Tokens> distinct) {
        int count = 0;
        for (Tokens tokens : distinct) {
            count += tokens instanceof Tokens.Named named ? named.byName().size() : 1;
        }
        return count;
    }

    private @Nullable List<CheckRequest> anonymous(List<CheckCall> questions, Exchange exchange) {
        Identification identification = verifier.anonymous();
        if (questions.size() == 1 && identification.equals(Identification.NONE)) {
            return List.of(questions.get(0).withAuxData(AuxData.NONE));
        }
        List<CheckRequest> requests = new ArrayList<>(questions.size());
        for (int i = 0; i < questions.size(); i++) {
            CheckRequest request = questions.get(i).withAuxData(AuxData.NONE);
            if (!identify(identification, request, requests, exchange)) {
                return null;
            }
        }
        return requests;
    }

    /** Adds the request as it is decided; false if it is refused, of which the caller then knows. */
    private boolean identify(
            Identification identification, CheckRequest request, List<CheckRequest> requests, Exchange exchange) {
        return switch (identification.identify(request)) {
            case Identified.As as -> requests.add(as.request());
            case Identified.Refused refused -> {
                refuse(refused.code(), refused.reason(), exchange);
                yield false;
            }
        };
    }

    private void decide(C call, List<CheckRequest> requests, Exchange exchange, boolean inSlowLane) {
        String callId = codec.nextCallId();
        Consumer<List<CheckResult>> then =
                results -> exchange.succeed(codec.encode(exchange.encoding(), call, callId, results));
        try {
            if (inSlowLane) {
                decisions.decideSlowly(requests, callId, exchange, then);
            } else {
                decisions.decide(requests, callId, exchange, then);
            }
        } catch (ApiException e) {
            exchange.fail(e.error());
        } catch (RuntimeException | StackOverflowError e) {
            LOG.error("A request could not be decided", e);
            exchange.fail(Decisions.internalError());
        }
    }

    /** Verifies each of {@code tokens} once, then goes on with their claims. */
    private void verify(C call, List<CheckCall> questions, Set<Tokens> tokens, Exchange exchange, boolean inSlowLane) {
        if (!inSlowLane) {
            exchange.watchCaller();
        }
        IdentityHashMap<Tokens, CompletableFuture<Verification>> pending = new IdentityHashMap<>();
        for (Tokens distinct : tokens) {
            pending.put(distinct, verifier.verify(distinct).toCompletableFuture());
        }
        CompletableFuture<Void> all = CompletableFuture.allOf(pending.values().toArray(CompletableFuture[]::new));
        boolean here = all.isDone();
        // A stage would swallow what is thrown, and the caller would wait for ever.
        var unused = all.whenComplete((nothing, failure) -> Decisions.runGuarded(exchange, () -> {
            if (failure != null) {
                LOG.error("The tokens of a request could not be verified", failure);
                exchange.fail(Decisions.internalError());
                return;
            }
            List<CheckRequest> requests = verified(questions, pending, exchange);
            if (requests == null) {
                return;
            }
            // What waited for keys goes on where they arrived, with the small budget of an event loop: all of it at
            // once
            // would not fit into the slow lane.
            if (here || !inSlowLane) {
                decide(call, requests, exchange, inSlowLane);
            } else {
                decisions.runSlowly(exchange, () -> decide(call, requests, exchange, true));
            }
        }));
    }

    /** The questions with their claims; null if a token was refused, of which the caller then knows. */
    private @Nullable List<CheckRequest> verified(
            List<CheckCall> questions,
            IdentityHashMap<Tokens, CompletableFuture<Verification>> verifications,
            Exchange exchange) {
        List<CheckRequest> requests = new ArrayList<>(questions.size());
        for (CheckCall question : questions) {
            CompletableFuture<Verification> verification = verifications.get(question.tokens());
            boolean goesOn = switch (verification == null ? NO_TOKEN : verification.join()) {
                case Verification.Refused refused -> {
                    refuse(refused.code(), refused.reason(), exchange);
                    yield false;
                }
                case Verification.Verified verified ->
                    identify(
                            verification == null ? verifier.anonymous() : verified.identification(),
                            question.withAuxData(verified.auxData()),
                            requests,
                            exchange);
            };
            if (!goesOn) {
                return null;
            }
        }
        return requests;
    }

    /** Anybody can send bad tokens, and must not fill the log with them. */
    private void refuse(String code, String reason, Exchange exchange) {
        long suppressed = REPEATS.pass(code);
        if (suppressed != RepeatLimit.SUPPRESSED) {
            LOG.warn("A token was refused: {}: {} (and {} more)", code, reason, suppressed);
        }
        metrics.tokenRefused(code);
        exchange.fail(refusals.error(code));
    }
}
