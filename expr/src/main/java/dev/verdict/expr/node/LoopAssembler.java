package dev.verdict.expr.node;

import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.CelComprehension;
import dev.verdict.expr.check.Macros;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Turns what the macros expand to into nodes. */
final class LoopAssembler {
    private static final int LOOP_COST = 20;
    private static final int EXPECTED_TURNS = 4;

    private final Assembler assembler;
    private int depth;

    LoopAssembler(Assembler assembler) {
        this.assembler = assembler;
    }

    Part comprehension(CelComprehension loop) {
        if (loop.iterVar().equals(Macros.BIND)) {
            return bind(loop);
        }
        Part range = assembler.part(loop.iterRange());
        int first = assembler.scope.newLocal();
        int second = loop.iterVar2().isEmpty() ? Elements.NO_VARIABLE : assembler.scope.newLocal();
        long own = Reads.local(depth);
        Part before = assembler.declare(loop.iterVar(), local(first, own));
        Part before2 = second == Elements.NO_VARIABLE ? null : assembler.declare(loop.iterVar2(), local(second, own));
        depth++;
        Body body = body(loop);
        depth--;
        if (second != Elements.NO_VARIABLE) {
            assembler.restore(loop.iterVar2(), before2);
        }
        assembler.restore(loop.iterVar(), before);
        return withoutOwn(assemble(loop, range, first, second, body), own);
    }

    private static Part local(int slot, long bit) {
        return new Part(new Names.Local(slot), bit, 1);
    }

    private Part withoutOwn(Part part, long own) {
        long reads = Reads.isExact(depth) ? part.reads() & ~own : part.reads();
        return new Part(part.node(), reads, part.cost());
    }

    /**
     * What happens to each element.
     *
     * @param condition whether it counts; null when it always does
     * @param key where its value is put; null when there is only a value
     */
    private record Body(
            @Nullable Part condition,
            @Nullable Part key,
            @Nullable Part value) {
        List<Part> parts() {
            List<Part> parts = new ArrayList<>();
            for (Part part : new @Nullable Part[] {condition, key, value}) {
                if (part != null) {
                    parts.add(part);
                }
            }
            return parts;
        }
    }

    private Body body(CelComprehension loop) {
        CelExpr step = loop.loopStep();
        List<CelExpr> arguments = step.call().args();
        return switch (loop.accuVar()) {
            case Macros.ALL, Macros.EXISTS -> new Body(assembler.part(arguments.get(1)), null, null);
            case Macros.EXISTS_ONE -> new Body(assembler.part(arguments.get(0)), null, null);
            case Macros.LIST -> {
                boolean conditional = step.call().function().equals("_?_:_");
                Part condition = conditional ? assembler.part(arguments.get(0)) : null;
                CelExpr sum = conditional ? arguments.get(1) : step;
                CelExpr element = sum.call().args().get(1).list().elements().get(0);
                yield new Body(condition, null, assembler.part(element));
            }
            case Macros.MAP -> {
                boolean conditional = step.call().function().equals("_?_:_");
                Part condition = conditional ? assembler.part(arguments.get(0)) : null;
                List<CelExpr> insert =
                        (conditional ? arguments.get(1) : step).call().args();
                yield insert.size() == 3
                        ? new Body(condition, assembler.part(insert.get(1)), assembler.part(insert.get(2)))
                        : new Body(condition, null, assembler.part(insert.get(1)));
            }
            default -> throw new IllegalArgumentException("unknown comprehension " + loop.accuVar());
        };
    }

    private Part assemble(CelComprehension loop, Part range, int first, int second, Body body) {
        List<Part> parts = body.parts();
        int bodyCost = parts.stream().mapToInt(Part::cost).sum();
        parts.add(0, range);
        boolean hasCondition = body.condition() != null;
        boolean hasKey = body.key() != null;
        return assembler.combiner.of(parts, LOOP_COST + (EXPECTED_TURNS - 1) * bodyCost, nodes -> {
            Loops.Range over = new Loops.Range(nodes[0], first, second);
            int next = hasCondition ? 2 : 1;
            return switch (loop.accuVar()) {
                case Macros.ALL -> new Loops.All(over, nodes[1]);
                case Macros.EXISTS -> new Loops.Exists(over, nodes[1]);
                case Macros.EXISTS_ONE -> new Loops.ExistsOne(over, nodes[1]);
                case Macros.LIST -> new Loops.ToList(over, hasCondition ? nodes[1] : null, nodes[next]);
                default ->
                    new Loops.ToMap(
                            over,
                            hasCondition ? nodes[1] : null,
                            hasKey ? nodes[next] : null,
                            nodes[hasKey ? next + 1 : next]);
            };
        });
    }

    private Part bind(CelComprehension bind) {
        Part value = assembler.part(bind.accuInit());
        if (value.node() instanceof Names.Constant) {
            Part before = assembler.declare(bind.accuVar(), value);
            Part result = assembler.part(bind.result());
            assembler.restore(bind.accuVar(), before);
            return result;
        }
        int slot = assembler.scope.newLocal();
        long own = Reads.local(depth);
        Part before = assembler.declare(
                bind.accuVar(), new Part(new Names.Bound(slot, value.node()), value.reads() | own, 1));
        depth++;
        Part result = assembler.part(bind.result());
        depth--;
        assembler.restore(bind.accuVar(), before);
        int cost = (int) Math.min((long) value.cost() + result.cost(), Integer.MAX_VALUE);
        return withoutOwn(new Part(new Names.Bind(slot, result.node()), value.reads() | result.reads(), cost), own);
    }
}
