package dev.verdict.kinde.identity;

import dev.verdict.expr.value.Attributes;
import java.util.Objects;

/** The properties of the user, of the organization and of the application, by key. */
public record Properties(Attributes user, Attributes organization, Attributes application) {
    public static final Properties NONE = new Properties(Attributes.EMPTY, Attributes.EMPTY, Attributes.EMPTY);

    public Properties {
        Objects.requireNonNull(user, "user");
        Objects.requireNonNull(organization, "organization");
        Objects.requireNonNull(application, "application");
    }
}
