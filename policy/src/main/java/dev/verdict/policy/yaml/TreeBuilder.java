package dev.verdict.policy.yaml;

import dev.verdict.policy.diagnostic.Code;
import dev.verdict.policy.diagnostic.Problems;
import dev.verdict.policy.diagnostic.Span;
import dev.verdict.policy.yaml.YamlNode.Kind;
import dev.verdict.policy.yaml.YamlNode.Scalar;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Builds the tree of one file from parser events. It keeps its own stack, so nesting costs no Java stack, and it knows how
 * large each anchored node is, so an alias is refused before anything is copied or visited.
 */
final class TreeBuilder {
    /** Empty documents are skipped, but each costs time. */
    private static final int MAX_DOCUMENTS = 1000;

    private static final String CORE = "tag:yaml.org,2002:";

    private final String file;
    private final String text;
    private final Limits limits;
    private final Problems problems;

    private final Deque<OpenNode> open = new ArrayDeque<>();
    private final Map<String, Built> anchors = new HashMap<>();
    private final Map<String, Span> unfinishedAnchors = new HashMap<>();
    private @Nullable YamlNode root;
    private int documents;
    private int nodes;
    private boolean stopped;

    TreeBuilder(String file, String text, Limits limits, Problems problems) {
        this.file = file;
        this.text = text;
        this.limits = limits;
        this.problems = problems;
    }

    /** The root of the only document with content; null when there is none or after an error that ends reading. */
    @Nullable
    YamlNode build() {
        // The parser's reader copies all that it looks ahead for each buffer that it adds, so it gets one buffer.
        LoadSettings settings = LoadSettings.builder()
                .setCodePointLimit(Integer.MAX_VALUE)
                .setBufferSize(text.length() + 16)
                .build();
        try {
            Iterator<Event> events = new Parse(settings).parseString(text).iterator();
            while (!stopped && events.hasNext()) {
                accept(events.next());
            }
        } catch (MarkedYamlEngineException e) {
            stop(SyntaxProblem.of(e, this::span, text));
        } catch (YamlEngineException e) {
            stop(new SyntaxProblem(Span.wholeFile(file), SyntaxProblem.sentence(e.getMessage()), null));
        }
        return stopped ? null : root;
    }

    private void accept(Event event) {
        switch (event.getEventId()) {
            case DocumentStart -> startDocument(span(event));
            case Scalar -> scalar((ScalarEvent) event);
            case Alias -> alias((AliasEvent) event);
            case MappingStart, SequenceStart -> start((CollectionStartEvent) event);
            case MappingEnd, SequenceEnd -> end(event);
            case StreamStart, StreamEnd, DocumentEnd, Comment -> {}
        }
    }

    private void startDocument(Span span) {
        if (++documents > MAX_DOCUMENTS) {
            stop(Code.MULTIPLE_DOCUMENTS, span, "file has more than " + MAX_DOCUMENTS + " YAML documents", null);
        }
        anchors.clear();
        unfinishedAnchors.clear();
    }

    private void scalar(ScalarEvent event) {
        Span span = span(event);
        boolean empty = event.isPlain()
                && event.getValue().isEmpty()
                && event.getTag().isEmpty()
                && event.getAnchor().isEmpty();
        if (open.isEmpty() && empty) {
            return;
        }
        OpenNode parent = open.peek();
        if (parent != null && event.isPlain() && event.getValue().equals("<<")) {
            parent.markMerge();
        }
        Scalar scalar = scalar(event, span);
        finish(new Built(scalar, 1, 1), event, span);
        count(1, Code.TOO_LARGE, span);
    }

    private Scalar scalar(ScalarEvent event, Span span) {
        Optional<String> tag = event.getTag();
        tag.ifPresent(name -> checkTag(name, span));
        boolean plain = event.isPlain() && !tag.equals(Optional.of(CORE + "str"));
        // a nonspecific tag asks for a string as well
        return plain && !tag.equals(Optional.of("!"))
                ? PlainScalar.read(event.getValue(), span)
                : new Scalar(Kind.STRING, event.getValue(), span);
    }

    private void alias(AliasEvent event) {
        String name = event.getAlias().getValue();
        Span span = span(event);
        Built target = anchors.get(name);
        if (unfinishedAnchors.containsKey(name)) {
            stop(Code.INVALID_YAML, span, "alias `*" + name + "` refers to an object or list that it is part of", null);
        } else if (target == null) {
            stop(Code.INVALID_YAML, span, "alias `*" + name + "` has no anchor `&" + name + "` before it", null);
        } else if (open.size() + target.height() > limits.maxDepth()) {
            tooDeep(span);
        } else {
            attach(target, span);
            count(target.size(), Code.TOO_MANY_ALIASES, span);
        }
    }

    private void start(CollectionStartEvent event) {
        Span span = span(event);
        event.getTag().ifPresent(name -> checkTag(name, span));
        event.getAnchor().ifPresent(anchor -> unfinishedAnchors.put(anchor.getValue(), span));
        if (open.size() >= limits.maxDepth()) {
            tooDeep(span);
            return;
        }
        open.push(OpenNode.of(event, span));
        count(1, Code.TOO_LARGE, span);
    }

    private void end(Event event) {
        OpenNode node = open.pop();
        Span span = node.isFlow() ? untilEnd(node.span(), event) : node.span();
        Built built = node.close(span, problems);
        finish(built, node.event(), span);
    }

    private void finish(Built built, NodeEvent event, Span span) {
        event.getAnchor().map(Anchor::getValue).ifPresent(name -> {
            unfinishedAnchors.remove(name);
            anchors.put(name, built);
        });
        attach(built, span);
    }

    private void attach(Built built, Span span) {
        OpenNode parent = open.peek();
        if (parent != null) {
            parent.add(built, span);
        } else if (root == null) {
            root = built.node();
        } else {
            stop(Code.MULTIPLE_DOCUMENTS, span, "more than one YAML document in this file", "keep one policy per file");
        }
    }

    private void count(int more, Code code, Span span) {
        nodes += more;
        if (nodes > limits.maxNodes() && !stopped) {
            String what = code == Code.TOO_LARGE
                    ? "file has more than " + limits.maxNodes() + " values"
                    : "file has more than " + limits.maxNodes() + " values when its aliases are followed";
            stop(code, span, what, null);
        }
    }

    private void tooDeep(Span span) {
        stop(Code.TOO_DEEP, span, "objects and lists are nested more than " + limits.maxDepth() + " deep", null);
    }

    private void checkTag(String tag, Span span) {
        boolean known = tag.equals("!")
                || switch (tag) {
                    case CORE + "str", CORE + "int", CORE + "float", CORE + "bool", CORE + "null" -> true;
                    case CORE + "map", CORE + "seq" -> true;
                    default -> false;
                };
        if (!known) {
            problems.error(Code.INVALID_YAML, span, "tag `" + tag + "` is not supported", "remove the tag");
        }
    }

    private void stop(SyntaxProblem problem) {
        stop(Code.INVALID_YAML, problem.span(), problem.message(), problem.help());
    }

    private void stop(Code code, Span span, String message, @Nullable String help) {
        stopped = true;
        problems.error(code, span, message, help);
    }

    private Span span(Event event) {
        Mark start = event.getStartMark().orElseThrow();
        Mark end = event.getEndMark().orElse(start);
        int length = start.getLine() == end.getLine() ? end.getColumn() - start.getColumn() : 1;
        return new Span(file, start.getLine() + 1, start.getColumn() + 1, Math.max(length, 1));
    }

    private Span span(Mark mark) {
        return new Span(file, mark.getLine() + 1, mark.getColumn() + 1, 1);
    }

    /** The span of a flow collection reaches to its closing bracket when that is on the same line. */
    private static Span untilEnd(Span start, Event end) {
        Mark mark = end.getEndMark().orElseThrow();
        boolean sameLine = mark.getLine() + 1 == start.line();
        int length = sameLine ? mark.getColumn() + 1 - start.column() : 1;
        return new Span(start.file(), start.line(), start.column(), Math.max(length, 1));
    }
}
