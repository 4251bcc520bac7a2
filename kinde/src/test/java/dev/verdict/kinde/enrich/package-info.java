@NullMarked
package dev.verdict.kinde.enrich;

import org.jspecify.annotations.NullMarked;
