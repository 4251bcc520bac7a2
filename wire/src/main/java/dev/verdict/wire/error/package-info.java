/** What is told to a client whose call failed, independent of the transport. */
@NullMarked
package dev.verdict.wire.error;

import org.jspecify.annotations.NullMarked;
