package org.backupmanager.cli.internal.grammar;

import java.time.Instant;
import java.util.Optional;

import org.backupmanager.cli.internal.text.Figures;
import org.backupmanager.cli.internal.text.Output;
import org.backupmanager.cli.internal.text.Table;
import org.backupmanager.cli.internal.text.Times;

/**
 * One call of a command.
 *
 * @param request where it comes from
 * @param parsed what it means
 * @param output where it writes
 * @param holding what can be asked of the process that runs it
 */
public record Call(Request request, Parsed parsed, Output output, Holding holding) {

    public Arguments arguments() {
        return parsed.arguments();
    }

    /** A table of the command's own columns. */
    public Table table() {
        return new Table(output, parsed.layout(), parsed.command().synopsis().columns());
    }

    /** A time in the caller's zone. */
    public String time(Instant moment) {
        return Times.show(moment, request.zone());
    }

    /** A time, or a dash where there is none. */
    public String time(Optional<Instant> moment) {
        return moment.map(this::time).orElse("-");
    }

    /** Bytes: exact for scripts, short for people. */
    public String size(long bytes) {
        return parsed.layout().delimited() ? Long.toString(bytes) : Figures.size(bytes);
    }

    /** A count: bare for scripts, with separators for people. */
    public String count(long n) {
        return parsed.layout().delimited() ? Long.toString(n) : Figures.count(n);
    }

    /** A line that a script has no use for. */
    public void tell(String text) {
        if (!parsed.layout().delimited() && parsed.layout().header()) {
            output.lineNow(text);
        }
    }
}
