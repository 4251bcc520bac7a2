/** gRPC over HTTP/2: message frames, compression, deadlines, status; health and reflection. */
@NullMarked
package dev.verdict.server.grpc;

import org.jspecify.annotations.NullMarked;
