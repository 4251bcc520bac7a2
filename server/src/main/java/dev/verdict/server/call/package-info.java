/** The calls of the API without the protocol that carries them: bytes in, decision, bytes out. */
@NullMarked
package dev.verdict.server.call;

import org.jspecify.annotations.NullMarked;
