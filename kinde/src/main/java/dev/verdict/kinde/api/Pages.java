package dev.verdict.kinde.api;

import dev.verdict.expr.value.Attributes;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All pages of a list. Kinde has two ways to name the next page: {@code next_token}, and {@code has_more} with
 * {@code starting_after}; which one counts is seen from the answer. A list that cannot be read to its end is a failure:
 * half of somebody's permissions would look like all of them.
 */
final class Pages {
    private final ApiLimits limits;
    private final Call call;

    /** Asks for one page. */
    @FunctionalInterface
    interface Call {
        Attributes get(String query) throws ApiFailure, InterruptedException;
    }

    private record Cursor(String parameter, String value) {}

    Pages(ApiLimits limits, Call call) {
        this.limits = limits;
        this.call = call;
    }

    /**
     * The pages, at least one.
     *
     * @param list the name of the list, whose last element may be the cursor
     */
    List<Attributes> read(String list) throws ApiFailure, InterruptedException {
        String query = "page_size=" + limits.pageSize();
        List<Attributes> pages = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        Cursor cursor = null;
        do {
            Attributes page =
                    call.get(cursor == null ? query : query + "&" + cursor.parameter() + "=" + encode(cursor.value()));
            pages.add(page);
            cursor = next(page, list);
            if (cursor != null && !seen.add(cursor.value())) {
                throw ApiFailure.invalid("the cursor of a list does not advance");
            }
            if (cursor != null && pages.size() >= limits.maxPages()) {
                throw ApiFailure.invalid("a list has more than " + limits.maxPages() + " pages");
            }
        } while (cursor != null);
        return pages;
    }

    private static @Nullable Cursor next(Attributes page, String list) throws ApiFailure {
        if (page.get("next_token") instanceof String token && !token.isEmpty()) {
            return new Cursor("next_token", token);
        }
        Attributes metadata = page.get("metadata") instanceof Attributes object ? object : page;
        if (!isTrue(metadata.get("has_more"))) {
            return null;
        }
        if (metadata.get("next_page_starting_after") instanceof String after && !after.isEmpty()) {
            return new Cursor("starting_after", after);
        }
        List<Attributes> items = Answers.items(page, list);
        if (!items.isEmpty() && items.get(items.size() - 1).get("id") instanceof String last && !last.isEmpty()) {
            return new Cursor("starting_after", last);
        }
        throw ApiFailure.invalid("a list has more pages but does not say where");
    }

    private static boolean isTrue(@Nullable Object value) throws ApiFailure {
        if (value == null || Boolean.FALSE.equals(value) || "false".equals(value)) {
            return false;
        }
        if (Boolean.TRUE.equals(value) || "true".equals(value)) {
            return true;
        }
        throw ApiFailure.invalid("`has_more` of a list is neither true nor false");
    }

    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
