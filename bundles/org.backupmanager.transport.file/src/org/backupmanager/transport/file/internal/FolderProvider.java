package org.backupmanager.transport.file.internal;

import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

import org.backupmanager.model.Code;
import org.backupmanager.session.BackupException;
import org.backupmanager.storage.StorageProvider;
import org.backupmanager.storage.StorageTransport;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Offers folders as storage: plain paths and {@code file:} addresses. */
@Component(service = StorageProvider.class)
public final class FolderProvider implements StorageProvider {

    private static final String SCHEME = "file:";
    /** Two letters at least: {@code C:} is a drive. */
    private static final Pattern ANY_SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+-]+:.*", Pattern.DOTALL);

    private final InstantSource clock;

    @Activate
    public FolderProvider() {
        this(InstantSource.system());
    }

    FolderProvider(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public List<String> schemes() {
        return List.of(SCHEME);
    }

    @Override
    public boolean accepts(String address) {
        return isUrl(address) || !address.isBlank() && !ANY_SCHEME.matcher(address).matches();
    }

    @Override
    public StorageTransport open(String address) throws BackupException {
        try {
            var folder = StorageFolder.open(path(address).toAbsolutePath().normalize());
            var temporaries = new TemporaryFiles(folder, new SecureRandom());
            temporaries.sweep(clock.instant());
            return new FolderTransport(folder, temporaries);
        } catch (InvalidPathException e) {
            throw new BackupException(Code.STORAGE_MISSING, address, "this is no path here").because(e);
        }
    }

    @Override
    public String absolute(String address) {
        try {
            return path(address).toAbsolutePath().normalize().toString();
        } catch (InvalidPathException e) {
            return address; // open says what is wrong with it
        }
    }

    private static boolean isUrl(String address) {
        return address.toLowerCase(Locale.ROOT).startsWith(SCHEME);
    }

    private static Path path(String address) {
        if (!isUrl(address)) {
            return Path.of(address);
        }
        try {
            return Path.of(URI.create(address));
        } catch (IllegalArgumentException e) {
            // "file:backup" and "file:///my folder" are no URLs in the strict sense, but what people type
            return Path.of(address.substring(SCHEME.length()).replaceFirst("^///", "/"));
        }
    }
}
