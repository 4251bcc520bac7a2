/** The policy decision points that are compared: the reference binary and Verdict. */
@NullMarked
package dev.verdict.conformance.pdp;

import org.jspecify.annotations.NullMarked;
