package dev.verdict.conformance.generate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One way to write an expression: text with typed holes.
 *
 * @param function name of the function or macro
 * @param type type of the result
 */
record Template(String function, String type, List<String> pieces, List<Hole> holes) {
    /** A place for an expression of {@code type} in which {@code variables} are known by name and type. */
    record Hole(String type, Map<String, String> variables) {}

    static Template parse(String function, String type, String text) {
        var pieces = new ArrayList<String>();
        var holes = new ArrayList<Hole>();
        int at = 0;
        for (int open = text.indexOf("$("); open >= 0; open = text.indexOf("$(", at)) {
            pieces.add(text.substring(at, open));
            int close = closing(text, open + 1);
            holes.add(hole(text.substring(open + 2, close)));
            at = close + 1;
        }
        pieces.add(text.substring(at));
        return new Template(function, type, List.copyOf(pieces), List.copyOf(holes));
    }

    private static int closing(String text, int open) {
        int depth = 0;
        for (int i = open; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '(') {
                depth++;
            } else if (c == ')' && --depth == 0) {
                return i;
            }
        }
        throw new IllegalArgumentException("hole without end in " + text);
    }

    private static Hole hole(String text) {
        int arrow = text.indexOf("=>");
        if (arrow < 0) {
            return new Hole(text, Map.of());
        }
        var variables = new LinkedHashMap<String, String>();
        for (String pair : text.substring(0, arrow).split(",", -1)) {
            int colon = pair.indexOf(':');
            variables.put(pair.substring(0, colon), pair.substring(colon + 1));
        }
        return new Hole(text.substring(arrow + 2), variables);
    }
}
