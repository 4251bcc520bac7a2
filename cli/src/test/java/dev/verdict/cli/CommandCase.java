package dev.verdict.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * A case of {@code commands/}: the files in the working directory, what the command is given, and what must come out.
 *
 * @param out all of standard output, or null
 * @param err all of standard error, or null
 * @param outHas pieces of standard output
 * @param errHas pieces of standard error
 */
record CommandCase(
        String name,
        Map<String, String> files,
        Map<String, String> environment,
        List<String> arguments,
        String input,
        int exit,
        @Nullable String out,
        @Nullable String err,
        List<String> outHas,
        List<String> errHas) {

    /** The cases of {@code file}, which may share what stands under the key named files of its root. */
    static List<CommandCase> read(Path file) {
        try {
            Map<String, @Nullable Object> root =
                    map(new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file)));
            Map<String, String> shared = texts(root.get("files"));
            List<CommandCase> cases = new ArrayList<>();
            if (root.get("cases") instanceof List<?> list) {
                list.forEach(one -> cases.add(read(map(one), shared)));
            }
            return cases;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static CommandCase read(Map<String, @Nullable Object> one, Map<String, String> shared) {
        Map<String, String> files = new LinkedHashMap<>(shared);
        files.putAll(texts(one.get("files")));
        return new CommandCase(
                String.valueOf(one.get("name")),
                files,
                texts(one.get("environment")),
                list(one.get("run")),
                one.get("input") instanceof String text ? text : "",
                one.get("exit") instanceof Integer code ? code : 0,
                one.get("out") instanceof String text ? text : null,
                one.get("err") instanceof String text ? text : null,
                list(one.get("outHas")),
                list(one.get("errHas")));
    }

    private static List<String> list(@Nullable Object value) {
        return value instanceof List<?> items
                ? items.stream().map(String::valueOf).toList()
                : List.of();
    }

    private static Map<String, String> texts(@Nullable Object value) {
        Map<String, String> texts = new LinkedHashMap<>();
        map(value).forEach((key, text) -> texts.put(key, String.valueOf(text)));
        return texts;
    }

    private static Map<String, @Nullable Object> map(@Nullable Object value) {
        Map<String, @Nullable Object> copy = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, item) -> copy.put(String.valueOf(key), item));
        }
        return copy;
    }
}
