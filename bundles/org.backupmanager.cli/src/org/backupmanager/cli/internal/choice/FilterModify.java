package org.backupmanager.cli.internal.choice;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.backupmanager.cli.internal.grammar.Call;
import org.backupmanager.cli.internal.grammar.DeviceCommand;
import org.backupmanager.cli.internal.grammar.Option;
import org.backupmanager.cli.internal.grammar.Option.Kind;
import org.backupmanager.cli.internal.grammar.Synopsis;
import org.backupmanager.cli.internal.grammar.UsageException;
import org.backupmanager.cli.internal.text.Messages;
import org.backupmanager.model.Mask;
import org.backupmanager.session.BackupException;
import org.backupmanager.session.Device;

/**
 * Adds and removes exclusion masks: what is there is not added twice, what is not there is not missed, and a mask in
 * both lists is added.
 */
public final class FilterModify implements DeviceCommand {

    @Override
    public Synopsis synopsis() {
        return Synopsis.of("control.filter.modify", Option.value("-add", Kind.MASK).many(),
                Option.value("-remove", Kind.MASK).many());
    }

    @Override
    public int run(Call call, Device device) throws BackupException, UsageException {
        List<String> add = call.arguments().all("-add");
        List<String> remove = call.arguments().all("-remove");
        if (add.isEmpty() && remove.isEmpty()) {
            throw new UsageException("filter.nothing");
        }
        Map<String, Mask> masks = new LinkedHashMap<>();
        device.filters().forEach(mask -> masks.put(mask.toString(), mask));
        for (String text : remove) {
            masks.remove(text.strip());
        }
        for (String text : add) {
            if (text.isBlank()) {
                throw new UsageException("filter.blank");
            }
            masks.putIfAbsent(text.strip(), Mask.of(text));
        }
        device.filter(List.copyOf(masks.values()));
        call.tell(Messages.text("filter.now", Integer.toString(masks.size())));
        return 0;
    }
}
