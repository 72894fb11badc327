package org.backupmanager.engine.internal.verify;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

import org.backupmanager.content.CabinetId;
import org.backupmanager.engine.internal.home.Home;
import org.backupmanager.model.ItemPath;
import org.backupmanager.model.SessionId;
import org.backupmanager.recovery.StorageHealth.Loss;
import org.backupmanager.recovery.StorageHealth.Stretch;
import org.backupmanager.session.BackupException;

/**
 * Which items cannot be restored, and because of which cabinet, as the home remembers it. A line: id of the cabinet or
 * {@code -}, id of the data source, sessions ({@code 3-5,9-9}), bytes of the path.
 */
public final class LossBook {

    private static final HexFormat HEX = HexFormat.of();
    private static final String NONE = "-";
    private static final String STRETCH = "[0-9]{1,18}-[0-9]{1,18}";
    private static final Pattern LINE = Pattern.compile(
            "(-|[0-9a-f]{64}) \\S+ " + STRETCH + "(," + STRETCH + ")* ([0-9a-f]{2})*");

    private LossBook() {
    }

    /** What is lost, by the cabinet that held it; of no known cabinet under the empty key. */
    public static Map<Optional<CabinetId>, List<Loss>> read(Home home) throws BackupException {
        Map<Optional<CabinetId>, List<Loss>> losses = new LinkedHashMap<>();
        for (String line : home.readText(Home.LOSSES).orElse("").lines().toList()) {
            if (LINE.matcher(line).matches()) {
                String[] words = line.split(" ", 4);
                Optional<CabinetId> cabinet = words[0].equals(NONE) ? Optional.empty()
                        : Optional.of(new CabinetId(words[0]));
                losses.computeIfAbsent(cabinet, _ -> new ArrayList<>())
                        .add(new Loss(words[1], ItemPath.of(HEX.parseHex(words[3])), stretches(words[2])));
            }
        }
        return losses;
    }

    private static List<Stretch> stretches(String words) {
        var stretches = new ArrayList<Stretch>();
        for (String word : words.split(",")) {
            String[] ends = word.split("-");
            stretches.add(new Stretch(new SessionId(Long.parseLong(ends[0])), new SessionId(Long.parseLong(ends[1]))));
        }
        return stretches;
    }

    /** From now on this is lost, and nothing else. */
    static void write(Home home, Map<Optional<CabinetId>, List<Loss>> losses) throws BackupException {
        if (losses.isEmpty()) {
            home.delete(Home.LOSSES);
            return;
        }
        var text = new StringBuilder();
        losses.forEach((cabinet, items) -> items.forEach(loss -> text
                .append(cabinet.map(CabinetId::hex).orElse(NONE)).append(' ').append(loss.source()).append(' ')
                .append(String.join(",", loss.sessions().stream()
                        .map(one -> one.first().number() + "-" + one.last().number()).toList()))
                .append(' ').append(HEX.formatHex(loss.path().bytes())).append('\n')));
        home.writeText(Home.LOSSES, text.toString());
    }
}
