/** Policies for callers with Kinde tokens, to start one's own from. */
@NullMarked
package dev.verdict.kinde.kit;

import org.jspecify.annotations.NullMarked;
