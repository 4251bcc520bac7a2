package dev.verdict.conformance.generate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Random attributes: mostly of the type that the generated expressions expect, sometimes of another or missing. */
final class AttributeGenerator {
    private static final List<String> STRINGS =
            List.of("a", "ab", "b", "", "héllo", "a:b:c", "*", "x.y.z", "日本語", "A,B", "u1", "true", "12", "k");
    private static final List<Object> NUMBERS =
            List.of(0, 1, 2, 5, -3, 2.5, 100, 1.0e6, 0.1, 9007199254740993L, 1.0e21, -0.5);
    private static final List<@Nullable Object> ODD = Arrays.asList(
            null,
            true,
            3,
            2.5,
            "text",
            List.of(),
            List.of(1, "a", Arrays.asList((Object) null)),
            Map.of(),
            Map.of("a", 1));

    private final Dice dice;

    AttributeGenerator(Dice dice) {
        this.dice = dice;
    }

    Map<String, @Nullable Object> attributes() {
        var attributes = new LinkedHashMap<String, @Nullable Object>();
        put(attributes, "s", dice.one(STRINGS));
        put(attributes, "u", dice.one(STRINGS));
        put(attributes, "n", dice.one(NUMBERS));
        put(attributes, "d", dice.one(NUMBERS));
        put(attributes, "b", dice.chance(50));
        put(attributes, "owner", dice.one(Shape.PRINCIPALS));
        put(attributes, "ls", dice.some(STRINGS, 0, 3));
        put(attributes, "ln", dice.some(NUMBERS, 0, 3));
        put(attributes, "lm", List.of(Map.of("a", dice.one(NUMBERS)), Map.of("b", dice.one(STRINGS))));
        put(attributes, "mixed", mixed());
        put(attributes, "m", Map.of("a", dice.one(STRINGS), "k", dice.one(STRINGS)));
        put(attributes, "md", Map.of("a", dice.one(NUMBERS), "b", dice.one(NUMBERS)));
        put(attributes, "deep", Map.of("level", Map.of("a", dice.one(NUMBERS), "s", dice.one(STRINGS)), "n", 1));
        put(attributes, "nul", null);
        put(attributes, "odd", dice.one(ODD));
        put(attributes, "a-b", dice.one(STRINGS));
        put(attributes, "t", dice.one(List.of("2024-05-06T07:08:09Z", "2001-02-03T04:05:06.7+08:00", "yesterday")));
        put(attributes, "du", dice.one(List.of("90s", "-2h", "1d", "1.5h")));
        put(attributes, "h", dice.one(List.of("a.b", "a.b.c.d", "x", "")));
        put(attributes, "ip", dice.one(List.of("10.1.2.3", "2001:db8::1", "300.1.1.1", "127.0.0.1")));
        put(attributes, "cidr", dice.one(List.of("10.0.0.0/8", "::1/128", "10.0.0.0/40")));
        put(attributes, "spiffe", dice.one(List.of("spiffe://ex.dev/a/b", "spiffe://ex.dev", "http://ex.dev")));
        put(attributes, "zone", dice.one(List.of("Asia/Tokyo", "05:45", "Mars/Base")));
        put(attributes, "path", dice.one(List.of("/a/b/c.txt", "rel/x", "C:\\dir\\x.doc", "/")));
        return attributes;
    }

    private List<Object> mixed() {
        var mixed = new ArrayList<Object>();
        for (int i = dice.between(0, 3); i > 0; i--) {
            mixed.add(dice.chance(50) ? dice.one(NUMBERS) : dice.one(STRINGS));
        }
        return mixed;
    }

    private void put(Map<String, @Nullable Object> attributes, String name, @Nullable Object value) {
        if (dice.chance(88)) {
            attributes.put(name, value);
        } else if (dice.chance(50)) {
            attributes.put(name, dice.one(ODD));
        }
    }
}
