package dev.verdict.kinde.api;

import dev.verdict.expr.value.Attributes;
import dev.verdict.kinde.identity.Billing;
import dev.verdict.kinde.identity.Flag;
import dev.verdict.kinde.identity.Role;
import java.net.URI;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a machine-to-machine application may read of an environment. Thread-safe; the calls block, and throw
 * {@link ApiFailure} when there is no usable answer.
 */
public final class ManagementApi {
    private static final String BASE = "/api/v1";

    private final ApiClient client;
    private final MachineTokens tokens;
    private final URI host;

    /**
     * The API of one environment.
     *
     * @param host where the API and its token endpoint are
     */
    public ManagementApi(ApiClient client, MachineCredentials credentials, URI host, Timing timing) {
        this(client, new MachineTokens(client, credentials, host, timing.clock()), host);
    }

    private ManagementApi(ApiClient client, MachineTokens tokens, URI host) {
        this.client = client;
        this.tokens = tokens;
        this.host = host;
    }

    /** The same API and token, with limits and failures of its own. */
    public ManagementApi through(ApiClient other) {
        return new ManagementApi(other, tokens, host);
    }

    @FunctionalInterface
    private interface Call {
        Attributes with(String token) throws ApiFailure, InterruptedException;
    }

    /** Keys of a user in an organization. */
    public List<String> permissions(String user, String organization) throws ApiFailure, InterruptedException {
        return Answers.permissions(list(membership(user, organization) + "/permissions?expand=roles&", "permissions"));
    }

    /** Roles of a user in an organization. */
    public List<Role> roles(String user, String organization) throws ApiFailure, InterruptedException {
        return Answers.roles(list(membership(user, organization) + "/roles?", "roles"));
    }

    /** Flags by key with the overrides of the environment and of the organization; those of users cannot be read. */
    public Map<String, Flag> flags(String organization) throws ApiFailure, InterruptedException {
        Map<String, Flag> flags = new LinkedHashMap<>(Answers.textualFlags(get("/environment/feature_flags")));
        if (!organization.isEmpty()) {
            flags.putAll(Answers.textualFlags(get("/organizations/" + segment(organization) + "/feature_flags")));
        }
        return Collections.unmodifiableMap(flags);
    }

    public Attributes userProperties(String user) throws ApiFailure, InterruptedException {
        return Answers.properties(list("/users/" + segment(user) + "/properties?", "properties"));
    }

    public Attributes organizationProperties(String organization) throws ApiFailure, InterruptedException {
        return Answers.properties(list("/organizations/" + segment(organization) + "/properties?", "properties"));
    }

    public Attributes applicationProperties(String application) throws ApiFailure, InterruptedException {
        return Answers.properties(list("/applications/" + segment(application) + "/properties?", "properties"));
    }

    /** What the customer of a plan is entitled to. */
    public Billing entitlements(String customer) throws ApiFailure, InterruptedException {
        return Answers.billing(
                list("/billing/entitlements?customer_id=" + Pages.encode(customer) + "&", "entitlements"));
    }

    public OrganizationFacts organization(String code) throws ApiFailure, InterruptedException {
        Attributes answer = get("/organization?code=" + Pages.encode(code) + "&expand=billing");
        if (!Answers.text(answer, "code").equals(code)) {
            throw ApiFailure.invalid("the answer is about another organization");
        }
        return new OrganizationFacts(
                code,
                Answers.textOrNull(answer, "name"),
                Answers.textOrNull(answer, "external_id"),
                Answers.truth(answer, "is_suspended"),
                customer(answer));
    }

    public UserFacts user(String id) throws ApiFailure, InterruptedException {
        Attributes answer = get("/user?id=" + Pages.encode(id) + "&expand=organizations,billing");
        if (!Answers.text(answer, "id").equals(id)) {
            throw ApiFailure.invalid("the answer is about another user");
        }
        Set<String> codes = new LinkedHashSet<>();
        if (answer.get("organizations") instanceof List<?> organizations) {
            for (Object organization : organizations) {
                String code = organization instanceof Attributes object
                        ? Answers.text(object, "code")
                        : organization instanceof String text ? text : "";
                codes.add(code);
            }
        }
        codes.remove("");
        return new UserFacts(Answers.truth(answer, "is_suspended"), List.copyOf(codes), customer(answer));
    }

    /** What an API key is; the key itself is in no message. */
    public ApiKeyFacts verify(String apiKey) throws ApiFailure, InterruptedException {
        String body = "{\"api_key\":" + quoted(apiKey) + "}";
        Attributes answer = authorized(token -> client.post(url("/api_keys/verify"), token, body));
        List<String> scopes = answer.get("scopes") instanceof List<?> list
                ? list.stream()
                        .filter(String.class::isInstance)
                        .map(String.class::cast)
                        .toList()
                : List.of();
        String status = Answers.text(answer, "status");
        boolean valid = Boolean.TRUE.equals(answer.get("is_valid")) && (status.isEmpty() || status.equals("active"));
        return new ApiKeyFacts(
                valid,
                status,
                Answers.text(answer, "key_id"),
                Answers.textOrNull(answer, "user_id"),
                Answers.text(answer, "org_code"),
                scopes);
    }

    private static @Nullable String customer(Attributes answer) {
        return answer.get("billing") instanceof Attributes billing
                ? Answers.firstText(billing, "billing_customer_id", "customer_id")
                : null;
    }

    private static String membership(String user, String organization) throws ApiFailure {
        return "/organizations/" + segment(organization) + "/users/" + segment(user);
    }

    private List<Attributes> list(String pathAndQuery, String name) throws ApiFailure, InterruptedException {
        return new Pages(client.limits(), query -> get(pathAndQuery + query)).read(name);
    }

    private Attributes get(String pathAndQuery) throws ApiFailure, InterruptedException {
        URI url = url(pathAndQuery);
        return authorized(token -> client.get(url, token));
    }

    /** A token may have been revoked before its time: one refusal is answered with a new one. */
    private Attributes authorized(Call call) throws ApiFailure, InterruptedException {
        String token = tokens.current();
        try {
            return call.with(token);
        } catch (ApiFailure e) {
            if (e.kind() != ApiFailure.Kind.UNAUTHORIZED) {
                throw e;
            }
            tokens.forget(token);
            return call.with(tokens.current());
        }
    }

    private URI url(String pathAndQuery) {
        return host.resolve(BASE + pathAndQuery);
    }

    /** Identifiers are opaque; none may leave its place in the path. */
    private static String segment(String identifier) throws ApiFailure {
        if (identifier.isEmpty() || identifier.equals(".") || identifier.equals("..")) {
            throw ApiFailure.invalid("an identifier cannot be part of a path");
        }
        return Pages.encode(identifier);
    }

    private static String quoted(String text) {
        StringBuilder json = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c < ' ' || c > '~') {
                json.append(unicode(c));
            } else {
                json.append(c);
            }
        }
        return json.append('"').toString();
    }

    private static String unicode(char c) {
        return "\\u" + Integer.toHexString(0x10000 | c).substring(1);
    }
}
