/** The policy decision point as a library: start with {@code Verdict.builder()}. */
@NullMarked
package dev.verdict.engine;

import org.jspecify.annotations.NullMarked;
