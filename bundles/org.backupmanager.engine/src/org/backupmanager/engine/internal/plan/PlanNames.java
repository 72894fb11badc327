package org.backupmanager.engine.internal.plan;

import java.util.ArrayList;
import java.util.List;

import org.backupmanager.engine.internal.Messages;
import org.backupmanager.model.Code;
import org.backupmanager.session.BackupException;

/** The names in a plan, checked before it is kept. */
final class PlanNames {

    private static final int LONGEST = 200;

    private PlanNames() {
    }

    /** A name for a person: not blank, one line. */
    static String name(String given) throws BackupException {
        String name = given.strip();
        if (name.isEmpty() || name.length() > LONGEST || name.chars().anyMatch(Character::isISOControl)) {
            throw new BackupException(Code.BAD_ARGUMENT, given, Messages.text("plan.name", LONGEST));
        }
        return name;
    }

    /** Data sources under the names that they give themselves, each once. */
    static List<String> sources(List<String> given, Known known) throws BackupException {
        List<String> ids = new ArrayList<>();
        for (String id : given) {
            String own = known.id(id);
            if (!ids.contains(own)) {
                ids.add(own);
            }
        }
        return ids;
    }

    /** Knows the data sources that are installed. */
    @FunctionalInterface
    interface Known {

        /** The id as the source has it; {@code SOURCE_UNAVAILABLE} where there is none. */
        String id(String given) throws BackupException;
    }
}
