/** Keeps the log silent until a command wants one. */
@NullMarked
package dev.verdict.cli.logging;

import org.jspecify.annotations.NullMarked;
