/** Time that tests can move. */
@NullMarked
package dev.verdict.kinde.emulator.clock;

import org.jspecify.annotations.NullMarked;
