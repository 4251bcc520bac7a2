package dev.verdict.wire.agreement;

import dev.verdict.engine.decision.ActionResult;
import dev.verdict.engine.decision.CheckRequest;
import dev.verdict.engine.decision.CheckResult;
import dev.verdict.engine.decision.Effect;
import dev.verdict.engine.decision.OutputEntry;
import dev.verdict.engine.decision.Principal;
import dev.verdict.engine.decision.Resource;
import dev.verdict.engine.decision.ResourceResult;
import dev.verdict.engine.decision.ValidationError;
import dev.verdict.expr.value.Attributes;
import dev.verdict.wire.call.CheckCall;
import dev.verdict.wire.call.Tokens;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Random results. */
final class Results {
    private final SplittableRandom random;
    private final Messages messages;

    Results(long seed) {
        random = new SplittableRandom(seed);
        messages = new Messages(seed);
    }

    /** A call whose only part that counts here is whether it asks for meta. */
    CheckCall call() {
        return new CheckCall(
                CheckRequest.of(Principal.of("alice", "user").build())
                        .includeMeta(random.nextBoolean())
                        .build(),
                Tokens.NONE,
                null);
    }

    CheckResult result() {
        List<ResourceResult> results = new ArrayList<>();
        for (int i = random.nextInt(1, 4); i > 0; i--) {
            results.add(resourceResult("id" + i));
        }
        return new CheckResult(messages.text(), results, 1, false);
    }

    private ResourceResult resourceResult(String id) {
        List<ActionResult> actions = new ArrayList<>();
        for (int i = random.nextInt(1, 12); i > 0; i--) {
            actions.add(new ActionResult(
                    messages.text() + i,
                    random.nextBoolean() ? Effect.ALLOW : Effect.DENY,
                    random.nextBoolean() ? ActionResult.NO_MATCH : messages.text(),
                    random.nextBoolean() ? "" : messages.text()));
        }
        return new ResourceResult(
                Resource.of(messages.text(), id)
                        .policyVersion(random.nextBoolean() ? "" : "v1")
                        .scope(random.nextBoolean() ? "" : messages.text())
                        .build(),
                actions,
                random.nextBoolean() ? List.of() : List.of("owner", messages.text()),
                outputs(),
                random.nextBoolean()
                        ? List.of()
                        : List.of(
                                new ValidationError("/" + messages.text(), "bad", ValidationError.Source.PRINCIPAL),
                                new ValidationError("", messages.text(), ValidationError.Source.RESOURCE)),
                List.of());
    }

    private List<OutputEntry> outputs() {
        List<OutputEntry> outputs = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            outputs.add(
                    random.nextInt(4) == 0
                            ? new OutputEntry(messages.text(), messages.text(), null, "no such key: x")
                            : new OutputEntry(messages.text(), messages.text(), value(3), null));
        }
        return outputs;
    }

    private @Nullable Object value(int depth) {
        return switch (random.nextInt(depth == 0 ? 4 : 6)) {
            case 0 -> null;
            case 1 -> messages.number();
            case 2 -> messages.text();
            case 3 -> random.nextBoolean();
            case 4 -> {
                List<@Nullable Object> list = new ArrayList<>();
                for (int i = random.nextInt(3); i > 0; i--) {
                    list.add(value(depth - 1));
                }
                yield Collections.unmodifiableList(list);
            }
            default -> {
                Attributes.Builder map = Attributes.builder();
                for (int i = random.nextInt(11); i > 0; i--) {
                    map.put(messages.text(), value(depth - 1));
                }
                yield map.build();
            }
        };
    }
}
