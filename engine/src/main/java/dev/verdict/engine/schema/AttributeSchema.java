package dev.verdict.engine.schema;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import dev.verdict.expr.value.Attributes;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** A compiled JSON schema for attributes. Immutable and thread-safe. */
public final class AttributeSchema {
    private final Schema schema;
    private final ViolationTexts texts;

    AttributeSchema(Schema schema, ViolationTexts texts) {
        this.schema = schema;
        this.texts = texts;
    }

    /** What does not fit: only the causes, not what follows from them; empty if {@code attr} is valid. */
    public List<Violation> validate(Attributes attr) {
        JsonNode node = JsonNodes.of(attr);
        List<Error> errors = schema.validate(node);
        return errors.isEmpty() ? List.of() : texts.of(node, new ArrayList<>(errors));
    }
}
