/** JUnit support. */
@NullMarked
package dev.verdict.kinde.emulator.junit;

import org.jspecify.annotations.NullMarked;
