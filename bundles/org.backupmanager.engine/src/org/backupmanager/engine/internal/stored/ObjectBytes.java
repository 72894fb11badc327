package org.backupmanager.engine.internal.stored;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import org.backupmanager.content.CabinetId;
import org.backupmanager.content.SliceId;
import org.backupmanager.model.Code;
import org.backupmanager.model.ItemPath;
import org.backupmanager.model.SessionId;
import org.backupmanager.model.SessionReport;
import org.backupmanager.model.SessionReport.State;
import org.backupmanager.model.SessionReport.Totals;
import org.backupmanager.model.Trouble;
import org.backupmanager.model.Trouble.Severity;
import org.backupmanager.pipeline.PackedOutput;
import org.backupmanager.session.BackupException;

/**
 * How values are written into the small sealed objects: numbers big-endian and of fixed width; bytes and texts (UTF-8)
 * after their length in four bytes. Kinds of things are written as numbers or words that never change, so that the
 * order of constants in the code does not matter.
 */
public final class ObjectBytes {

    /** Bytes of the shortest trouble. */
    static final int LEAST_TROUBLE = 12 + 4 + 4 + 1 + 4;

    private static final List<SessionReport.Type> TYPES =
            List.of(SessionReport.Type.BACKUP, SessionReport.Type.RESTORE);
    private static final List<Severity> SEVERITIES = List.of(Severity.WARNING, Severity.ERROR);

    private ObjectBytes() {
    }

    /**
     * Reads an object that begins with its version.
     *
     * @param what it is, for a person
     * @param version that the parser knows
     * @throws BackupException {@code OBJECT_DAMAGED} where the parser finds what cannot be, {@code FORMAT_UNKNOWN}
     */
    static <T> T read(String what, int version, byte[] content, Function<Reader, T> parser) throws BackupException {
        try {
            var in = new Reader(content);
            int found = in.octet();
            if (found != version) {
                throw new BackupException(Code.FORMAT_UNKNOWN, what, "version " + found);
            }
            T value = parser.apply(in);
            in.expectEnd();
            return value;
        } catch (BufferUnderflowException | IllegalArgumentException | DateTimeException wrong) {
            throw new BackupException(Code.OBJECT_DAMAGED, what, "it is malformed").because(wrong);
        }
    }

    /** Writes values one after the other. */
    static final class Writer {

        private final PackedOutput out = new PackedOutput();

        byte[] toBytes() {
            return out.toArray();
        }

        void octet(int value) {
            out.u8(value);
        }

        void count(int value) {
            out.u32(value);
        }

        void number(long value) {
            out.u64(value);
        }

        void fixed(byte[] value, int length) {
            if (value.length != length) {
                throw new IllegalArgumentException(length + " bytes, not " + value.length);
            }
            out.raw(value);
        }

        void bytes(byte[] value) {
            out.u32(value.length).raw(value);
        }

        void text(String value) {
            bytes(value.getBytes(StandardCharsets.UTF_8));
        }

        void time(Instant value) {
            out.u64(value.getEpochSecond()).u32(value.getNano());
        }

        void slice(SliceId value) {
            out.u64(value.a()).u64(value.b()).u64(value.c()).u64(value.d());
        }

        void cabinet(CabinetId value) {
            out.raw(HexFormat.of().parseHex(value.hex()));
        }

        void report(SessionReport report) {
            number(report.id().number());
            text(report.source());
            octet(TYPES.indexOf(report.type()));
            octet(report.state().code());
            octet(report.archived() ? 1 : 0);
            time(report.start());
            octet(report.end().isPresent() ? 1 : 0);
            report.end().ifPresent(this::time);
            Totals totals = report.totals();
            for (long total : new long[] {totals.selectedCount(), totals.selectedSize(), totals.processedCount(),
                    totals.processedSize(), totals.sentSize(), totals.errorCount(), totals.removedCount()}) {
                number(total);
            }
        }

        void trouble(Trouble trouble) {
            time(trouble.time());
            bytes(trouble.path().bytes());
            text(trouble.code().name());
            octet(SEVERITIES.indexOf(trouble.severity()));
            text(trouble.detail());
        }
    }

    /**
     * Reads values in the order they were written. What does not fit is an {@link IllegalArgumentException}, an end
     * that comes too early a {@link java.nio.BufferUnderflowException}; no length is believed before the bytes are seen
     * to be there.
     */
    static final class Reader {

        private final ByteBuffer in;

        private Reader(byte[] bytes) {
            in = ByteBuffer.wrap(bytes);
        }

        int position() {
            return in.position();
        }

        private void expectEnd() {
            if (in.hasRemaining()) {
                throw new IllegalArgumentException(in.remaining() + " bytes too many");
            }
        }

        int octet() {
            return in.get() & 0xff;
        }

        /** How many of something follow that each take at least so many bytes. */
        int count(int least) {
            int count = in.getInt();
            if (count < 0 || (long) count * least > in.remaining()) {
                throw new IllegalArgumentException(count + " do not fit into " + in.remaining() + " bytes");
            }
            return count;
        }

        long number() {
            return in.getLong();
        }

        byte[] fixed(int length) {
            byte[] value = new byte[length];
            in.get(value);
            return value;
        }

        byte[] bytes() {
            return fixed(count(1));
        }

        String text() {
            return new String(bytes(), StandardCharsets.UTF_8);
        }

        Instant time() {
            return Instant.ofEpochSecond(in.getLong(), in.getInt());
        }

        SliceId slice() {
            return SliceId.of(fixed(SliceId.LENGTH));
        }

        CabinetId cabinet() {
            return new CabinetId(HexFormat.of().formatHex(fixed(32)));
        }

        <T> T choice(T[] values) {
            return choice(List.of(values));
        }

        private <T> T choice(List<T> values) {
            int at = octet();
            if (at >= values.size()) {
                throw new IllegalArgumentException("no choice " + at + " out of " + values);
            }
            return values.get(at);
        }

        SessionReport report() {
            var id = new SessionId(number());
            String source = text();
            SessionReport.Type type = choice(TYPES);
            State state = state(octet());
            boolean archived = octet() == 1;
            Instant start = time();
            Optional<Instant> end = octet() == 1 ? Optional.of(time()) : Optional.empty();
            var totals = new Totals(number(), number(), number(), number(), number(), number(), number());
            return new SessionReport(id, source, type, state, archived, start, end, totals);
        }

        private static State state(int code) {
            return Arrays.stream(State.values()).filter(state -> state.code() == code).findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("no state has the number " + code));
        }

        Trouble trouble() {
            return new Trouble(time(), ItemPath.of(bytes()), code(text()), choice(SEVERITIES), text());
        }

        /** A newer version may know more kinds of trouble; its own words stand in the detail. */
        private static Code code(String name) {
            return Arrays.stream(Code.values()).filter(code -> code.name().equals(name)).findFirst()
                    .orElse(Code.INTERNAL);
        }
    }
}
