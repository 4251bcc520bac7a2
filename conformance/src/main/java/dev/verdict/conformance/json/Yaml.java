package dev.verdict.conformance.json;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;

/** YAML documents as the same Java values as {@link Json}; integers stay integers. */
public final class Yaml {
    private Yaml() {}

    /** Reads a document whose root is a mapping. */
    public static Map<String, @Nullable Object> parseObject(String text) {
        return Json.object(new Load(LoadSettings.builder().build()).loadFromString(text));
    }

    /** Writes block style for people; short leaf collections go on one line. */
    public static String write(Object value) {
        DumpSettings settings = DumpSettings.builder()
                .setDefaultFlowStyle(FlowStyle.AUTO)
                .setWidth(140)
                .setSplitLines(false)
                .setIndicatorIndent(2)
                .setIndentWithIndicator(true)
                .setIndent(2)
                .build();
        return new Dump(settings).dumpToString(value);
    }
}
