/** JSON as plain Java values. */
@NullMarked
package dev.verdict.kinde.emulator.json;

import org.jspecify.annotations.NullMarked;
