/** Functions that policies may call: declarations and bodies. */
@NullMarked
package dev.verdict.expr.library;

import org.jspecify.annotations.NullMarked;
