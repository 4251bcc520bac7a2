/** Comparing two decision points, counting what was reached and shrinking what differs. */
@NullMarked
package dev.verdict.conformance.compare;

import org.jspecify.annotations.NullMarked;
