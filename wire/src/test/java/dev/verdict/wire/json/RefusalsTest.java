package dev.verdict.wire.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.verdict.wire.call.CallLimits;
import dev.verdict.wire.error.ApiException;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Bodies that the reference refuses are refused with the same error. */
final class RefusalsTest {
    private final JsonDecoder decoder = new JsonDecoder(CallLimits.DEFAULT);
    private final JsonEncoder encoder = new JsonEncoder();

    record Refusal(String path, String body, int status, String answer) {
        @Override
        public String toString() {
            return path + " " + (body.length() > 80 ? body.substring(0, 80) + "…" : body);
        }
    }

    static List<Refusal> refusals() throws IOException {
        var stream = Objects.requireNonNull(RefusalsTest.class.getResourceAsStream("/dev/verdict/wire/refusals.tsv"));
        try (var reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.US_ASCII))) {
            return reader.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("\t", -1))
                    .map(cells -> new Refusal(cells[0], cells[1], Integer.parseInt(cells[2]), cells[3]))
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void isRefusedAsByTheReference(Refusal refusal) {
        byte[] body = octets(refusal.body());

        ApiException refused = catchThrowableOfType(ApiException.class, () -> decode(refusal.path(), body));

        assertThat(refused).isNotNull();
        assertThat(refused.error().status().httpStatus()).isEqualTo(refusal.status());
        String answer = withoutSpaces(new String(encoder.error(refused.error(), false), StandardCharsets.UTF_8));
        String expected = withoutSpaces(new String(octets(refusal.answer()), StandardCharsets.UTF_8));
        if (expected.contains("invalid auxData")) {
            // ours also tells programs why
            assertThat(answer).startsWith(expected.substring(0, expected.length() - 1));
        } else {
            assertThat(answer).isEqualTo(expected);
        }
    }

    private Object decode(String path, byte[] body) {
        return switch (path) {
            case "/api/check/resources" -> decoder.checkResources(body);
            case "/api/check" -> decoder.checkResourceSet(body);
            case "/api/check_resource_batch" -> decoder.checkResourceBatch(body);
            case "/access/v1/evaluation" -> decoder.accessEvaluation(body);
            case "/access/v1/evaluations" -> decoder.accessEvaluations(body);
            default -> throw new IllegalArgumentException(path);
        };
    }

    private static byte[] octets(String text) {
        var octets = new ByteArrayOutputStream();
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '\\') {
                octets.write(Integer.parseInt(text, i + 1, i + 3, 16));
                i += 2;
            } else {
                octets.write(text.charAt(i));
            }
        }
        return octets.toByteArray();
    }

    /** The spaces between tokens, and which kind of space is in messages, change with the reference's build. */
    private static String withoutSpaces(String json) {
        var compact = new StringBuilder();
        boolean inString = false;
        for (int i = 0; i < json.length(); i++) {
            char c = json.charAt(i);
            if (c == '"') {
                inString = !inString;
            } else if (c == '\\') {
                compact.append(c).append(json.charAt(++i));
                continue;
            }
            if (inString || c != ' ') {
                compact.append(c == '\u00a0' ? ' ' : c);
            }
        }
        return compact.toString();
    }
}
