/** Asks a server whether it serves. */
@NullMarked
package dev.verdict.cli.health;

import org.jspecify.annotations.NullMarked;
