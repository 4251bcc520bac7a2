/** The standard library of CEL: operators, conversions, strings, time. */
@NullMarked
package dev.verdict.expr.standard;

import org.jspecify.annotations.NullMarked;
