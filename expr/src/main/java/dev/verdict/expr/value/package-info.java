/** The values of CEL that plain Java has no type for, and the rules of equality and order. */
@NullMarked
package dev.verdict.expr.value;

import org.jspecify.annotations.NullMarked;
