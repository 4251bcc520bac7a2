/** Tests of patterns. */
@NullMarked
package dev.verdict.engine.glob;

import org.jspecify.annotations.NullMarked;
