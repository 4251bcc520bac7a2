package dev.verdict.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ListenAddressTest {
    @Test
    void hostsPortsAndSocketsAreTold() {
        assertThat(ListenAddress.parse(":3592")).isEqualTo(new ListenAddress.Tcp("", 3592));
        assertThat(ListenAddress.parse("[::1]:0")).isEqualTo(new ListenAddress.Tcp("::1", 0));
        assertThat(ListenAddress.parse("unix:/a b")).isEqualTo(new ListenAddress.UnixSocket(Path.of("/a b")));
        assertThat(ListenAddress.parse("[::1]:0").text()).isEqualTo("[::1]:0");
    }

    @ParameterizedTest
    @CsvSource({
        "localhost, '`localhost` has no port; write `host:port`, `:port` or `unix:/path`'",
        ":x, 'port `x` of `:x` is not a number from 0 to 65535'",
        ":70000, 'port `70000` of `:70000` is not a number from 0 to 65535'",
        "::1:80, '`::1:80` needs brackets around the IPv6 address'",
        "unix:, '`unix:` names no socket file after `unix:`'"
    })
    void wrongOnesSayWhy(String text, String message) {
        assertThatThrownBy(() -> ListenAddress.parse(text)).hasMessage(message);
    }
}
