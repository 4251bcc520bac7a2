/** Cases as data: policies, requests and the responses that are expected. */
@NullMarked
package dev.verdict.conformance.corpus;

import org.jspecify.annotations.NullMarked;
