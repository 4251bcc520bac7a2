/** Claims and tokens, regular and hostile. */
@NullMarked
package dev.verdict.kinde.emulator.token;

import org.jspecify.annotations.NullMarked;
