package org.backupmanager.engine.internal.plan;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.backupmanager.model.ItemPath;
import org.backupmanager.plan.ContinuousRestore;

/** Continuous restores in the file {@code continuous-restores}. */
final class ContinuousForm implements Book.Form<ContinuousRestore> {

    @Override
    public String file() {
        return "continuous-restores";
    }

    @Override
    public void write(Section section, ContinuousRestore restore) {
        section.set("Name", restore.name());
        section.set("Active", restore.active());
        section.set("DataSource", restore.source());
        section.set("Place", restore.place().toString());
        section.set("PollMinutes", restore.pollMinutes());
        write(section, "Selection", restore.selection());
        write(section, "Exclude", restore.excludes());
    }

    private static void write(Section section, String key, List<ItemPath> paths) {
        for (int i = 0; i < paths.size(); i++) {
            section.set(key + (i + 1), paths.get(i).toString());
        }
    }

    @Override
    public ContinuousRestore read(Section section) {
        return new ContinuousRestore(section.get("Name"), section.flag("Active"), section.get("DataSource"),
                paths(section, "Selection"), paths(section, "Exclude"), section.get("Place", Path::of),
                section.number("PollMinutes"));
    }

    private static List<ItemPath> paths(Section section, String key) {
        List<ItemPath> paths = new ArrayList<>();
        for (int i = 1; section.find(key + i).isPresent(); i++) {
            paths.add(section.get(key + i, ItemPath::parse));
        }
        return paths;
    }
}
