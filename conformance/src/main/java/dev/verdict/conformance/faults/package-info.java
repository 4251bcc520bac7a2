/** Faults done to the policy folder of a running decision point under load, and what must not come of them. */
@NullMarked
package dev.verdict.conformance.faults;

import org.jspecify.annotations.NullMarked;
