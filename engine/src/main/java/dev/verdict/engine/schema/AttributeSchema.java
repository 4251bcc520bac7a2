package dev.verdict.engine.schema;
/** Placeholder until the validator lands. */
public interface AttributeSchema { java.util.List<Violation> validate(dev.verdict.expr.value.Attributes a); }
