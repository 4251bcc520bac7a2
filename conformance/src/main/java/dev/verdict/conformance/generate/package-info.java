/** Random policy stores, expressions and requests from a seed. */
@NullMarked
package dev.verdict.conformance.generate;

import org.jspecify.annotations.NullMarked;
