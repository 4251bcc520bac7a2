/** The evaluator: checked expressions as trees of small nodes, and the assembler that builds them. */
@NullMarked
package dev.verdict.expr.node;

import org.jspecify.annotations.NullMarked;
