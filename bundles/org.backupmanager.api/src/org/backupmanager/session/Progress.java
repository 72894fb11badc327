package org.backupmanager.session;

/**
 * Where work tells how far it is, and asks whether to go on. Totals may grow while scanning; what is done never exceeds
 * what is expected.
 * Safe for use by many threads.
 */
public interface Progress {

    /** What is counted. */
    enum Work {
        ITEMS, BYTES
    }

    /** Says nothing and is never cancelled. */
    Progress NONE = new Progress() {
        @Override
        public void expect(Work work, long n) {
            // nobody looks
        }

        @Override
        public void done(Work work, long n) {
            // nobody looks
        }

        @Override
        public void note(String text) {
            // nobody looks
        }

        @Override
        public void checkCancelled() {
            // never
        }
    };

    /** That much more is to be done. */
    void expect(Work work, long n);

    /** That much more is done. */
    void done(Work work, long n);

    /** What is worked on now, for a person. */
    void note(String text);

    /** Returns if work shall go on. */
    void checkCancelled() throws SessionCancelledException;
}
