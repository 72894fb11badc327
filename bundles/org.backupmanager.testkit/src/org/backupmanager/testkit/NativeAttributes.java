package org.backupmanager.testkit;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Extended attributes of all kinds on Linux, for tests: calls the C library in its own way, so that it does not share
 * mistakes with what is tested.
 */
final class NativeAttributes {

    private static final int MOST = 1 << 16;

    private final MethodHandle list = handle("llistxattr", 3);
    private final MethodHandle get = handle("lgetxattr", 4);
    private final MethodHandle set = handle("lsetxattr", 5);

    private static MethodHandle handle(String name, int arguments) {
        ValueLayout.OfLong word = ValueLayout.JAVA_LONG;
        ValueLayout[] types = new ValueLayout[arguments];
        Arrays.fill(types, word);
        return Linker.nativeLinker().downcallHandle(Linker.nativeLinker().defaultLookup().findOrThrow(name),
                FunctionDescriptor.of(word, types));
    }

    /** All attributes of a file, values in hexadecimal. */
    SortedMap<String, String> all(Path file) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            long path = address(arena, TreeDigest.bytes(file));
            MemorySegment names = arena.allocate(MOST);
            long length = call(list, path, names.address(), (long) MOST);
            SortedMap<String, String> all = new TreeMap<>();
            String text = new String(bytes(names, Math.max(0, length)), StandardCharsets.ISO_8859_1);
            for (String name : text.isEmpty() ? new String[0] : text.split("\0")) {
                MemorySegment value = arena.allocate(MOST);
                long size = call(get, path, address(arena, name.getBytes(StandardCharsets.ISO_8859_1)), value.address(),
                        (long) MOST);
                all.put(name, size < 0 ? "?" : HexFormat.of().formatHex(bytes(value, size)));
            }
            return all;
        }
    }

    /** Sets an attribute; false where that is not possible here. */
    boolean set(Path file, String name, byte[] value) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment bytes = arena.allocate(Math.max(1, value.length));
            bytes.copyFrom(MemorySegment.ofArray(value));
            long result = call(set, address(arena, TreeDigest.bytes(file)),
                    address(arena, name.getBytes(StandardCharsets.ISO_8859_1)), bytes.address(), (long) value.length,
                    0L);
            return (int) result == 0;
        }
    }

    private static long call(MethodHandle handle, Object... arguments) throws IOException {
        try {
            return (long) handle.invokeWithArguments(arguments);
        } catch (Throwable e) {
            throw new IOException(e);
        }
    }

    private static long address(Arena arena, byte[] text) {
        MemorySegment segment = arena.allocate(text.length + 1L);
        MemorySegment.copy(text, 0, segment, ValueLayout.JAVA_BYTE, 0, text.length);
        return segment.address();
    }

    private static byte[] bytes(MemorySegment from, long length) {
        return from.asSlice(0, length).toArray(ValueLayout.JAVA_BYTE);
    }
}
