/** Signed events and their delivery. */
@NullMarked
package dev.verdict.kinde.emulator.webhook;

import org.jspecify.annotations.NullMarked;
