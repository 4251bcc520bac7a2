package dev.verdict.wire.json;

import dev.verdict.wire.error.Quoted;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/** Checks that a text begins with a JSON value, and says what is wrong in the words of the reference's JSON reader. */
final class JsonSyntax {
    private final byte[] body;
    private final int end;
    private final int maxDepth;
    private int at;

    /** The open objects and lists, outermost first; true is an object. */
    private final BitSet objects = new BitSet();

    private int depth;

    JsonSyntax(JsonText json, int maxDepth) {
        this.body = json.body();
        this.at = json.start();
        this.end = json.end();
        this.maxDepth = maxDepth;
    }

    /** What is wrong, or null. Text behind the value is not looked at. */
    @Nullable
    String fault() {
        try {
            do {
                while (value()) {}
                while (depth > 0 && close()) {}
            } while (depth > 0);
            return null;
        } catch (Fault fault) {
            return fault.getMessage();
        }
    }

    /** Reads a value, or opens an object or a list that has members; true if a member comes next. */
    private boolean value() throws Fault {
        switch (peekToken()) {
            case '{' -> {
                open();
                if (peekToken() != '}') {
                    objects.set(depth++);
                    name();
                    return true;
                }
                at++;
            }
            case '[' -> {
                open();
                if (peekToken() != ']') {
                    objects.clear(depth++);
                    return true;
                }
                at++;
            }
            case '"' -> string();
            case 't' -> literal("true");
            case 'f' -> literal("false");
            case 'n' -> literal("null");
            case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> number();
            default -> throw unexpected("looking for beginning of value");
        }
        return false;
    }

    private void open() throws Fault {
        if (depth == maxDepth) {
            throw unexpected("exceeded max depth");
        }
        at++;
    }

    /** Reads what follows a member; true if that ended the innermost object or list. */
    private boolean close() throws Fault {
        boolean isObject = objects.get(depth - 1);
        int c = peekToken();
        at++;
        if (c == (isObject ? '}' : ']')) {
            depth--;
            return true;
        }
        if (c != ',') {
            at--;
            throw unexpected(isObject ? "after object key:value pair" : "after array element");
        }
        if (isObject) {
            name();
        }
        return false;
    }

    private void name() throws Fault {
        if (peekToken() != '"') {
            throw unexpected("looking for beginning of object key string");
        }
        string();
        if (peekToken() != ':') {
            throw unexpected("after object key");
        }
        at++;
    }

    private void string() throws Fault {
        at++;
        for (int c; (c = peek()) != '"'; at++) {
            if (c < ' ') {
                throw unexpected("in string literal");
            }
            if (c == '\\') {
                at++;
                escape();
            }
        }
        at++;
    }

    private void escape() throws Fault {
        switch (peek()) {
            case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> {}
            case 'u' -> {
                for (int i = 0; i < 4; i++) {
                    at++;
                    if (Character.digit(peek(), 16) < 0) {
                        throw unexpected("in \\u hexadecimal character escape");
                    }
                }
            }
            default -> throw unexpected("in string escape code");
        }
    }

    private void literal(String word) throws Fault {
        for (int i = 1; i < word.length(); i++) {
            at++;
            if (peek() != word.charAt(i)) {
                throw unexpected("in literal " + word + " (expecting '" + word.charAt(i) + "')");
            }
        }
        at++;
    }

    private void number() throws Fault {
        if (peek() == '-') {
            at++;
        }
        if (peek() == '0') {
            at++;
        } else {
            digits("in numeric literal");
        }
        if (at < end && body[at] == '.') {
            at++;
            digits("after decimal point in numeric literal");
        }
        if (at < end && (body[at] == 'e' || body[at] == 'E')) {
            at++;
            if (peek() == '+' || peek() == '-') {
                at++;
            }
            digits("in exponent of numeric literal");
        }
    }

    private void digits(String where) throws Fault {
        if (!isDigit(peek())) {
            throw unexpected(where);
        }
        while (at < end && isDigit(body[at])) {
            at++;
        }
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    private int peekToken() throws Fault {
        while (at < end && (body[at] == ' ' || body[at] == '\n' || body[at] == '\r' || body[at] == '\t')) {
            at++;
        }
        return peek();
    }

    private int peek() throws Fault {
        if (at >= end) {
            throw new Fault("unexpected EOF");
        }
        return body[at] & 0xff;
    }

    private Fault unexpected(String where) {
        StringBuilder message = new StringBuilder("invalid character '");
        Quoted.appendCharacter(message, body[at] & 0xff, '\'');
        return new Fault(message.append("' ").append(where).toString());
    }

    /** Ends the check. */
    private static final class Fault extends Exception {
        private static final long serialVersionUID = 1;

        Fault(String message) {
            super(message, null, false, false);
        }
    }
}
