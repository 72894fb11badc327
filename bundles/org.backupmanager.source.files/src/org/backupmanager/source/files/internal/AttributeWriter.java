package org.backupmanager.source.files.internal;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.backupmanager.model.Bytes;
import org.backupmanager.model.ItemAttributes;
import org.backupmanager.model.ItemKind;
import org.backupmanager.source.RestoreTarget.AttributeLostException;
import org.backupmanager.source.kit.Errno;
import org.backupmanager.source.kit.Kernel;

/**
 * Gives an open file the attributes of an item, in the order that works: owner first, since changing it clears setuid
 * and capabilities; access lists after the
 * permissions that are part of them; times last.
 * <p>
 * Only root may give files to others. A restore by somebody else gives all files to that user, which is no trouble
 * worth a message for each file; but setuid
 * and setgid would then mean another user than they did, so they are left off and told.
 */
final class AttributeWriter {

    private static final String ACL = "system.posix_acl_";
    private static final int SET_ID = 06000;
    /** Times from 1970 to 2038 fit every file system. */
    private static final long SAFE_SECONDS = Integer.MAX_VALUE;

    private final boolean root;
    private final int user;

    AttributeWriter(Kernel kernel) {
        user = kernel.user();
        root = user == 0;
    }

    /**
     * Gives the attributes to what {@code file} stands for.
     *
     * @param clean whether it may have got attributes that the item has not
     * @return what was lost
     */
    List<AttributeLostException> write(Kernel kernel, int file, ItemAttributes attributes, boolean clean) {
        List<AttributeLostException> lost = new ArrayList<>(0);
        int mode = attributes.access().mode();
        if (!owner(kernel, file, attributes, lost) && (mode & SET_ID) != 0 && attributes.kind() == ItemKind.FILE) {
            mode &= ~SET_ID;
            lost.add(lost("attribute.setuid", -Errno.EPERM));
        }
        if (clean) {
            clean(kernel, file, attributes);
        }
        boolean extended = !attributes.extended().isEmpty();
        if (extended) {
            extended(kernel, file, attributes, false, lost);
        }
        if (attributes.kind() != ItemKind.SYMLINK) {
            tell("attribute.permissions", kernel.chmod(file, mode), lost);
        }
        if (extended) {
            extended(kernel, file, attributes, true, lost);
        }
        time(kernel, file, attributes.modified(), lost);
        return lost;
    }

    /** All that was lost, as one. */
    static void raise(List<AttributeLostException> lost) throws AttributeLostException {
        if (!lost.isEmpty()) {
            throw lost.stream().reduce((one, other) -> new AttributeLostException(
                    Messages.text("and", one.attribute(), other.attribute()),
                    one.getMessage().equals(other.getMessage()) ? one.getMessage()
                            : Messages.text("and", one.getMessage(), other.getMessage()))).orElseThrow();
        }
    }

    /** Whether the file belongs to whom it did. */
    private boolean owner(Kernel kernel, int file, ItemAttributes attributes, List<AttributeLostException> lost) {
        ItemAttributes.Access access = attributes.access();
        if (root) {
            int result = kernel.chown(file, access.user(), access.group());
            tell("attribute.owner", result, lost);
            return result == 0;
        }
        boolean groupKept = kernel.chown(file, -1, access.group()) == 0;
        return access.user() == user && groupKept;
    }

    /** Access lists that it inherited, and attributes of what was there before. Labels that the system gives stay. */
    private static void clean(Kernel kernel, int file, ItemAttributes attributes) {
        int length = kernel.extended().list(file, new byte[0]);
        if (length <= 0) {
            return;
        }
        for (String name : new String(kernel.value(length), StandardCharsets.ISO_8859_1).split("\0")) {
            boolean ours = name.startsWith(ACL) || name.startsWith("user.");
            if (ours && !attributes.extended().containsKey(name)) {
                kernel.extended().remove(file, name.getBytes(StandardCharsets.ISO_8859_1));
            }
        }
    }

    private static void extended(Kernel kernel, int file, ItemAttributes attributes, boolean acl,
            List<AttributeLostException> lost) {
        for (Map.Entry<String, Bytes> attribute : attributes.extended().entrySet()) {
            if (attribute.getKey().startsWith(ACL) == acl) {
                byte[] name = attribute.getKey().getBytes(StandardCharsets.ISO_8859_1);
                byte[] value = attribute.getValue().toArray();
                int result = kernel.extended().set(file, name, value);
                if (result < 0 && !has(kernel, file, name, value)) {
                    lost.add(new AttributeLostException(attribute.getKey(), Messages.error(-result)));
                }
            }
        }
    }

    private static boolean has(Kernel kernel, int file, byte[] name, byte[] value) {
        int length = kernel.extended().get(file, new byte[0], name);
        return length == value.length && Arrays.equals(kernel.value(length), value);
    }

    /** File systems cut times that they cannot hold without a word, so rare ones are looked at again. */
    private static void time(Kernel kernel, int file, Instant modified, List<AttributeLostException> lost) {
        int result = kernel.touch(file, modified);
        tell("attribute.time", result, lost);
        boolean rare = modified.getEpochSecond() < 0 || modified.getEpochSecond() > SAFE_SECONDS;
        if (rare && result == 0 && kernel.stat(file) == 0 && !kernel.found().isModified(modified)) {
            lost.add(new AttributeLostException(Messages.text("attribute.time"), Messages.text("timeLost")));
        }
    }

    private static void tell(String attribute, int result, List<AttributeLostException> lost) {
        if (result < 0) {
            lost.add(lost(attribute, result));
        }
    }

    private static AttributeLostException lost(String attribute, int result) {
        return new AttributeLostException(Messages.text(attribute), Messages.error(-result));
    }
}
