package dev.verdict.benchmarks.wire;

/** Check requests of several sizes against {@link dev.verdict.benchmarks.decision.PolicyCorpus}. */
final class Requests {
    private Requests() {}

    /** JSON of a request with {@code resources} resources and {@code actions} actions on each. */
    static String json(int resources, int actions) {
        StringBuilder json = new StringBuilder("""
                {"requestId":"bench","principal":{"id":"ann","roles":["employee"],\
                "attr":{"team":"t1","clearance":3,"region":"emea","groups":["a","b","c"]}},"resources":[""");
        for (int r = 0; r < resources; r++) {
            json.append(r == 0 ? "" : ",").append("{\"actions\":[");
            for (int a = 0; a < actions; a++) {
                json.append(a == 0 ? "" : ",").append('"').append(action(a)).append('"');
            }
            json.append("],\"resource\":{\"kind\":\"kind0\",\"id\":\"r")
                    .append(r)
                    .append(
                            "\",\"attr\":{\"owner\":\"ann\",\"team\":\"t1\",\"status\":\"draft\",\"level\":2,\"tags\":[\"x\",\"y\"]}}}");
        }
        return json.append("]}").toString();
    }

    private static String action(int index) {
        return switch (index) {
            case 0 -> "view";
            case 1 -> "edit";
            case 2 -> "share";
            case 3 -> "delete";
            default -> "action" + index;
        };
    }
}
