/** Patterns for actions, resource kinds and roles. */
@NullMarked
package dev.verdict.engine.glob;

import org.jspecify.annotations.NullMarked;
