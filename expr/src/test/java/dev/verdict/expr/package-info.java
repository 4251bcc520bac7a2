/** Tests of checking, compiling and evaluating expressions. */
@NullMarked
package dev.verdict.expr;

import org.jspecify.annotations.NullMarked;
