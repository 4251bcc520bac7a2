package dev.verdict.kinde.mapping;

/** Whose property a declaration is about. */
public enum PropertyOwner {
    USER,
    ORGANIZATION,
    APPLICATION
}
