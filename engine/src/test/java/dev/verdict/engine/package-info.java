/** Tests of the engine as a whole. */
@NullMarked
package dev.verdict.engine;

import org.jspecify.annotations.NullMarked;
