/** What an environment knows and what changes while it runs. */
@NullMarked
package dev.verdict.kinde.emulator.state;

import org.jspecify.annotations.NullMarked;
