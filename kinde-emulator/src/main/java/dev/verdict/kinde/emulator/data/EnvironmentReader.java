package dev.verdict.kinde.emulator.data;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads one environment of a data file and checks that what it names exists. */
final class EnvironmentReader {
    private static final String ID_PREFIX = "018ee9aa-f92b-83fc-1d4";

    private final YamlObject entry;
    private final Set<String> permissionKeys = new TreeSet<>();
    private final Set<String> roleKeys = new TreeSet<>();
    private final Set<String> planKeys = new TreeSet<>();
    private final Set<String> organizationCodes = new TreeSet<>();
    private final Map<String, Flag> flagsByKey = new LinkedHashMap<>();

    EnvironmentReader(YamlObject entry) {
        this.entry = entry;
    }

    EnvironmentData read(String name) {
        List<Permission> permissions = numbered("permissions", this::permission);
        List<Role> roles = entry.objects("roles", this::role);
        List<Plan> plans = entry.objects("plans", this::plan);
        List<Api> apis = entry.objects("apis", EnvironmentReader::api);
        List<PropertyDefinition> properties = entry.objects("properties", EnvironmentReader::property);
        List<Flag> flags = numbered("flags", this::flag);
        List<Organization> organizations = numbered("organizations", this::organization);
        List<User> users = entry.objects("users", this::user);
        List<Application> applications = entry.objects("applications", this::application);
        List<ApiKey> apiKeys = entry.objects("api_keys", item -> apiKey(item, users));
        List<String> creatorRoles = checked(entry.texts("creator_roles"), entry, roleKeys, "role");
        unique(users, User::id, "user");
        unique(applications, Application::clientId, "application");
        return new EnvironmentData(
                name,
                entry.text("custom_domain", ""),
                permissions,
                roles,
                plans,
                apis,
                properties,
                flags,
                organizations,
                users,
                applications,
                apiKeys,
                creatorRoles);
    }

    /** One object for each number of each entry. */
    private <T> List<T> numbered(String key, BiFunction<YamlObject, String, T> read) {
        List<T> all = new ArrayList<>();
        entry.objects(key, item -> {
            Series.numbers(item).forEach(number -> all.add(read.apply(item, number)));
            return item;
        });
        return all;
    }

    private <T> void unique(List<T> items, Function<T, String> id, String what) {
        Set<String> seen = new HashSet<>();
        for (T item : items) {
            if (!seen.add(id.apply(item))) {
                entry.wrong("name", "there are two " + what + "s `" + id.apply(item) + "`");
            }
        }
    }

    private static String id(int kind, int number) {
        return ID_PREFIX + kind + "-" + String.format(Locale.ROOT, "%012d", number);
    }

    private Permission permission(YamlObject item, String number) {
        String key = Series.fill(item.required("key"), number);
        if (!permissionKeys.add(key)) {
            item.wrong("key", "there are two permissions `" + key + "`");
        }
        return new Permission(
                item.text("id", id(1, permissionKeys.size())),
                key,
                Series.fill(item.text("name", key), number),
                item.text("description", ""));
    }

    private Role role(YamlObject item) {
        String key = item.required("key");
        if (!roleKeys.add(key)) {
            item.wrong("key", "there are two roles `" + key + "`");
        }
        return new Role(
                item.text("id", id(0, roleKeys.size())),
                key,
                item.text("name", key),
                item.text("description", ""),
                item.truth("default"),
                permissions(item));
    }

    /** The permissions that a list names; {@code archive:*} stands for all that begin like that. */
    private List<String> permissions(YamlObject item) {
        List<String> keys = new ArrayList<>();
        for (YamlObject.Text text : item.texts("permissions")) {
            String name = text.value();
            List<String> found = name.endsWith("*")
                    ? permissionKeys.stream()
                            .filter(key -> key.startsWith(name.substring(0, name.length() - 1)))
                            .toList()
                    : permissionKeys.contains(name) ? List.of(name) : List.of();
            if (found.isEmpty()) {
                item.wrong(text, "there is no permission `" + name + "`");
            }
            keys.addAll(found);
        }
        return keys;
    }

    private static List<String> checked(List<YamlObject.Text> texts, YamlObject item, Set<String> known, String what) {
        for (YamlObject.Text text : texts) {
            if (!known.contains(text.value())) {
                item.wrong(text, "there is no " + what + " `" + text.value() + "`");
            }
        }
        return texts.stream().map(YamlObject.Text::value).toList();
    }

    private Plan plan(YamlObject item) {
        String key = item.required("key");
        planKeys.add(key);
        int[] number = {0};
        return new Plan(
                key, item.text("name", key), item.objects("entitlements", each -> entitlement(each, key, ++number[0])));
    }

    private static Entitlement entitlement(YamlObject item, String plan, int number) {
        String feature = item.required("feature");
        return new Entitlement(
                "entitlement_" + plan + "_" + number,
                feature,
                item.text("name", feature),
                item.text("price_name", feature),
                item.number("min"),
                item.number("max"),
                item.number("unit_amount", 0),
                item.number("fixed_charge", 0));
    }

    private static Api api(YamlObject item) {
        String audience = item.required("audience");
        return new Api(audience, item.text("name", audience), item.strings("scopes"));
    }

    private static PropertyDefinition property(YamlObject item) {
        String key = item.required("key");
        return new PropertyDefinition(
                item.text("id", "prop_" + key),
                key,
                item.text("name", key),
                item.constant("context", PropertyDefinition.Context.values(), PropertyDefinition.Context.USR),
                item.truth("private"));
    }

    private Flag flag(YamlObject item, String number) {
        String key = Series.fill(item.required("key"), number);
        FlagType type = item.constant("type", FlagType.values(), FlagType.BOOLEAN);
        Object value = flagValue(item, "default", type);
        Object environment = flagValue(item, "environment", type);
        if (value == null) {
            item.wrong("default", "`default` is missing");
        }
        var flag = new Flag(
                item.text("id", "flag_" + key),
                key,
                Series.fill(item.text("name", key), number),
                type,
                value == null ? "" : value,
                environment,
                item.has("overrides") ? item.constants("overrides", Flag.Level.values()) : Set.of(Flag.Level.values()),
                item.strings("only_for"));
        if (environment != null && !flag.overrides().contains(Flag.Level.ENV)) {
            item.wrong("environment", "`" + key + "` cannot be overridden here");
        }
        if (flagsByKey.put(key, flag) != null) {
            item.wrong("key", "there are two flags `" + key + "`");
        }
        return flag;
    }

    private static @Nullable Object flagValue(YamlObject item, String key, FlagType type) {
        Object value = item.value(key);
        if (value != null && !fits(value, type)) {
            item.wrong(key, "`" + key + "` is no value of the type " + type.word());
        }
        return value;
    }

    private static boolean fits(Object value, FlagType type) {
        return switch (type) {
            case BOOLEAN -> value instanceof Boolean;
            case STRING -> value instanceof String;
            case INTEGER -> value instanceof Long;
            case JSON -> value instanceof Map || value instanceof List;
        };
    }

    /** Overrides of flags, each of the type of its flag. */
    private Map<String, Object> flagOverrides(YamlObject item, Flag.Level level) {
        Map<String, Object> overrides = new LinkedHashMap<>();
        YamlObject flags = item.object("flags");
        flags.each((key, node) -> {
            Object value = YamlValues.value(node);
            Flag flag = flagsByKey.get(key);
            if (flag == null) {
                flags.wrong(key, "there is no flag `" + key + "`");
            } else if (value == null || !fits(value, flag.type())) {
                flags.wrong(
                        key,
                        "`" + key + "` is no value of the type " + flag.type().word());
            } else if (!flag.overrides().contains(level)) {
                flags.wrong(key, "`" + key + "` cannot be overridden here");
            } else {
                overrides.put(key, value);
            }
        });
        return overrides;
    }

    private Organization organization(YamlObject item, String number) {
        String code = Series.fill(item.required("code"), number);
        if (!organizationCodes.add(code)) {
            item.wrong("code", "there are two organizations `" + code + "`");
        }
        YamlObject trial = item.object("trial");
        String plan = plan(item, "plan");
        Trial trialed = item.has("trial") ? new Trial(plan(trial, "plan"), trial.number("days", 1)) : null;
        trial.finish();
        return new Organization(
                code,
                Series.fill(item.text("name", code), number),
                Series.fill(item.text("handle", ""), number),
                item.optional("external_id"),
                item.truth("default"),
                item.truth("suspended"),
                plan,
                trialed,
                item.object("properties").textMembers(),
                flagOverrides(item, Flag.Level.ORG));
    }

    private String plan(YamlObject item, String key) {
        String plan = item.text(key, "");
        if (!plan.isEmpty() && !planKeys.contains(plan)) {
            item.wrong(key, "there is no plan `" + plan + "`");
        }
        return plan;
    }

    private User user(YamlObject item) {
        String first = item.required("first_name");
        var profile = new User.Profile(
                item.required("email"),
                first,
                item.text("last_name", ""),
                item.text("username", ""),
                item.text("phone", ""),
                item.text("picture", ""));
        return new User(
                item.required("id"),
                profile,
                item.text("about", ""),
                item.optional("provided_id"),
                item.truth("suspended"),
                item.object("properties").textMembers(),
                flagOverrides(item, Flag.Level.USR),
                memberships(item),
                item.strings("groups"));
    }

    private Map<String, Membership> memberships(YamlObject item) {
        Map<String, Membership> memberships = new LinkedHashMap<>();
        item.objects("organizations", entry -> {
            for (String number : Series.numbers(entry)) {
                String code = Series.fill(entry.required("code"), number);
                if (!organizationCodes.contains(code)) {
                    entry.wrong("code", "there is no organization `" + code + "`");
                }
                memberships.put(
                        code,
                        new Membership(checked(entry.texts("roles"), entry, roleKeys, "role"), permissions(entry)));
            }
            return entry;
        });
        return memberships;
    }

    private ApiKey apiKey(YamlObject item, List<User> users) {
        String user = item.optional("user");
        if (user != null && users.stream().noneMatch(each -> each.id().equals(user))) {
            item.wrong("user", "there is no user `" + user + "`");
        }
        return new ApiKey(
                item.required("id"),
                item.required("key"),
                item.constant("status", ApiKey.Status.values(), ApiKey.Status.ACTIVE),
                item.strings("scopes"),
                user,
                organizationOf(item));
    }

    private @Nullable String organizationOf(YamlObject item) {
        String organization = item.optional("organization");
        if (organization != null && !organizationCodes.contains(organization)) {
            item.wrong("organization", "there is no organization `" + organization + "`");
        }
        return organization;
    }

    private Application application(YamlObject item) {
        Map<String, List<String>> apis = new LinkedHashMap<>();
        item.objects("apis", api -> apis.put(api.required("audience"), api.strings("scopes")));
        YamlObject tokens = item.object("tokens");
        TokenRules rules = rules(tokens);
        tokens.finish();
        return new Application(
                item.required("client_id"),
                item.optional("client_secret"),
                item.required("name"),
                item.constant("type", Application.Type.values(), Application.Type.WEB),
                item.strings("redirect_uris"),
                organizationOf(item),
                apis,
                item.strings("management_scopes"),
                item.object("properties").textMembers(),
                rules);
    }

    private static TokenRules rules(YamlObject tokens) {
        Map<String, Object> custom = new LinkedHashMap<>();
        tokens.object("custom_claims").each((name, node) -> custom.put(name, YamlValues.value(node)));
        return new TokenRules(
                tokens.constants("claims", TokenRules.ExtraClaim.values()),
                Set.copyOf(new HashSet<>(tokens.strings("strip"))),
                tokens.truth("hasura"),
                tokens.truth("api_scopes_in_permissions"),
                custom,
                Duration.ofSeconds(tokens.number("access_seconds", 86_400)),
                Duration.ofSeconds(tokens.number("id_seconds", 3_600)),
                Duration.ofSeconds(tokens.number("refresh_seconds", 1_296_000)));
    }
}
