/** Sockets: what is accepted, how long a peer may take, TLS. Knows nothing of the API that is served. */
@NullMarked
package dev.verdict.server.net;

import org.jspecify.annotations.NullMarked;
