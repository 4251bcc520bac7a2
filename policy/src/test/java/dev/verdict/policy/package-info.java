@NullMarked
package dev.verdict.policy;

import org.jspecify.annotations.NullMarked;
