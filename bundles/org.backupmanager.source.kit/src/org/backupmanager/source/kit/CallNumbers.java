package org.backupmanager.source.kit;

/**
 * What differs between processors: the numbers of system calls and a few flags. Numbers below are those of x86-64 and
 * arm64 Linux.
 */
final class CallNumbers {

    private static final boolean ARM = System.getProperty("os.arch").equals("aarch64");

    static final int READ = either(0, 63);
    static final int PPOLL = either(271, 73);
    static final int FANOTIFY_INIT = either(300, 262);
    static final int FANOTIFY_MARK = either(301, 263);
    static final int OPEN_BY_HANDLE_AT = either(304, 265);
    static final int IOCTL = either(16, 29);
    static final int OPENAT = either(257, 56);
    static final int CLOSE = either(3, 57);
    static final int LSEEK = either(8, 62);
    static final int PREAD = either(17, 67);
    static final int PWRITE = either(18, 68);
    static final int FTRUNCATE = either(77, 46);
    static final int GETDENTS = either(217, 61);
    static final int MKDIRAT = either(258, 34);
    static final int MKNODAT = either(259, 33);
    static final int FCHOWNAT = either(260, 54);
    static final int UNLINKAT = either(263, 35);
    static final int LINKAT = either(265, 37);
    static final int SYMLINKAT = either(266, 36);
    static final int READLINKAT = either(267, 78);
    static final int FCHMODAT = either(268, 53);
    static final int FACCESSAT = either(269, 48);
    static final int UTIMENSAT = either(280, 88);
    static final int RENAMEAT2 = either(316, 276);
    static final int STATX = either(332, 291);
    static final int FCHMOD = either(91, 52);
    static final int FSTATFS = either(138, 44);
    static final int FADVISE = either(221, 223);
    static final int GETEUID = either(107, 175);
    static final int GETEGID = either(108, 177);

    static final int SETXATTR = either(188, 5);
    static final int GETXATTR = either(191, 8);
    static final int LGETXATTR = either(192, 9);
    static final int LISTXATTR = either(194, 11);
    static final int LLISTXATTR = either(195, 12);
    static final int REMOVEXATTR = either(197, 14);
    static final int FSETXATTR = either(190, 7);
    static final int FREMOVEXATTR = either(199, 16);
    /** Since Linux 6.13, the same everywhere. */
    static final int GETXATTRAT = 464;
    /** Since Linux 6.13, the same everywhere. */
    static final int LISTXATTRAT = 465;

    static final int O_DIRECTORY = either(0200000, 040000);
    static final int O_NOFOLLOW = either(0400000, 0100000);

    private CallNumbers() {
    }

    private static int either(int x86, int arm) {
        return ARM ? arm : x86;
    }

    /** Whether the numbers above are right here. */
    static boolean known() {
        return System.getProperty("os.name").equals("Linux")
                && (ARM || System.getProperty("os.arch").equals("amd64"));
    }
}
