/** What becomes of a call between the protocols and the engine. */
@NullMarked
package dev.verdict.server.call;

import org.jspecify.annotations.NullMarked;
