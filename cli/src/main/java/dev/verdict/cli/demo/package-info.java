/** Paperwise, the product of the demo: its policies, its people with their tokens, and who may do what. */
@NullMarked
package dev.verdict.cli.demo;

import org.jspecify.annotations.NullMarked;
