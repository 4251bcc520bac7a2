/** The JSON side of the wire API: bytes to calls, results to bytes. */
@NullMarked
package dev.verdict.wire.json;

import org.jspecify.annotations.NullMarked;
