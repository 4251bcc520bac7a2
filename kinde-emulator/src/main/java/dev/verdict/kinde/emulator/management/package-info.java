/** The management API, which answers to the tokens of machines. */
@NullMarked
package dev.verdict.kinde.emulator.management;

import org.jspecify.annotations.NullMarked;
