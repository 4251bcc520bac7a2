package dev.verdict.engine.table;

import dev.verdict.engine.glob.Glob;
import java.util.List;

/** A row that applies to some actions. */
interface ActionRow {
    List<Glob> actions();
}
