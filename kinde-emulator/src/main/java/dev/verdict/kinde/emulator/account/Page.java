package dev.verdict.kinde.emulator.account;

import dev.verdict.kinde.emulator.http.Parameters;
import dev.verdict.kinde.emulator.json.JsonObject;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A part of a list of objects that have ids.
 *
 * @param next cursor of the page behind it, or null when there is none
 */
record Page(
        List<Map<String, @Nullable Object>> items, @Nullable String next) {
    private static final int MAX_SIZE = 1_000;

    /** The page that the request asks for; an unknown cursor means the first one. */
    static Page of(List<Map<String, @Nullable Object>> all, Parameters query, String sizeName, int defaultSize) {
        int size = query.number(sizeName, defaultSize, 1, MAX_SIZE);
        String after = query.first("starting_after", "");
        int from = 0;
        for (int i = 0; i < all.size(); i++) {
            if (after.equals(all.get(i).get("id"))) {
                from = i + 1;
            }
        }
        int to = Math.min(all.size(), from + size);
        boolean more = to < all.size();
        return new Page(
                all.subList(from, to), more ? String.valueOf(all.get(to - 1).get("id")) : null);
    }

    Map<String, @Nullable Object> metadata() {
        return JsonObject.with("has_more", next != null)
                .and("next_page_starting_after", next)
                .map();
    }
}
