package dev.verdict.kinde.claims;

import java.util.ArrayList;
import java.util.List;

/** Collects sentences about what is passed over; the number is bounded, whatever a token holds. */
public final class Warnings {
    private static final int MAX = 20;
    private static final int MAX_NAME = 64;

    private final List<String> sentences = new ArrayList<>();
    private int more;

    public void add(String sentence) {
        if (sentences.size() < MAX) {
            sentences.add(sentence);
        } else {
            more++;
        }
    }

    /** {@code name}, which a token may have made, fit to be shown: quoted, short, and of one line. */
    public static String quoted(String name) {
        StringBuilder shown = new StringBuilder("`");
        for (int at = 0; at < Math.min(name.length(), MAX_NAME); at++) {
            char c = name.charAt(at);
            shown.append(Character.isISOControl(c) || c == '`' ? '?' : c);
        }
        return shown.append(name.length() > MAX_NAME ? "…`" : "`").toString();
    }

    public List<String> list() {
        if (more == 0) {
            return List.copyOf(sentences);
        }
        List<String> all = new ArrayList<>(sentences);
        all.add("there are " + more + " more warnings");
        return all;
    }
}
