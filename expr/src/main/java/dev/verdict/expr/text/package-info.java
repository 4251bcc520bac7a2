/** Numbers, durations and timestamps as text: reading and writing them by the rules of CEL. */
@NullMarked
package dev.verdict.expr.text;

import org.jspecify.annotations.NullMarked;
