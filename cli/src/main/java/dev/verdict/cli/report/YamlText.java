package dev.verdict.cli.report;

import dev.verdict.expr.value.Attributes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.representer.StandardRepresenter;

/** JSON values as YAML that people read, and can paste into the test data of policies. */
final class YamlText {
    private static final int WIDTH = 120;

    /** Whole numbers up to here are doubles exactly. */
    private static final double MAX_WHOLE = 9_007_199_254_740_992.0;

    /** With a meaning of their own in YAML 1.1 or 1.2. */
    private static final Set<String> WORDS =
            Set.of("", "~", "null", "true", "false", "yes", "no", "on", "off", "y", "n");

    private YamlText() {}

    /** Block style; what has no maps or lists inside goes on one line. */
    static String of(Attributes value) {
        DumpSettings settings = DumpSettings.builder()
                .setDefaultFlowStyle(FlowStyle.AUTO)
                .setWidth(WIDTH)
                .setSplitLines(false)
                .setIndent(2)
                .setIndicatorIndent(2)
                .setIndentWithIndicator(true)
                .build();
        return new Dump(settings, new Texts(settings)).dumpToString(plain(value));
    }

    /** Quotes texts that some reader of YAML would take for a number, a truth or a time. */
    private static final class Texts extends StandardRepresenter {
        Texts(DumpSettings settings) {
            super(settings);
            representers.put(String.class, text -> representScalar(Tag.STR, text.toString(), style(text.toString())));
        }

        private static ScalarStyle style(String text) {
            if (text.chars().anyMatch(c -> c < ' ')) {
                return ScalarStyle.DOUBLE_QUOTED;
            }
            boolean likeNumber = !text.isEmpty() && "+-.0123456789".indexOf(text.charAt(0)) >= 0;
            return likeNumber || WORDS.contains(text.toLowerCase(Locale.ROOT))
                    ? ScalarStyle.SINGLE_QUOTED
                    : ScalarStyle.PLAIN;
        }
    }

    private static @Nullable Object plain(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> copy = new LinkedHashMap<>();
            map.forEach((key, member) -> copy.put(String.valueOf(key), plain(member)));
            return copy;
        }
        if (value instanceof List<?> list) {
            List<@Nullable Object> copy = new ArrayList<>(list.size());
            list.forEach(item -> copy.add(plain(item)));
            return copy;
        }
        if (value instanceof Double number && number == Math.rint(number) && Math.abs(number) < MAX_WHOLE) {
            return number.longValue();
        }
        return value;
    }
}
