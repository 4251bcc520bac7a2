/** The six kinds of policy document as immutable records. Every author-written name keeps its place in the file. */
@NullMarked
package dev.verdict.policy.model;

import org.jspecify.annotations.NullMarked;
