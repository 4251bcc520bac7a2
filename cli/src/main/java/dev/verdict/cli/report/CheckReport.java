package dev.verdict.cli.report;

import dev.verdict.engine.decision.ActionResult;
import dev.verdict.engine.decision.CheckResult;
import dev.verdict.engine.decision.EvaluationError;
import dev.verdict.engine.decision.OutputEntry;
import dev.verdict.engine.decision.Principal;
import dev.verdict.engine.decision.Resource;
import dev.verdict.engine.decision.ResourceResult;
import dev.verdict.engine.decision.ValidationError;
import dev.verdict.wire.json.JsonEncoder;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** Decisions and what is known of their reasons, as text for people. */
public final class CheckReport {
    private static final JsonEncoder JSON = new JsonEncoder();

    private final PrintWriter out;

    public CheckReport(PrintWriter out) {
        this.out = out;
    }

    /** Prints one section for each resource; {@code result} must come from a request that asked for meta. */
    public void print(Principal principal, CheckResult result) {
        boolean first = true;
        for (ResourceResult resource : result.results()) {
            if (!first) {
                out.println();
            }
            first = false;
            out.println(who(principal) + " on " + what(resource.resource()));
            out.println();
            decisions(resource.actions());
            reasons(resource);
        }
        if (result.budgetExceeded()) {
            out.println();
            out.println("A decision took more than its budget; what was not decided by then is denied.");
        }
        out.flush();
    }

    private static String who(Principal principal) {
        return principal.id() + " (" + String.join(", ", principal.roles()) + ")"
                + coordinates(principal.policyVersion(), principal.scope());
    }

    private static String what(Resource resource) {
        return resource.kind() + " " + resource.id() + coordinates(resource.policyVersion(), resource.scope());
    }

    private static String coordinates(String version, String scope) {
        return (version.isEmpty() ? "" : ", version " + version) + (scope.isEmpty() ? "" : ", scope " + scope);
    }

    private void decisions(List<ActionResult> actions) {
        var table = new Table("ACTION", "EFFECT", "POLICY", "SCOPE");
        for (ActionResult action : actions) {
            table.row(action.action(), action.effect().name(), action.matchedPolicy(), orDash(action.matchedScope()));
        }
        table.print(out);
    }

    private void reasons(ResourceResult result) {
        if (result.actions().stream().anyMatch(action -> action.matchedPolicy().equals(ActionResult.NO_MATCH))) {
            out.println();
            out.println("NO_MATCH: no policy is for this principal, resource, version and scope.");
        }
        out.println();
        out.println("Derived roles: "
                + (result.effectiveDerivedRoles().isEmpty()
                        ? "none"
                        : String.join(", ", result.effectiveDerivedRoles())));
        if (!result.outputs().isEmpty()) {
            outputs(result.outputs());
        }
        if (!result.validationErrors().isEmpty()) {
            out.println("Attributes that a schema refuses:");
            for (ValidationError error : result.validationErrors()) {
                String place = error.path().isEmpty() ? "" : " " + error.path();
                out.println("  " + error.source().name().toLowerCase(Locale.ROOT) + place + ": " + error.message());
            }
        }
        if (!result.evaluationErrors().isEmpty()) {
            out.println("Expressions that failed:");
            for (EvaluationError error : result.evaluationErrors()) {
                out.println("  " + error.expression() + ": " + error.message());
            }
        }
    }

    private void outputs(List<OutputEntry> outputs) {
        out.println("Outputs:");
        for (OutputEntry output : outputs) {
            out.println("  " + output.action() + ", " + output.source() + ": " + value(output));
        }
    }

    private static String value(OutputEntry output) {
        return output.error() == null
                ? new String(JSON.value(output.value(), false), StandardCharsets.UTF_8)
                : "failed: " + output.error();
    }

    private static String orDash(String text) {
        return text.isEmpty() ? "-" : text;
    }
}
