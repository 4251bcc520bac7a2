package dev.verdict.expr.library;

import java.util.AbstractList;
import java.util.Objects;
import java.util.RandomAccess;

/** The integers from 0 up to a size, without a place in memory for each. */
final class Range extends AbstractList<Long> implements RandomAccess {
    private final int size;

    Range(int size) {
        this.size = size;
    }

    @Override
    public Long get(int index) {
        return (long) Objects.checkIndex(index, size);
    }

    @Override
    public int size() {
        return size;
    }
}
