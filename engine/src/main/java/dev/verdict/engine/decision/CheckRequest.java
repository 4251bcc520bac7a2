package dev.verdict.engine.decision;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * May this principal do these actions on these resources?
 *
 * @param requestId the caller's name for the request, may be empty; only echoed
 * @param entries the questions, answered one by one and in this order
 * @param includeMeta whether the result tells the deciding policies and the effective derived roles
 */
public record CheckRequest(
        String requestId, Principal principal, List<Entry> entries, AuxData auxData, boolean includeMeta) {
    public CheckRequest {
        Objects.requireNonNull(requestId, "requestId");
        Objects.requireNonNull(principal, "principal");
        entries = List.copyOf(entries);
        Objects.requireNonNull(auxData, "auxData");
    }

    /**
     * One resource and what is to be done with it.
     *
     * @param actions at least one, without repetition
     */
    public record Entry(Resource resource, List<String> actions) {
        public Entry {
            Objects.requireNonNull(resource, "resource");
            actions = List.copyOf(actions);
        }
    }

    /** The request about one resource. */
    public static CheckRequest of(Principal principal, Resource resource, String... actions) {
        return new CheckRequest("", principal, List.of(new Entry(resource, List.of(actions))), AuxData.NONE, false);
    }

    /** Starts a request about any number of resources. */
    public static Builder of(Principal principal) {
        return new Builder(principal);
    }

    /** Adds the questions. Not for use by several threads. */
    public static final class Builder {
        private final Principal principal;
        private List<Entry> entries = List.of();
        private String requestId = "";
        private AuxData auxData = AuxData.NONE;
        private boolean includeMeta;

        private Builder(Principal principal) {
            this.principal = principal;
        }

        public Builder resource(Resource resource, String... actions) {
            return add(new Entry(resource, List.of(actions)));
        }

        public Builder resource(Resource resource, List<String> actions) {
            return add(new Entry(resource, actions));
        }

        /** Most requests are about one resource: that one needs no growing list. */
        private Builder add(Entry entry) {
            if (entries.isEmpty()) {
                entries = List.of(entry);
                return this;
            }
            if (entries.size() == 1) {
                entries = new ArrayList<>(entries);
            }
            entries.add(entry);
            return this;
        }

        public Builder requestId(String id) {
            requestId = id;
            return this;
        }

        public Builder auxData(AuxData data) {
            auxData = data;
            return this;
        }

        public Builder includeMeta(boolean include) {
            includeMeta = include;
            return this;
        }

        public CheckRequest build() {
            return new CheckRequest(requestId, principal, entries, auxData, includeMeta);
        }
    }
}
