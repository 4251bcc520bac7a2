/** The data that an emulator starts with, and its YAML file. */
@NullMarked
package dev.verdict.kinde.emulator.data;

import org.jspecify.annotations.NullMarked;
