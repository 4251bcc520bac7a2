/** Whether the decision point serves, for probes of all kinds. */
@NullMarked
package dev.verdict.server.health;

import org.jspecify.annotations.NullMarked;
