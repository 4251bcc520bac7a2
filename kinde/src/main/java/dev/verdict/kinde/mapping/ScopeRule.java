package dev.verdict.kinde.mapping;

import dev.verdict.kinde.identity.Organization;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the scope of resources follows from the organization.
 *
 * @param template a scope in which {@code {orgCode}}, {@code {externalId}} or {@code {hash}} is one segment; empty for no
 *     scope. The hash is {@code x} and the first 26 characters of the lower-case base32 SHA-256 of the external id
 */
public record ScopeRule(String template) {
    private static final List<String> PLACEHOLDERS = List.of("{orgCode}", "{externalId}", "{hash}");

    /** Scopes have nothing to do with organizations. */
    public static final ScopeRule NONE = new ScopeRule("");

    public static final ScopeRule ORG_CODE = new ScopeRule("{orgCode}");
    public static final ScopeRule EXTERNAL_ID = new ScopeRule("{externalId}");
    public static final ScopeRule HASH = new ScopeRule("{hash}");

    private static final String TEMPLATE = "template:";
    private static final String BASE32 = "abcdefghijklmnopqrstuvwxyz234567";
    private static final int HASH_LENGTH = 26;

    /**
     * Checks the template.
     *
     * @throws IllegalArgumentException if it does not have one placeholder, or is no scope
     */
    public ScopeRule {
        if (!template.isEmpty()) {
            check(template);
        }
    }

    private static void check(String template) {
        String filled = template;
        int found = 0;
        for (String placeholder : PLACEHOLDERS) {
            String next = filled.replace(placeholder, "x");
            found += (filled.length() - next.length()) / (placeholder.length() - 1);
            filled = next;
        }
        String dotted = "." + template + ".";
        boolean wholeSegment = PLACEHOLDERS.stream().anyMatch(one -> dotted.contains("." + one + "."));
        if (found != 1 || !wholeSegment || !isScope(filled)) {
            throw new IllegalArgumentException("the scope template `" + template
                    + "` must be a scope of which {orgCode}, {externalId} or {hash} is one segment");
        }
    }

    /**
     * The rule that a configuration names: {@code none}, {@code orgCode}, {@code externalId}, {@code hash} or
     * {@code template:tenants.{orgCode}}.
     *
     * @throws IllegalArgumentException if it is none of these
     */
    public static ScopeRule parse(String text) {
        return switch (text) {
            case "none" -> NONE;
            case "orgCode" -> ORG_CODE;
            case "externalId" -> EXTERNAL_ID;
            case "hash" -> HASH;
            default -> {
                if (!text.startsWith(TEMPLATE) || text.length() == TEMPLATE.length()) {
                    throw new IllegalArgumentException("the scope mode `" + text
                            + "` is not known; use none, orgCode, externalId, hash or template:tenants.{orgCode}");
                }
                yield new ScopeRule(text.substring(TEMPLATE.length()));
            }
        };
    }

    /** What the rule makes of an organization. */
    record Outcome(@Nullable String scope, @Nullable String refusal) {}

    /** Ids are never rewritten: two of them must not become one scope. So they must be one segment each as they are. */
    Outcome apply(Organization organization) {
        if (template.isEmpty() || !organization.isPresent()) {
            return new Outcome(null, null);
        }
        if (template.contains("{orgCode}")) {
            return filled("{orgCode}", organization.code(), "code");
        }
        String externalId = organization.externalId();
        if (externalId == null || externalId.isEmpty()) {
            return new Outcome(null, "the organization's external id is not known, so there is no scope for it");
        }
        return template.contains("{hash}")
                ? filled("{hash}", hash(externalId), "hash")
                : filled("{externalId}", externalId, "external id");
    }

    private Outcome filled(String placeholder, String id, String what) {
        boolean first = template.startsWith(placeholder);
        if (!isSegment(id, first)) {
            return new Outcome(null, "the organization's " + what + " cannot be a segment of a scope");
        }
        return new Outcome(template.replace(placeholder, id), null);
    }

    private static String hash(String id) {
        byte[] digest;
        try {
            digest = MessageDigest.getInstance("SHA-256").digest(id.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
        StringBuilder text = new StringBuilder("x");
        for (int at = 0; at < HASH_LENGTH; at++) {
            int bit = at * 5;
            int pair = (digest[bit / 8] & 0xff) << 8 | (digest[bit / 8 + 1] & 0xff);
            text.append(BASE32.charAt((pair >> (11 - bit % 8)) & 31));
        }
        return text.toString();
    }

    private static boolean isScope(String text) {
        boolean first = true;
        for (int start = 0; start <= text.length(); first = false) {
            int dot = text.indexOf('.', start);
            int end = dot < 0 ? text.length() : dot;
            if (!isSegment(text.substring(start, end), first)) {
                return false;
            }
            start = end + 1;
        }
        return true;
    }

    private static boolean isSegment(String text, boolean first) {
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            boolean word = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
            boolean allowed = word || (c == '_' && !(first && at == 0)) || (c == '-' && at > 0);
            if (!allowed) {
                return false;
            }
        }
        return !text.isEmpty();
    }
}
