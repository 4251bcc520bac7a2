package dev.verdict.expr.value;

import java.util.AbstractMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One of the typed records of a request taken as a whole, such as {@code P} or {@code request}: as a map, from the names
 * of the fields that are set to their values. Immutable.
 */
public final class Message extends AbstractMap<String, @Nullable Object> {
    private final String typeName;
    private final Map<String, ? extends @Nullable Object> fields;
    private final Map<String, Object> defaults;

    /**
     * A record.
     *
     * @param defaults what fields that are not set read as
     */
    public Message(String typeName, Map<String, ? extends @Nullable Object> fields, Map<String, Object> defaults) {
        this.typeName = typeName;
        this.fields = fields;
        this.defaults = defaults;
    }

    /** The name of the record's type in CEL. */
    public String typeName() {
        return typeName;
    }

    /** The field's value, its default, or null when the record has no such field. */
    public @Nullable Object field(String name) {
        Object value = fields.get(name);
        return value != null || fields.containsKey(name) ? value : defaults.get(name);
    }

    @Override
    @SuppressWarnings("unchecked") // the entries are only read
    public Set<Entry<String, @Nullable Object>> entrySet() {
        return ((Map<String, @Nullable Object>) fields).entrySet();
    }
}
