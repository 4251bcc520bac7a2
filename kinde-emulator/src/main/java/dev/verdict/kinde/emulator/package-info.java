/** A local Kinde for tests: start it, take tokens from it, disturb it. */
@NullMarked
package dev.verdict.kinde.emulator;

import org.jspecify.annotations.NullMarked;
