/** Signing keys: derived from a seed, published, rotated. */
@NullMarked
package dev.verdict.kinde.emulator.keys;

import org.jspecify.annotations.NullMarked;
