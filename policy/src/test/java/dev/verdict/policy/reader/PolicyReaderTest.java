package dev.verdict.policy.reader;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdict.policy.diagnostic.DiagnosticFormat;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyReaderTest {
    private static final String POLICY = """
            apiVersion: api.cerbos.dev/v1
            resourcePolicy:
              resource: doc
              version: default
            """;

    private static ReadResult read(String text) {
        return new PolicyReader().read("p.yaml", text.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n",
                "# only a comment\n",
                "---\n",
                "---\n---\n",
                "\uFEFF",
                "%YAML 1.2\n---\n",
                "---\n# x\n---\n"
            })
    void fileWithoutContentIsEmpty(String text) {
        assertThat(read(text)).isEqualTo(new ReadResult.Empty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "---\n", "\uFEFF", "# c\n---\n", "---\n---\n"})
    void emptyDocumentsBeforeThePolicyAreSkipped(String before) {
        assertThat(read(before + POLICY)).isInstanceOf(ReadResult.Read.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"---\n", "---\n---\n", "...\n", "---\n# c\n"})
    void emptyDocumentsBehindThePolicyAreSkipped(String behind) {
        assertThat(read(POLICY + behind)).isInstanceOf(ReadResult.Read.class);
    }

    @Test
    void lineBreaksOfOtherSystemsAreRead() {
        assertThat(read(POLICY.replace("\n", "\r\n"))).isInstanceOf(ReadResult.Read.class);
        assertThat(read(POLICY.replace('\n', '\r'))).isInstanceOf(ReadResult.Read.class);
    }

    static String diagnosticsOf(ReadResult result) {
        return DiagnosticFormat.full(
                switch (result) {
                    case ReadResult.Read read -> read.warnings();
                    case ReadResult.Empty ignored -> List.of();
                    case ReadResult.Refused refused -> refused.diagnostics();
                });
    }
}
