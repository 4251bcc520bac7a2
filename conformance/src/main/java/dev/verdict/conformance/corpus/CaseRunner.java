package dev.verdict.conformance.corpus;

import dev.verdict.conformance.compare.Responses;
import dev.verdict.conformance.json.Json;
import dev.verdict.conformance.pdp.Launch;
import dev.verdict.conformance.pdp.Pdp;
import dev.verdict.conformance.pdp.Starter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Runs case files on one kind of decision point, or records what it answers. */
public final class CaseRunner {
    /** Whose answers are expected. */
    public enum Side {
        REFERENCE,
        VERDICT
    }

    /** How often the reference is started to see an answer that it gives on about every second start. */
    private static final int STARTS = 20;

    private final Starter starter;
    private final Side side;

    /** Runs cases on decision points of {@code starter}. */
    public CaseRunner(Starter starter, Side side) {
        this.starter = starter;
        this.side = side;
    }

    /** What is wrong with the answers to one case; empty when all are as expected. */
    public List<String> check(Case test) {
        List<String> faults = checkOnce(test);
        for (int start = 1; !faults.isEmpty() && side == Side.REFERENCE && test.varies() && start < STARTS; start++) {
            faults = checkOnce(test);
        }
        return faults;
    }

    private List<String> checkOnce(Case test) {
        boolean rejected = test.rejected() != (side == Side.REFERENCE && test.loadsOtherwiseInReference());
        Launch launch = starter.start(test.files(), test.settings());
        if (launch instanceof Launch.Running running) {
            try (Pdp pdp = running.pdp()) {
                return rejected ? List.of("the store was accepted") : answers(test, pdp);
            }
        }
        return rejected ? List.of() : List.of("the store was refused: " + ((Launch.Refused) launch).log());
    }

    /** Fills in the expected part of a case; returns what is wrong when the store does not load as the case says. */
    public String record(Case test) {
        boolean rejected = test.rejected() != test.loadsOtherwiseInReference();
        Launch launch = starter.start(test.files(), test.settings());
        if (launch instanceof Launch.Refused refused) {
            return rejected ? "" : refused.log();
        }
        Launch.Running running = (Launch.Running) launch;
        try (Pdp pdp = running.pdp()) {
            for (Map<String, @Nullable Object> entry : test.requests()) {
                String field = entry.containsKey("reference") ? "reference" : "response";
                entry.put(field, answer(pdp.check(Json.object(entry.get("request")))));
            }
            recordTable(test, pdp);
        }
        test.save();
        return rejected ? "the store was accepted" : "";
    }

    private List<String> answers(Case test, Pdp pdp) {
        var faults = new ArrayList<String>();
        for (Map<String, @Nullable Object> entry : test.requests()) {
            Object expected = side == Side.REFERENCE && entry.containsKey("reference")
                    ? entry.get("reference")
                    : entry.get("response");
            Map<String, @Nullable Object> request = Json.object(entry.get("request"));
            compare(Json.write(request), expected, answer(pdp.check(request)), faults);
        }
        table(test, pdp, faults);
        return faults;
    }

    private void table(Case test, Pdp pdp, List<String> faults) {
        List<Map<String, @Nullable Object>> rows = test.expressions();
        if (rows.isEmpty()) {
            return;
        }
        Object body = pdp.check(ExpressionTable.request(test.tree())).body();
        List<Map<String, @Nullable Object>> results = ExpressionTable.results(body);
        if (results.size() != rows.size()) {
            faults.add(rows.size() + " expressions, but the answer was " + Json.write(body));
            return;
        }
        for (int i = 0; i < rows.size(); i++) {
            Map<String, @Nullable Object> row = rows.get(i);
            Map<String, @Nullable Object> expected =
                    side == Side.REFERENCE && row.containsKey("reference") ? Json.object(row.get("reference")) : row;
            var outcome = new LinkedHashMap<>(expected);
            outcome.keySet().retainAll(List.of("val", "error"));
            compare(String.valueOf(row.get("expr")), outcome, results.get(i), faults);
        }
    }

    private static void recordTable(Case test, Pdp pdp) {
        List<Map<String, @Nullable Object>> rows = test.expressions();
        if (rows.isEmpty()) {
            return;
        }
        List<Map<String, @Nullable Object>> results = ExpressionTable.results(
                pdp.check(ExpressionTable.request(test.tree())).body());
        for (int i = 0; i < rows.size(); i++) {
            Map<String, @Nullable Object> row = rows.get(i);
            if (row.containsKey("reference")) {
                row.put("reference", results.get(i));
            } else {
                row.remove("val");
                row.remove("error");
                row.putAll(results.get(i));
            }
        }
    }

    private static void compare(
            String subject, @Nullable Object expected, @Nullable Object actual, List<String> faults) {
        String wanted = Responses.canonical(expected);
        String got = Responses.canonical(actual);
        if (!wanted.equals(got)) {
            faults.add(subject + "\n  expected " + wanted + "\n  but was  " + got);
        }
    }

    /** The response, with the status in front when it is not a decision. */
    private static @Nullable Object answer(Pdp.Answer answer) {
        if (answer.status() == 200) {
            return Responses.normal(answer.body());
        }
        var failure = new LinkedHashMap<String, @Nullable Object>();
        failure.put("status", answer.status());
        failure.put("body", Json.copy(answer.body()));
        return failure;
    }
}
