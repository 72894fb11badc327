package org.backupmanager.cli.internal.text;

import java.util.ArrayList;
import java.util.List;

/**
 * Rows under headers: separated by a delimiter for scripts, aligned for people. For people the first rows decide how
 * wide a column is, so that a table of a
 * million rows is not kept.
 */
public final class Table implements AutoCloseable {

    private static final int ROWS_TO_MEASURE = 500;

    private final Output output;
    private final Layout layout;
    private final List<Column> columns;
    private final List<String[]> waiting = new ArrayList<>();
    private final int[] widths;
    private boolean measured;

    public Table(Output output, Layout layout, List<Column> columns) {
        this.output = output;
        this.layout = layout;
        this.columns = List.copyOf(columns);
        this.widths = new int[columns.size()];
        this.measured = layout.delimited();
        String[] headers = new String[columns.size()];
        for (int i = 0; i < headers.length; i++) {
            headers[i] = this.columns.get(i).header();
        }
        if (layout.header()) {
            row(headers);
        }
    }

    /** One more row, as many cells as columns. */
    public void row(String... cells) {
        for (int i = 0; i < cells.length; i++) {
            cells[i] = Output.printable(cells[i]);
        }
        if (measured) {
            print(cells);
            return;
        }
        waiting.add(cells);
        if (waiting.size() > ROWS_TO_MEASURE) {
            printWaiting();
        }
    }

    /** Prints what still waits. */
    @Override
    public void close() {
        printWaiting();
    }

    private void printWaiting() {
        measured = true;
        for (String[] cells : waiting) {
            for (int i = 0; i < cells.length; i++) {
                widths[i] = Math.max(widths[i], cells[i].codePointCount(0, cells[i].length()));
            }
        }
        waiting.forEach(this::print);
        waiting.clear();
    }

    private void print(String[] cells) {
        var line = new StringBuilder(80);
        for (int i = 0; i < cells.length; i++) {
            if (layout.delimited()) {
                line.append(i == 0 ? "" : layout.delimiter()).append(cells[i]);
            } else {
                align(line.append(i == 0 ? "" : "  "), cells[i], i);
            }
        }
        output.line(line.toString());
    }

    private void align(StringBuilder line, String cell, int i) {
        int gap = Math.max(0, widths[i] - cell.codePointCount(0, cell.length()));
        if (columns.get(i).number()) {
            line.repeat(' ', gap).append(cell);
        } else if (i == columns.size() - 1) {
            line.append(cell);
        } else {
            line.append(cell).repeat(' ', gap);
        }
    }

    /**
     * A column.
     *
     * @param header its name, the same in every language
     * @param number whether people want it to the right
     */
    public record Column(String header, boolean number) {

        public static Column text(String header) {
            return new Column(header, false);
        }

        public static Column number(String header) {
            return new Column(header, true);
        }
    }

    /**
     * For whom.
     *
     * @param delimited for scripts, separated by the delimiter; else aligned
     * @param delimiter between the cells of a row
     * @param header whether the names of the columns come first
     */
    public record Layout(boolean delimited, String delimiter, boolean header) {
    }
}
