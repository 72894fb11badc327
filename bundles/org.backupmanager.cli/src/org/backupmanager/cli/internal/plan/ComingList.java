package org.backupmanager.cli.internal.plan;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

import org.backupmanager.cli.internal.grammar.Call;
import org.backupmanager.cli.internal.text.Table;
import org.backupmanager.cli.internal.text.Table.Column;

/**
 * A list of what comes by the clock. Scripts know its columns, so when each comes next is for people.
 *
 * @param <T> what it is
 * @param columns but for that
 * @param cells of one with its number
 */
record ComingList<T>(List<Column> columns, BiFunction<Integer, T, List<String>> cells) {

    void print(Call call, Map<Integer, T> all, Map<Integer, Instant> next) {
        boolean people = !call.parsed().layout().delimited();
        List<Column> shown = new ArrayList<>(columns);
        if (people) {
            shown.add(Column.text("NEXT"));
        }
        try (Table table = new Table(call.output(), call.parsed().layout(), shown)) {
            all.forEach((number, one) -> {
                List<String> row = new ArrayList<>(cells.apply(number, one));
                if (people) {
                    row.add(call.time(Optional.ofNullable(next.get(number))));
                }
                table.row(row.toArray(String[]::new));
            });
        }
    }
}
