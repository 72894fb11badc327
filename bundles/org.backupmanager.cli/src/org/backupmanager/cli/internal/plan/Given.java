package org.backupmanager.cli.internal.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import org.backupmanager.cli.internal.grammar.Arguments;
import org.backupmanager.cli.internal.grammar.Call;
import org.backupmanager.cli.internal.grammar.Option;
import org.backupmanager.cli.internal.grammar.Option.Kind;
import org.backupmanager.cli.internal.grammar.UsageException;
import org.backupmanager.model.SessionId;
import org.backupmanager.plan.PlanWords;
import org.backupmanager.session.BackupException;
import org.backupmanager.session.Device;

/**
 * What a call gives for a plan; what it does not give stays as it is.
 *
 * @param call of the command
 */
record Given(Call call) {

    static final Option ID = Option.value("-id", Kind.NUMBER).needed();
    static final Option NAME = Option.value("-name", Kind.TEXT);
    static final Option ACTIVE = Option.oneOf("-active", "0", "1");
    static final Option TIME = Option.value("-time", Kind.CLOCK);
    static final Option SOURCES = Option.value("-datasources", Kind.LIST);

    private Arguments arguments() {
        return call.arguments();
    }

    String text(String option, String otherwise) {
        return arguments().find(option).orElse(otherwise);
    }

    boolean flag(String option, boolean otherwise) {
        return arguments().find(option).map("1"::equals).orElse(otherwise);
    }

    int number(String option, int otherwise) {
        return arguments().find(option).map(Integer::parseInt).orElse(otherwise);
    }

    int id() {
        return arguments().number("-id");
    }

    SessionId session() throws UsageException {
        int number = arguments().number("-session");
        if (number < 1) {
            throw new UsageException("plan.value", "-session", Integer.toString(number));
        }
        return new SessionId(number);
    }

    /** A value read by a function that refuses what does not fit with the word that does not. */
    <T> T value(String option, Function<String, T> read, T otherwise) throws UsageException {
        Optional<String> given = arguments().find(option);
        if (given.isEmpty()) {
            return otherwise;
        }
        try {
            return read.apply(given.get());
        } catch (IllegalArgumentException doesNotFit) {
            throw new UsageException("plan.value", option, given.get());
        }
    }

    /** Data sources under their own names. */
    List<String> sources(Device device, List<String> otherwise) throws UsageException, BackupException {
        List<String> ids = new ArrayList<>();
        for (String id : value("-datasources", PlanWords::sources, otherwise)) {
            ids.add(device.source(id).id());
        }
        return ids;
    }
}
