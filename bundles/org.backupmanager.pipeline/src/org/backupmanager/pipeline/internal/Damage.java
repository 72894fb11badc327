package org.backupmanager.pipeline.internal;

/** An object is not what the format says; the caller knows its name and tells. */
public final class Damage extends Exception {

    private static final long serialVersionUID = 1L;

    private final boolean unknown;

    /** Something is wrong with the bytes. */
    public Damage(String what) {
        this(what, false);
    }

    private Damage(String what, boolean unknown) {
        super(what);
        this.unknown = unknown;
    }

    /** The bytes may be right, in a format of later days. */
    public static Damage unknown(String what) {
        return new Damage(what, true);
    }

    /** Whether the bytes are in a format of later days. */
    public boolean isUnknown() {
        return unknown;
    }
}
