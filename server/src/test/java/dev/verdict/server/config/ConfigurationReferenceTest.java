package dev.verdict.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Holds the table of {@code docs/reference/configuration.md} against the registry of keys. */
class ConfigurationReferenceTest {
    private static final Path PAGE = Path.of("../docs/reference/configuration.md");

    @Test
    void theTableOfTheDocumentationIsTheRegistry() throws Exception {
        List<String> rows = Files.readAllLines(PAGE).stream()
                .filter(line -> line.startsWith("| `") && line.split("\\|", -1).length == 7)
                .toList();

        assertThat(rows)
                .containsExactlyElementsOf(
                        Keys.ALL.stream().map(ConfigurationReferenceTest::row).toList());
    }

    private static String row(Key key) {
        String treatment = key.treatment().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        String defaultText = key.defaultText().isEmpty() ? "" : "`" + key.defaultText() + "`";
        return "| `" + key.path() + "` | " + key.type().description() + " | " + defaultText + " | " + treatment + " | "
                + key.note() + " |";
    }

    @Test
    void defaultsOfTheRegistryAreReadable() {
        for (Key key : Keys.ALL) {
            if (!key.defaultText().isEmpty()) {
                var scalar = new ConfigNode.Scalar(key.defaultText(), false, Place.whole("default"));
                assertThat(key.type().read(scalar)).as(key.path()).isInstanceOf(ValueType.Outcome.Value.class);
            }
        }
    }
}
