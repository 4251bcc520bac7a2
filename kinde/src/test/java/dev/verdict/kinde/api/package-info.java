@NullMarked
package dev.verdict.kinde.api;

import org.jspecify.annotations.NullMarked;
