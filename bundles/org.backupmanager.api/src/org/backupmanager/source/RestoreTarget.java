package org.backupmanager.source;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Puts items back. The engine calls, for items parents first: {@link #folder} for each folder; then {@link #create} or
 * {@link #special} for all others, in
 * any order and by many threads; at last {@link #finish} for each folder, children before parents.
 * Each call fails for its own item only, with an {@link IOException} whose message is for a person; a full disk is
 * {@link NoRoomException}.
 */
@ConsumerType
public interface RestoreTarget extends AutoCloseable {

    /** Makes a folder that can be written into; its own attributes come with {@link #finish}. */
    void folder(Item folder) throws IOException;

    /** Whether the item has to be written: false where something exists and shall be kept. */
    boolean wants(Item item) throws IOException;

    /** Whether what stands under the item's name now was changed later than the item; false where nothing does. */
    default boolean isNewer(Item item) throws IOException {
        return false;
    }

    /**
     * The file that stands under the item's name now, so that it need not be written again if its content is right;
     * closed by the caller. Empty where there is none, or it may not be kept as it is (it is another name of something
     * else), or cannot be read.
     */
    default Optional<Present> present(Item item) throws IOException {
        return Optional.empty();
    }

    /** Begins a file. Nothing of it is seen under its final name before {@link Sink#complete}. */
    Sink create(Item item) throws IOException;

    /** Makes what has no content: symbolic link, FIFO, socket, device. */
    void special(Item item) throws IOException;

    /** Makes another name for a file that was completed before (hard link). */
    void link(Item item, Item existing) throws IOException;

    /**
     * Removes what stands under the item's name, if it still is what a restore of the item put there: of its kind, for
     * a file with its size and time of change, for a folder with nothing in it.
     *
     * @return whether nothing stands there any more
     */
    default boolean remove(Item item) throws IOException {
        return false;
    }

    /** Gives a folder its attributes, after all that is in it. */
    void finish(Item folder) throws IOException;

    @Override
    void close();

    /**
     * A file in the making. Parts may come in any order and by many threads; what is never written is a hole of zeros.
     */
    interface Sink extends AutoCloseable {

        /** Writes all bytes of the buffer at that place. */
        void write(long offset, ByteBuffer bytes) throws IOException;

        /**
         * The file has this length and is whole: gives it its attributes and its final name.
         *
         * @param length bytes of content
         */
        void complete(long length) throws IOException;

        /** Removes what was begun unless it was completed. */
        @Override
        void close() throws IOException;
    }

    /** A file that is there already. Used by one thread. */
    interface Present extends AutoCloseable {

        /** Whether its size or time of change is not that of the item. */
        boolean isOutdated();

        /** Bytes of content. */
        long size();

        /** Reads some bytes from there; 0 or less at the end. */
        int read(long offset, ByteBuffer into) throws IOException;

        /** Whether it has the attributes of the item, as far as it can have them. */
        boolean isSettled();

        /** Gives it the attributes of the item; its content stays. */
        void settle() throws IOException;

        @Override
        void close();
    }

    /** An attribute could not be restored, but the item is there. */
    final class AttributeLostException extends IOException {
        private static final long serialVersionUID = 1L;
        private final String attribute;

        public AttributeLostException(String attribute, String cause) {
            super(cause);
            this.attribute = attribute;
        }

        /** Which one, for a person. */
        public String attribute() {
            return attribute;
        }
    }

    /** There is no room for more. */
    final class NoRoomException extends IOException {
        private static final long serialVersionUID = 1L;

        public NoRoomException(String message) {
            super(message);
        }
    }
}
