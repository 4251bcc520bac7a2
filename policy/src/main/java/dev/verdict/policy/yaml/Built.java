package dev.verdict.policy.yaml;

/**
 * A finished node and what visiting it costs.
 *
 * @param size nodes visited when every alias inside is followed
 * @param height levels of objects and lists inside each other, 1 for a scalar
 */
record Built(YamlNode node, int size, int height) {}
