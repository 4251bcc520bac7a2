package dev.verdict.kinde.enrich;

/** A part of an identity that can be read from an API. */
public enum Claim {
    /** Keys in the organization of the token. */
    PERMISSIONS("permissions"),
    /** Roles in the organization of the token. */
    ROLES("roles"),
    /** Feature flags. The Management API does not know the overrides of single users. */
    FLAGS("flags"),
    /**
     * Of user, organization and application. The Account API knows none of applications, and does not say whose a property
     * is: Kinde's own keys of organizations and those that the token has as an organization's are taken for that, all others
     * for the user's. The Management API tells them apart.
     */
    PROPERTIES("properties"),
    /** Entitlements and plans. No token has them. */
    ENTITLEMENTS("entitlements"),
    /**
     * The codes of all organizations of the user. The Management API says with the same answer whether the user is
     * suspended; who is, is denied.
     */
    ORGANIZATION_CODES("organization codes"),
    /**
     * Name, external id and suspension of the organization. No token tells of a suspension, so the Management API is asked
     * even if only for what is absent; who acts for a suspended organization is denied.
     */
    ORGANIZATION("organization");

    private final String text;

    Claim(String text) {
        this.text = text;
    }

    /** For people. */
    public String text() {
        return text;
    }
}
