/** Equality, order and map look-up of CEL values. */
@NullMarked
package dev.verdict.expr.compare;

import org.jspecify.annotations.NullMarked;
