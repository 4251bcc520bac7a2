/** The state of one evaluation: the frame, the budget, cancellation. */
@NullMarked
package dev.verdict.expr.run;

import org.jspecify.annotations.NullMarked;
