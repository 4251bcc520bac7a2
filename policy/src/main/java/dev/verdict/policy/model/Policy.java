package dev.verdict.policy.model;

import dev.verdict.policy.diagnostic.Span;
import java.util.List;

/** One of the six kinds of policy document. The rules of each field are in {@code docs/reference/policy-language.md}. */
public sealed interface Policy {
    /** Where the policy's name stands. */
    Span span();

    /** A policy that has rules of its own and therefore variables, constants and a place in the scope tree. */
    sealed interface WithRules extends Policy {
        /** The empty string is the root scope. */
        String scope();

        String version();

        ScopePermissions scopePermissions();

        Variables variables();

        Constants constants();
    }

    /** Rules for all instances of one resource kind. */
    record Resource(
            Located<String> kind,
            String version,
            String scope,
            ScopePermissions scopePermissions,
            List<Located<String>> importDerivedRoles,
            Variables variables,
            Constants constants,
            Schemas schemas,
            List<ResourceRule> rules)
            implements WithRules {
        public Resource {
            importDerivedRoles = List.copyOf(importDerivedRoles);
            rules = List.copyOf(rules);
        }

        @Override
        public Span span() {
            return kind.span();
        }
    }

    /** Overrides for one principal. */
    record Principal(
            Located<String> principal,
            String version,
            String scope,
            ScopePermissions scopePermissions,
            Variables variables,
            Constants constants,
            List<PrincipalRule> rules)
            implements WithRules {
        public Principal {
            rules = List.copyOf(rules);
        }

        @Override
        public Span span() {
            return principal.span();
        }
    }

    /** Restrictions of one role; {@code version} is {@code default} when the file gives none. */
    record Role(
            Located<String> role,
            String version,
            String scope,
            ScopePermissions scopePermissions,
            List<Located<String>> parentRoles,
            Variables variables,
            Constants constants,
            List<RoleRule> rules)
            implements WithRules {
        public Role {
            parentRoles = List.copyOf(parentRoles);
            rules = List.copyOf(rules);
        }

        @Override
        public Span span() {
            return role.span();
        }
    }

    /** A named set of derived roles, used by resource policies that import it. */
    record DerivedRoles(
            Located<String> name, Variables variables, Constants constants, List<RoleDefinition> definitions)
            implements Policy {
        public DerivedRoles {
            definitions = List.copyOf(definitions);
        }

        @Override
        public Span span() {
            return name.span();
        }
    }

    /** A named set of variables for others to import. */
    record ExportVariables(Located<String> name, List<VariableDefinition> definitions) implements Policy {
        public ExportVariables {
            definitions = List.copyOf(definitions);
        }

        @Override
        public Span span() {
            return name.span();
        }
    }

    /** A named set of constants for others to import. */
    record ExportConstants(Located<String> name, List<ConstantDefinition> definitions) implements Policy {
        public ExportConstants {
            definitions = List.copyOf(definitions);
        }

        @Override
        public Span span() {
            return name.span();
        }
    }
}
