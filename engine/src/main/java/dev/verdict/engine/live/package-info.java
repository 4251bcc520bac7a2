/** The compiled set that serves now, and the thread that keeps it up to date with its source. */
@NullMarked
package dev.verdict.engine.live;

import org.jspecify.annotations.NullMarked;
