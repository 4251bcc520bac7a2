package dev.verdict.kinde.emulator.account;

/** How the account API speaks. Tests may change it at any time; safe for use by several threads. */
public final class AccountSettings {
    private static final int DEFAULT_PAGE_SIZE = 10;

    private volatile Dialect dialect = Dialect.KEYED;
    private volatile int pageSize = DEFAULT_PAGE_SIZE;

    /** Shapes that Kinde's clients expect. */
    public enum Dialect {
        /** {@code data} is an object, with {@code metadata} beside it; what the JavaScript clients read. */
        KEYED,
        /** {@code data} is an array without keys, pages have a {@code limit}; what the Java client's description says. */
        BARE
    }

    /** The shape of answers. */
    public Dialect dialect() {
        return dialect;
    }

    /** Switches the shape of answers. */
    public void dialect(Dialect other) {
        dialect = other;
    }

    /** How many items a page has unless the request says otherwise. */
    public int pageSize() {
        return pageSize;
    }

    /** Changes the size of pages, between 1 and 1000. */
    public void pageSize(int size) {
        pageSize = Math.clamp(size, 1, 1_000);
    }

    /** Back to the beginning. */
    public void reset() {
        dialect = Dialect.KEYED;
        pageSize = DEFAULT_PAGE_SIZE;
    }
}
