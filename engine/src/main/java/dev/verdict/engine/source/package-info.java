/** Where policies come from: immutable pictures of a folder, of class path resources or of text in memory. */
@NullMarked
package dev.verdict.engine.source;

import org.jspecify.annotations.NullMarked;
