package dev.verdict.kinde.claims;

import dev.verdict.expr.value.Attributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The claims of one token by their meaning. A claim of the wrong type counts as absent and is warned about. */
final class ClaimSet {
    private final Attributes claims;
    private final Warnings warnings;

    ClaimSet(Attributes claims, Warnings warnings) {
        this.claims = claims;
        this.warnings = warnings;
    }

    @Nullable
    String text(ClaimName claim) {
        return find(claim, String.class, "a string");
    }

    @Nullable
    Boolean truth(ClaimName claim) {
        return find(claim, Boolean.class, "a boolean");
    }

    @Nullable
    Attributes object(ClaimName claim) {
        return find(claim, Attributes.class, "an object");
    }

    @Nullable
    List<?> list(ClaimName claim) {
        return find(claim, List.class, "a list");
    }

    /** A list, of which elements that are not strings are passed over; null when absent. */
    @Nullable
    List<String> texts(ClaimName claim) {
        List<?> list = list(claim);
        return list == null ? null : strings(claim, list);
    }

    /** A list of strings, or one string with spaces between; null when absent. */
    @Nullable
    List<String> words(ClaimName claim) {
        Object value = find(claim, Object.class, "");
        if (value instanceof String text) {
            return split(text);
        }
        if (value instanceof List<?> list) {
            return strings(claim, list);
        }
        if (value != null) {
            wrongType(claim, "a list or a string");
        }
        return null;
    }

    /** Whatever stands there; null when absent. */
    @Nullable
    Object any(ClaimName claim) {
        return find(claim, Object.class, "");
    }

    void wrongType(ClaimName claim, String expected) {
        warnings.add(
                "claim " + Warnings.quoted(claim.spellings().get(0)) + " is not " + expected + " and counts as absent");
    }

    private List<String> strings(ClaimName claim, List<?> list) {
        List<String> texts = new ArrayList<>(list.size());
        for (Object item : list) {
            if (item instanceof String text && !text.isEmpty()) {
                texts.add(text);
            } else {
                warnings.add("claim " + Warnings.quoted(claim.spellings().get(0))
                        + " has an element that is not a string, which is passed over");
            }
        }
        return texts;
    }

    static List<String> split(String text) {
        List<String> words = new ArrayList<>();
        int start = 0;
        for (int at = 0; at <= text.length(); at++) {
            if (at == text.length() || text.charAt(at) == ' ') {
                if (at > start) {
                    words.add(text.substring(start, at));
                }
                start = at + 1;
            }
        }
        return words;
    }

    private <T> @Nullable T find(ClaimName claim, Class<T> type, String expected) {
        String foundAs = "";
        T found = null;
        for (String spelling : claim.spellings()) {
            Object value = claims.get(spelling);
            if (value == null) {
                continue;
            }
            if (!type.isInstance(value)) {
                warnings.add("claim " + Warnings.quoted(spelling) + " is not " + expected + " and counts as absent");
            } else if (found == null) {
                foundAs = spelling;
                found = type.cast(value);
            } else if (!found.equals(value)) {
                warnings.add("claims " + Warnings.quoted(foundAs) + " and " + Warnings.quoted(spelling)
                        + " differ; the first one counts");
            }
        }
        return found;
    }

    /** The claims without a meaning of their own. */
    Attributes custom() {
        Attributes.Builder custom = Attributes.builder();
        for (Map.Entry<String, @Nullable Object> claim : claims.entrySet()) {
            if (!ClaimName.isKnown(claim.getKey())) {
                custom.putTrusted(claim.getKey(), claim.getValue());
            }
        }
        return custom.build();
    }
}
