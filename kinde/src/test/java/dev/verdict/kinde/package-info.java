@NullMarked
package dev.verdict.kinde;

import org.jspecify.annotations.NullMarked;
