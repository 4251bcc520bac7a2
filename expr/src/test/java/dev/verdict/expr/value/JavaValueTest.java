package dev.verdict.expr.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class JavaValueTest {
    @Test
    void wholeNumbersStayWhole() {
        assertThat(JavaValue.toCel(5)).isEqualTo(5L);
        assertThat(JavaValue.toCel((short) 5)).isEqualTo(5L);
        assertThat(JavaValue.toCel((byte) 5)).isEqualTo(5L);
        assertThat(JavaValue.toCel(1.5f)).isEqualTo(1.5);
        assertThat(JavaValue.toCel(Map.of("a", List.of(1, 2.5, "x")))).isEqualTo(Map.of("a", List.of(1L, 2.5, "x")));
    }

    @Test
    void whatIsGivenMayChangeLater() {
        List<Object> given = new ArrayList<>(Arrays.asList(1, null));
        Object taken = JavaValue.toCel(given);
        given.clear();
        assertThat(taken).isEqualTo(Arrays.asList(1L, null));
    }

    @Test
    void otherValuesAreRefused() {
        assertThatThrownBy(() -> JavaValue.toCel(Set.of(new Object())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("expressions cannot work with a value of class java.lang.Object");
        assertThatThrownBy(() -> JavaValue.toCel(Map.of(1, 2)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the names in a map must be strings, not 1");
    }
}
