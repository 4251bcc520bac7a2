package dev.verdict.kinde.emulator.management;

import dev.verdict.kinde.emulator.http.Parameters;
import dev.verdict.kinde.emulator.http.Response;
import dev.verdict.kinde.emulator.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Lists in pages, in the two styles that the management API has. */
final class Listing {
    private static final int DEFAULT_SIZE = 10;
    private static final int MAX_SIZE = 500;

    private Listing() {}

    /** The older style: {@code next_token} names the page behind. */
    static <T> Response byToken(
            Parameters query, String name, List<T> all, Function<T, Map<String, @Nullable Object>> write) {
        int size = query.number("page_size", DEFAULT_SIZE, 1, MAX_SIZE);
        int from = Math.min(query.number("next_token", 0, 0, Integer.MAX_VALUE - MAX_SIZE), all.size());
        int to = Math.min(all.size(), from + size);
        return Response.json(
                200,
                Answers.ok()
                        .and(name, all.subList(from, to).stream().map(write).toList())
                        .and("next_token", to < all.size() ? Integer.toString(to) : null)
                        .map());
    }

    /** The newer style: the id of an item tells where the page begins behind, or ends before. */
    static <T> Response byCursor(
            Parameters query,
            String name,
            List<T> all,
            Function<T, String> id,
            Function<T, Map<String, @Nullable Object>> write) {
        int size = query.number("page_size", DEFAULT_SIZE, 1, MAX_SIZE);
        int before = position(all, id, query.first("ending_before", ""));
        int from = before >= 0 ? Math.max(0, before - size) : position(all, id, query.first("starting_after", "")) + 1;
        int to = before >= 0 ? before : Math.min(all.size(), from + size);
        return Response.json(
                200,
                Answers.ok()
                        .and(name, all.subList(from, to).stream().map(write).toList())
                        .and("has_more", before >= 0 ? from > 0 : to < all.size())
                        .map());
    }

    private static <T> int position(List<T> all, Function<T, String> id, String wanted) {
        for (int i = 0; i < all.size(); i++) {
            if (id.apply(all.get(i)).equals(wanted)) {
                return i;
            }
        }
        return -1;
    }

    /** The whole list, which has no pages. */
    static Response whole(String name, List<Map<String, @Nullable Object>> all) {
        JsonObject answer = Answers.ok().and(name, all).and("has_more", false);
        return Response.json(200, answer.map());
    }
}
