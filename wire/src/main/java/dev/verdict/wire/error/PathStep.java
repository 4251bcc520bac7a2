package dev.verdict.wire.error;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One field on the way from a message to the place of a violation.
 *
 * @param number field number
 * @param name name in the {@code .proto} file
 * @param key type of the keys if the subscript is one, as {@code type} is that of the field
 */
public record PathStep(
        int number,
        String name,
        Type type,
        @Nullable MapTypes key,
        @Nullable Subscript subscript) {
    /** The protobuf types that occur; the numbers are those of {@code google.protobuf.FieldDescriptorProto.Type}. */
    public enum Type {
        UINT64(4),
        BOOL(8),
        STRING(9),
        MESSAGE(11);

        private final int number;

        Type(int number) {
            this.number = number;
        }

        public int number() {
            return number;
        }
    }

    /** The types of a map's keys and values. */
    public record MapTypes(Type key, Type value) {}

    /** Which element of a list or a map. */
    public sealed interface Subscript {
        /** A place in a list. */
        record Index(long at) implements Subscript {}

        /** A name in a map. */
        record Key(String name) implements Subscript {}
    }

    public PathStep {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(type, "type");
    }

    public static PathStep message(int number, String name) {
        return new PathStep(number, name, Type.MESSAGE, null, null);
    }

    public static PathStep string(int number, String name) {
        return new PathStep(number, name, Type.STRING, null, null);
    }

    static PathStep bool(int number, String name) {
        return new PathStep(number, name, Type.BOOL, null, null);
    }

    static PathStep uint64(int number, String name) {
        return new PathStep(number, name, Type.UINT64, null, null);
    }

    public PathStep at(long index) {
        return new PathStep(number, name, type, null, new Subscript.Index(index));
    }

    /** The entry {@code name} of this field, a map from strings to messages. */
    public PathStep at(String key) {
        return new PathStep(number, name, type, new MapTypes(Type.STRING, Type.MESSAGE), new Subscript.Key(key));
    }
}
