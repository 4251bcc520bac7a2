package dev.verdict.kinde.emulator.management;

import dev.verdict.kinde.emulator.data.Flag;
import dev.verdict.kinde.emulator.http.Response;
import dev.verdict.kinde.emulator.json.JsonText;
import dev.verdict.kinde.emulator.json.JsonTextException;
import dev.verdict.kinde.emulator.state.EnvironmentState;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** Values of flags, which come as texts. */
final class FlagValues {
    private FlagValues() {}

    /** The answer to a change: what {@code change} does with the value, or why there is none. */
    static Response change(
            EnvironmentState environment,
            String key,
            Flag.Level level,
            String text,
            Function<Object, Response> change) {
        Optional<Flag> flag = environment.directory().flag(key);
        if (flag.isEmpty()) {
            return Answers.notFound("feature flag", key);
        }
        if (!flag.get().overrides().contains(level)) {
            return Answers.invalid("`" + key + "` cannot be overridden at the level "
                    + level.name().toLowerCase(Locale.ROOT));
        }
        return parse(flag.get(), text).map(change).orElseGet(() -> refusal(flag.get()));
    }

    /** The value of the flag's type; empty when the text is none. */
    private static Optional<Object> parse(Flag flag, String text) {
        return switch (flag.type()) {
            case BOOLEAN ->
                text.equals("true") || text.equals("false") ? Optional.of(text.equals("true")) : Optional.empty();
            case STRING -> Optional.of(text);
            case INTEGER -> integer(text);
            case JSON -> object(text);
        };
    }

    /** Integers have 32 bits at Kinde. */
    private static Optional<Object> integer(String text) {
        try {
            return Optional.of((long) Integer.parseInt(text));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static Optional<Object> object(String text) {
        try {
            return Optional.of(JsonText.readObject(text));
        } catch (JsonTextException e) {
            return Optional.empty();
        }
    }

    private static Response refusal(Flag flag) {
        return Answers.invalid("the value of `" + flag.key() + "` must be of the type "
                + flag.type().shortWord());
    }
}
