package dev.verdict.kinde.api;

import dev.verdict.expr.value.Attributes;
import dev.verdict.kinde.identity.Billing;
import dev.verdict.kinde.identity.Entitlement;
import dev.verdict.kinde.identity.Flag;
import dev.verdict.kinde.identity.Role;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what lists of both APIs have in common, in both dialects of the Account API. */
final class Answers {
    /** Letters of the types, as tokens write them, by the words of the Account API and those of the Management API. */
    private static final Map<String, String> TYPES = Map.of(
            "boolean", "b", "bool", "b", "string", "s", "str", "s", "integer", "i", "int", "i", "object", "j", "json",
            "j");

    private Answers() {}

    /**
     * The objects of the list {@code name}: inside {@code data}, {@code data} itself, or beside {@code code} and
     * {@code message}.
     *
     * @throws ApiFailure if there is no such list
     */
    static List<Attributes> items(Attributes page, String name) throws ApiFailure {
        Object data = page.get("data");
        Attributes holder = data instanceof Attributes object && object.containsKey(name) ? object : page;
        Object list = data instanceof List<?> ? data : holder.get(name);
        if (list == null && holder.containsKey(name)) {
            return List.of();
        }
        if (!(list instanceof List<?> elements)) {
            throw ApiFailure.invalid("the answer has no list `" + name + "`");
        }
        List<Attributes> items = new ArrayList<>(elements.size());
        for (Object element : elements) {
            if (!(element instanceof Attributes item)) {
                throw ApiFailure.invalid("the list `" + name + "` has elements that are not objects");
            }
            items.add(item);
        }
        return items;
    }

    static List<Attributes> items(List<Attributes> pages, String name) throws ApiFailure {
        List<Attributes> all = new ArrayList<>();
        for (Attributes page : pages) {
            all.addAll(items(page, name));
        }
        return all;
    }

    /** The keys, each once. */
    static List<String> permissions(List<Attributes> pages) throws ApiFailure {
        Set<String> keys = new LinkedHashSet<>();
        for (Attributes item : items(pages, "permissions")) {
            keys.add(key(item, "permissions"));
        }
        return List.copyOf(keys);
    }

    static List<Role> roles(List<Attributes> pages) throws ApiFailure {
        List<Role> roles = new ArrayList<>();
        for (Attributes item : items(pages, "roles")) {
            roles.add(new Role(text(item, "id"), key(item, "roles"), text(item, "name")));
        }
        return List.copyOf(roles);
    }

    /** The second dialect of the Account API leaves the keys out, and nothing else names the same thing to policies. */
    private static String key(Attributes item, String list) throws ApiFailure {
        String key = text(item, "key");
        if (key.isEmpty()) {
            throw ApiFailure.invalid("the list `" + list + "` has elements without a key");
        }
        return key;
    }

    /** Flags with native values, as the Account API lists them. */
    static Map<String, Flag> flags(List<Attributes> pages) throws ApiFailure {
        Map<String, Flag> flags = new LinkedHashMap<>();
        for (Attributes item : items(pages, "feature_flags")) {
            String type = TYPES.getOrDefault(text(item, "type"), "");
            flags.put(key(item, "feature_flags"), new Flag(type, unfolded(type, item.get("value"))));
        }
        return Collections.unmodifiableMap(flags);
    }

    /**
     * Flags with textual values, as the Management API maps them. A value that is not of its type is left out.
     *
     * @throws ApiFailure if there is no such map
     */
    static Map<String, Flag> textualFlags(Attributes answer) throws ApiFailure {
        if (!(answer.get("feature_flags") instanceof Attributes map)) {
            throw ApiFailure.invalid("the answer has no map `feature_flags`");
        }
        Map<String, Flag> flags = new LinkedHashMap<>();
        map.forEach((key, entry) -> {
            if (entry instanceof Attributes flag) {
                String type = TYPES.getOrDefault(text(flag, "type"), "");
                Object value = typed(type, flag.get("value"));
                if (value != null) {
                    flags.put(key, new Flag(type, value));
                }
            }
        });
        return Collections.unmodifiableMap(flags);
    }

    private static @Nullable Object typed(String type, @Nullable Object value) {
        if (!(value instanceof String text)) {
            return value;
        }
        return switch (type) {
            case "b" -> text.equals("true") ? Boolean.TRUE : text.equals("false") ? Boolean.FALSE : null;
            case "i" -> integer(text);
            default -> unfolded(type, text);
        };
    }

    /** The value of a JSON flag may come as its text. */
    private static @Nullable Object unfolded(String type, @Nullable Object value) {
        Object spelled = type.equals("j") && value instanceof String text ? JsonAnswer.spelled(text) : null;
        return spelled == null ? value : spelled;
    }

    private static @Nullable Double integer(String text) {
        try {
            return (double) Integer.parseInt(text);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** Values by key; those without a value are left out. */
    static Attributes properties(List<Attributes> pages) throws ApiFailure {
        Attributes.Builder properties = Attributes.builder();
        for (Attributes item : items(pages, "properties")) {
            Object value = item.get("value");
            if (value != null) {
                properties.putTrusted(key(item, "properties"), value);
            }
        }
        return properties.build();
    }

    static Billing billing(List<Attributes> pages) throws ApiFailure {
        List<Entitlement> entitlements = new ArrayList<>();
        Set<String> plans = new LinkedHashSet<>();
        for (Attributes item : items(pages, "entitlements")) {
            String feature = firstText(item, "feature_key", "feature_code");
            if (feature.isEmpty()) {
                throw ApiFailure.invalid("the list `entitlements` has elements without a feature");
            }
            entitlements.add(new Entitlement(
                    feature,
                    units(item.get("entitlement_limit_min")),
                    units(item.get("entitlement_limit_max")),
                    text(item, "price_name")));
        }
        for (Attributes page : pages) {
            Attributes holder = page.get("data") instanceof Attributes data ? data : page;
            if (holder.containsKey("plans")) {
                for (Attributes plan : items(page, "plans")) {
                    plans.add(firstText(plan, "key", "code", "plan_code"));
                }
            }
        }
        plans.remove("");
        return new Billing(entitlements, List.copyOf(plans));
    }

    /** No limit means unlimited, so what cannot be read must not look like none. */
    private static @Nullable Double units(@Nullable Object limit) throws ApiFailure {
        if (limit == null || limit instanceof Double) {
            return (Double) limit;
        }
        Double units = limit instanceof String text ? integer(text) : null;
        if (units == null) {
            throw ApiFailure.invalid("the limit of an entitlement is not a number");
        }
        return units;
    }

    /** The member, or "" when it is not text. */
    static String text(Attributes object, String name) {
        return object.get(name) instanceof String text ? text : "";
    }

    static @Nullable String textOrNull(Attributes object, String name) {
        return object.get(name) instanceof String text && !text.isEmpty() ? text : null;
    }

    static String firstText(Attributes object, String... names) {
        for (String name : names) {
            String text = text(object, name);
            if (!text.isEmpty()) {
                return text;
            }
        }
        return "";
    }

    /** Whether the member says yes; null when it says nothing. */
    static @Nullable Boolean truth(Attributes object, String name) {
        Object value = object.get(name);
        if (value instanceof Boolean || value == null) {
            return (Boolean) value;
        }
        return "true".equals(value) ? Boolean.TRUE : "false".equals(value) ? Boolean.FALSE : null;
    }
}
