package dev.verdict.server.call;

import dev.verdict.engine.decision.CheckResult;
import dev.verdict.server.call.TokenVerifier.Verification;
import dev.verdict.server.metrics.Metrics;
import dev.verdict.wire.call.CallIds;
import dev.verdict.wire.call.CallLimits;
import dev.verdict.wire.call.CheckCall;
import dev.verdict.wire.call.Token;
import dev.verdict.wire.call.Tokens;
import dev.verdict.wire.error.ApiError;
import dev.verdict.wire.error.StatusCode;
import dev.verdict.wire.json.JsonDecoder;
import dev.verdict.wire.json.JsonEncoder;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Decides what the bearer of a token may do: {@code POST /verdict/check} with the body of CheckResources, but without a
 * principal, who is the one of the token. Refusals are those of RFC 6750. Over HTTP only.
 */
public final class BearerCheck implements ApiMethod {
    /** The code of the refusal of a request without a token. */
    public static final String TOKEN_MISSING = "TOKEN_MISSING";

    private static final String SCHEME = "Bearer ";

    /** Refusals of what is asked, not of the token. */
    private static final Set<String> SCOPES = Set.of("SCOPE_MISMATCH", "SCOPE_NOT_ALLOWED");

    private final JsonDecoder decoder;
    private final JsonEncoder encoder = new JsonEncoder();
    private final CallIds callIds = new CallIds();
    private final Function<String, CompletionStage<Verification>> bearer;
    private final Decisions decisions;
    private final Metrics metrics;

    /** {@code bearer} verifies a token and says whose it is; it must not block. */
    public BearerCheck(
            CallLimits limits,
            Function<String, CompletionStage<Verification>> bearer,
            Decisions decisions,
            Metrics metrics) {
        decoder = new JsonDecoder(limits);
        this.bearer = bearer;
        this.decisions = decisions;
        this.metrics = metrics;
    }

    @Override
    public void answer(byte[] body, Exchange exchange) {
        String token = token(exchange.header("Authorization"));
        if (token.isEmpty()) {
            metrics.tokenRefused(TOKEN_MISSING);
            exchange.fail(ApiError.unauthenticated(
                    "a token is required, in the header `Authorization: Bearer TOKEN`", TOKEN_MISSING));
            return;
        }
        TokenVerifier verifier = ignored -> bearer.apply(token);
        new CheckMethod<>(new Call(token), verifier, decisions, metrics, BearerCheck::refusal).answer(body, exchange);
    }

    private static String token(@Nullable String header) {
        return header != null && header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                ? header.substring(SCHEME.length()).strip()
                : "";
    }

    /** The reason stays in the log: anybody may ask, and it can name files and hosts. */
    private static ApiError refusal(String code) {
        if (TokenVerifier.mayPass(code)) {
            return ApiError.unverifiable("the token cannot be verified now: " + code, code);
        }
        return SCOPES.contains(code)
                ? ApiError.of(StatusCode.PERMISSION_DENIED, "the token is not for this scope: " + code, code)
                : ApiError.unauthenticated("the token is refused: " + code, code);
    }

    /** The codec of a call with {@code token}. */
    private final class Call implements Codec<CheckCall> {
        private final Tokens token;

        Call(String token) {
            this.token = new Tokens.Single(new Token(token, ""));
        }

        @Override
        public CheckCall decode(Encoding encoding, byte[] body) {
            CheckCall call = decoder.checkResourcesOfBearer(body);
            return new CheckCall(call.request(), token, call.annotations());
        }

        @Override
        public List<CheckCall> questions(CheckCall call) {
            return List.of(call);
        }

        @Override
        public String nextCallId() {
            return callIds.next();
        }

        @Override
        public byte[] encode(Encoding encoding, CheckCall call, String callId, List<CheckResult> results) {
            return encoder.checkResources(call, results.get(0), callId, encoding == Encoding.PRETTY_JSON);
        }
    }
}
