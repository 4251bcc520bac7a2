/** Clients of Kinde's Account API and Management API. Their calls block, in bounded time: make them on virtual threads. */
@NullMarked
package dev.verdict.kinde.api;

import org.jspecify.annotations.NullMarked;
