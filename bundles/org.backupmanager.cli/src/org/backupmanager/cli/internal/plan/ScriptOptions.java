package org.backupmanager.cli.internal.plan;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

import org.backupmanager.cli.internal.grammar.Call;
import org.backupmanager.cli.internal.grammar.Option;
import org.backupmanager.cli.internal.grammar.Option.Kind;
import org.backupmanager.cli.internal.grammar.UsageException;
import org.backupmanager.cli.internal.text.Messages;
import org.backupmanager.plan.Script;
import org.backupmanager.session.Device;

/** A script as options give it. */
final class ScriptOptions {

    static final Option CONTENT = Option.value("-content-file", Kind.FILE);
    static final Option USER = Option.value("-user", Kind.NAME);
    static final Option PASSWORD = Option.value("-password", Kind.TEXT).secret();
    static final Option FAIL = Option.oneOf("-fail-session-on-error", "0", "1");
    static final Option TIMEOUT = Option.value("-timeout", Kind.NUMBER);
    /** What a script is where nothing else is said. */
    static final Script USUAL = new Script("", "", Duration.ofHours(1), false);
    private static final long LONGEST = 1 << 20;

    private ScriptOptions() {
    }

    /** This script with what is given. */
    static Script read(Given given, Script before, Device device) throws UsageException {
        checkUser(given.call(), device);
        Optional<String> file = given.call().arguments().find(CONTENT.name());
        return new Script(given.text("-name", before.name()),
                file.isPresent() ? content(given.call().request().path(file.get())) : before.content(),
                Duration.ofSeconds(given.number(TIMEOUT.name(), (int) before.timeout().toSeconds())),
                given.flag(FAIL.name(), before.stops()));
    }

    /** A script does not get another user's rights, so nobody's password is needed. */
    private static void checkUser(Call call, Device device) throws UsageException {
        String own = device.plans().scripts().user();
        Optional<String> user = call.arguments().find(USER.name());
        if (user.isPresent() && !user.get().equals(own)) {
            throw new UsageException("script.user", user.get(), own);
        }
        if (call.arguments().has(PASSWORD.name())) {
            call.tell(Messages.text("script.password"));
        }
    }

    private static String content(Path file) throws UsageException {
        try {
            if (Files.size(file) > LONGEST) {
                throw new UsageException("script.long", file, LONGEST);
            }
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(Files.readAllBytes(file))).toString();
        } catch (CharacterCodingException noText) {
            throw new UsageException("script.coding", file);
        } catch (IOException failed) {
            throw new UsageException("script.unreadable", file, String.valueOf(failed.getMessage()));
        }
    }
}
