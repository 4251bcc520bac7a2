package dev.verdict.kinde.api;

import dev.verdict.expr.value.Attributes;
import dev.verdict.kinde.identity.Billing;
import dev.verdict.kinde.identity.Flag;
import dev.verdict.kinde.identity.Role;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a user may read about themselves, with their own token. Understands both dialects of the answers. Thread-safe; the
 * calls block, and throw {@link ApiFailure} when there is no usable answer.
 */
public final class AccountApi {
    private static final String BASE = "/account_api/v1";

    private final ApiClient client;

    public AccountApi(ApiClient client) {
        this.client = client;
    }

    /** Keys in the organization of the token. */
    public List<String> permissions(UserToken token) throws ApiFailure, InterruptedException {
        return Answers.permissions(list(token, "permissions"));
    }

    /** Roles in the organization of the token. */
    public List<Role> roles(UserToken token) throws ApiFailure, InterruptedException {
        return Answers.roles(list(token, "roles"));
    }

    /** Flags by key, overrides applied. */
    public Map<String, Flag> flags(UserToken token) throws ApiFailure, InterruptedException {
        return Answers.flags(list(token, "feature_flags"));
    }

    /** Properties by key; the answer does not say whether one is of the user or of the organization. */
    public Attributes properties(UserToken token) throws ApiFailure, InterruptedException {
        return Answers.properties(list(token, "properties"));
    }

    public Billing entitlements(UserToken token) throws ApiFailure, InterruptedException {
        return Answers.billing(list(token, "entitlements"));
    }

    /** Codes of all organizations of the user. Only the second dialect has this call. */
    public List<String> organizations(UserToken token) throws ApiFailure, InterruptedException {
        Set<String> codes = new LinkedHashSet<>();
        for (Attributes page : pages(token, "user_organizations", "organizations")) {
            for (Attributes organization : Answers.items(page, "organizations")) {
                String code = Answers.text(organization, "code");
                if (code.isEmpty()) {
                    throw ApiFailure.invalid("the list `organizations` has elements without a code");
                }
                codes.add(code);
            }
        }
        return new ArrayList<>(codes);
    }

    /** The organization of the token. Only the second dialect has this call. */
    public OrganizationFacts organization(UserToken token) throws ApiFailure, InterruptedException {
        Attributes answer = client.get(url(token, "/current_organization"), token.text());
        Attributes organization = answer.get("data") instanceof Attributes data ? data : answer;
        String code = Answers.text(organization, "code");
        if (!code.equals(token.organization())) {
            throw otherOrganization();
        }
        return new OrganizationFacts(code, Answers.textOrNull(organization, "name"), null, null, null);
    }

    private List<Attributes> list(UserToken token, String name) throws ApiFailure, InterruptedException {
        return pages(token, name, name);
    }

    private List<Attributes> pages(UserToken token, String path, String list) throws ApiFailure, InterruptedException {
        List<Attributes> pages = new Pages(
                        client.limits(), query -> client.get(url(token, "/" + path + "?" + query), token.text()))
                .read(list);
        for (Attributes page : pages) {
            if (page.get("data") instanceof Attributes data
                    && data.get("org_code") instanceof String code
                    && !code.equals(token.organization())) {
                throw otherOrganization();
            }
        }
        return pages;
    }

    private static ApiFailure otherOrganization() {
        return ApiFailure.invalid("the answer is about another organization than the token");
    }

    private static URI url(UserToken token, String path) {
        return token.host().resolve(BASE + path);
    }
}
