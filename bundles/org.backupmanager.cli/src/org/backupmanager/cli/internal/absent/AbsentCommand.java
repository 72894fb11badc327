package org.backupmanager.cli.internal.absent;

import java.util.ArrayList;
import java.util.List;

import org.backupmanager.cli.internal.grammar.Call;
import org.backupmanager.cli.internal.grammar.LocalCommand;
import org.backupmanager.cli.internal.grammar.Option;
import org.backupmanager.cli.internal.grammar.Option.Kind;
import org.backupmanager.cli.internal.grammar.Synopsis;
import org.backupmanager.cli.internal.text.Messages;
import org.backupmanager.cli.internal.text.Table.Column;
import org.backupmanager.model.Code;
import org.backupmanager.session.BackupException;

/**
 * A verb about entries of a data source that this version does not have. A script that looks whether there are any
 * goes on; one that wants to add some is told why it cannot.
 */
public final class AbsentCommand implements LocalCommand {

    private static final Option NAME = Option.value("-name", Kind.TEXT);
    private static final Option USER = Option.value("-user", Kind.NAME);
    private static final Option PASSWORD = Option.value("-password", Kind.TEXT);
    private static final Option PATH = Option.value("-path", Kind.TEXT);
    private static final Option DOMAIN = Option.value("-domain", Kind.NAME);
    private static final Option PORT = Option.value("-server-port", Kind.NUMBER);
    private static final Option FOLDER = Option.value("-local-backup-dir", Kind.FOLDER);

    private final Synopsis synopsis;
    private final String source;

    private AbsentCommand(Synopsis synopsis, String source) {
        this.synopsis = synopsis;
        this.source = source;
    }

    /** The verbs of all such data sources. */
    public static List<AbsentCommand> all() {
        var all = new ArrayList<AbsentCommand>();
        all.addAll(entries("control.networkshare", "NetworkShares", List.of("PATH", "DOMAIN", "USER", "PASSWD"),
                List.of(PATH.needed(), DOMAIN.needed(), USER.needed(), PASSWORD),
                List.of(PATH.needed(), Option.value("-new-path", Kind.TEXT), DOMAIN, USER, PASSWORD), PATH));
        all.addAll(entries("control.mysqldb", "MySql", List.of("NAME", "PORT", "USER", "PASSWD"),
                List.of(NAME.needed(), PORT.needed(), USER.needed(), PASSWORD.needed()),
                List.of(PORT.needed(), Option.value("-new-port", Kind.NUMBER), NAME, USER, PASSWORD), PORT));
        all.addAll(entries("control.oracledb", "Oracle", List.of("NAME", "USER", "PASSWD", "LOCDIR"),
                List.of(NAME.needed(), USER.needed(), PASSWORD.needed(), FOLDER.needed()),
                List.of(NAME.needed(), Option.value("-rename", Kind.TEXT), USER, PASSWORD, FOLDER), NAME));
        return all;
    }

    private static List<AbsentCommand> entries(String verb, String source, List<String> columns, List<Option> add,
            List<Option> modify, Option key) {
        Synopsis list = Synopsis.of(verb + ".list").printing(columns.stream().map(Column::text).toArray(Column[]::new));
        return List.of(new AbsentCommand(list, source),
                new AbsentCommand(Synopsis.of(verb + ".add", add.toArray(Option[]::new)), source),
                new AbsentCommand(Synopsis.of(verb + ".modify", modify.toArray(Option[]::new)), source),
                new AbsentCommand(Synopsis.of(verb + ".remove", key.needed()), source));
    }

    @Override
    public Synopsis synopsis() {
        return synopsis;
    }

    @Override
    public int run(Call call) throws BackupException {
        if (synopsis.columns().isEmpty()) {
            throw new BackupException(Code.SOURCE_UNAVAILABLE, source, Messages.text("absent.source"));
        }
        call.table().close();
        call.tell(Messages.text("absent.none", source));
        return 0;
    }
}
