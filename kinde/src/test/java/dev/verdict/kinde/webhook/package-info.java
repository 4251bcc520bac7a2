@NullMarked
package dev.verdict.kinde.webhook;

import org.jspecify.annotations.NullMarked;
