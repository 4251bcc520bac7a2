package dev.verdict.conformance.faults;

import static dev.verdict.conformance.faults.PolicyFolder.ORDER;

import dev.verdict.conformance.faults.Injection.Extent;
import dev.verdict.conformance.faults.Injection.Kind;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.UnaryOperator;

/** Contents that a policy file must not have. */
final class BrokenFiles {
    private static final String FILE = "shop/order.yaml";
    private static final int DEPTH = 100_000;
    private static final int KEYS = 300_000;
    private static final int DOCUMENTS = 10_000;
    private static final int TOO_MANY_BYTES = 9 << 20;

    private BrokenFiles() {}

    static List<Injection> all() {
        return List.of(
                edited("broken YAML", text -> text.replaceFirst("\\[user]", "[user"), ":10:", "INVALID_YAML"),
                edited("unknown field", text -> text.replace("version:", "vershun:"), ":4:3", "`vershun`"),
                edited(
                        "broken expression",
                        text -> text + "      condition:\n        match:\n          expr: R.attr.x ==\n",
                        ":18:17",
                        "INVALID_EXPRESSION"),
                edited("missing import", text -> text.replace("relations", "rlations"), ":5:24", "MISSING_IMPORT"),
                edited(
                        "half-written file",
                        text -> text.substring(0, text.indexOf("EFFECT_DENY") + 8),
                        ":11:15",
                        "`EFFECT_D`"),
                edited("empty file", text -> "", ": error[EMPTY_FILE]", "no policy"),
                edited("comments only", text -> "# later\n", ": error[EMPTY_FILE]", "no policy"),
                edited("separator only", text -> "---\n", ": error[EMPTY_FILE]", "no policy"),
                edited("null", text -> "null\n", ":1:1", "must be an object, not null"),
                edited("byte order mark only", text -> "\uFEFF", ": error[EMPTY_FILE]", "no policy"),
                edited("NUL bytes", text -> "\0".repeat(text.length()), ":1:1", "U+0000"),
                edited("text with a tail of NUL bytes", text -> text + "\0".repeat(512), ":16:1", "U+0000")
                        .inLongRunsOnly(),
                encoded("UTF-16", "", StandardCharsets.UTF_16, ":", "UTF-16"),
                encoded("UTF-16 without a mark", "", StandardCharsets.UTF_16LE, ":1:2", "U+0000")
                        .inLongRunsOnly(),
                encoded("Latin-1", "# \u00e9\n", StandardCharsets.ISO_8859_1, ":1:3", "0xe9")
                        .inLongRunsOnly(),
                edited("alias bomb", text -> aliasBomb(), ":6:", "TOO_MANY_ALIASES"),
                edited("alias of itself", text -> "a: &a [*a]\n", ":1:8", "`*a`")
                        .inLongRunsOnly(),
                edited("merge bomb", text -> mergeBomb(), ":", "error[").inLongRunsOnly(),
                edited("deep nesting", text -> "[".repeat(DEPTH), ":1:201", "TOO_DEEP"),
                edited("very many keys", text -> manyKeys(), ":", "error[").inLongRunsOnly(),
                edited("very large file", text -> "# " + "x".repeat(TOO_MANY_BYTES), ":", "TOO_LARGE"),
                edited("very many documents", text -> "---\na: 1\n".repeat(DOCUMENTS), ":4:1", "MULTIPLE_DOCUMENTS")
                        .inLongRunsOnly(),
                edited(
                                "tag of a class",
                                text -> text.replace(": order", ": !!javax.script.ScriptEngineManager [x]"),
                                ":3:13",
                                "not supported")
                        .inLongRunsOnly(),
                edited("duplicate key", text -> text + "apiVersion: x\n", ":16:1", "DUPLICATE_KEY")
                        .inLongRunsOnly());
    }

    private static Injection edited(String name, UnaryOperator<String> edit, String place, String message) {
        return new Injection(
                name,
                Kind.REFUSED,
                List.of(FILE + place, message),
                scene -> scene.folder().write(ORDER, edit.apply(scene.text(ORDER))),
                BrokenFiles::rewrite,
                Extent.ALWAYS);
    }

    private static Injection encoded(String name, String comment, Charset charset, String place, String message) {
        return new Injection(
                name,
                Kind.REFUSED,
                List.of(FILE + place, message),
                scene -> scene.folder().write(ORDER, (comment + scene.text(ORDER)).getBytes(charset)),
                BrokenFiles::rewrite,
                Extent.ALWAYS);
    }

    private static void rewrite(Scene scene) throws java.io.IOException {
        scene.folder().write(ORDER, scene.text(ORDER));
    }

    private static String aliasBomb() {
        StringBuilder bomb = new StringBuilder("a: &a [x, x, x, x, x, x, x, x, x]\n");
        for (char name = 'b'; name <= 'i'; name++) {
            String earlier = "*" + (char) (name - 1);
            bomb.append(name).append(": &").append(name).append(" [");
            bomb.append((earlier + ", ").repeat(8)).append(earlier).append("]\n");
        }
        return bomb.toString();
    }

    private static String mergeBomb() {
        StringBuilder bomb = new StringBuilder("a: &a {x: 1}\n");
        for (char name = 'b'; name <= 'z'; name++) {
            String earlier = "*" + (char) (name - 1);
            bomb.append("%c: &%c {<<: [%s, %s], %c1: %s, %c2: %s}%n"
                    .formatted(name, name, earlier, earlier, name, earlier, name, earlier));
        }
        return bomb.toString();
    }

    private static String manyKeys() {
        StringBuilder keys = new StringBuilder();
        for (int i = 0; i < KEYS; i++) {
            keys.append('k').append(i).append(": 1\n");
        }
        return keys.toString();
    }
}
