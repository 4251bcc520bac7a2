package dev.verdict.wire.json;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;

/** The order of names in the maps that we write: that of their code points, which is that of their UTF-8 form. */
final class SortedNames {
    static final Comparator<String> ORDER = SortedNames::compare;

    private SortedNames() {}

    static String[] of(Map<?, ?> map) {
        String[] names = new String[map.size()];
        int size = 0;
        for (Object name : map.keySet()) {
            names[size++] = (String) name;
        }
        Arrays.sort(names, ORDER);
        return names;
    }

    private static int compare(String left, String right) {
        int length = Math.min(left.length(), right.length());
        for (int i = 0; i < length; i++) {
            char l = left.charAt(i);
            char r = right.charAt(i);
            if (l != r) {
                // Halves of pairs stand for characters above all that need no pair.
                boolean sameKind = Character.isSurrogate(l) == Character.isSurrogate(r);
                return sameKind ? l - r : Character.isSurrogate(l) ? 1 : -1;
            }
        }
        return left.length() - right.length();
    }
}
