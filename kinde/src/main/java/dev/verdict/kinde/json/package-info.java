/** Reads JSON that strangers wrote, in bounded depth. */
@NullMarked
package dev.verdict.kinde.json;

import org.jspecify.annotations.NullMarked;
