package dev.verdict.policy.yaml;

import dev.verdict.policy.diagnostic.Code;
import dev.verdict.policy.diagnostic.Problems;
import dev.verdict.policy.diagnostic.SourceText;
import dev.verdict.policy.diagnostic.Span;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/**
 * The one document of a file.
 *
 * @param root null when the file has no document, or when reading it failed
 * @param problems what is wrong so far; readers of the tree add to it
 */
public record YamlFile(@Nullable YamlNode root, Problems problems) {

    /** Reads one YAML or JSON file. Never throws for any bytes. */
    public static YamlFile read(String file, byte[] content, Limits limits) {
        if (content.length > limits.maxBytes()) {
            Problems problems = new Problems(new SourceText(""));
            problems.error(
                    Code.TOO_LARGE,
                    Span.wholeFile(file),
                    "file has " + content.length + " bytes, at most " + limits.maxBytes() + " are allowed");
            return new YamlFile(null, problems);
        }
        String text = decode(content);
        Problems problems = new Problems(new SourceText(text));
        if (!isText(file, content, text, problems)) {
            return new YamlFile(null, problems);
        }
        return new YamlFile(new TreeBuilder(file, text, limits, problems).build(), problems);
    }

    private static String decode(byte[] content) {
        String text = new String(content, StandardCharsets.UTF_8);
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    private static boolean isText(String file, byte[] content, String text, Problems problems) {
        if (content.length > 1 && isUtf16Mark(content)) {
            problems.error(Code.UNREADABLE_FILE, Span.wholeFile(file), "file is encoded in UTF-16", "save it as UTF-8");
            return false;
        }
        int badByte = firstMalformed(content);
        if (badByte >= 0) {
            String before = decode(Arrays.copyOf(content, badByte));
            Span place = place(file, before, before.length());
            String value = Integer.toHexString(content[badByte] & 0xff);
            problems.error(
                    Code.UNREADABLE_FILE,
                    place,
                    "byte 0x" + value + " is not part of UTF-8 text",
                    "save the file as UTF-8");
            return false;
        }
        for (int at = 0; at < text.length(); ) {
            int point = text.codePointAt(at);
            if (!StreamReader.isPrintable(point)) {
                String shown = "U+%04X".formatted(point);
                problems.error(
                        Code.INVALID_YAML,
                        place(file, text, at),
                        "control character " + shown + " is not allowed in YAML");
                return false;
            }
            at += Character.charCount(point);
        }
        return true;
    }

    private static boolean isUtf16Mark(byte[] content) {
        int mark = (content[0] & 0xff) << 8 | (content[1] & 0xff);
        return mark == 0xfeff || mark == 0xfffe;
    }

    /** Index of the first byte that is not UTF-8, or -1. */
    private static int firstMalformed(byte[] content) {
        ByteBuffer bytes = ByteBuffer.wrap(content);
        CharBuffer chars = CharBuffer.allocate(8 << 10);
        var decoder = StandardCharsets.UTF_8.newDecoder();
        while (true) {
            var result = decoder.decode(bytes, chars, true);
            if (result.isError()) {
                return bytes.position();
            }
            if (result.isUnderflow()) {
                return -1;
            }
            chars.clear();
        }
    }

    private static Span place(String file, String text, int at) {
        int line = 1;
        int start = 0;
        for (int i = 0; i < at; i++) {
            char c = text.charAt(i);
            boolean crlf = c == '\r' && i + 1 < text.length() && text.charAt(i + 1) == '\n';
            if (c == '\n' || (c == '\r' && !crlf)) {
                line++;
                start = i + 1;
            }
        }
        return new Span(file, line, text.codePointCount(start, at) + 1, 1);
    }
}
