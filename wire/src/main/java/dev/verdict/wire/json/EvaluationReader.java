package dev.verdict.wire.json;

import dev.verdict.wire.call.EvaluationDraft;
import java.io.IOException;

/** Reads AuthZEN's messages. Fields have their protobuf numbers. */
final class EvaluationReader {
    private final JsonInput in;

    EvaluationReader(JsonInput in) {
        this.in = in;
    }

    EvaluationDraft evaluation() throws IOException {
        EvaluationDraft evaluation = new EvaluationDraft();
        in.enter();
        for (int field; (field = in.nextField(EvaluationReader::evaluationField)) != 0; ) {
            member(evaluation, field);
        }
        return evaluation;
    }

    private void member(EvaluationDraft evaluation, int field) throws IOException {
        switch (field) {
            case 1 -> evaluation.subject = entity();
            case 2 -> evaluation.resource = entity();
            case 3 -> evaluation.action = action();
            default -> evaluation.context = in.attributes();
        }
    }

    private static int evaluationField(String name) {
        return switch (name) {
            case "subject" -> 1;
            case "resource" -> 2;
            case "action" -> 3;
            case "context" -> 4;
            default -> 0;
        };
    }

    EvaluationDraft.Batch batch() throws IOException {
        EvaluationDraft.Batch batch = new EvaluationDraft.Batch();
        in.enter();
        for (int field; (field = in.nextField(EvaluationReader::batchField)) != 0; ) {
            switch (field) {
                case 5 -> {
                    in.enterList();
                    while (in.nextElement()) {
                        batch.evaluations.add(evaluation());
                    }
                }
                case 6 -> options(batch);
                default -> member(batch, field);
            }
        }
        return batch;
    }

    private static int batchField(String name) {
        return switch (name) {
            case "evaluations" -> 5;
            case "options" -> 6;
            default -> evaluationField(name);
        };
    }

    private void options(EvaluationDraft.Batch batch) throws IOException {
        in.enter();
        while (in.nextField(EvaluationReader::optionsField) != 0) {
            batch.semantic = in.string("evaluationsSemantic");
        }
    }

    private static int optionsField(String name) {
        return switch (name) {
            case "evaluationsSemantic", "evaluations_semantic" -> 1;
            default -> 0;
        };
    }

    private EvaluationDraft.Entity entity() throws IOException {
        EvaluationDraft.Entity entity = new EvaluationDraft.Entity();
        in.enter();
        for (int field; (field = in.nextField(EvaluationReader::entityField)) != 0; ) {
            switch (field) {
                case 1 -> entity.type = in.string("type");
                case 2 -> entity.id = in.string("id");
                default -> entity.properties = in.attributes();
            }
        }
        return entity;
    }

    private static int entityField(String name) {
        return switch (name) {
            case "type" -> 1;
            case "id" -> 2;
            case "properties" -> 3;
            default -> 0;
        };
    }

    private EvaluationDraft.Action action() throws IOException {
        EvaluationDraft.Action action = new EvaluationDraft.Action();
        in.enter();
        for (int field; (field = in.nextField(EvaluationReader::actionField)) != 0; ) {
            switch (field) {
                case 1 -> action.name = in.string("name");
                default -> action.properties = in.attributes();
            }
        }
        return action;
    }

    private static int actionField(String name) {
        return switch (name) {
            case "name" -> 1;
            case "properties" -> 2;
            default -> 0;
        };
    }
}
