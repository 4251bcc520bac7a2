package dev.verdict.expr.library;

import dev.cel.common.types.CelKind;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.verdict.expr.run.Meter;
import dev.verdict.expr.value.CelError;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code string.format} and the check of its literal format strings. */
public final class Format {
    private Format() {}

    static List<Overload> all() {
        return List.of(Overload.member(
                "format",
                "string_format",
                SimpleType.STRING,
                Bodies.of(String.class, Bodies.LIST, Format::format),
                SimpleType.STRING,
                ListType.create(SimpleType.DYN)));
    }

    private static Object format(Meter meter, String format, List<? extends @Nullable Object> arguments) {
        Formatter formatter = new Formatter(meter, arguments);
        Cost.characters(meter, format.length());
        String problem = new FormatString(format).accept(formatter);
        return problem == null ? formatter.result() : new CelError(problem);
    }

    /**
     * Why a call with a literal format string and a literal list of arguments does not compile, or null if it does.
     *
     * @param arguments the static types of the list's elements
     */
    public static @Nullable String problem(String format, List<CelType> arguments) {
        Checker checker = new Checker(arguments);
        String problem = new FormatString(format).accept(checker);
        if (problem == null && checker.used < arguments.size()) {
            return "too many arguments supplied to string.format (expected " + checker.used + ", got "
                    + arguments.size() + ")";
        }
        return problem;
    }

    /** Looks at the static types of the arguments. */
    private static final class Checker implements FormatString.Sink {
        private final List<CelType> arguments;
        private int used;

        Checker(List<CelType> arguments) {
            this.arguments = arguments;
        }

        @Override
        public void text(String format, int from, int to) {}

        @Override
        public boolean hasArgument(int number) {
            return number < arguments.size();
        }

        @Override
        public @Nullable String clause(int number, char verb, int precision) {
            used = number + 1;
            CelType type = arguments.get(number);
            CelType offender = verb == 's' ? unprintable(type) : isAllowed(verb, type) ? null : type;
            return offender == null ? null : Formatter.refusal(verb, offender.name());
        }

        private static boolean isAllowed(char verb, CelType type) {
            return switch (type.kind()) {
                case DYN, ANY, TYPE_PARAM -> true;
                case INT, UINT -> true;
                case DOUBLE -> verb == 'd' || verb == 'f' || verb == 'e';
                case BOOL -> verb == 'b';
                case STRING, BYTES -> verb == 'x' || verb == 'X';
                default -> false;
            };
        }

        /** The type itself, or one inside it, whose values have no text; null if there is none. */
        private static @Nullable CelType unprintable(CelType type) {
            if (type instanceof ListType list && list.hasElemType()) {
                return unprintable(list.elemType());
            }
            if (type instanceof MapType map) {
                CelType key = unprintable(map.keyType());
                return key == null ? unprintable(map.valueType()) : key;
            }
            CelKind kind = type.kind();
            return switch (kind) {
                case DYN, ANY, TYPE_PARAM, BOOL, INT, UINT, DOUBLE, STRING, BYTES -> null;
                case NULL_TYPE, TYPE, TIMESTAMP, DURATION, LIST, MAP -> null;
                default -> type;
            };
        }
    }
}
