package dev.verdict.policy.diagnostic;

import java.util.Objects;

/**
 * A place in a policy file.
 *
 * @param file path relative to the policy root, with forward slashes
 * @param line first line, counted from 1; 0 when the whole file is meant
 * @param column first column, counted in code points from 1; 0 when the whole file is meant
 * @param length code points to underline on {@code line}; at least 1 unless the whole file is meant
 */
public record Span(String file, int line, int column, int length) implements Comparable<Span> {
    public Span {
        Objects.requireNonNull(file, "file");
    }

    /** The whole of {@code file}, for findings that have no better place. */
    public static Span wholeFile(String file) {
        return new Span(file, 0, 0, 0);
    }

    @Override
    public int compareTo(Span other) {
        int byFile = file.compareTo(other.file);
        if (byFile != 0) {
            return byFile;
        }
        int byLine = Integer.compare(line, other.line);
        return byLine != 0 ? byLine : Integer.compare(column, other.column);
    }

    /** {@code file:line:column}, or only the file when the whole file is meant. */
    @Override
    public String toString() {
        return line == 0 ? file : file + ":" + line + ":" + column;
    }
}
