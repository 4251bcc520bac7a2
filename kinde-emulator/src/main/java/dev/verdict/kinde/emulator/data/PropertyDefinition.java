package dev.verdict.kinde.emulator.data;

/**
 * A property of users, organizations or applications.
 *
 * @param isPrivate it never reaches tokens
 */
public record PropertyDefinition(String id, String key, String name, Context context, boolean isPrivate) {
    /** What has the property; the names are Kinde's. */
    public enum Context {
        USR,
        ORG,
        APP
    }
}
