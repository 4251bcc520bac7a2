package dev.verdict.kinde.emulator.account;

import dev.verdict.kinde.emulator.data.Organization;
import dev.verdict.kinde.emulator.data.User;
import dev.verdict.kinde.emulator.http.Handler;
import dev.verdict.kinde.emulator.http.Request;
import dev.verdict.kinde.emulator.http.Response;
import dev.verdict.kinde.emulator.http.Routes;
import dev.verdict.kinde.emulator.json.JsonObject;
import dev.verdict.kinde.emulator.state.Identity;
import dev.verdict.kinde.emulator.state.Issuer;
import dev.verdict.kinde.emulator.token.AccessTokens;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** The account API of an issuer: what a person may know about the own rights, past the cache of claims. */
public final class AccountRoutes {
    private static final String PREFIX = "/account_api/v1";
    private static final Set<String> PORTAL_PAGES = Set.of(
            "profile",
            "organization_details",
            "organization_members",
            "organization_plan_details",
            "organization_payment_details",
            "organization_plan_selection",
            "payment_details",
            "plan_selection",
            "plan_details");

    private final Issuer issuer;
    private final AccountSettings settings;
    private final AccountData data;

    private AccountRoutes(Issuer issuer, AccountSettings settings) {
        this.issuer = issuer;
        this.settings = settings;
        data = new AccountData(issuer.environment());
    }

    /** Adds the paths of an issuer. */
    public static void add(Routes routes, Issuer issuer, AccountSettings settings) {
        var api = new AccountRoutes(issuer, settings);
        routes.on("GET", PREFIX + "/permissions", api.secured(api::permissions))
                .on("GET", PREFIX + "/permission/{key}", api.secured(api::permission))
                .on("GET", PREFIX + "/roles", api.secured(api::roles))
                .on("GET", PREFIX + "/feature_flags", api.secured(api::flags))
                .on("GET", PREFIX + "/properties", api.secured(api::properties))
                .on("GET", PREFIX + "/entitlements", api.secured(api::entitlements))
                .on("GET", PREFIX + "/entitlement/{key}", api.secured(api::entitlementOfPath))
                .on("GET", PREFIX + "/entitlement", api.secured(api::entitlementOfQuery))
                .on("GET", PREFIX + "/portal_link", api.secured(api::portalLink))
                .on("GET", PREFIX + "/user_organizations", api.secured(api::userOrganizations))
                .on("GET", PREFIX + "/user_profile", api.secured(api::userProfile))
                .on("GET", PREFIX + "/current_organization", api.secured(api::currentOrganization));
    }

    private Handler secured(BiFunction<Request, Identity, Response> answer) {
        return request -> {
            Optional<Map<String, @Nullable Object>> claims = AccessTokens.active(issuer, request.bearerToken());
            if (claims.isEmpty()) {
                return Routes.error(401, "invalid_token", "the access token is missing, expired, revoked or not ours")
                        .withHeader("WWW-Authenticate", "Bearer error=\"invalid_token\"");
            }
            return claims.flatMap(this::identity)
                    .map(identity -> answer.apply(request, identity))
                    .orElseGet(() -> Routes.error(403, "forbidden", "the token is not one of a user"));
        };
    }

    private Optional<Identity> identity(Map<String, @Nullable Object> claims) {
        return AccessTokens.person(issuer, claims)
                .map(User::id)
                .flatMap(id -> issuer.environment()
                        .identities()
                        .fresh(
                                id,
                                JsonObject.text(claims, "org_code", JsonObject.text(claims, "x-hasura-org-code", ""))));
    }

    private boolean isBare() {
        return settings.dialect() == AccountSettings.Dialect.BARE;
    }

    private Response list(
            Request request, Identity identity, String name, List<Map<String, @Nullable Object>> all, JsonObject more) {
        Page page = Page.of(all, request.query(), isBare() ? "limit" : "page_size", settings.pageSize());
        if (isBare()) {
            List<Map<String, @Nullable Object>> items =
                    page.items().stream().map(AccountRoutes::withoutKey).toList();
            return Response.json(
                    200, JsonObject.with("success", true).and("data", items).map());
        }
        JsonObject content = new JsonObject();
        Organization organization = identity.organization();
        if (!name.equals("feature_flags") && !name.equals("properties")) {
            content.and("org_code", organization == null ? null : organization.code());
        }
        more.map().forEach(content::and);
        return Response.json(
                200,
                JsonObject.with("data", content.and(name, page.items()).map())
                        .and("metadata", page.metadata())
                        .map());
    }

    private static Map<String, @Nullable Object> withoutKey(Map<String, @Nullable Object> item) {
        JsonObject copy = new JsonObject();
        item.forEach((name, value) -> {
            if (!name.equals("key")) {
                copy.and(name, value);
            }
        });
        return copy.map();
    }

    private Response permissions(Request request, Identity identity) {
        return list(request, identity, "permissions", data.permissions(identity), new JsonObject());
    }

    private Response permission(Request request, Identity identity) {
        String key = request.variable("key");
        return data.permissions(identity).stream()
                .filter(each -> key.equals(each.get("key")))
                .findFirst()
                .map(found -> Response.json(200, Map.of("data", found)))
                .orElseGet(() -> notFound("permission", key));
    }

    private static Response notFound(String what, String key) {
        return Routes.error(404, "not_found", "the user has no " + what + " `" + key + "`");
    }

    private Response roles(Request request, Identity identity) {
        return list(request, identity, "roles", data.roles(identity), new JsonObject());
    }

    private Response flags(Request request, Identity identity) {
        List<Map<String, @Nullable Object>> flags = data.flags(identity);
        Page page = Page.of(flags, request.query(), isBare() ? "limit" : "page_size", settings.pageSize());
        // flags keep their keys in both dialects
        return Response.json(
                200,
                JsonObject.with("data", Map.of("feature_flags", page.items()))
                        .and("metadata", page.metadata())
                        .map());
    }

    private Response properties(Request request, Identity identity) {
        return list(request, identity, "properties", data.properties(identity), new JsonObject());
    }

    private Response entitlements(Request request, Identity identity) {
        return list(
                request,
                identity,
                "entitlements",
                data.entitlements(identity),
                JsonObject.with("plans", data.plans(identity)));
    }

    private Response entitlementOfPath(Request request, Identity identity) {
        return entitlement(identity, request.variable("key"));
    }

    private Response entitlementOfQuery(Request request, Identity identity) {
        return entitlement(identity, request.query().first("key", ""));
    }

    private Response entitlement(Identity identity, String key) {
        Organization organization = identity.organization();
        return data.entitlements(identity).stream()
                .filter(each -> key.equals(each.get("feature_key")))
                .findFirst()
                .map(found -> Response.json(
                        200,
                        Map.of(
                                "data",
                                JsonObject.with("org_code", organization == null ? null : organization.code())
                                        .and("entitlement", found)
                                        .map())))
                .orElseGet(() -> notFound("entitlement", key));
    }

    private Response portalLink(Request request, Identity identity) {
        String page = request.query().first("subnav", request.query().first("sub_nav", "profile"));
        return PORTAL_PAGES.contains(page)
                ? Response.json(200, Map.of("url", issuer.resolve("/portal/" + page)))
                : Routes.error(400, "invalid_subnav", "there is no page `" + page + "`");
    }

    private Response userOrganizations(Request request, Identity identity) {
        List<Map<String, @Nullable Object>> organizations =
                identity.organizations().stream().map(AccountData::organization).toList();
        return Response.json(200, Map.of("success", true, "data", organizations));
    }

    private Response userProfile(Request request, Identity identity) {
        return Response.json(200, Map.of("success", true, "data", AccountData.profile(identity.user())));
    }

    private Response currentOrganization(Request request, Identity identity) {
        Organization organization = identity.organization();
        return organization == null
                ? Routes.error(404, "not_found", "the user is signed in to no organization")
                : Response.json(200, Map.of("success", true, "data", AccountData.organization(organization)));
    }
}
