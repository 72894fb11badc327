package org.backupmanager.engine.internal.device;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.backupmanager.engine.internal.Messages;
import org.backupmanager.engine.internal.hints.MaskUse;
import org.backupmanager.engine.internal.home.Choices;
import org.backupmanager.engine.internal.home.Home;
import org.backupmanager.model.Code;
import org.backupmanager.model.ItemPath;
import org.backupmanager.model.Mask;
import org.backupmanager.model.Selection;
import org.backupmanager.session.BackupException;
import org.backupmanager.source.DataSource;

/**
 * What a person may have chosen by mistake.
 *
 * @param choices of the device
 * @param notes folder in which sources' scans are remembered, each in a folder of its name
 */
record Advice(Choices choices, Path notes) {

    List<String> of(List<DataSource> sources) throws BackupException {
        List<String> said = new ArrayList<>();
        Set<String> idle = new HashSet<>();
        Set<String> used = new HashSet<>();
        for (DataSource source : sources) {
            Selection selection = choices.effective(source.id());
            for (ItemPath path : selection.includes().keySet()) {
                maskAround(selection, path).ifPresent(mask -> said.add(Messages.text("advice.chosen",
                        source.show(path), mask)));
            }
            if (!selection.isEmpty()) {
                read(notes.resolve(source.id()), idle, used);
            }
        }
        for (Mask mask : choices.filters()) {
            if (idle.contains(mask.toString()) && !used.contains(mask.toString())) {
                said.add(Messages.text("advice.idle", mask));
            }
        }
        return said;
    }

    /** The mask that leaves a path out, itself or a folder on the way to it. */
    private static Optional<Mask> maskAround(Selection selection, ItemPath path) {
        for (ItemPath one = path; !one.isRoot(); one = one.parent()) {
            Optional<Mask> mask = selection.maskOf(one);
            if (mask.isPresent()) {
                return mask;
            }
        }
        return Optional.empty();
    }

    private static void read(Path folder, Set<String> idle, Set<String> used) throws BackupException {
        try {
            MaskUse.of(folder).forEach((mask, count) -> (count == 0 ? idle : used).add(mask));
        } catch (IOException failed) {
            throw new BackupException(Code.HOME_FAILED, folder, Home.words(failed)).because(failed);
        }
    }
}
