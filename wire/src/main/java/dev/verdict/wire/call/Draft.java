package dev.verdict.wire.call;

import dev.verdict.expr.value.Attributes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a decoder has read of a call, not yet checked. Mutable, for one thread; a field that did not come keeps its
 * default, and null is a message that did not come.
 */
public final class Draft {
    private Draft() {}

    /** Who. */
    public static final class Principal {
        public String id = "";
        public String policyVersion = "";
        public final List<String> roles = new ArrayList<>(4);
        public Attributes attr = Attributes.EMPTY;
        public String scope = "";
    }

    /** On what. */
    public static final class Resource {
        public String kind = "";
        public String policyVersion = "";
        public String id = "";
        public Attributes attr = Attributes.EMPTY;
        public String scope = "";
    }

    /** A resource and the actions on it. */
    public static final class Entry {
        public final List<String> actions = new ArrayList<>(4);
        public @Nullable Resource resource;
    }

    /** The single token and the named ones. */
    public static final class AuxData {
        public @Nullable Jwt jwt;
        public final Map<String, Jwt> jwts = new LinkedHashMap<>(0);
    }

    /** A token. */
    public static final class Jwt {
        public String token = "";
        public String keySetId = "";
    }

    /** {@code CheckResourcesRequest}; {@code CheckResourceBatchRequest} is a part of it. */
    public static final class Check {
        public String requestId = "";
        public boolean includeMeta;
        public @Nullable Principal principal;
        public final List<Entry> resources = new ArrayList<>(4);
        public @Nullable AuxData auxData;
        public @Nullable Attributes annotations;
    }

    /** {@code CheckResourceSetRequest}. */
    public static final class CheckSet {
        public String requestId = "";
        public final List<String> actions = new ArrayList<>(4);
        public @Nullable Principal principal;
        public @Nullable ResourceSet resource;
        public boolean includeMeta;
        public @Nullable AuxData auxData;
    }

    /** Resources that differ in id and attributes only. */
    public static final class ResourceSet {
        public String kind = "";
        public String policyVersion = "";
        public final Map<String, Attributes> instances = new LinkedHashMap<>();
        public String scope = "";
    }
}
