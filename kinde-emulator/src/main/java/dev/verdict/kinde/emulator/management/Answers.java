package dev.verdict.kinde.emulator.management;

import dev.verdict.kinde.emulator.http.Response;
import dev.verdict.kinde.emulator.http.Routes;
import dev.verdict.kinde.emulator.json.JsonObject;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Answers with {@code code} and {@code message}, which every answer of the management API has. */
final class Answers {
    private Answers() {}

    static JsonObject ok() {
        return JsonObject.with("code", "OK").and("message", "Success");
    }

    /** Something was done. */
    static Response done(String code, String message) {
        return Response.json(
                200, JsonObject.with("code", code).and("message", message).map());
    }

    /** An object whose members stand beside code and message. */
    static Response object(Map<String, @Nullable Object> members) {
        JsonObject answer = ok();
        members.forEach(answer::and);
        return Response.json(200, answer.map());
    }

    static Response notFound(String what, String id) {
        return Routes.error(404, "NOT_FOUND", "there is no " + what + " `" + id + "`");
    }

    static Response invalid(String message) {
        return Routes.error(400, "INVALID_REQUEST", message);
    }
}
