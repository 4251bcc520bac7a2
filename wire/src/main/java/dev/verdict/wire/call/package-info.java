/** Decoded calls and the rules that they must keep, independent of the encoding. */
@NullMarked
package dev.verdict.wire.call;

import org.jspecify.annotations.NullMarked;
