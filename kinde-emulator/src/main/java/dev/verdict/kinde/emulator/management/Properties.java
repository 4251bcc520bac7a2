package dev.verdict.kinde.emulator.management;

import dev.verdict.kinde.emulator.data.PropertyDefinition;
import dev.verdict.kinde.emulator.data.PropertyDefinition.Context;
import dev.verdict.kinde.emulator.http.Response;
import dev.verdict.kinde.emulator.state.EnvironmentState;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Values of properties. */
final class Properties {
    private Properties() {}

    /** All that are defined, private ones too, those without value as null. */
    static Response list(EnvironmentState environment, Context context, Map<String, String> values) {
        return Listing.whole(
                "properties",
                environment.directory().properties(context).stream()
                        .map(property -> withValue(property, values.get(property.key())))
                        .toList());
    }

    private static Map<String, @Nullable Object> withValue(PropertyDefinition property, @Nullable String value) {
        Map<String, @Nullable Object> object = Shapes.property(property);
        object.put("value", value);
        return object;
    }

    /** The refusal of a property that is not defined. */
    static Optional<Response> unknown(EnvironmentState environment, Context context, Map<String, ?> values) {
        List<String> keys = environment.directory().properties(context).stream()
                .map(PropertyDefinition::key)
                .toList();
        return values.keySet().stream()
                .filter(key -> !keys.contains(key))
                .findFirst()
                .map(key -> Answers.notFound("property", key));
    }

    /** The old values with new ones; null removes a value. */
    static Map<String, String> merged(Map<String, String> old, Map<String, ?> changes) {
        Map<String, String> merged = new LinkedHashMap<>(old);
        changes.forEach((key, value) -> {
            if (value == null) {
                merged.remove(key);
            } else {
                merged.put(key, value.toString());
            }
        });
        return merged;
    }
}
