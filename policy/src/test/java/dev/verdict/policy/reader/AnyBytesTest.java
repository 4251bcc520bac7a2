package dev.verdict.policy.reader;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.verdict.policy.diagnostic.Diagnostic;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever a file holds, reading it ends with a result whose diagnostics have places inside the file. */
class AnyBytesTest {
    private static final String POLICY = """
            apiVersion: api.cerbos.dev/v1
            metadata: { annotations: { a: "b" }, hash: 1 }
            resourcePolicy:
              resource: doc
              version: "default"
              importDerivedRoles: [x]
              variables: { import: [v], local: { a: "1 < 2" } }
              schemas: { resourceSchema: { ref: "cerbos:///x.json", ignoreWhen: { actions: [a] } } }
              rules:
                - &r
                  actions: ["a", 'b']
                  effect: EFFECT_ALLOW
                  roles: ["*"]
                  condition: { match: { all: { of: [ { expr: "true" } ] } } }
                  output: { when: { ruleActivated: '"x"' } }
                - <<: *r
                  name: other
            """;

    private static void check(byte[] content) {
        ReadResult result = new PolicyReader().read("p.yaml", content);
        if (result instanceof ReadResult.Refused refused) {
            List<Diagnostic> diagnostics = refused.diagnostics();
            assertThat(diagnostics).isNotEmpty().isSorted().anyMatch(Diagnostic::isError);
            for (Diagnostic diagnostic : diagnostics) {
                assertThat(diagnostic.message()).doesNotContain("\n", "\r");
                assertThat(diagnostic.span().file()).isEqualTo("p.yaml");
            }
        }
    }

    @Property(tries = 1000)
    void arbitraryBytes(@ForAll byte[] content) {
        check(content);
    }

    @Property(tries = 2000)
    void arbitraryYaml(@ForAll("tokens") List<String> tokens) {
        check(String.join("", tokens).getBytes(UTF_8));
    }

    @Provide
    Arbitrary<List<String>> tokens() {
        return Arbitraries.of(
                        "apiVersion",
                        "api.cerbos.dev/v1",
                        "resourcePolicy",
                        "rules",
                        "effect",
                        ": ",
                        ":",
                        "\n",
                        "\n  ",
                        "\n    ",
                        "- ",
                        "[",
                        "]",
                        "{",
                        "}",
                        ", ",
                        "\"",
                        "'",
                        "&a ",
                        "*a",
                        "<<",
                        "? ",
                        "! ",
                        "!!str ",
                        "|",
                        ">-",
                        "---\n",
                        "...\n",
                        "# c",
                        "null",
                        "1.0",
                        "true",
                        "\t",
                        "%YAML 1.1\n",
                        "@",
                        "`",
                        "\\",
                        "\r")
                .list()
                .ofMaxSize(60);
    }

    @Property(tries = 3000)
    void aPolicyWithDamage(@ForAll long seed) {
        Random random = new Random(seed);
        byte[] content = POLICY.getBytes(UTF_8);
        for (int i = random.nextInt(4); i >= 0; i--) {
            content = damage(content, random);
        }
        check(content);
    }

    private static byte[] damage(byte[] content, Random random) {
        int at = random.nextInt(content.length);
        byte[] changed = content.clone();
        switch (random.nextInt(3)) {
            case 0 -> changed[at] = (byte) random.nextInt(256);
            case 1 -> changed[at] = (byte) " \n:-[]{},&*!\"'#".charAt(random.nextInt(15));
            default -> {
                int length = random.nextInt(Math.min(20, content.length - at));
                changed = new byte[content.length - length];
                System.arraycopy(content, 0, changed, 0, at);
                System.arraycopy(content, at + length, changed, at, content.length - at - length);
            }
        }
        return changed;
    }
}
