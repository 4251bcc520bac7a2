package dev.verdict.engine.table;

import dev.verdict.expr.Unit;

/**
 * What the expressions of one policy, or of one set of derived roles, share.
 *
 * @param unit variables and constants
 * @param conditions number of conditions whose outcome can be remembered during one decision
 */
public record CompiledUnit(Unit unit, int conditions) {}
