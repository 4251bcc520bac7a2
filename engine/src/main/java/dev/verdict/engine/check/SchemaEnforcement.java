package dev.verdict.engine.check;

/** What happens to attributes that do not fit their schema. */
public enum SchemaEnforcement {
    /** Schemas are not looked at. */
    NONE,
    /** The misfit is reported, the decision goes on. */
    WARN,
    /** The misfit is reported and every action is denied. */
    REJECT
}
