/** Conformance with the reference: differential runs and recorded cases. */
@NullMarked
package dev.verdict.conformance;

import org.jspecify.annotations.NullMarked;
