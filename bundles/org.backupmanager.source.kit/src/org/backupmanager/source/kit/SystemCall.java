package org.backupmanager.source.kit;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/**
 * The one door to the kernel: the C library's {@code syscall}. Every call goes through this one handle, since making a
 * handle costs far more than a call;
 * loaded on first use.
 */
final class SystemCall {

    /** Number and six arguments to the result, -1 for an error whose number is then in the captured state. */
    static final MethodHandle HANDLE = handle();

    private SystemCall() {
    }

    private static MethodHandle handle() {
        Linker linker = Linker.nativeLinker();
        ValueLayout.OfLong word = ValueLayout.JAVA_LONG;
        return linker.downcallHandle(linker.defaultLookup().findOrThrow("syscall"),
                FunctionDescriptor.of(word, word, word, word, word, word, word, word),
                Linker.Option.captureCallState("errno"));
    }
}
