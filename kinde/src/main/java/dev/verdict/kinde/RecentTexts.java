package dev.verdict.kinde;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * A table of the very texts of remembered tokens, because comparing a text is many times faster than hashing it with
 * SHA-256. Each text has one slot, in which the newest stays. Bounded in slots and in characters. Thread-safe; nothing
 * locks.
 *
 * <p>A slot counts only if the whole text is equal, so no other token can pass for a known one.
 */
final class RecentTexts {
    private static final int SLOTS = 16_384;

    /**
     * A remembered token and its text. Both hash codes are compared first: whoever does not know the text can make one
     * that falls into the slot, but hardly one for which the comparison of texts even starts.
     */
    private record Slot(String access, @Nullable String id, KnownToken token) {
        boolean holds(String otherAccess, @Nullable String otherId) {
            return access.hashCode() == otherAccess.hashCode()
                    && access.equals(otherAccess)
                    && (id == null ? otherId == null : id.equals(otherId));
        }

        int characters() {
            return access.length() + (id == null ? 0 : id.length());
        }
    }

    private final AtomicReferenceArray<@Nullable Slot> slots = new AtomicReferenceArray<>(SLOTS);
    private final AtomicLong characters = new AtomicLong();
    private final long maxCharacters;

    RecentTexts(long maxCharacters) {
        this.maxCharacters = maxCharacters;
    }

    private static int slot(String access, @Nullable String id) {
        int hash = access.hashCode() + (id == null ? 0 : 31 * id.hashCode());
        return (hash ^ (hash >>> 16)) & (SLOTS - 1);
    }

    /** The token with exactly these texts; null if it is not here or not good now. */
    @Nullable
    KnownToken find(String access, @Nullable String id, long nowMillis) {
        int at = slot(access, id);
        Slot slot = slots.get(at);
        if (slot == null || !slot.holds(access, id)) {
            return null;
        }
        if (slot.token().isGood(nowMillis)) {
            return slot.token();
        }
        if (slots.compareAndSet(at, slot, null)) {
            characters.addAndGet(-slot.characters());
        }
        return null;
    }

    /** Takes the token in, or only makes room when there are too many characters already. */
    void put(String access, @Nullable String id, KnownToken token) {
        int at = slot(access, id);
        Slot slot = new Slot(access, id, token);
        boolean fits = characters.get() + slot.characters() <= maxCharacters;
        Slot old = slots.getAndSet(at, fits ? slot : null);
        characters.addAndGet((fits ? slot.characters() : 0) - (old == null ? 0 : old.characters()));
    }

    long characters() {
        return characters.get();
    }
}
