/** What is asked of the decision point and what it answers. Immutable. */
@NullMarked
package dev.verdict.engine.decision;

import org.jspecify.annotations.NullMarked;
