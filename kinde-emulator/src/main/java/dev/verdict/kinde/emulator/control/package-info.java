/** Faults, and the control API that tests use. */
@NullMarked
package dev.verdict.kinde.emulator.control;

import org.jspecify.annotations.NullMarked;
