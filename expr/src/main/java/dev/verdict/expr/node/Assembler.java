package dev.verdict.expr.node;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.CelMap;
import dev.cel.common.ast.CelExpr.CelSelect;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import dev.verdict.expr.compare.MapKeys;
import dev.verdict.expr.value.Attributes;
import dev.verdict.expr.value.Bytes;
import dev.verdict.expr.value.CelError;
import dev.verdict.expr.value.TypeValue;
import dev.verdict.expr.value.Uint;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns a checked expression into nodes. One object serves one expression. */
public final class Assembler {
    private static final int FIELD_COST = 1;

    final CelAbstractSyntaxTree tree;
    final Scope scope;
    final Combiner combiner;
    private final OperatorAssembler operators;
    private final LoopAssembler loops;

    /** Loop variables and bound names in scope. */
    private final Map<String, Part> locals = new HashMap<>();

    private Assembler(CelAbstractSyntaxTree tree, Scope scope) {
        this.tree = tree;
        this.scope = scope;
        this.combiner = new Combiner(scope);
        this.operators = new OperatorAssembler(this);
        this.loops = new LoopAssembler(this);
    }

    /** The nodes for {@code tree}, with its names as {@code scope} knows them. */
    public static Part assemble(CelAbstractSyntaxTree tree, Scope scope) {
        Assembler assembler = new Assembler(tree, scope);
        return assembler.combiner.oncePerCall(assembler.part(tree.getExpr()));
    }

    /** The part that reads the variable {@code name}, kept in {@code slot}. */
    public static Part variable(String name, int slot, Part definition) {
        return new Part(new Slots.Variable(name, slot, definition.node()), definition.reads(), FIELD_COST);
    }

    Part part(CelExpr expression) {
        return switch (expression.getKind()) {
            case CONSTANT -> constant(literal(expression.constant()));
            case IDENT -> name(expression.ident().name());
            case SELECT -> select(expression.select());
            case CALL -> operators.call(expression);
            case LIST -> list(expression.list());
            case MAP -> map(expression.map());
            case COMPREHENSION -> loops.comprehension(expression.comprehension());
            case STRUCT -> constant(new CelError("messages cannot be created"));
            case NOT_SET -> throw new IllegalArgumentException("the expression has an empty part");
        };
    }

    CelType type(CelExpr expression) {
        return tree.getType(expression.id()).orElse(SimpleType.DYN);
    }

    static Part constant(@Nullable Object value) {
        return new Part(new Names.Constant(value), 0, 0);
    }

    /** Makes {@code name} stand for {@code value} until {@link #restore}; returns what it stood for. */
    @Nullable
    Part declare(String name, Part value) {
        return locals.put(name, value);
    }

    void restore(String name, @Nullable Part before) {
        if (before == null) {
            locals.remove(name);
        } else {
            locals.put(name, before);
        }
    }

    private static @Nullable Object literal(CelConstant constant) {
        return switch (constant.getKind()) {
            case NULL_VALUE -> null;
            case BOOLEAN_VALUE -> constant.booleanValue();
            case INT64_VALUE -> constant.int64Value();
            case UINT64_VALUE -> new Uint(constant.uint64Value().longValue());
            case DOUBLE_VALUE -> constant.doubleValue();
            case STRING_VALUE -> constant.stringValue();
            case BYTES_VALUE -> Bytes.copyOf(constant.bytesValue().toByteArray());
            default -> new CelError("unsupported literal");
        };
    }

    private Part name(String written) {
        Part local = locals.get(written);
        if (local != null) {
            return local;
        }
        String name = written.startsWith(".") ? written.substring(1) : written;
        RequestField field = RequestField.root(name);
        if (field != null) {
            return field(field);
        }
        return switch (name) {
            case "C", "constants" -> constant(scope.record(false));
            case "G", "globals" -> constant(scope.record(true));
            case "V", "variables" -> constant(Attributes.EMPTY);
            default -> constant(new TypeValue(name));
        };
    }

    private static Part field(RequestField field) {
        Node node = switch (field) {
            case PRINCIPAL_ID -> new Names.PrincipalId();
            case RESOURCE_ID -> new Names.ResourceId();
            default -> new Names.Field(field);
        };
        return new Part(node, field.reads, FIELD_COST);
    }

    /** The request's field that {@code expression} names, or null. */
    private @Nullable RequestField requestField(CelExpr expression) {
        if (expression.getKind() == Kind.IDENT) {
            String name = expression.ident().name();
            return locals.containsKey(name) ? null : RequestField.root(name.startsWith(".") ? name.substring(1) : name);
        }
        if (expression.getKind() == Kind.SELECT && !expression.select().testOnly()) {
            RequestField owner = requestField(expression.select().operand());
            return owner == null ? null : owner.member(expression.select().field());
        }
        return null;
    }

    private Part select(CelSelect select) {
        String name = select.field();
        Part named = recordMember(select);
        if (named != null) {
            return named;
        }
        String typeName = qualifiedTypeName(select);
        if (typeName != null) {
            return constant(new TypeValue(typeName));
        }
        RequestField owner = requestField(select.operand());
        RequestField member = owner == null ? null : owner.member(name);
        if (member != null) {
            return select.testOnly() ? new Part(new Names.HasField(member), member.reads, FIELD_COST) : field(member);
        }
        if (!select.testOnly() && owner == RequestField.RESOURCE_ATTR) {
            return new Part(new Names.ResourceAttribute(name), owner.reads, FIELD_COST);
        }
        if (!select.testOnly() && owner == RequestField.PRINCIPAL_ATTR) {
            return new Part(new Names.PrincipalAttribute(name), owner.reads, FIELD_COST);
        }
        Part operand = part(select.operand());
        return combiner.of(
                List.of(operand),
                FIELD_COST,
                nodes -> select.testOnly() ? new Members.Has(nodes[0], name) : new Members.Select(nodes[0], name));
    }

    /** {@code V.x}, {@code C.x} or {@code G.x}; null when {@code select} is something else. */
    private @Nullable Part recordMember(CelSelect select) {
        if (select.operand().getKind() != Kind.IDENT
                || locals.containsKey(select.operand().ident().name())) {
            return null;
        }
        String name = select.field();
        return switch (select.operand().ident().name()) {
            case "V", "variables", ".V", ".variables" -> variable(name, select.testOnly());
            case "C", "constants", ".C", ".constants" -> known(name, scope.constant(name), select.testOnly());
            case "G", "globals", ".G", ".globals" -> known(name, scope.global(name), select.testOnly());
            default -> null;
        };
    }

    private Part variable(String name, boolean test) {
        Part variable = scope.variable(name);
        if (variable == null) {
            return known(name, MapKeys.ABSENT, test);
        }
        return test ? new Part(new Slots.HasVariable(variable.node()), variable.reads(), variable.cost()) : variable;
    }

    private static Part known(String name, @Nullable Object value, boolean test) {
        if (test) {
            return constant(!MapKeys.isAbsent(value));
        }
        return constant(MapKeys.isAbsent(value) ? new CelError("undefined field '" + name + "'") : value);
    }

    /** The name of a type written with dots, which the checker has resolved as one name. */
    private static @Nullable String qualifiedTypeName(CelSelect select) {
        if (select.operand().getKind() != Kind.SELECT
                || select.operand().select().operand().getKind() != Kind.IDENT) {
            return null;
        }
        CelSelect middle = select.operand().select();
        String name = middle.operand().ident().name() + "." + middle.field() + "." + select.field();
        return name.equals("google.protobuf.Timestamp") || name.equals("google.protobuf.Duration") ? name : null;
    }

    private Part list(CelExpr.CelList list) {
        List<Part> elements = list.elements().stream().map(this::part).toList();
        boolean[] optional = new boolean[elements.size()];
        list.optionalIndices().forEach(index -> optional[index] = true);
        return combiner.of(elements, elements.size(), nodes -> new Literals.ListLiteral(nodes, optional));
    }

    private Part map(CelMap map) {
        int size = map.entries().size();
        List<Part> parts = new ArrayList<>();
        boolean[] optional = new boolean[size];
        for (int i = 0; i < size; i++) {
            CelMap.Entry entry = map.entries().get(i);
            parts.add(part(entry.key()));
            parts.add(part(entry.value()));
            optional[i] = entry.optionalEntry();
        }
        return combiner.of(parts, 2 * size, nodes -> {
            Node[] keys = new Node[size];
            Node[] values = new Node[size];
            for (int i = 0; i < size; i++) {
                keys[i] = nodes[2 * i];
                values[i] = nodes[2 * i + 1];
            }
            return new Literals.MapLiteral(keys, values, optional);
        });
    }
}
