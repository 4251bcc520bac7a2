package dev.verdict.wire.call;

import dev.verdict.expr.value.Attributes;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An AuthZEN evaluation that a decoder has read, not yet checked. Mutable, for one thread; null is a message that did not
 * come.
 */
public class EvaluationDraft {
    public @Nullable Entity subject;
    public @Nullable Entity resource;
    public @Nullable Action action;
    public Attributes context = Attributes.EMPTY;

    /** A subject or a resource. */
    public static final class Entity {
        public String type = "";
        public String id = "";
        public Attributes properties = Attributes.EMPTY;
    }

    /** What is to be done. */
    public static final class Action {
        public String name = "";
        public Attributes properties = Attributes.EMPTY;
    }

    /** Several evaluations, and what they have if they do not say otherwise. */
    public static final class Batch extends EvaluationDraft {
        public final List<EvaluationDraft> evaluations = new ArrayList<>();
        public String semantic = "";
    }
}
