package dev.verdict.wire.json;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NumbersTest {
    /** As observed in responses of the reference. */
    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "1, 1",
        "-0.0, -0",
        "-1.25, -1.25",
        "0.5, 0.5",
        "1e21, 1e+21",
        "123456789012345678901234567890, 1.2345678901234568e+29",
        "0.000001, 0.000001",
        "0.0000001, 1e-7",
        "1.5e300, 1.5e+300",
        "100000000000000000000, 100000000000000000000",
        "123456789012345678901, 123456789012345680000",
        "1.7976931348623157e308, 1.7976931348623157e+308",
        "2e-10, 2e-10",
        "9007199254740992, 9007199254740992",
        "9007199254740993, 9007199254740992",
        "1234567.125, 1234567.125",
        "0.001234, 0.001234"
    })
    void areWrittenAsByTheReference(double number, String expected) {
        assertThat(Numbers.format(number)).isEqualTo(expected);
    }

    @Property
    void areReadBackAsTheyWere(@ForAll double number) {
        assertThat(Double.parseDouble(Numbers.format(number))).isEqualTo(number);
    }
}
