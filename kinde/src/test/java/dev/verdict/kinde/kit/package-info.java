/** The policy kit against what the mapping makes of tokens. */
@NullMarked
package dev.verdict.kinde.kit;

import org.jspecify.annotations.NullMarked;
