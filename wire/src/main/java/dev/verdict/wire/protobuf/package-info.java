/** The protobuf side of the wire API: bytes to calls, results to bytes. */
@NullMarked
package dev.verdict.wire.protobuf;

import org.jspecify.annotations.NullMarked;
