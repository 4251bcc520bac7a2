package dev.verdict.expr.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class AttributesTest {
    @Property
    void behavesLikeAMapOfTheSameMembers(@ForAll @Size(max = 30) Map<String, Integer> members) {
        Map<String, Object> expected = new HashMap<>();
        members.forEach((name, value) -> expected.put(name, value.doubleValue()));

        Attributes attributes = Attributes.copyOf(members);

        assertThat(attributes).isEqualTo(expected).hasSameHashCodeAs(expected).hasSize(members.size());
        assertThat(attributes.keySet()).containsExactlyElementsOf(members.keySet());
        members.keySet()
                .forEach(name -> assertThat(attributes.get(new String(name.toCharArray())))
                        .isEqualTo(expected.get(name)));
        assertThat(attributes.containsKey("not there " + members.keySet())).isFalse();
    }

    @Test
    void everyNumberBecomesADoubleAtEveryDepth() {
        Attributes attributes = Attributes.builder()
                .put("int", 1)
                .put("list", Arrays.asList(1L, null, Map.of("deep", (short) 2)))
                .build();

        assertThat(attributes.get("int")).isEqualTo(1.0);
        assertThat(attributes.get("list")).isEqualTo(Arrays.asList(1.0, null, Map.of("deep", 2.0)));
    }

    @Test
    void tellsNullFromAbsent() {
        Attributes attributes = Attributes.builder().put("nothing", null).build();

        assertThat(attributes.get("nothing")).isNull();
        assertThat(attributes.containsKey("nothing")).isTrue();
        assertThat(attributes.containsKey("absent")).isFalse();
        assertThat(attributes.getOrDefault("nothing", "x")).isNull();
        assertThat(attributes.getOrDefault("absent", "x")).isEqualTo("x");
    }

    @Test
    void aCopyDoesNotFollowItsSource() {
        List<Object> list = new ArrayList<>(List.of("a"));
        Map<String, Object> source = new LinkedHashMap<>(Map.of("list", list));
        Attributes attributes = Attributes.copyOf(source);

        list.add("b");
        source.put("late", true);

        assertThat(attributes).isEqualTo(Map.of("list", List.of("a")));
    }

    @Test
    void aBuilderGoesOnWithoutChangingWhatItBuilt() {
        Attributes.Builder builder = Attributes.builder().put("a", "1");
        Attributes first = builder.build();
        Attributes second = builder.put("a", "2").put("b", "3").build();

        assertThat(first).isEqualTo(Map.of("a", "1"));
        assertThat(second).isEqualTo(Map.of("a", "2", "b", "3"));
    }

    @Test
    void namesMadeToCollideAreFoundAsFastAsOthers() {
        // "Aa" and "BB" have equal hash codes, and so have all words made of them.
        List<String> names = List.of("");
        for (int i = 0; i < 15; i++) {
            List<String> longer = new ArrayList<>();
            names.forEach(name -> {
                longer.add(name + "Aa");
                longer.add(name + "BB");
            });
            names = longer;
        }
        Attributes.Builder builder = Attributes.builder();
        names.forEach(name -> builder.put(name, name));
        Attributes attributes = builder.build();

        assertThat(names).allMatch(name -> name.equals(attributes.get(name)));
    }

    @Test
    void refusesWhatJsonCannotSay() {
        assertThatThrownBy(() -> Attributes.builder().put("at", Instant.EPOCH))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("attribute values must be JSON values, not Instant");
        assertThatThrownBy(() -> Attributes.builder().put("map", Map.of(1, 2)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("attribute names must be strings, not Integer");
    }
}
