package dev.verdict.wire.protobuf;

import com.google.protobuf.WireFormat;
import dev.verdict.expr.value.Attributes;
import dev.verdict.wire.call.EvaluationDraft;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads AuthZEN's messages. A message that comes twice is merged, as protobuf demands. */
final class EvaluationReader {
    private static final int BYTES = WireFormat.WIRETYPE_LENGTH_DELIMITED;
    private static final int FIELD_1 = (1 << 3) | BYTES;
    private static final int FIELD_2 = (2 << 3) | BYTES;
    private static final int FIELD_3 = (3 << 3) | BYTES;
    private static final int FIELD_4 = (4 << 3) | BYTES;
    private static final int FIELD_5 = (5 << 3) | BYTES;
    private static final int FIELD_6 = (6 << 3) | BYTES;

    // As in JSON.
    private static final int CONTEXT_DEPTH = 2;
    private static final int PROPERTIES_DEPTH = 3;
    private static final int LIST_DEPTH = 2;

    private final ProtobufInput in;

    EvaluationReader(ProtobufInput in) {
        this.in = in;
    }

    EvaluationDraft evaluation() throws IOException {
        EvaluationDraft evaluation = new EvaluationDraft();
        evaluation(evaluation, 0);
        return evaluation;
    }

    private void evaluation(EvaluationDraft evaluation, int depth) throws IOException {
        Attributes.Builder context = Attributes.builder();
        for (int tag; (tag = in.tag()) != 0; ) {
            member(evaluation, context, tag, depth);
        }
        evaluation.context = context.build();
    }

    private void member(EvaluationDraft evaluation, Attributes.Builder context, int tag, int depth) throws IOException {
        switch (tag) {
            case FIELD_1 -> evaluation.subject = entity(evaluation.subject, depth);
            case FIELD_2 -> evaluation.resource = entity(evaluation.resource, depth);
            case FIELD_3 -> evaluation.action = action(evaluation.action, depth);
            case FIELD_4 -> in.entry(context, depth + CONTEXT_DEPTH);
            default -> in.skip(tag);
        }
    }

    EvaluationDraft.Batch batch() throws IOException {
        EvaluationDraft.Batch batch = new EvaluationDraft.Batch();
        Attributes.Builder context = Attributes.builder();
        for (int tag; (tag = in.tag()) != 0; ) {
            switch (tag) {
                case FIELD_5 -> {
                    EvaluationDraft evaluation = new EvaluationDraft();
                    in.message(() -> evaluation(evaluation, LIST_DEPTH));
                    batch.evaluations.add(evaluation);
                }
                case FIELD_6 -> options(batch);
                default -> member(batch, context, tag, 0);
            }
        }
        batch.context = context.build();
        return batch;
    }

    private void options(EvaluationDraft.Batch batch) throws IOException {
        in.message(() -> {
            for (int tag; (tag = in.tag()) != 0; ) {
                if (tag == FIELD_1) {
                    batch.semantic = in.string();
                } else {
                    in.skip(tag);
                }
            }
        });
    }

    private EvaluationDraft.Entity entity(EvaluationDraft.@Nullable Entity earlier, int depth) throws IOException {
        EvaluationDraft.Entity entity = earlier == null ? new EvaluationDraft.Entity() : earlier;
        Attributes.Builder properties = ProtobufInput.builder(entity.properties);
        in.message(() -> {
            for (int tag; (tag = in.tag()) != 0; ) {
                switch (tag) {
                    case FIELD_1 -> entity.type = in.string();
                    case FIELD_2 -> entity.id = in.string();
                    case FIELD_3 -> in.entry(properties, depth + PROPERTIES_DEPTH);
                    default -> in.skip(tag);
                }
            }
        });
        entity.properties = properties.build();
        return entity;
    }

    private EvaluationDraft.Action action(EvaluationDraft.@Nullable Action earlier, int depth) throws IOException {
        EvaluationDraft.Action action = earlier == null ? new EvaluationDraft.Action() : earlier;
        Attributes.Builder properties = ProtobufInput.builder(action.properties);
        in.message(() -> {
            for (int tag; (tag = in.tag()) != 0; ) {
                switch (tag) {
                    case FIELD_1 -> action.name = in.string();
                    case FIELD_2 -> in.entry(properties, depth + PROPERTIES_DEPTH);
                    default -> in.skip(tag);
                }
            }
        });
        action.properties = properties.build();
        return action;
    }
}
