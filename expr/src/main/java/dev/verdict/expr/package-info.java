/** CEL as policies use it: check an expression once, compile it per policy, evaluate it many times. */
@NullMarked
package dev.verdict.expr;

import org.jspecify.annotations.NullMarked;
