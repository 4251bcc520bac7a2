/** Receives Kinde's webhooks and forgets what they make outdated. */
@NullMarked
package dev.verdict.kinde.webhook;

import org.jspecify.annotations.NullMarked;
