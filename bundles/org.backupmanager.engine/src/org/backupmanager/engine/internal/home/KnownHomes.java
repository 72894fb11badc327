package org.backupmanager.engine.internal.home;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

import org.backupmanager.engine.internal.Messages;
import org.backupmanager.session.BackupException;

/**
 * Homes of this person that have, or had, an {@code HttpServerPort}, in a file for all of them. What counts is the
 * setting in each home: the file only says where to look.
 *
 * @param file a path on each line
 */
public record KnownHomes(Path file) {

    private static final System.Logger LOG = System.getLogger(KnownHomes.class.getName());

    /** Those of this platform. */
    public static KnownHomes of(PlatformHome platform) {
        return new KnownHomes(platform.list());
    }

    /** Remembers a home, if it has a port. */
    public void note(Home home, Choices choices) {
        String line = home.folder().toAbsolutePath().normalize().toString();
        if (choices.number(Setting.HTTP_SERVER_PORT) == 0 || line.indexOf('\n') >= 0) {
            return;
        }
        try {
            if (!lines().contains(line)) {
                Files.createDirectories(file.getParent());
                Files.writeString(file, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            }
        } catch (IOException failed) {
            LOG.log(System.Logger.Level.WARNING, Messages.text("homes.list", file, String.valueOf(failed.getMessage())),
                    failed);
        }
    }

    /** Homes whose port that is now. */
    public List<Path> at(int port) {
        try {
            return lines().stream().map(KnownHomes::path).filter(home -> port(home) == port && port != 0).toList();
        } catch (IOException unreadable) {
            LOG.log(System.Logger.Level.WARNING, unreadable.getMessage(), unreadable);
            return List.of();
        }
    }

    private List<String> lines() throws IOException {
        try {
            return Files.readAllLines(file);
        } catch (NoSuchFileException noneYet) {
            return List.of();
        }
    }

    private static Path path(String line) {
        try {
            return Path.of(line);
        } catch (InvalidPathException nonsense) {
            return Path.of("");
        }
    }

    /** 0 for a home that is gone, or makes no sense; whoever opens it is told why. */
    private static int port(Path home) {
        try {
            return Setting.HTTP_SERVER_PORT.number(ConfigFile.parse(Files.readString(home.resolve(Home.CONFIG))));
        } catch (IOException | IllegalArgumentException | BackupException notNow) {
            LOG.log(System.Logger.Level.DEBUG, notNow.getMessage(), notNow);
            return 0;
        }
    }
}
