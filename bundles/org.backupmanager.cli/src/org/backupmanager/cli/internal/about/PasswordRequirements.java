package org.backupmanager.cli.internal.about;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

import org.backupmanager.cli.internal.grammar.Call;
import org.backupmanager.cli.internal.grammar.LocalCommand;
import org.backupmanager.cli.internal.grammar.Option;
import org.backupmanager.cli.internal.grammar.Option.Kind;
import org.backupmanager.cli.internal.grammar.Synopsis;
import org.backupmanager.cli.internal.grammar.UsageException;
import org.backupmanager.cli.internal.text.Messages;
import org.backupmanager.model.Code;

/** Says what a passphrase has to be, or whether one is that. */
public final class PasswordRequirements implements LocalCommand {

    private static final Option PASSWORD = Option.value("-password", Kind.TEXT).needed();
    private static final int LONGEST = 4096;

    private final boolean check;

    private PasswordRequirements(boolean check) {
        this.check = check;
    }

    /** Says what it has to be. */
    public static PasswordRequirements get() {
        return new PasswordRequirements(false);
    }

    /** Says whether one is that; with what is no passphrase yet, since others can see arguments. */
    public static PasswordRequirements check() {
        return new PasswordRequirements(true);
    }

    @Override
    public Synopsis synopsis() {
        return check ? Synopsis.of("password.requirements.check", PASSWORD) : Synopsis.of("password.requirements.get");
    }

    @Override
    public int run(Call call) throws UsageException {
        Optional<String> given = call.arguments().find(PASSWORD.name());
        if (given.isEmpty()) {
            call.output().line(Messages.text("password.requirements", Integer.toString(LONGEST)));
            return 0;
        }
        int length = given.get().getBytes(StandardCharsets.UTF_8).length;
        boolean fits = length > 0 && length <= LONGEST && given.get().chars().noneMatch(Character::isISOControl);
        call.output().line(Messages.text(fits ? "password.fits" : "password.fails", Integer.toString(LONGEST)));
        return fits ? 0 : Code.WRONG_PASSPHRASE.exitCode();
    }
}
