package dev.verdict.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A page of {@code docs/reference} as its sections. */
record DocumentationPage(List<Section> sections) {
    private static final String FENCE = "```";

    /**
     * What stands below one heading of the second level.
     *
     * @param files the examples in YAML, by the name that each has in a comment as its first line
     * @param outputs the blocks without a language
     */
    record Section(String heading, Map<String, String> files, List<String> outputs) {}

    static DocumentationPage read(String name) throws IOException {
        List<Section> sections = new ArrayList<>();
        for (String part : Files.readString(Path.of("../docs/reference", name)).split("\n## ", -1)) {
            sections.add(section(part));
        }
        // What comes before the first heading.
        sections.remove(0);
        return new DocumentationPage(sections);
    }

    private static Section section(String text) {
        List<String> lines = text.lines().toList();
        Map<String, String> files = new LinkedHashMap<>();
        List<String> outputs = new ArrayList<>();
        for (int at = 1; at < lines.size(); at++) {
            if (!lines.get(at).startsWith(FENCE)) {
                continue;
            }
            String language = lines.get(at).substring(FENCE.length());
            int start = at + 1;
            at = start;
            while (!lines.get(at).equals(FENCE)) {
                at++;
            }
            String block = String.join("\n", lines.subList(start, at)) + "\n";
            if (language.isEmpty()) {
                outputs.add(block);
            } else if (lines.get(start).startsWith("# ")) {
                files.put(lines.get(start).substring(2), block);
            }
        }
        return new Section(lines.get(0), files, outputs);
    }
}
